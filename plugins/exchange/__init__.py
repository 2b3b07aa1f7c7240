"""Exchange: records come from other libraries and go to them: MARC, OAI-PMH, SRU (plan V.1)."""

from flask_babel import lazy_gettext as _

from core.section import Section

SECTION = Section(title=_("Exchange of records"), requires=("catalogue", "fund"), order=40)
