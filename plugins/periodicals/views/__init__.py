"""The screens of periodicals: subscription, check-in, volumes, issues with readers."""

from typing import Any

from plugins.periodicals.views.arrivals import ArrivalsView, LateView
from plugins.periodicals.views.articles import ArticlesView
from plugins.periodicals.views.bindings import BindingListView
from plugins.periodicals.views.lending import LendingView
from plugins.periodicals.views.orders import OrderListView
from plugins.periodicals.views.signing import SignedUpListView
from plugins.periodicals.views.titles import TitleListView


def register() -> list[Any]:
    """Return new view objects in the order of the menu."""
    return [
        OrderListView(),
        TitleListView(),
        ArrivalsView(),
        LateView(),
        BindingListView(),
        ArticlesView(),
        LendingView(),
        SignedUpListView(),
    ]
