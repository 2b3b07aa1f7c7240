"""Circulation: the desk, where copies go out and come back (plan section VI)."""

from flask_babel import lazy_gettext as _

from core.section import Section

SECTION = Section(
    title=_("Circulation"), requires=("catalogue", "readers", "fund", "textbooks"), order=40
)
