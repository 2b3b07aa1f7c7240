"""Collecting textbooks in May: the return pile, and what is missing in each class."""

from typing import Any

from flask import Response, abort, jsonify, render_template, request, url_for
from flask_admin import expose
from flask_babel import lazy_gettext as _

from core import barcodes
from core.pages.errors import wants_json
from core.views import PageView
from plugins.circulation.services import Answer, collecting
from plugins.circulation.services.collecting import Collection, PileScan
from plugins.circulation.views.desk_words import words
from plugins.fund.models import CONDITIONS
from plugins.readers import services as readers
from plugins.readers.models import SchoolClass


class CollectionView(PageView):
    """The return pile, for a class or for whoever; every route asks for the desk's permission."""

    place = "VI"
    menu_order = 24
    permission = "circulation.lend"

    def __init__(self) -> None:
        super().__init__(
            name=_("Collecting textbooks"), endpoint="circulation_collection", url="/collection"
        )

    @expose("/", methods=("GET",))
    def index(self) -> Any:
        """Show the classes, and what is still out in each."""
        left = collecting.left_by_class()
        sizes = readers.sizes()
        classes = [
            one
            for one in SchoolClass.select().order_by(SchoolClass.sort_key)
            if sizes.get(one.id) or one.id in left
        ]
        return self.render(
            "circulation/collection_list.html",
            classes=classes,
            left=left,
            sizes=sizes,
            teachers=readers.teachers_by_class(),
            total=sum(copies for copies, _pupils in left.values()),
        )

    @expose("/<int:number>/", methods=("GET",))
    def pile(self, number: int) -> Any:
        """Show the pile's page for a class; 0 is a pile of no class."""
        return self._page(_class(number), None)

    @expose("/<int:number>/scan", methods=("POST",))
    def scan(self, number: int) -> Any:
        """Take a copy back: one request a book; see docs/desk-api.md."""
        its = _class(number)
        answer = collecting.scan(
            PileScan(
                text=request.form.get("code", ""),
                by=self.person,
                school_class=its,
                request_id=request.form.get("request_id"),
            )
        )
        if wants_json():
            return jsonify(answer.as_dict()), answer.status
        return self._page(its, answer)

    @expose("/<int:number>/missing", methods=("GET",))
    def missing(self, number: int) -> Any:
        """Show what is missing in the class and from whom."""
        its = _class(number) or abort(404)
        return self.render(
            "circulation/collection_missing.html",
            its=its,
            found=collecting.read_collection(its),
            missing=collecting.missing(its),
            teacher=readers.teachers_by_class().get(number, ""),
        )

    def _page(self, its: SchoolClass | None, answer: Answer | None) -> Any:
        context = _context(its, answer)
        status = answer.status if answer else 200
        if request.headers.get("X-Desk") == "fragments":
            return render_template("circulation/_collection_answer.html", **context), status
        number = int(its.id) if its else 0
        page = self.render(
            "circulation/collection.html",
            **context,
            number=number,
            teacher=readers.teachers_by_class().get(number, ""),
            words=words(),
            commands={one.code: one.name for one in barcodes.COMMANDS.values()},
        )
        return Response(page, status=status, mimetype="text/html")


def _class(number: int) -> SchoolClass | None:
    if number == 0:
        return None
    return readers.find_class(number) or abort(404)


def _context(its: SchoolClass | None, answer: Answer | None) -> dict[str, Any]:
    found = collecting.read_collection(its) if its else None
    rows = _roster(found, answer) if found else []
    titles = [
        {"id": record, "title": title, "given": back, "all": of, "state": _state(back, of)}
        for record, title, back, of in (found.titles if found else ())
    ]
    return {
        "its": its,
        "found": found,
        "here": url_for("circulation_collection.pile", number=its.id if its else 0),
        "answer": answer,
        "rows": rows,
        "titles": titles,
        "given": sum(one["given"] for one in titles),
        "all": sum(one["all"] for one in titles),
        "conditions": CONDITIONS,
        "state": {
            "rows": [[one["state"], one["value"]] for one in rows],
            "titles": [[one["state"], one["given"], one["all"]] for one in titles],
        },
    }


def _state(back: int, of: int) -> str:
    return "done" if back >= of else "waits"


def _roster(found: Collection, answer: Answer | None) -> list[dict[str, Any]]:
    """Return a line for each pupil: how many of his textbooks have come back of how many."""
    rows = []
    now = int(answer.more.get("pupil") or 0) if answer else 0
    for pupil in found.pupils:
        number = int(pupil.id)
        left, had = found.left[number], found.had[number]
        state = "now" if number == now else "done" if had and not left else "some"
        rows.append(
            {"id": number, "pupil": pupil, "state": state, "value": f"{had - left} / {had}"}
        )
    return rows
