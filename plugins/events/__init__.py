"""Events: the calendar of what the library holds, exhibitions, posters (plan VIII, VI.5, VI.6)."""

from flask_babel import lazy_gettext as _

from core.section import Section

# Behind the annual plan: its demo puts the year's events into the calendar, ours holds them.
SECTION = Section(title=_("Events"), requires=("catalogue", "readers", "fund"), order=92)
