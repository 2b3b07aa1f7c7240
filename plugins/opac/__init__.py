"""The pupils' catalogue: search from a phone, a reader's own page, reservations; needs no login."""

from flask_babel import lazy_gettext as _

from core.section import Section

SECTION = Section(
    title=_("Pupils' catalogue"),
    requires=("catalogue", "readers", "fund", "circulation"),
    order=70,
)
