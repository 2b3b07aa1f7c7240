"""What became of records: those that are gone, and the cards that were printed."""

from peewee import ForeignKeyField, IntegerField

from core import clock
from core.database import BaseModel, MomentField
from core.models import Staff


class RecordTombstone(BaseModel):
    """A record that is no more. ``merged_into`` is the one that has its copies and loans now.

    Whoever harvests the catalogue has to be told, and an old address has to lead somewhere.
    """

    record_id = IntegerField(unique=True)
    deleted_at = MomentField(default=clock.now, index=True)
    merged_into = IntegerField(null=True)

    def __str__(self) -> str:
        return str(self.record_id)


class CardPrint(BaseModel):
    """Catalogue cards that were printed at one go, for the year's plan to count."""

    printed_at = MomentField(default=clock.now, index=True)
    by = ForeignKeyField(Staff, null=True, on_delete="RESTRICT", backref="+", index=False)
    records = IntegerField()
    cards = IntegerField()

    def __str__(self) -> str:
        return str(self.cards)
