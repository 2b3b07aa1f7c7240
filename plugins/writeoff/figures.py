"""What write-off has to say in the report: acts, their copies, and what became of the books."""

from datetime import date
from decimal import Decimal

from flask_babel import lazy_gettext as _
from peewee import fn

from core.answers import Block, Figure, ReportPart
from plugins.fund.models import FUNDS
from plugins.writeoff.models import FATES, Case, CaseCopy, Disposal


def report(first: date, last: date) -> list[ReportPart]:
    """Return the acts approved in these days, and where the books went in them."""
    acts = list(
        Case.select().where(Case.act_on.between(first, last)).order_by(Case.act_on, Case.act_no)
    )
    ids = [one.id for one in acts]
    rows = (
        CaseCopy.select(CaseCopy.case, fn.COUNT(CaseCopy.id), fn.SUM(CaseCopy.price).coerce(False))
        .where(CaseCopy.case.in_(ids))
        .group_by(CaseCopy.case)
        .tuples()
    )
    sums = {
        int(number): (int(count), Decimal(int(tiyn or 0)).scaleb(-2))
        for number, count, tiyn in rows
    }
    nothing = (0, Decimal(0))
    copies = sum(sums.get(one.id, nothing)[0] for one in acts)
    amount = sum((sums.get(one.id, nothing)[1] for one in acts), Decimal("0.00"))
    gone = (
        CaseCopy.select(Disposal.kind, fn.COUNT(CaseCopy.id))
        .join(Disposal)
        .where(Disposal.done_on.between(first, last))
        .group_by(Disposal.kind)
        .tuples()
    )
    fates = {str(kind): int(count) for kind, count in gone}
    money = (
        Disposal.select(fn.SUM(Disposal.amount).coerce(False))
        .where(Disposal.kind == "waste", Disposal.done_on.between(first, last))
        .scalar()
    )
    url = "/writeoff/cases/"
    figures = [
        Figure("writeoff.acts", _("Acts of write-off"), len(acts), url=url),
        Figure("writeoff.copies", _("Copies written off"), copies, url=url),
        Figure("writeoff.amount", _("For the sum"), amount, url=url, unit="₸"),
    ]
    figures += [
        Figure(f"writeoff.fate.{name}", title, fates.get(name, 0), url=url, unit=_("copies"))
        for name, title in FATES.items()
    ]
    received = Decimal(int(money or 0)).scaleb(-2)
    figures.append(
        Figure("writeoff.money", _("Money for waste paper"), received, url=url, unit="₸")
    )
    heads = (_("Act"), _("Fund"), _("Reason"), _("Copies"), _("Sum, ₸"))
    lines = [
        (one.act, FUNDS[str(one.fund)], one.reason_kk, *sums.get(one.id, nothing)) for one in acts
    ]
    tables = [Block(_("Acts of write-off"), heads, lines)] if lines else []
    return [ReportPart(_("Write-off"), "IV", figures, tables, order=10)]
