"""The desk: one page, one box. Reads the request, calls a service, shows the answer."""

from typing import Any

from flask import abort, jsonify, render_template, request
from flask_admin import expose
from flask_babel import lazy_gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from core import barcodes, clock, settings
from core.pages.errors import wants_json
from core.views import PageView
from plugins.circulation import queries, services
from plugins.circulation.models import Loan
from plugins.circulation.services import Answer, Scan, answers, rules
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
                by=current_user,
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
        number = request.form.get("deed", "")
        answer = services.undo(
            int(number) if number.isdecimal() else None,
            by=current_user,
            request_id=request.form.get("request_id"),
        )
        return self._answer(answer, request.form.get("reader", ""))

    @expose("/loans/<int:loan_id>/<deed>", methods=("POST",))
    def loan(self, loan_id: int, deed: str) -> Any:
        """Renew a loan, report its copy lost, or keep a note on it."""
        loan = Loan.get_or_none(Loan.id == loan_id)
        if loan is None:
            abort(404)
        if deed == "renew":
            answer = services.renew(loan, by=current_user)
        elif deed == "lost":
            answer = services.report_lost(loan, by=current_user)
        elif deed == "note":
            answer = services.note(loan, request.form.get("note", "")[:500], by=current_user)
        else:
            abort(404)
        return self._answer(answer, str(loan.reader.card_no))

    @expose("/readers/<int:card>/renew", methods=("POST",))
    def renew_all(self, card: int) -> Any:
        """Renew everything of a reader that may be renewed."""
        reader = readers.get_by_card(card)
        done = services.renew_all(reader.id, by=current_user)
        return self._answer(answers.renewed(reader, len(done)), str(card))

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


def _reader(text: str) -> Reader | None:
    code = barcodes.read_code(text.strip())
    number = str(code.serial) if code else text.strip()
    return readers.find_by_card(int(number)) if number.isdecimal() and len(number) < 10 else None


def _context(answer: Answer | None, reader: Reader | None) -> dict[str, Any]:
    today = clock.today()
    lent, returned, visits = queries.day_counts(today)
    return {
        "answer": answer,
        "deeds": queries.last_deeds(None),
        "undo_since": clock.now() - rules.undo_span(),
        "counts": {"lent": lent, "returned": returned, "visits": visits},
        "what": answers.what,
        **_reader_context(reader),
    }


def _reader_context(reader: Reader | None) -> dict[str, Any]:
    today = clock.today()
    if reader is None:
        return {"reader": None, "last_readers": queries.last_readers(3), "who": answers.who}
    loans = queries.open_loans(reader.id)
    books = [one for one in loans if rules.counts_towards_limit(one.copy.record)]
    teachers = readers.teachers_of(reader)
    return {
        "reader": reader,
        "where": answers.reader_facts(reader)["class"],
        "teacher": teachers[0].short_name if teachers else "",
        "loans": books,
        "textbooks": len(loans) - len(books),
        "limit": rules.limit(reader),
        "overdue": [one for one in loans if one.due_on < today],
        "today": today,
        "last_readers": [],
        "who": answers.who,
    }
