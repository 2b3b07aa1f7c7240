"""Measures the program as a school runs it: a process of its own, spoken to over HTTP.

`make bench` makes two demo schools, measures them beside the floor of the same machine in the
same run, and prints tables. Nothing here is part of the program.
"""
