"""The list of debtors, their notices and the log of them."""

from typing import Any

from plugins.debtors.views.lists import DebtorListView
from plugins.debtors.views.notices import MailView, NoticeLogView, NoticeView


def register() -> list[Any]:
    """Return new view objects in the order of the menu."""
    return [DebtorListView(), NoticeView(), NoticeLogView(), MailView()]
