"""The rules of notices; callers import them from here."""
