"""Papers of a write-off: the act, and what says where the books went (domain.md 3.3, 3.6)."""

from decimal import Decimal
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from core.documents import (
    Aside,
    Block,
    Document,
    DocumentKind,
    Fields,
    Heading,
    Signatures,
    Table,
    Text,
    Total,
)
from core.errors import NotFound
from core.i18n import language
from core.papers import in_words, long_day, school_name
from core.typography import day, money, number
from plugins.fund.models import FUNDS
from plugins.writeoff import queries, services
from plugins.writeoff.models import Case, CaseCopy, Disposal
from plugins.writeoff.services import samples

#: The place for what is not known yet: a draft is printed too, for the commission to read.
BLANK = "________"


def reason_of(case: Case) -> str:
    """Return the reason in the language of the paper."""
    spoken = language()
    if spoken == "en" and case.reason_id and case.reason.title_en:
        return str(case.reason.title_en)
    return str(case.reason_ru if spoken == "ru" else case.reason_kk)


def basis_of(case: Case) -> str:
    """Return whose order stands behind the act, its number and date; a dash if there is none."""
    if not case.order_no:
        return "–"
    return ", ".join(one for one in (str(case.order_from), case.order) if one)


def minutes_of(case: Case) -> str:
    """Return number and date of the commission's minutes."""
    return f"№ {case.minutes_no or BLANK}, {day(case.minutes_on) or BLANK}"


def act(arguments: dict[str, Any]) -> Document:
    """Return the act of write-off; with ``copy`` it says that it is the accountants'."""
    return act_of(
        services.get(_number(arguments, "case")), for_accounting=bool(arguments.get("copy"))
    )


def act_of(case: Case, *, for_accounting: bool = False, rows_shown: int = 0) -> Document:
    """Return the act of a case; of its list only ``rows_shown`` rows, if a number is given."""
    titles, copies, amount = queries.sums(case)
    people = queries.members(case)
    copy = gettext("Copy for the accounting department")
    named = [Text(copy, name="copy_for_accounting")] if for_accounting else []
    chair = [_person(one.name, one.post) for one in people if one.is_chair]
    others = [_person(one.name, one.post) for one in people if not one.is_chair]
    rows = queries.rows_of(case, size=rows_shown)
    blocks: list[Block] = [
        *named,
        Aside(
            [
                gettext("I APPROVE"),
                str(case.approver_post or gettext("Director of the school")),
                f"{BLANK}{BLANK} {case.approver_name}",
                long_day(case.act_on) if case.act_on else f"«____» {BLANK}",
                gettext("Stamp here"),
            ],
            names=("", "approver_post", "approver", "approved_on", ""),
        ),
        Heading(
            gettext("ACT No. %(number)s", number=case.act_no or BLANK), is_centred=True, name="act"
        ),
        Heading(gettext("on writing copies off the library's fund"), is_centred=True),
        Fields(
            [
                (gettext("School"), school_name()),
                (gettext("Date of the act"), day(case.act_on) or BLANK),
                (gettext("Fund"), str(FUNDS[str(case.fund)])),
                (gettext("Minutes of the commission"), minutes_of(case)),
                (gettext("Chairperson"), "; ".join(chair) or BLANK),
                (gettext("Members of the commission"), "; ".join(others) or BLANK),
                (gettext("Reason"), reason_of(case) or BLANK),
                (gettext("Basis"), basis_of(case)),
                (gettext("Number of titles"), number(titles)),
                (gettext("Number of copies"), number(copies)),
                (gettext("Sum"), f"{money(amount)} ₸ ({in_words(amount)})"),
                (gettext("The list is on so many sheets"), BLANK),
            ]
        ),
        Heading(gettext("List of the copies"), is_centred=True),
        _list(rows),
        Total(gettext("Copies in all"), number(copies)),
        Total(gettext("In all, ₸"), amount),
        Signatures(
            [
                (gettext("Chairperson"), "; ".join(chair)),
                *((gettext("Member of the commission"), one) for one in others),
                *([(gettext("Accountant"), "")] if for_accounting else []),
            ],
            seal=gettext("Stamp here"),
        ),
    ]
    also = [
        ("number", gettext("Number of the act"), case.act_no),
        ("day", gettext("Date of the act"), case.act_on),
        ("amount", gettext("Sum, ₸"), amount),
        ("in_words", gettext("Sum in words"), in_words(amount)),
    ]
    return Document(gettext("Write-off act"), blocks, has_title=False, also=also)


def handover(arguments: dict[str, Any]) -> Document:
    """Return the list by which a teacher takes books into a classroom."""
    disposal = _disposal(arguments, "classroom")
    rows = queries.rows_of_disposal(disposal)
    return Document(
        gettext("List of books handed to a classroom"),
        [
            Fields(
                [
                    *_head(disposal),
                    (gettext("Classroom"), disposal.room),
                    (gettext("Teacher"), disposal.teacher),
                    (gettext("Note"), disposal.note or "–"),
                ]
            ),
            _list(rows),
            *_totals(rows),
            Signatures(
                [
                    (gettext("Handed over by the librarian"), ""),
                    (gettext("Accepted by the teacher"), str(disposal.teacher)),
                ]
            ),
        ],
    )


