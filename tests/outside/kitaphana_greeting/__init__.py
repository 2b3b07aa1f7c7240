"""Greeting: a section that somebody else wrote and installed with pip."""

from core.section import Section

SECTION = Section(title="Greeting", requires=("readers",), order=900)
