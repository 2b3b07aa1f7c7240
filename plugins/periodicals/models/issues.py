"""Issues: those that are expected, those that came, and what was claimed of the supplier."""

from peewee import BooleanField, CharField, Check, DateField, ForeignKeyField, IntegerField

from core import clock
from core.database import BaseModel, MomentField, TiynField
from core.models import Staff
from plugins.periodicals.models.titles import Title


class Issue(BaseModel):
    """One issue of a title: a place in the grid from the order on, filled when it comes.

    ``label`` is what stands on it: ``7``, ``7–8`` of a double one. The second half of a double
    issue keeps its place as ``merged_into`` the first. ``sets`` came of ``sets_due``; ``price``
    is that of one. What is not in the grid is ``is_extra``; of what will never come, somebody
    has said so on ``given_up_on``.
    """

    title = ForeignKeyField(Title, on_delete="RESTRICT", backref="issues", index=False)
    year = IntegerField()
    label = CharField(max_length=40)
    first_no = IntegerField(default=0)
    last_no = IntegerField(default=0)
    due_on = DateField(index=True)
    sets_due = IntegerField(default=1, constraints=[Check("sets_due >= 0")])
    sets = IntegerField(default=0, constraints=[Check("sets >= 0")])
    price = TiynField(default=0)
    received_on = DateField(null=True, index=True)
    received_at = MomentField(null=True)
    received_by = ForeignKeyField(Staff, null=True, on_delete="RESTRICT", backref="+", index=False)
    stamped_on = DateField(null=True)
    is_extra = BooleanField(default=False)
    merged_into = ForeignKeyField("self", null=True, on_delete="RESTRICT", backref="merged")
    given_up_on = DateField(null=True)

    class Meta:
        indexes = ((("title", "year", "label"), True),)

    @property
    def number(self) -> str:
        """Return the number as it is written: ``№ 7–8``, or the words on a special issue."""
        return f"№ {self.label}" if self.first_no else str(self.label)

    @property
    def is_short(self) -> bool:
        """Return whether fewer sets came than were ordered."""
        return int(self.sets) < int(self.sets_due)

    def __str__(self) -> str:
        return f"{self.number}, {self.year}"


class Claim(BaseModel):
    """A letter to a supplier about issues that have not come; numbered from 1 each year."""

    year = IntegerField()
    number = IntegerField()
    supplier = CharField(max_length=200, default="")
    claimed_on = DateField(default=clock.today)
    at = MomentField(default=clock.now)
    by = ForeignKeyField(Staff, null=True, on_delete="RESTRICT", backref="+", index=False)

    class Meta:
        indexes = ((("year", "number"), True),)

    def __str__(self) -> str:
        return f"№ {self.number}, {self.claimed_on:%d.%m.%Y}"


class ClaimLine(BaseModel):
    """An issue of a claim, and how many sets of it were missing that day."""

    claim = ForeignKeyField(Claim, on_delete="RESTRICT", backref="lines", index=False)
    issue = ForeignKeyField(Issue, on_delete="RESTRICT", backref="claims")
    sets = IntegerField(constraints=[Check("sets > 0")])

    class Meta:
        indexes = ((("claim", "issue"), True),)
