"""Acquisition: campaigns and gifts, wishes, orders, visiting exhibitions (plan II)."""

from flask_babel import lazy_gettext as _

from core.section import Section

SECTION = Section(
    title=_("Acquisition"),
    requires=("catalogue", "readers", "fund", "textbooks"),
    order=35,
)
