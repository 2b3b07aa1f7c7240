"""Events: the calendar of what the library holds, exhibitions, posters (plan VIII, VI.5, VI.6)."""

from flask_babel import lazy_gettext as _

from core.section import Section

SECTION = Section(title=_("Events"), requires=("catalogue", "readers", "fund"), order=80)
