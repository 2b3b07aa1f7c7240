"""The rules of acquisition, by what they are about: campaigns, wishes, orders and so on."""

from plugins.acquisitions.services import (
    arriving,
    books,
    campaigns,
    exhibitions,
    orders,
    suppliers,
    typing,
    wishes,
)

__all__ = [
    "arriving",
    "books",
    "campaigns",
    "exhibitions",
    "orders",
    "suppliers",
    "typing",
    "wishes",
]
