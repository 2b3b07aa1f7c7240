"""Information work: lessons, the bulletin, enquiries, meetings, recommended lists (plan VII)."""

from flask_babel import lazy_gettext as _

from core.section import Section

SECTION = Section(title=_("Information work"), requires=("catalogue", "readers", "fund"), order=75)
