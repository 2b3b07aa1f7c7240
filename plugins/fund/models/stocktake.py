"""Stock-takes: what was looked for, and every scan that was made."""

from peewee import CharField, Check, DateField, ForeignKeyField, IntegerField, TextField

from core import clock
from core.database import BaseModel, MomentField, TiynField
from core.models import Staff
from plugins.fund.models.copies import Copy


class Stocktake(BaseModel):
    """A check of a part of one fund. What is left empty narrows nothing; it may last for weeks."""

    fund = CharField(max_length=10, constraints=[Check("fund IN ('main', 'textbook')")])
    shelf = CharField(max_length=60, default="")
    prefix = CharField(max_length=20, default="")
    first_no = CharField(max_length=40, default="")
    last_no = CharField(max_length=40, default="")
    order = CharField(max_length=200, default="")
    commission = TextField(default="")
    started_at = MomentField(default=clock.now)
    started_by = ForeignKeyField(Staff, null=True, on_delete="RESTRICT", backref="+", index=False)
    ended_on = DateField(null=True)

    def __str__(self) -> str:
        return f"№ {self.id}"


class StocktakeScan(BaseModel):
    """One scan. A copy is found once; later scans of it are kept as ``again``."""

    stocktake = ForeignKeyField(Stocktake, on_delete="RESTRICT", backref="scans")
    copy = ForeignKeyField(Copy, null=True, on_delete="RESTRICT", backref="+")
    text = CharField(max_length=60, default="")
    kind = CharField(
        max_length=10,
        constraints=[
            Check(
                "kind IN ('present', 'misplaced', 'on_loan', 'gone', 'unknown', 'other', 'again')"
            )
        ],
    )
    at = MomentField(default=clock.now)
    by = ForeignKeyField(Staff, null=True, on_delete="RESTRICT", backref="+", index=False)


StocktakeScan.add_index(
    StocktakeScan.index(
        StocktakeScan.stocktake, StocktakeScan.copy, name="fund_stocktake_scan_copy"
    )
)


class StocktakeLine(BaseModel):
    """What became, at the end of the stock-take, of a copy that was looked for."""

    stocktake = ForeignKeyField(Stocktake, on_delete="RESTRICT", backref="lines", index=False)
    copy = ForeignKeyField(Copy, on_delete="RESTRICT", backref="+")
    kind = CharField(
        max_length=10, constraints=[Check("kind IN ('present', 'on_loan', 'missing')")]
    )

    class Meta:
        indexes = ((("stocktake", "kind", "copy"), True),)


class StocktakeSum(BaseModel):
    """How many there were of a kind when the stock-take ended, and what they cost together."""

    stocktake = ForeignKeyField(Stocktake, on_delete="RESTRICT", backref="sums", index=False)
    kind = CharField(
        max_length=10,
        constraints=[
            Check("kind IN ('present', 'on_loan', 'missing', 'misplaced', 'surplus')"),
        ],
    )
    copies = IntegerField()
    amount = TiynField(default=0)

    class Meta:
        indexes = ((("stocktake", "kind"), True),)
