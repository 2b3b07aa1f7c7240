"""One pupil's set in one step: who comes later, changes class, or leaves."""

from dataclasses import dataclass, field
from datetime import datetime

from core import bulk, clock, journal
from core.database import one_at_a_time, transaction
from core.models import Staff
from plugins.catalogue.models import Record
from plugins.circulation import queries
from plugins.circulation.errors import KitChanged, KitEmpty
from plugins.circulation.models import KitIssue, Loan
from plugins.circulation.services import lending
from plugins.circulation.services.board import Board, read_board
from plugins.circulation.services.kit_plans import KitPlan, make_plan
from plugins.circulation.services.kits import as_ranges, write_loans
from plugins.fund.models import Copy
from plugins.readers.models import Reader


@dataclass
class PupilPlan:
    """What a pupil would get, and what he has that his class does not use.

    ``kit`` is None for who has no class, or has left; ``keeps`` are his textbooks of the set.
    """

    reader: Reader
    kit: KitPlan | None
    keeps: list[Loan] = field(default_factory=list)
    others: list[Loan] = field(default_factory=list)

    @property
    def digest(self) -> str:
        """Return a text that is the same only if the same copies would move."""
        back = ",".join(str(one.id) for one in self.others)
        return f"{self.kit.digest if self.kit else '-'}:{back}"[:200]

    @property
    def board(self) -> Board | None:
        """Return the class as the plan saw it."""
        return self.kit.board if self.kit else None


def plan(reader: Reader) -> PupilPlan:
    """Return what one step would do for the reader now; nothing is written."""
    board = None
    if reader.school_class_id and reader.left_on is None and reader.kind == "pupil":
        board = read_board(reader.school_class)
    kit = make_plan(board, only=int(reader.id)) if board is not None else None
    known = board.item_of_record if board is not None else {}
    found = PupilPlan(reader, kit)
    for loan in _textbooks(reader):
        (found.keeps if int(loan.copy.record_id) in known else found.others).append(loan)
    return found


def settle(
    reader: Reader,
    *,
    by: Staff | None,
    digest: str | None = None,
    take_back: bool = True,
    give: bool = True,
    at: datetime | None = None,
) -> KitIssue:
    """Take back what the class does not use and give what is lacking, all or nothing.

    It is undone as an issue to a class is: kits.take_back_kit. KitChanged if things are no longer
    as they were shown, KitEmpty if there is nothing to do, and what a reader may be refused for.
    """
    at = at or clock.now()
    with transaction():
        one_at_a_time(f"circulation.class.{reader.school_class_id or 0}")
        found = plan(Reader.get_by_id(reader.id))
        if digest is not None and found.digest != digest:
            raise KitChanged()
        back = found.others if take_back else []
        gifts = found.kit.gifts if found.kit and give else []
        if not back and not gifts:
            raise KitEmpty()
        for loan in back:
            lending.take_back(loan, by=by, at=at)
        ids = bulk.take_ids(Loan, len(gifts)) if gifts else []
        if gifts:
            write_loans(gifts, ids, None, by=by, at=at)
        place = str(reader.school_class) if reader.school_class_id else ""
        issue: KitIssue = KitIssue.create(
            school_class=reader.school_class_id,
            class_words=", ".join(filter(None, (place, reader.short_name)))[:60],
            school_year=found.board.year if found.board else clock.school_year(at.date()),
            count=len(ids),
            loans=as_ranges(ids),
            taken_back=as_ranges(sorted(int(one.id) for one in back)),
            given_at=at,
            given_by=by,
        )
        journal.record(
            "circulation.pupil_set",
            by=by,
            about=f"reader {reader.id}",
            copies=len(ids),
            taken_back=len(back),
        )
    return issue


def _textbooks(reader: Reader) -> list[Loan]:
    return list(
        Loan.select(Loan, Copy, Record)
        .join(Copy)
        .join(Record)
        .where(Loan.reader == reader, queries.is_open(), Record.kind == "textbook")
        .order_by(Record.sort_key, Loan.id)
    )
