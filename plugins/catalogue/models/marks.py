"""The author-mark table that a school loads: none is shipped, the printed ones are not ours."""

from peewee import CharField, IntegerField

from core.database import BaseModel


class MarkRow(BaseModel):
    """A row of the table: words that begin so, or stand after it, get this number.

    ``prefix`` is levelled as the rule asks (й is и, ё is е); ``letter`` is its first letter.
    """

    IS_SETTING = True

    table_name = CharField(max_length=60)
    letter = CharField(max_length=2)
    prefix = CharField(max_length=40)
    number = IntegerField()

    class Meta:
        indexes = ((("letter", "prefix"), False),)

    def __str__(self) -> str:
        return f"{self.prefix} {self.number}"
