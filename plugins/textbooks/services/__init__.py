"""The doors of textbooks: what a class needs."""

from plugins.textbooks.services.sets import Item, items_for, items_of_classes

__all__ = ["Item", "items_for", "items_of_classes"]
