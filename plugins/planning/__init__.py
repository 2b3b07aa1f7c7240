"""Planning: the year's plan, each line tied to what the sections count (plan I to VIII, VI.10)."""

from flask_babel import lazy_gettext as _

from core.section import Section

SECTION = Section(title=_("Annual plan"), order=90)
