"""MARC files: read however they are written and whatever is broken in them, and written well."""
