"""Loans as other pages show them: tables, states and tiles, read through queries."""

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from core import clock
from core.answers import Block, Card, Fact
from plugins.circulation import queries
from plugins.circulation.models import Loan
from plugins.circulation.services import answers
from plugins.fund.models import Copy
from plugins.readers.models import Reader


def copy_states(copy_ids: Sequence[int]) -> dict[int, Fact]:
    """Return the word for those of the copies that are with a reader."""
    return {
        copy_id: Fact(_("lost") if lost else _("on loan"), reader, tone="bad" if lost else "prim")
        for copy_id, reader, lost in queries.holders(copy_ids)
    }


def life_of_copy(copy: Copy) -> Block:
    """Return the copy's loans, the latest first."""
    return Block(
        title=_("Loans of this copy"),
        columns=(_("Reader"), _("Lent on"), _("Due on"), _("Returned on"), _("Note")),
        rows=[
            (answers.who(loan.reader), _day(loan.lent_at), _day(loan.due_on), _end(loan), loan.note)
            for loan in queries.loans_of_copy(copy.id)
        ],
        empty=_("This copy has not been lent yet."),
    )


def formular(reader: Reader) -> list[Block]:
    """Return the reader's formular: what is in hand, and what has come back."""
    now = queries.open_loans(reader.id)
    columns = (_("Inv. No."), _("Title"), _("Lent on"), _("Due on"), _("State"))
    past = (_("Inv. No."), _("Title"), _("Lent on"), _("Returned on"), _("Note"))
    return [
        Block(
            title=_("In hand now"),
            columns=columns,
            rows=[
                (
                    loan.copy.inventory_no,
                    answers.what(loan.copy),
                    _day(loan.lent_at),
                    _day(loan.due_on),
                    state_fact(loan),
                )
                for loan in now
            ],
            empty=_("Nothing is in hand."),
        ),
        Block(
            title=_("Loans before"),
            columns=past,
            rows=[
                (
                    loan.copy.inventory_no,
                    answers.what(loan.copy),
                    _day(loan.lent_at),
                    _day(loan.returned_at),
                    loan.note,
                )
                for loan in queries.past_loans(reader.id)
            ],
            empty=_("There are no loans before."),
        ),
    ]


def state(loan: Loan) -> str:
    """Return how an open loan stands: days left, days late, or lost."""
    if loan.lost_on:
        return gettext("lost")
    days = (loan.due_on - clock.today()).days
    if days < 0:
        return ngettext("%(num)s day late", "%(num)s days late", -days)
    return ngettext("%(num)s day left", "%(num)s days left", days)


def state_fact(loan: Loan) -> Fact:
    """Return how an open loan stands, with its colour."""
    late = loan.lost_on or loan.due_on < clock.today()
    return Fact(state(loan), "", tone="bad" if late else "prim")


def today_cards(on: date) -> list[Card]:
    """Return the tiles of the desk: the day's work, and what is overdue."""
    lent, returned, visits = queries.day_counts(on)
    copies, readers, classes = queries.overdue_counts(on)
    return [
        Card(
            title=_("Desk, today"),
            number=lent,
            icon="barcode",
            url="/desk",
            order=10,
            parts=((lent, _("loans")), (returned, _("returns")), (visits, _("visits"))),
        ),
        Card(
            title=_("Overdue"),
            number=copies,
            unit=ngettext("copy", "copies", copies),
            why=gettext(
                "Readers: %(readers)s, classes: %(classes)s", readers=readers, classes=classes
            )
            if copies
            else gettext("Nothing is overdue"),
            url="/circulation/loans/?preset=overdue",
            icon="clock-exclamation",
            tone="bad" if copies else "",
            order=20,
        ),
    ]


def overdue_by_class(on: date) -> list[Block]:
    """Return what is overdue, class by class, the worst first."""
    rows = [
        (name or gettext("no class"), copies) for name, copies, _r in queries.overdue_by_class(on)
    ]
    return [
        Block(
            title=_("Overdue, by class"),
            columns=(_("Class"), _("Copies")),
            rows=rows[:12],
            url="/circulation/loans/?preset=overdue",
            empty=_("Nothing is overdue"),
        )
    ]


def _day(value: object) -> str:
    return f"{value:%d.%m.%Y}" if value else ""


def _end(loan: Loan) -> str:
    return _day(loan.returned_at) or state(loan)
