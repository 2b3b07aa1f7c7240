"""Write-off: acts by which copies leave the fund, and what became of the books (plan IV)."""

from flask_babel import lazy_gettext as _

from core.section import Section

SECTION = Section(title=_("Write-off"), requires=("catalogue", "fund"), order=50)
