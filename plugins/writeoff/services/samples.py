"""Rows of which specimens of the papers are made; the panel rolls them back at once."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from plugins.catalogue.models import Record
from plugins.fund.models import Copy
from plugins.writeoff.models import Case, CaseCopy, CommissionMember, Disposal

_DAY = date(2026, 10, 20)


def case() -> dict[str, Any]:
    """Return the accountants' copy of an act with one book."""
    return {"case": str(_case().id), "copy": "1"}


def classroom() -> dict[str, Any]:
    """Return a book handed to a classroom."""
    return _disposal("classroom", room="№ 204", teacher="Серікова А.")


def transfer() -> dict[str, Any]:
    """Return a book given to another school."""
    return _disposal("transfer", to_school="№ 12 мектеп-лицей", teacher="Ахметова С.")


def waste() -> dict[str, Any]:
    """Return a book taken to waste paper."""
    return _disposal(
        "waste",
        grams=124_500,
        price=Decimal(40),
        amount=Decimal(4980),
        account="KZ00 0000 0000 0000 0000",
        receipt_no="7",
        receipt_on=_DAY,
    )


def _case() -> Case:
    made: Case = Case.create(
        state="approved",
        reason_kk="тозған",
        reason_ru="ветхие",
        order_from="Қалалық білім бөлімі",
        order_no="118",
        order_on=_DAY,
        minutes_no="4",
        minutes_on=_DAY,
        approver_name="Сейітқызы Г.",
        approver_post="Мектеп-гимназия директоры",
        act_no=12,
        act_year=1,  # a year that no act has: its number is free
        act_on=_DAY,
    )
    CommissionMember.create(
        case=made, name="Ахметова С.", post="директордың орынбасары", is_chair=True
    )
    CommissionMember.create(case=made, name="Ғани Ә.", post="кітапханашы")
    record = Record(kind="textbook", title="Алгебра", authors="Әбілқасымова А.Е.", year=2014)
    record.save(force_insert=True)
    copy = Copy(
        record=record,
        inventory_no=f"12001-{uuid4().hex[:12]}",
        fund="textbook",
        price=Decimal(980),
        received_on=_DAY,
        withdrawn_on=_DAY,
    )
    copy.save(force_insert=True)
    CaseCopy.create(
        case=made,
        copy=copy,
        inventory_no="12001",
        title="Әбілқасымова А.Е. Алгебра",
        year=2014,
        price=Decimal(980),
    )
    return made


def _disposal(kind: str, **details: Any) -> dict[str, Any]:
    of = _case()
    made = Disposal.create(case=of, kind=kind, done_on=_DAY, **details)
    CaseCopy.update(fate=kind, disposal=made).where(CaseCopy.case == of).execute()
    return {"disposal": str(made.id)}
