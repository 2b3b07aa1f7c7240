"""What the diary and the reports keep: remarks, pages as printed, texts, frozen reports."""

from flask_babel import lazy_gettext as _
from peewee import BlobField, CharField, Check, DateField, ForeignKeyField, IntegerField, TextField

from core import clock
from core.database import BaseModel, MomentField
from core.models import Staff

#: What a report may be about.
KINDS = {
    "year": _("annual report"),
    "half": _("half-year report"),
    "quarter": _("quarterly report"),
    "month": _("monthly report"),
}


def _staff() -> ForeignKeyField:
    return ForeignKeyField(Staff, null=True, on_delete="RESTRICT", backref="+", index=False)


class DayNote(BaseModel):
    """What is typed into the diary by hand: visits nobody scanned, and a remark."""

    day = DateField(unique=True)
    visits = IntegerField(default=0, constraints=[Check("visits >= 0")])
    remark = TextField(default="")
    changed_at = MomentField(default=clock.now)
    changed_by = _staff()

    def __str__(self) -> str:
        return f"{self.day:%d.%m.%Y}"


class PrintedPage(BaseModel):
    """A page of the diary as it was printed: ``content`` is JSON of its numbers and remarks.

    ``reason`` is what the librarian wrote when it was printed again with other numbers.
    """

    first = DateField()
    last = DateField(index=True)
    content = TextField()
    reason = CharField(max_length=300, default="")
    printed_at = MomentField(default=clock.now)
    printed_by = _staff()

    def __str__(self) -> str:
        days = f"{self.first:%d.%m.%Y}"
        return days if self.first == self.last else f"{days}–{self.last:%d.%m.%Y}"


class Report(BaseModel):
    """A report of some days. ``frozen`` is JSON of all it said when approved, by language."""

    kind = CharField(
        max_length=10, constraints=[Check("kind IN ('year', 'half', 'quarter', 'month')")]
    )
    first = DateField()
    last = DateField()
    created_at = MomentField(default=clock.now)
    created_by = _staff()
    approved_on = DateField(null=True)
    approved_by = _staff()
    frozen = TextField(default="")

    class Meta:
        indexes = ((("first", "last"), True),)

    @property
    def is_approved(self) -> bool:
        """Return whether it stays as it is."""
        return self.approved_on is not None

    def __str__(self) -> str:
        return f"{self.first:%d.%m.%Y}–{self.last:%d.%m.%Y}"


class ReportText(BaseModel):
    """A text of the librarian in a report: before its figures, under a section, at its end."""

    report = ForeignKeyField(Report, on_delete="CASCADE", backref="texts")
    place = CharField(max_length=10)
    text = TextField(default="")
    changed_at = MomentField(default=clock.now)
    changed_by = _staff()

    class Meta:
        indexes = ((("report", "place"), True),)


class ReportPicture(BaseModel):
    """A photo of an approved report, as it was that day."""

    report = ForeignKeyField(Report, on_delete="CASCADE", backref="pictures")
    words = CharField(max_length=200, default="")
    data = BlobField()
