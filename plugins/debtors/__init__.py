"""Debtors: who has not brought back what, and the notices they were given (plan VI.7)."""

from flask_babel import lazy_gettext as _

from core.section import Section

SECTION = Section(
    title=_("Debtors"), requires=("catalogue", "readers", "fund", "circulation"), order=60
)
