"""The base of every screen: lists and forms of records, and pages of one's own."""

from core.views.intake_view import IntakeView, Option
from core.views.page_view import PageView
from core.views.presets import Preset
from core.views.record_view import RecordView

__all__ = ["IntakeView", "Option", "PageView", "Preset", "RecordView"]
