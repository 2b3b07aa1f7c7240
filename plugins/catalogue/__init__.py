"""Catalogue: what the library has as works and editions (plan sections III.4 and V)."""

from flask_babel import lazy_gettext as _

from core.section import Section

SECTION = Section(title=_("Catalogue"), order=10)
