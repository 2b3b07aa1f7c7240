"""Bound volumes: issues sewn together, which then stand in the fund as one copy."""

from peewee import CharField, DateField, ForeignKeyField, IntegerField

from core import clock
from core.database import BaseModel, MomentField
from core.models import Staff
from plugins.fund.models import Copy, Delivery
from plugins.periodicals.models.issues import Issue
from plugins.periodicals.models.titles import Title


class Binding(BaseModel):
    """A bound volume of one title's issues: ``words`` are ``№ 1–6``; ``copy`` is what it became.

    Undone on the same day, it keeps its row; its copy has left the fund by the reversal.
    """

    title = ForeignKeyField(Title, on_delete="RESTRICT", backref="bindings")
    year = IntegerField()
    words = CharField(max_length=200)
    copy = ForeignKeyField(Copy, unique=True, on_delete="RESTRICT", backref="+")
    delivery = ForeignKeyField(Delivery, null=True, unique=True, on_delete="RESTRICT", backref="+")
    bound_on = DateField(index=True)
    undone_on = DateField(null=True)
    at = MomentField(default=clock.now)
    by = ForeignKeyField(Staff, null=True, on_delete="RESTRICT", backref="+", index=False)

    def __str__(self) -> str:
        return f"{self.year}, {self.words}"


class BindingIssue(BaseModel):
    """One set of an issue went into the volume."""

    binding = ForeignKeyField(Binding, on_delete="RESTRICT", backref="issues", index=False)
    issue = ForeignKeyField(Issue, on_delete="RESTRICT", backref="bindings")

    class Meta:
        indexes = ((("binding", "issue"), True),)
