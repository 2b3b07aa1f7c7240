"""What an edition is about: subject headings, and the tables of both classifications."""

from flask_babel import lazy_gettext as _
from peewee import CharField, Check, ForeignKeyField, IntegerField

from core.alphabet import fold, sort_key
from core.database import BaseModel, SortKeyField
from plugins.catalogue.models.records import Record

HEADING_KINDS = {
    "topic": _("topic"),
    "place": _("geographical name"),
    "person": _("name of a person"),
    "organisation": _("organisation"),
    "form": _("form or genre"),
}

SCHEMES = {"bbk": _("BBK"), "udc": _("UDC")}


class Heading(BaseModel):
    """A subject heading: ``Қазақ хандығы``; parts of one are parted by `` – ``."""

    DERIVED = ("sort_key", "search_text")

    name = CharField(max_length=200)
    kind = CharField(
        max_length=20,
        default="topic",
        constraints=[Check("kind IN ('topic', 'place', 'person', 'organisation', 'form')")],
    )
    sort_key = SortKeyField()
    search_text = CharField(max_length=250, default="", index=True)

    def derive(self) -> None:
        """Fill the sort key, and the folded words by which a heading is known again."""
        self.sort_key = sort_key(str(self.name))
        self.search_text = fold(str(self.name))[:250]

    def __str__(self) -> str:
        return str(self.name)


class RecordHeading(BaseModel):
    """A heading of an edition, in the order of weight."""

    record = ForeignKeyField(Record, on_delete="CASCADE", backref="headings", index=False)
    heading = ForeignKeyField(Heading, on_delete="RESTRICT", backref="records")
    position = IntegerField(default=0)

    class Meta:
        indexes = ((("record", "heading"), True),)

    def __str__(self) -> str:
        return str(self.heading_id)


class ClassIndex(BaseModel):
    """A class of КБЖ or ӘОЖ: ``63``, ``Тарих``. A guide for picking: any index may be typed."""

    IS_SETTING = True
    DERIVED = ("sort_key",)

    scheme = CharField(max_length=5, constraints=[Check("scheme IN ('bbk', 'udc')")])
    index = CharField(max_length=60)
    title_kk = CharField(max_length=200)
    title_ru = CharField(max_length=200, default="")
    parent = ForeignKeyField("self", null=True, on_delete="RESTRICT", backref="children")
    sort_key = SortKeyField(index=False)

    class Meta:
        indexes = ((("scheme", "index"), True),)

    def derive(self) -> None:
        """Fill the sort key from the index."""
        self.sort_key = class_sort_key(str(self.index))

    def __str__(self) -> str:
        return f"{self.index} {self.title_kk}"


def class_sort_key(index: str) -> str:
    """Return the key by which indexes stand: figure by figure, 20 before 22, both before 3."""
    return "".join(f"{min(max(ord(one) - 32, 0), 99):02d}" for one in index)[:120]
