"""Sets of textbooks: what a pupil of a grade, language and profile gets in a school year."""

from typing import Any

from peewee import CharField, Check, ForeignKeyField, IntegerField

from core.database import BaseModel
from plugins.catalogue.models import Record


class TextbookSet(BaseModel):
    """The textbooks of a grade in a school year, which begins in ``school_year``.

    A set with a ``profile`` adds to the one without: its items stand in for those of the same
    subject.
    """

    school_year = IntegerField()
    grade = IntegerField(constraints=[Check("grade BETWEEN 0 AND 12")])
    language = CharField(max_length=5, default="kk")
    profile = CharField(max_length=60, default="")

    class Meta:
        indexes = ((("school_year", "grade", "language", "profile"), True),)


class SetItem(BaseModel):
    """One textbook of a set: each pupil gets one copy of any of its editions.

    Volumes are items of their own, standing one after another. ``teacher_copies`` is how many
    the teachers of the grade need; ``share`` is how many of a hundred pupils use it (handicraft
    for girls, a second foreign language).
    """

    textbook_set = ForeignKeyField(TextbookSet, on_delete="CASCADE", backref="items")
    position = IntegerField(default=0)
    subject = CharField(max_length=100, default="")
    teacher_copies = IntegerField(default=1, constraints=[Check("teacher_copies >= 0")])
    share = IntegerField(default=100, constraints=[Check("share BETWEEN 1 AND 100")])


class SetEdition(BaseModel):
    """An edition that serves for the item; the one of the lowest position is given first."""

    item = ForeignKeyField(SetItem, on_delete="CASCADE", backref="editions")
    record = ForeignKeyField(Record, on_delete="RESTRICT", backref="+")
    position = IntegerField(default=0)

    class Meta:
        indexes = ((("item", "record"), True),)


ALL: list[Any] = [TextbookSet, SetItem, SetEdition]
