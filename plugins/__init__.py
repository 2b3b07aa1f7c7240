"""One folder per section of the librarian's annual plan."""
