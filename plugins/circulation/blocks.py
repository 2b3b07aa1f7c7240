"""Loans as other pages show them: tables, states and tiles, read through queries."""

from collections.abc import Sequence
from datetime import date, timedelta

from flask_babel import format_date, gettext, ngettext
from flask_babel import lazy_gettext as _

from core import clock
from core.access import can
from core.answers import BarChart, Block, Card, Fact
from core.models import Staff
from core.typography import number
from plugins.circulation import queries
from plugins.circulation.models import Loan, Reservation
from plugins.circulation.services import answers, debts, reservations, statistics
from plugins.fund.models import Copy
from plugins.readers import services as readers
from plugins.readers.models import Reader


def copy_states(copy_ids: Sequence[int]) -> dict[int, Fact]:
    """Return the word for those of the copies that are with a reader."""
    found = {
        copy_id: Fact(_("lost") if lost else _("on loan"), reader, tone="bad" if lost else "prim")
        for copy_id, reader, lost in queries.holders(copy_ids)
    }
    made_good = Fact(_("lost, made good"), "", tone="bad")
    for copy_id, row in reservations.kept_copies(copy_ids).items():
        found.setdefault(copy_id, Fact(_("set aside"), answers.who(row.reader), tone="ask"))
    return found | dict.fromkeys(queries.made_good(copy_ids), made_good)


def copy_facts(copy: Copy) -> list[Fact]:
    """Return the marks of the inventory book: what came in place of the copy, or it of what."""
    found: list[Fact] = []
    for row, _lost, _new in reversed(queries.marks([copy.id])):
        page = answers.row_page(row.id)
        if row.new_copy_id == copy.id:
            words = gettext(
                "No. %(number)s, row %(row)s", number=row.copy.inventory_no, row=row.written_number
            )
            found.append(Fact(_("In place of a lost copy"), words, url=page))
            continue
        paid = gettext("money, row %(row)s", row=row.written_number)
        words = (
            gettext(
                "No. %(number)s, row %(row)s",
                number=row.new_copy.inventory_no,
                row=row.written_number,
            )
            if row.new_copy_id
            else paid
        )
        found.append(Fact(_("Lost; in its place"), words, url=page))
        if row.found_on:
            found.append(Fact(_("Found again on"), row.found_on))
    return found


def copy_notes(copy_ids: Sequence[int]) -> dict[int, str]:
    """Return the marks of the inventory book for those of the copies that have one."""
    found: dict[int, list[str]] = {}
    for row, lost, new in queries.marks(copy_ids):
        instead = gettext("lost; in its place: No. %(number)s", number=new)
        paid = gettext("lost; money was taken")
        found.setdefault(row.copy_id, []).append(instead if new else paid)
        if row.found_on:
            words = gettext("found again on %(day)s", day=_day(row.found_on))
            found[row.copy_id].append(words)
        if new:
            words = gettext("in place of No. %(number)s", number=lost)
            found.setdefault(row.new_copy_id, []).append(words)
    return {copy_id: "; ".join(words) for copy_id, words in found.items()}


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
                    _note(loan),
                )
                for loan in queries.past_loans(reader.id)
            ],
            empty=_("There are no loans before."),
        ),
    ]


def reserved(reader: Reader) -> list[Block]:
    """Return what the reader waits for; nothing if he waits for nothing."""
    rows = reservations.of_reader(reader)
    if not rows:
        return []
    return [
        Block(
            title=_("Reservations"),
            columns=(_("Title"), _("Reserved on"), _("State")),
            rows=[
                (one.record.full_title, _day(one.made_at), reservation_state(one)) for one in rows
            ],
        )
    ]


