"""The PINs by which readers sign in to their own pages."""

from peewee import BooleanField, CharField, ForeignKeyField, IntegerField

from core import clock
from core.database import BaseModel, MomentField
from core.models import Staff
from plugins.readers.models import Reader


class ReaderPin(BaseModel):
    """What is kept of a reader's PIN; ``session_no`` rises when other sessions must end.

    ``is_own`` says that the reader has chosen it himself; ``given_by`` who printed the last slip.
    """

    reader = ForeignKeyField(Reader, unique=True, on_delete="CASCADE", backref="+")
    pin_hash = CharField(max_length=200)
    session_no = IntegerField(default=1)
    is_own = BooleanField(default=False)
    given_at = MomentField(default=clock.now)
    given_by = ForeignKeyField(Staff, null=True, on_delete="RESTRICT", backref="+", index=False)
    last_seen_at = MomentField(null=True)

    def __str__(self) -> str:
        return str(self.reader)
