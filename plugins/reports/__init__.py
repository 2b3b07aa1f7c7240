"""Reports: the diary, indicators and the report that fills itself (plan III.6, VI.9)."""

from flask_babel import lazy_gettext as _

from core.section import Section

SECTION = Section(
    title=_("Reports"), requires=("catalogue", "readers", "fund", "circulation"), order=95
)
