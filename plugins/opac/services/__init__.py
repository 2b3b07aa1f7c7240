"""The rules of the pupils' catalogue; callers import its modules from here."""
