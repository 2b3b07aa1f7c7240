"""The socket that sections of the librarian's plan are plugged into. Imports no section."""
