"""Issuing textbooks to a class: the page where its pile is scanned, and the list of classes."""

from collections import Counter
from typing import Any

from flask import Response, abort, jsonify, render_template, request, url_for
from flask_admin import expose
from flask_babel import lazy_gettext as _

from core import barcodes, clock
from core.pages.errors import wants_json
from core.views import PageView
from plugins.circulation.services import Answer, class_issue, log, progress, rules
from plugins.circulation.services.board import Board, free_by_item, read_board
from plugins.circulation.services.class_issue import ORDERS, ClassScan, Pointer
from plugins.circulation.views.desk_words import words
from plugins.readers import services as readers
from plugins.readers.models import SchoolClass
from plugins.textbooks.services import Item

#: How many of those who come next are named.
COMING = 2


class ClassIssueView(PageView):
    """Textbooks for whole classes; every route asks for the desk's permission."""

    place = "VI"
    menu_order = 22
    permission = "circulation.lend"

    def __init__(self) -> None:
        super().__init__(
            name=_("Textbooks for a class"), endpoint="circulation_class_issue", url="/class-issue"
        )

    @expose("/", methods=("GET",))
    def index(self) -> Any:
        """Show the classes, and how far each has come."""
        classes = progress.all_classes()
        return self.render(
            "circulation/class_issue_list.html",
            classes=classes,
            teachers=readers.teachers_by_class(),
            year=rules.issue_year(clock.today()),
            given=sum(one.given for one in classes),
            needed=sum(one.needed for one in classes),
        )

    @expose("/<int:number>/", methods=("GET",))
    def issue(self, number: int) -> Any:
        """Show the class; ``order``, ``item`` and ``pupil`` say where the issue stands."""
        school_class = _class(number)
        board = read_board(school_class)
        order, pointer = _asked(request.args)
        return self._page(board, order, class_issue.settle(board, order, pointer), None)

    @expose("/<int:number>/scan", methods=("POST",))
    def scan(self, number: int) -> Any:
        """Do what a scan of the pile means: one request a book; see docs/desk-api.md."""
        form = request.form
        order, pointer = _asked(form)
        answer, pointer, board = class_issue.scan(
            ClassScan(
                school_class=_class(number),
                text=form.get("code", ""),
                by=self.person,
                order=order,
                pointer=pointer,
                confirmed=form.get("confirmed") == "other_title",
                request_id=form.get("request_id"),
            )
        )
        if wants_json():
            known = {**answer.as_dict(), **_standing(board, pointer)}
            return jsonify(known), answer.status
        return self._page(board, order, pointer, answer)

    @expose("/<int:number>/finish", methods=("GET",))
    def finish(self, number: int) -> Any:
        """Show what is still missing and from whom, and the sheets to sign."""
        board = read_board(_class(number))
        return self.render(
            "circulation/class_issue_finish.html",
            board=board,
            missing=[(one, board.missing_of(int(one.id))) for one in board.pupils],
            free=free_by_item(board),
            teacher=readers.teachers_by_class().get(number, ""),
        )

    def _page(self, board: Board, order: str, pointer: Pointer, answer: Answer | None) -> Any:
        """Give fragments for class_issue.js, or the whole page."""
        context = _context(board, order, pointer, answer)
        status = answer.status if answer else 200
        if request.headers.get("X-Desk") == "fragments":
            return render_template("circulation/_class_answer.html", **context), status
        free = free_by_item(board)
        page = self.render(
            "circulation/class_issue.html",
            **context,
            short={
                item.id: max(0, sum(board.lacks(int(p.id), item.id) for p in board.pupils) - left)
                for item in board.items
                for left in (free[item.id],)
            },
            deeds=log.class_answers(self.person, int(board.school_class.id)),
            teacher=readers.teachers_by_class().get(int(board.school_class.id), ""),
            words=words(),
            commands={one.code: one.name for one in barcodes.COMMANDS.values()},
        )
        return Response(page, status=status, mimetype="text/html")


