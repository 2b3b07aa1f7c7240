"""The screens of the information work."""

from typing import Any

from plugins.information.views.bulletin import BulletinView
from plugins.information.views.notes import EnquiryView, LessonView, MeetingView
from plugins.information.views.reading import ReadingListView


def register() -> list[Any]:
    """Return new view objects in the order of the menu."""
    return [EnquiryView(), LessonView(), BulletinView(), ReadingListView(), MeetingView()]
