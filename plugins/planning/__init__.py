"""Planning: the year's plan, each line tied to what the sections count (plan I to VIII, VI.10)."""

from flask_babel import lazy_gettext as _

from core.section import Section

# It requires nobody: a line names what counts it, and whoever counts answers through a hook.
SECTION = Section(title=_("Annual plan"), order=90)
