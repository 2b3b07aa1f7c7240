"""The desk: one page, one box. Reads the request, calls a service, shows the answer."""

from typing import Any

from flask import abort, jsonify, render_template, request
from flask_admin import expose
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response

from core import barcodes, clock, settings
from core.pages.errors import wants_json
from core.views import PageView
from plugins.circulation import queries, services
from plugins.circulation.models import Deed
from plugins.circulation.services import Answer, Scan, answers, log, reservations, rules
from plugins.circulation.views.desk_words import words
from plugins.readers import services as readers
from plugins.readers.models import Reader

MODES = ("auto", "return")


class DeskView(PageView):
    """Lending and taking back; every route asks for the same permission."""

    place = "top"
    icon = "barcode"
    key = "F2"
    menu_order = 10
    permission = "circulation.lend"

    def __init__(self) -> None:
        super().__init__(name=_("Desk"), endpoint="desk", url="/desk")

    @expose("/", methods=("GET",))
    def index(self) -> Any:
        """Show the desk, with the reader of ``reader`` (a card's number) open."""
        return self._page(None, _reader(request.args.get("reader", "")))

    @expose("/scan", methods=("POST",))
    def scan(self) -> Any:
        """Do what a scan means; see docs/desk-api.md for programs."""
        form = request.form
        mode = form.get("mode") or "auto"
        answer = services.scan(
            Scan(
                text=form.get("code", ""),
                by=self.person,
                reader=form.get("reader", "").strip(),
                mode=mode if mode in MODES else "auto",
                confirmed=frozenset(filter(None, form.get("confirmed", "").split(","))),
                request_id=form.get("request_id"),
            )
        )
        return self._answer(answer, _still_open(answer, form.get("reader", "")))

    @expose("/undo", methods=("POST",))
    def undo(self) -> Any:
        """Undo a deed (``deed``), or this person's last."""
        answer = services.undo(
            _small(request.form.get("deed", "")),
            by=self.person,
            request_id=request.form.get("request_id"),
        )
        return self._answer(answer, request.form.get("reader", ""))

    @expose("/loans/<number>/<deed>", methods=("POST",))
    def loan(self, number: str, deed: str) -> Any:
        """Renew a loan, report its copy lost, or keep a note on it."""
        once: dict[str, Any] = {"by": self.person, "request_id": request.form.get("request_id")}
        loan_id = _small(number) or 0
        if deed == "renew":
            answer = services.renew(loan_id, **once)
        elif deed == "lost":
            answer = services.report_lost(loan_id, **once)
        elif deed == "note":
            answer = services.note(loan_id, request.form.get("note", ""), **once)
        else:
            abort(404)
        whose = str(answer.reader["card"]) if answer.reader else ""
        return self._answer(answer, request.form.get("reader", whose))

    @expose("/readers/<card>/renew", methods=("POST",))
    def renew_all(self, card: str) -> Any:
        """Renew everything of a reader that may be renewed."""
        answer = services.renew_all(
            _small(card) or 0, by=self.person, request_id=request.form.get("request_id")
        )
        return self._answer(answer, card)

    @expose("/find", methods=("GET",))
    def find(self) -> Any:
        """Give readers by name, for the list under F4."""
        found = services.find_readers(request.args.get("q", "")[:100]) if request.args else []
        if wants_json():
            return jsonify([answers.reader_facts(one) for one in found])
        return render_template("circulation/_found.html", readers=found, who=answers.who)

    @expose("/reader/<card>", methods=("GET",))
    def reader(self, card: str) -> Any:
        """Give the card of an open reader, or of none."""
        return render_template("circulation/_reader.html", **_reader_context(_reader(card)))

    def _answer(self, answer: Answer, reader: str) -> Any:
        """Give the answer as JSON, as fragments for desk.js, or as the whole page."""
        if wants_json():
            return jsonify(answer.as_dict()), answer.status
        person = _reader(reader)
        if request.headers.get("X-Desk") == "fragments":
            return (
                render_template("circulation/_answer.html", **_context(answer, person)),
                answer.status,
            )
        return self._page(answer, person)

    def _page(self, answer: Answer | None, reader: Reader | None) -> Response:
        page = self.render(
            "circulation/desk.html",
            **_context(answer, reader),
            words=words(),
            commands={one.code: one.name for one in barcodes.COMMANDS.values()},
            idle_seconds=int(settings.get("desk.idle_seconds")),
            undo_minutes=rules.undo_minutes(),
        )
        return Response(page, status=answer.status if answer else 200, mimetype="text/html")


def _still_open(answer: Answer, reader: str) -> str:
    """Return the card of the reader who is open after the answer."""
    if answer.kind == "reader" and answer.reader:
        return str(answer.reader["card"])
    return "" if answer.kind == "closed" else reader


def _small(text: str) -> int | None:
    """Return the number, or None if it is none or longer than any of ours."""
    return int(text) if text.isdecimal() and len(text) < 10 else None


def _reader(text: str) -> Reader | None:
    code = barcodes.read_code(text.strip())
    number = code.serial if code else _small(text.strip())
    return readers.find_by_card(number) if number is not None else None


def _context(answer: Answer | None, reader: Reader | None) -> dict[str, Any]:
    today = clock.today()
    lent, returned, visits = queries.day_counts(today)
    deeds = log.last_deeds()
    settled = _settled(deeds) | ({answer.deed} if answer and answer.kind == "question" else set())
    return {
        "answer": answer,
        "deeds": [one for one in deeds if one.id not in settled],
        "undo_since": clock.now() - rules.undo_span(),
        "counts": {"lent": lent, "returned": returned, "visits": visits},
        "what": answers.what,
        **_reader_context(reader),
    }


def _settled(deeds: list[Deed]) -> set[int]:
    """Return the questions that were answered by the scan after them, told by its own line."""
    found: set[int] = set()
    later: dict[int, Deed] = {}
    for deed in deeds:  # the latest first
        after = later.get(deed.by_id)
        if deed.kind == "question" and after is not None and after.copy_id == deed.copy_id:
            _reader_then, mode, confirmed = str(after.asked).rsplit("|", 3)[1:]
            if confirmed or mode == "return":
                found.add(deed.id)
        later[deed.by_id] = deed
    return found


def _reader_context(reader: Reader | None) -> dict[str, Any]:
    today = clock.today()
    if reader is None:
        return {"reader": None, "last_readers": queries.last_readers(3), "who": answers.who}
    loans = queries.open_loans(reader.id)
    books = [one for one in loans if rules.counts_towards_limit(one.copy.record)]
    teachers = readers.teachers_of(reader)
    return {
        "reader": reader,
        "has_photo": readers.has_photo(reader),
        "where": answers.reader_facts(reader)["class"],
        "teacher": teachers[0].short_name if teachers else "",
        "loans": books,
        "textbooks": len(loans) - len(books),
        "kept": [one for one in reservations.of_reader(reader) if one.copy_id],
        "limit": rules.limit(reader),
        "overdue": [one for one in loans if one.due_on < today],
        "today": today,
        "last_readers": [],
        "who": answers.who,
    }