def transfer(arguments: dict[str, Any]) -> Document:
    """Return the act by which books go to another school."""
    disposal = _disposal(arguments, "transfer")
    rows = queries.rows_of_disposal(disposal)
    return Document(
        gettext("Transfer act"),
        [
            Fields(
                [
                    *_head(disposal),
                    (gettext("Given to"), disposal.to_school),
                    (gettext("Note"), disposal.note or "–"),
                ]
            ),
            _list(rows),
            *_totals(rows),
            Signatures(
                [
                    (gettext("Handed over by"), str(disposal.case.approver_name)),
                    (gettext("Accepted by"), str(disposal.teacher)),
                ],
                seal=gettext("Stamp here"),
            ),
        ],
    )


def waste(arguments: dict[str, Any]) -> Document:
    """Return the note on books taken to waste paper: weight, price, sum, account, receipt."""
    disposal = _disposal(arguments, "waste")
    rows = queries.rows_of_disposal(disposal)
    receipt = (
        f"№ {disposal.receipt_no}, {day(disposal.receipt_on)}"
        if not disposal.awaits_receipt
        else ""
    )
    people = queries.members(disposal.case)
    return Document(
        gettext("Waste paper note"),
        [
            Fields(
                [
                    *_head(disposal),
                    (gettext("Copies"), number(len(rows))),
                    (gettext("Weight, kg"), kilograms(disposal)),
                    (gettext("Price of a kilogram, ₸"), money(disposal.price)),
                    (gettext("Sum"), f"{money(disposal.amount)} ₸ ({in_words(disposal.amount)})"),
                    (gettext("Account"), disposal.account or BLANK),
                    (gettext("Receipt"), receipt or BLANK),
                    (gettext("Note"), disposal.note or "–"),
                ]
            ),
            Signatures(
                [
                    (gettext("Chairperson"), _person(one.name, one.post))
                    if one.is_chair
                    else (gettext("Member of the commission"), _person(one.name, one.post))
                    for one in people
                ],
                seal=gettext("Stamp here"),
            ),
        ],
    )


def kilograms(disposal: Disposal) -> str:
    """Return a weight as it is written: ``124,5``; no more digits than are known."""
    return f"{disposal.kg.normalize():f}".replace(".", ",")


def _person(name: Any, post: Any) -> str:
    return f"{name}, {post}" if post else str(name)


def _list(rows: list[CaseCopy]) -> Table:
    head = [
        "№",
        gettext("Inv. No."),
        gettext("Author and title"),
        gettext("Year"),
        gettext("Price, ₸"),
        gettext("Coef."),
        gettext("Cost, ₸"),
    ]
    lines = [
        [place, row.inventory_no, row.title, row.year or "", row.price, 1, row.price]
        for place, row in enumerate(rows, 1)
    ]
    return Table(head, lines, [0.7, 1.5, 3.9, 1.3, 1.4, 1, 1.7], (0, 3, 4, 5, 6))


def _totals(rows: list[CaseCopy]) -> list[Block]:
    amount = sum((row.price for row in rows), Decimal(0))
    return [
        Total(gettext("Copies in all"), number(len(rows))),
        Total(gettext("In all, ₸"), amount),
        Text(in_words(amount), name="in_words"),
    ]


def _head(disposal: Disposal) -> list[tuple[str, Any]]:
    act_line = f"№ {disposal.case.act_no}, {day(disposal.case.act_on)}"
    return [
        (gettext("School"), school_name()),
        (gettext("Date"), day(disposal.done_on)),
        (gettext("Write-off act"), act_line),
    ]


def _disposal(arguments: dict[str, Any], kind: str) -> Disposal:
    found: Disposal | None = Disposal.get_or_none(
        Disposal.id == _number(arguments, "disposal"), Disposal.kind == kind
    )
    if found is None:
        raise NotFound()
    return found


def _number(arguments: dict[str, Any], name: str) -> int:
    wanted = str(arguments.get(name, ""))
    if not (wanted.isdecimal() and len(wanted) < 10):
        raise NotFound()
    return int(wanted)


def _kind(name: str, title: Any, build: Any, argument: str, sample: Any) -> DocumentKind:
    return DocumentKind(
        f"writeoff.{name}", title, build, ("pdf", "docx"), "writeoff.view", (argument,), sample
    )


DOCUMENTS = (
    _kind("act", _("Write-off act"), act, "case", samples.case),
    _kind(
        "handover",
        _("List of books handed to a classroom"),
        handover,
        "disposal",
        samples.classroom,
    ),
    _kind("transfer", _("Transfer act"), transfer, "disposal", samples.transfer),
    _kind("waste", _("Waste paper note"), waste, "disposal", samples.waste),
)

#: The paper of each way that books go.
PAPERS = {
    "classroom": "writeoff.handover",
    "transfer": "writeoff.transfer",
    "waste": "writeoff.waste",
}
