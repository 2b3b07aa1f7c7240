"""What circulation answers when the panel or another section asks."""

from datetime import date
from typing import Any

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from core.access import Permission, can
from core.actions import Action
from core.answers import Block, Card, Demo, DiaryPart, Fact, ReportPart, Setting, Step, WorkUnit
from core.hookspecs import hookimpl
from plugins.circulation import actions, blocks, clearance, demo, figures, models, queries
from plugins.circulation.documents import DOCUMENTS
from plugins.circulation.permissions import PERMISSIONS
from plugins.circulation.services import (
    answers,
    personal,
    popular,
    replacements,
    reservations,
    rules,
)
from plugins.circulation.views import register
from plugins.circulation.work import WORK_UNITS
from plugins.fund.models import Copy
from plugins.readers.models import Reader, SchoolClass


@hookimpl
def register_models() -> list[Any]:
    return [
        models.Loan,
        models.Deed,
        models.ClassVisit,
        models.Visit,
        models.Replacement,
        models.Passing,
        models.ClassMark,
        models.KitIssue,
        models.Raid,
        models.Reservation,
    ]


@hookimpl
def register_views() -> list[Any]:
    return register()


@hookimpl
def register_documents() -> list[Any]:
    return list(DOCUMENTS)


@hookimpl
def register_permissions() -> list[Permission]:
    return list(PERMISSIONS)


@hookimpl
def register_settings() -> list[Setting]:
    return [*rules.SETTINGS, *reservations.SETTINGS, *replacements.SETTINGS, *clearance.SETTINGS]


@hookimpl
def today_cards(by: Any, on: date) -> list[Card]:
    return blocks.today_cards(on) if _sees_all_classes(by) else []


@hookimpl
def next_steps(by: Any) -> list[Card]:
    # The class teacher's first page leads to the own class.
    if by.role == "teacher":
        return blocks.my_class(by) if can("circulation.pass_on") else []
    return blocks.reservations_to_fetch() if can("circulation.lend") else []


@hookimpl
def copy_blockers(copy: Copy) -> list[str]:
    loan = queries.open_loan_of(copy.id)
    found = [gettext("on loan: %(reader)s", reader=answers.who(loan.reader))] if loan else []
    for row in reservations.kept_copies([copy.id]).values():
        found.append(gettext("set aside: %(reader)s", reader=answers.who(row.reader)))
    return found


@hookimpl
def copy_blocks(copy: Copy) -> list[Block]:
    return [blocks.life_of_copy(copy)]


@hookimpl
def copy_facts(copy: Copy) -> list[Fact]:
    return blocks.copy_facts(copy) if can("circulation.view") else []


@hookimpl
def copy_notes(copy_ids: list[int]) -> dict[int, str]:
    return blocks.copy_notes(copy_ids)


@hookimpl
def copies_lost(first: date | None, last: date | None) -> Any:
    return queries.copies_lost(first, last)


@hookimpl
def copies_out() -> Any:
    return queries.copies_out()


@hookimpl(tryfirst=True)  # fund knows nothing of copies that stand aside for somebody
def records_available(record_ids: list[int]) -> list[int]:
    return queries.records_available(record_ids)


@hookimpl
def copies_out_on(on: date) -> Any:
    return queries.copies_out_on(on)


@hookimpl
def loans_of_records(record_ids: list[int], first: date, last: date) -> dict[int, int]:
    return popular.loans_of_records(record_ids, first, last)


@hookimpl
def readers_by_loans(first: date, last: date, most: int) -> list[tuple[int, int]]:
    return popular.readers_by_loans(first, last, most)


@hookimpl
def classes_by_loans(first: date, last: date) -> dict[int, int]:
    return popular.classes_by_loans(first, last)


@hookimpl
def copy_states(copy_ids: list[int]) -> dict[int, Fact]:
    return blocks.copy_states(copy_ids)


@hookimpl
def reader_blockers(reader: Reader) -> list[str]:
    count = len(queries.open_loans(reader.id))
    if not count:
        return []
    return [ngettext("%(num)s copy in hand", "%(num)s copies in hand", count)]


@hookimpl
def reader_blocks(reader: Reader) -> list[Block]:
    now, *before = blocks.formular(reader)
    return [now, *blocks.reserved(reader), *before]


@hookimpl
def personal_data(reader: Reader) -> list[Block]:
    return personal.tables(reader)


@hookimpl
def reader_erased(reader: Reader) -> None:
    personal.make_nameless(reader)


@hookimpl
def reader_steps(reader: Reader) -> list[Step]:
    found = []
    if can("circulation.lend") and reader.kind == "pupil":
        found.append(Step(_("Set of textbooks"), f"/pupil-set/{reader.id}/", icon="stack-2"))
    if can("circulation.clearance"):
        spoken = "ru" if reader.language == "ru" else "kk"
        page = f"/documents/circulation.clearance.pdf?reader={reader.id}&lang={spoken}"
        found.append(Step(_("Clearance slip"), page, icon="certificate"))
    return found


@hookimpl
def register_actions(model: Any) -> list[Action]:
    found = {Reader: actions.ACTIONS, SchoolClass: actions.CLASS_ACTIONS}
    return list(found.get(model, ()))


@hookimpl
def today_lists(by: Any, on: date) -> list[Block]:
    return [*blocks.week(on), *blocks.overdue_by_class(on)] if _sees_all_classes(by) else []


def _sees_all_classes(by: Any) -> bool:
    return can("circulation.view") and by.role != "teacher"


@hookimpl
def register_demo() -> list[Demo]:
    return [Demo("circulation", demo.fill)]


@hookimpl
def register_journal_words() -> list[tuple[str, Any]]:
    return [
        ("desk.lent", _("Lent")),
        ("desk.returned", _("Returned")),
        ("desk.swapped", _("Taken back and lent to another")),
        ("desk.renewed", _("Renewed")),
        ("desk.lost", _("Reported lost")),
        ("desk.noted", _("Note kept")),
        ("desk.undone", _("Undone")),
        ("desk.question", _("Asked")),
        ("desk.refused", _("Not lent")),
        ("circulation.kit", _("Textbooks given to a whole class")),
        ("circulation.kit_undone", _("Issue to a whole class undone")),
        ("circulation.pupil_set", _("One pupil's set given or taken back")),
        ("circulation.class_visit", _("Visits of a class counted")),
        ("circulation.class_visit_undone", _("Visits of a class taken back")),
        ("circulation.raid", _("Raid for clean textbooks kept")),
        ("circulation.reserved", _("Book reserved")),
        ("circulation.unreserved", _("Reservation cancelled")),
        ("circulation.replaced", _("Lost copy made good")),
        ("circulation.found", _("Lost copy found again")),
    ]


@hookimpl
def register_diary_parts() -> list[DiaryPart]:
    return figures.diary()


@hookimpl
def report_parts(first: date, last: date) -> list[ReportPart]:
    return figures.report(first, last)


@hookimpl
def register_work_units() -> list[WorkUnit]:
    return list(WORK_UNITS)
