"""Shelves: where an edition stands, so that it can be said and printed (plan V.2)."""

from peewee import CharField

from core.alphabet import sort_key
from core.database import BaseModel, SortKeyField


class Shelf(BaseModel):
    """A shelf in one of the library's rooms: ``12-сөре`` of ``Абонемент``."""

    DERIVED = ("sort_key",)

    name = CharField(max_length=60)
    room = CharField(max_length=100, default="")
    note = CharField(max_length=200, default="")
    sort_key = SortKeyField()

    class Meta:
        indexes = ((("room", "name"), True),)

    def derive(self) -> None:
        """Fill the sort key: room by room, the shelves of each in their natural order."""
        self.sort_key = sort_key(f"{self.room} {self.name}")

    def __str__(self) -> str:
        return ", ".join(str(one) for one in (self.name, self.room) if one)
