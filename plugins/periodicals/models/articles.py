"""Articles: what stands in an issue, described in the catalogue piece by piece (plan V.3)."""

from peewee import CharField, DateField, ForeignKeyField, IntegerField

from core import clock
from core.database import BaseModel
from core.models import Staff
from plugins.catalogue.models import Record
from plugins.periodicals.models.issues import Issue


class Article(BaseModel):
    """An analytic record's place: in which issue, on which pages.

    Title, authors, index, headings and annotation are the record's. ``issue`` is of the grid;
    of an article found elsewhere ``source`` and ``number`` are typed. With an issue they are
    those it had that day.
    """

    record = ForeignKeyField(Record, unique=True, on_delete="RESTRICT", backref="+")
    issue = ForeignKeyField(Issue, null=True, on_delete="RESTRICT", backref="articles")
    source = CharField(max_length=200, default="", index=True)
    number = CharField(max_length=60, default="")
    published_on = DateField(null=True)
    year = IntegerField(null=True)
    pages = CharField(max_length=40, default="")
    added_on = DateField(default=clock.today, index=True)
    by = ForeignKeyField(Staff, null=True, on_delete="RESTRICT", backref="+", index=False)

    def __str__(self) -> str:
        return str(self.record.title)
