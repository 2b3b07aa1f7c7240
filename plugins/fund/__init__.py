"""Fund: every copy the library owns, from its inventory number to its write-off (plan III)."""

from flask_babel import lazy_gettext as _

from core.section import Section

SECTION = Section(title=_("Fund"), requires=("catalogue",), order=30)
