"""Textbooks: which of them a class needs, and whether there are enough (plan section VI)."""

from flask_babel import lazy_gettext as _

from core.section import Section

SECTION = Section(title=_("Textbooks"), requires=("catalogue", "readers", "fund"), order=35)
