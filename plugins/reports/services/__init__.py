"""The rules of the diary and the reports, a module a matter."""