def _class(number: int) -> SchoolClass:
    return readers.find_class(number) or abort(404)


def _asked(values: Any) -> tuple[str, Pointer]:
    order = values.get("order", "")
    return (
        order if order in ORDERS else "titles",
        Pointer(_small(values.get("pupil", "")), _small(values.get("item", ""))),
    )


def _small(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _standing(board: Board, pointer: Pointer) -> dict[str, Any]:
    """Return where the issue stands, for programs: whose turn, which title, what is missing."""
    place = board.places.get(pointer.pupil)
    pupil = board.pupils[place - 1] if place else None
    return {
        "pupil": {"id": pupil.id, "place": place, "name": pupil.name} if pupil else None,
        "item": pointer.item or None,
        "missing": {str(one.id): len(board.lacking(one.id)) for one in board.items},
    }


def _context(board: Board, order: str, pointer: Pointer, answer: Answer | None) -> dict[str, Any]:
    place = board.places.get(pointer.pupil, 0)
    current = board.pupils[place - 1] if place else None
    item = next((one for one in board.items if one.id == pointer.item), None)
    wanting = _wanting(board, order, item)
    titles = [_title(board, one, pointer.item) for one in board.items]
    rows = _roster(board, item, pointer.pupil)
    own = _counts_of_pupil(board, current) if current else (0, 0)
    return {
        "board": board,
        "here": url_for("circulation_class_issue.issue", number=board.school_class.id),
        "order": order,
        "pointer": pointer,
        "answer": answer,
        "current": current,
        "item": item,
        "count": board.counts(item.id) if item else own,
        "missing": board.missing_of(int(current.id)) if current else [],
        "coming": [one for one in wanting if board.places[int(one.id)] > place][:COMING],
        "titles": titles,
        "given": sum(one["given"] for one in titles),
        "all": sum(one["all"] for one in titles),
        "rows": rows,
        "state": {
            "rows": [[one["state"], one["value"]] for one in rows],
            "titles": [[one["state"], one["given"], one["all"]] for one in titles],
        },
        "is_done": bool(board.items) and not any(board.lacking(one.id) for one in board.items),
    }


def _title(board: Board, item: Item, now: int) -> dict[str, Any]:
    given, lacking = board.counts(item.id)
    return {
        "id": item.id,
        "title": item.short_title,
        "given": given,
        "all": given + lacking,
        "state": "now" if item.id == now else "waits" if lacking else "done",
    }


def _wanting(board: Board, order: str, item: Item | None) -> list[Any]:
    if item is not None:
        return board.lacking(item.id)
    return [p for p in board.pupils if p.id not in board.absent and board.missing_of(int(p.id))]


def _counts_of_pupil(board: Board, pupil: Any) -> tuple[int, int]:
    given = sum((int(pupil.id), one.id) in board.held for one in board.items)
    return given, len(board.missing_of(int(pupil.id)))


def _roster(board: Board, item: Item | None, now: int) -> list[dict[str, Any]]:
    """Return a line for each pupil: his state, and the number he has or how many of the set."""
    rows = []
    given = Counter(reader for reader, _item in board.held)
    of_all = f" / {len(board.items)}"
    for pupil in board.pupils:
        number = int(pupil.id)
        held = board.held.get((number, item.id)) if item else None
        value = held.inventory_no if held else ""
        if item is None:
            value = f"{given[number]}{of_all}"
        if number == now:
            state = "now"
        elif number in board.absent:
            state, value = "absent", ""
        elif item is None:
            state = "some" if board.missing_of(number) else "done"
        else:
            state = "got" if held else "waits" if board.lacks(number, item.id) else "own"
        rows.append(
            {
                "id": number,
                "pupil": pupil,
                "state": state,
                "value": value if state != "now" or item is None else "",
            }
        )
    return rows
