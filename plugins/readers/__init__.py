"""Readers: pupils, teachers and others, their classes and cards (plan section VI)."""

from flask_babel import lazy_gettext as _

from core.section import Section

SECTION = Section(title=_("Readers"), order=20)
