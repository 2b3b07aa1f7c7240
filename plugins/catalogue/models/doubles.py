"""Records that look alike and are not one: said once by a person, not asked again."""

from peewee import ForeignKeyField

from core import clock
from core.database import BaseModel, MomentField
from core.models import Staff
from plugins.catalogue.models.records import Record


class KnownApart(BaseModel):
    """Two records that somebody has looked at and left two; ``first`` has the lower id."""

    first = ForeignKeyField(Record, on_delete="CASCADE", backref="+", index=False)
    second = ForeignKeyField(Record, on_delete="CASCADE", backref="+")
    said_at = MomentField(default=clock.now)
    by = ForeignKeyField(Staff, null=True, on_delete="RESTRICT", backref="+", index=False)

    class Meta:
        indexes = ((("first", "second"), True),)

    def __str__(self) -> str:
        return f"{self.first_id}, {self.second_id}"
