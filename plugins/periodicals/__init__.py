"""Periodicals: subscriptions, each issue as it comes, bindings, articles (plan II.3, III, V)."""

from flask_babel import lazy_gettext as _

from core.section import Section

SECTION = Section(title=_("Periodicals"), requires=("catalogue", "readers", "fund"), order=45)
