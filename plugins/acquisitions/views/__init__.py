"""The screens of acquisition."""

from typing import Any

from plugins.acquisitions.views.campaigns import CampaignView
from plugins.acquisitions.views.exhibitions import ExhibitionView
from plugins.acquisitions.views.orders import OrderView
from plugins.acquisitions.views.suppliers import SupplierView
from plugins.acquisitions.views.wishes import WishView


def register() -> list[Any]:
    """Return new view objects in the order of the menu."""
    return [OrderView(), WishView(), CampaignView(), ExhibitionView(), SupplierView()]
