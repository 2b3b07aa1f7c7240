"""Labels: what has been printed, and how far each printer draws from where it should."""

from peewee import CharField, ForeignKeyField, IntegerField

from core import clock
from core.database import BaseModel, MomentField
from core.models import Staff
from plugins.fund.models.copies import Copy


class PrinterOffset(BaseModel):
    """A printer by the name people give it; ``dx`` and ``dy`` in hundredths of a millimetre."""

    name = CharField(max_length=60, unique=True)
    dx = IntegerField(default=0)
    dy = IntegerField(default=0)

    def __str__(self) -> str:
        return str(self.name)


class LabelPrint(BaseModel):
    """A label of a copy went into a printed file. A copy without a row here has no label yet."""

    copy = ForeignKeyField(Copy, on_delete="RESTRICT", backref="label_prints")
    printed_at = MomentField(default=clock.now)
    by = ForeignKeyField(Staff, null=True, on_delete="RESTRICT", backref="+", index=False)