def reservation_state(row: Reservation) -> Fact:
    """Return how the reservation stands, with the colour of its word."""
    if row.ended_at is None and row.copy_id is None:
        return Fact(_("waiting"), "", tone="prim")
    number = f"№ {row.copy.inventory_no}" if row.copy_id else ""
    if row.ended_at is None:
        if reservations.is_late(row, clock.today()):
            return Fact(_("not collected in time"), number, tone="warn")
        until = gettext("%(number)s, kept until %(day)s", number=number, day=_day(row.keep_until))
        return Fact(_("set aside"), until, tone="ok")
    word = _ENDINGS[str(row.ending)]
    if row.copy_id:
        return Fact(word, gettext("%(number)s, to put back", number=number), tone="warn")
    return Fact(word, _day(row.ended_at), tone="ok" if row.ending == "lent" else "")


_ENDINGS = {
    "lent": _("lent"),
    "cancelled": _("cancelled"),
    "expired": _("not collected in time"),
}


def reservations_to_fetch() -> list[Card]:
    """Return the way to the books that readers wait for and that stand on their shelves."""
    count = Reservation.select().where(reservations.to_fetch()).count()
    if not count:
        return []
    return [
        Card(
            title=_("Fetch reserved books from the shelves"),
            number=count,
            unit=ngettext("copy", "copies", count),
            why=_("Scan each at the desk: it says for whom to set it aside."),
            url="/circulation/reservations/",
            icon="bookmark",
            order=25,
        )
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
    if loan.lost_on and can("circulation.replace"):
        page = answers.replacement_page(loan)
        return Fact(state(loan), _("Replacement"), url=page, tone="bad")
    return Fact(state(loan), "", tone="bad" if late else "prim")


def is_made_good(loan: Loan) -> bool:
    """Return whether the loan was closed by something else than its copy coming back."""
    return loan.returned_at is not None and loan.lost_on is not None


def today_cards(on: date) -> list[Card]:
    """Return the tiles of the desk: the day's work, and what is overdue."""
    lent, returned, visits = queries.day_counts(on)
    copies, readers, classes = debts.overdue_counts(on)
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


def week(on: date) -> list[Block]:
    """Return the loans of this week day by day, with its visits and those of the week before."""
    days = [on - timedelta(days=back) for back in reversed(range(on.weekday() + 1))]
    days_before = [one - timedelta(days=7) for one in days]
    lent, came = statistics.each_day(days_before[0], on)
    if not (lent or came):
        return []
    sentence = gettext(
        "Loans: %(loans)s, visits: %(visits)s. By the same day of last week: "
        "%(loans_before)s and %(visits_before)s.",
        loans=number(sum(lent.get(one, 0) for one in days)),
        visits=number(sum(came.get(one, 0) for one in days)),
        loans_before=number(sum(lent.get(one, 0) for one in days_before)),
        visits_before=number(sum(came.get(one, 0) for one in days_before)),
    )
    rows = [(str(format_date(day, "EEE")), lent.get(day, 0)) for day in days]
    columns = (_("Day"), _("Loans"))
    title = _("Loans this week")
    url = "/reports/diary/" if can("reports.view") else ""
    return [BarChart(title, columns, rows, url, "", sentence, order=20)]


def overdue_by_class(on: date) -> list[Block]:
    """Return what is overdue, class by class, the worst first."""
    rows = [
        (name or gettext("no class"), copies) for name, copies, _r in debts.overdue_by_class(on)
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
    if is_made_good(loan):
        return gettext("%(day)s, lost, made good", day=_day(loan.returned_at))
    return _day(loan.returned_at) or state(loan)


def _note(loan: Loan) -> str:
    words = [gettext("lost, made good")] if is_made_good(loan) else []
    return ". ".join([*words, *([loan.note] if loan.note else [])])


def my_class(by: Staff) -> list[Card]:
    """Return the way of a class teacher to the own class; who has none is told what to do."""
    has_class = readers.classes_of(by).exists()
    why = _("What you hold for the class, and who of your pupils has what.")
    without = _(
        "Your account belongs to no class yet. Ask the librarian to choose it at your class."
    )
    return [
        Card(
            title=_("my class"),
            number="",
            why=why if has_class else without,
            url="/my-class/",
            icon="users-group",
            order=10,
        )
    ]
