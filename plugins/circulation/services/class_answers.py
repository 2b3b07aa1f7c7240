"""What the class issue answers to a scan: who got the copy, who is left out, whose turn it is."""

from flask_babel import lazy_gettext as _

from plugins.circulation.models import Loan
from plugins.circulation.services.answers import Answer, copy_facts, reader_facts
from plugins.circulation.services.board import Board
from plugins.fund.models import Copy
from plugins.readers.models import Reader
from plugins.textbooks.services import Item

_GIVEN = _("Lent: %(reader)s")
_TURN = _("Next: %(reader)s")
_ABSENT = _("Absent: %(reader)s")
_OWN = _("Has an own copy: %(reader)s")
_LATER = _("gets it when he comes")
_TITLE_DONE = _("Everybody here has it: %(title)s.")
_CLASS_DONE = _("The class has everything.")


def given(board: Board, item: Item, pupil: Reader, copy: Copy, loan: Loan) -> Answer:
    """Return the answer to a copy that went to the pupil; it tells when title or class is done."""
    detail = ""
    is_class_done = False
    if not board.lacking(item.id):
        is_class_done = not any(board.lacking(one.id) for one in board.items)
        words = _CLASS_DONE if is_class_done else _TITLE_DONE
        detail = str(words) % {"title": item.short_title}
    return Answer(
        "lent",
        headline=str(_GIVEN) % {"reader": pupil.name},
        title=f"{item.short_title}, № {copy.inventory_no}",
        detail=detail,
        reader=reader_facts(pupil),
        copy=copy_facts(copy),
        due_on=loan.due_on.isoformat(),
        more={**_where(board, pupil), "item": item.id, "is_class_done": is_class_done},
    )


def turned_to(board: Board, pupil: Reader) -> Answer:
    """Return the answer to a pupil's card in the pile: it is his turn."""
    return Answer(
        "reader",
        headline=str(_TURN) % {"reader": pupil.name},
        reader=reader_facts(pupil),
        more=_where(board, pupil),
    )


def left_out(board: Board, what: str, pupil: Reader, item: Item | None) -> Answer:
    """Return the answer to ``absent`` or ``skip``."""
    words = _ABSENT if what == "absent" else _OWN if item else _TURN
    detail = str(_LATER) if what == "absent" else item.short_title if item else ""
    return Answer(
        "noted",
        code=what,
        headline=str(words) % {"reader": pupil.name},
        detail=detail,
        reader=reader_facts(pupil),
        more={**_where(board, pupil), "item": item.id if item else 0},
    )


def _where(board: Board, pupil: Reader) -> dict[str, object]:
    return {"class": int(board.school_class.id), "place": board.places[int(pupil.id)]}
