"""The catalogue for everybody: search, a book's page, new arrivals, what to read, lists."""

from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from flask import Response, redirect, request
from flask_admin import expose
from flask_babel import lazy_gettext as _

from core import clock, settings
from core.i18n import language
from core.sections import gather, hook
from plugins.catalogue.models import AUDIENCES, KINDS, LANGUAGES, Record
from plugins.catalogue.services import ReadingList, merged_into, search
from plugins.catalogue.services import covers as pictures
from plugins.catalogue.services.search import Filters
from plugins.opac import queries
from plugins.opac.errors import UnknownRecord
from plugins.opac.services import covers
from plugins.opac.services.kept import kept
from plugins.opac.views.page import OpacPage

#: Books on a page of results, of a list, and on the first page.
SIZE, MOST_LISTED, MOST_HOME = 20, 60, 6
GRADES = range(1, 12)
LONGEST = 200
SORTS = {
    "relevance": _("best match first"),
    "title": _("by title"),
    "year": _("newest first"),
}


class CatalogueView(OpacPage):
    """Pages that name no reader; nobody signs in for them."""

    def __init__(self) -> None:
        super().__init__(name=_("Pupils' catalogue"), endpoint="opac", url="/catalog")

    @expose("/", methods=("GET",))
    def index(self) -> Any:
        """Show the search, and what was found if something was asked."""
        text = request.args.get("q", "").replace("\0", "").strip()[:LONGEST]
        filters, sort = _filters(), _one_of("sort", SORTS, "relevance")
        if not text and filters == Filters():
            return self._home()
        page = min(_number("page") or 1, 500)
        found = search.find(text, filters=filters, sort=sort, page=page, size=SIZE)
        return self._answer(
            "found.html",
            text=text,
            found=found,
            books=queries.shown(found.records),
            chips=_chips(found, filters),
            filters=filters,
            sort=sort,
            sorts=SORTS,
            more=_more(found, filters),
            url=_url,
        )

    def _home(self) -> Any:
        return self._answer(
            "home.html",
            text="",
            new=queries.shown(_new()[:MOST_HOME]),
            grades=GRADES,
            lists=_lists()[:4],
            chips=_first_chips(),
            url=_url,
        )

    @expose("/book/<int:number>/", methods=("GET",))
    def book(self, number: int) -> Any:
        """Show a book: what it is, where it stands, whether it is in; never who has it."""
        record = queries.record_of(number) if number < 2**31 else None
        if record is None:
            other = merged_into(number) if number < 2**31 else None
            if other is None:
                raise UnknownRecord()
            return redirect(f"{request.script_root}/catalog/book/{other}/", 301)
        [one] = queries.shown([record])
        return self._answer(
            "book.html",
            book=one,
            record=record,
            facts=_facts(record),
            links=covers.links_of(str(record.links)),
            url=_url,
        )

    @expose("/cover/<int:number>", methods=("GET",))
    def cover(self, number: int) -> Any:
        """Give the picture of a book's cover."""
        data = pictures.data_of(number) if number < 2**31 else None
        kind = covers.picture_type(data) if data else ""
        if not kind:
            raise UnknownRecord()
        response = Response(data, mimetype=kind)
        response.headers["Cache-Control"] = "public, max-age=86400"
        return response

    @expose("/new/", methods=("GET",))
    def new(self) -> Any:
        """Show the books that came last."""
        return self._answer("new.html", books=queries.shown(_new()), url=_url)

    @expose("/grade/<int:grade>/", methods=("GET",))
    def grade(self, grade: int) -> Any:
        """Show what to read in that grade."""
        if grade not in GRADES:
            raise UnknownRecord()
        lists = [one for one in _lists() if grade in one.grades]
        most = MOST_HOME * 2
        read = kept(("read", grade, clock.today()), lambda: queries.read_by(grade, most))
        known = {one.id for one in read}
        meant = kept(("meant", grade), lambda: queries.meant_for(grade, MOST_LISTED))
        meant = [one for one in meant if one.id not in known]
        return self._answer(
            "grade.html",
            grade=grade,
            grades=GRADES,
            lists=lists,
            read=queries.shown(read),
            meant=queries.shown(meant),
            url=_url,
        )

    @expose("/lists/", methods=("GET",))
    def lists(self) -> Any:
        """Show the exhibitions and reading lists of today."""
        return self._answer("lists.html", lists=_lists(), url=_url)

    @expose("/lists/<key>/", methods=("GET",))
    def reading_list(self, key: str) -> Any:
        """Show one list with its books."""
        chosen = next((one for one in _lists() if one.key == key), None)
        if chosen is None:
            raise UnknownRecord()
        records = queries.in_order(list(chosen.record_ids)[:MOST_LISTED])
        return self._answer("list.html", chosen=chosen, books=queries.shown(records), url=_url)

    def _answer(self, template: str, **more: Any) -> Any:
        return self.page(template, here=request.full_path.rstrip("?"), **more)


def _lists() -> list[ReadingList]:
    return gather(hook.reading_lists(on=clock.today()))


def _new() -> list[Record]:
    """Return the new arrivals; which copies are in is asked anew each time, not kept."""
    since = clock.today() - timedelta(days=int(settings.get("opac.new_days")))
    return kept(("new", since), lambda: queries.new_arrivals(since, MOST_LISTED))


def _filters() -> Filters:
    grade = _number("grade")
    return Filters(
        kind=_one_of("kind", KINDS),
        language=_one_of("lang", LANGUAGES),
        grade=grade if grade is not None and grade <= 12 else None,
        subject=request.args.get("subject", "").replace("\0", "").strip()[:100],
        branch=_figures("branch"),
        is_available=request.args.get("in") == "1",
    )


def _one_of(name: str, known: Any, otherwise: str = "") -> str:
    value = request.args.get(name, "")
    return value if value in known else otherwise


def _number(name: str) -> int | None:
    text = request.args.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None


def _figures(name: str) -> str:
    text = request.args.get(name, "")
    return text if text.isascii() and text.isdigit() and len(text) < 3 else ""


#: How each filter is called in an address.
_NAMES = {
    "kind": "kind",
    "language": "lang",
    "grade": "grade",
    "subject": "subject",
    "branch": "branch",
    "is_available": "in",
}


def _url(text: str = "", filters: Filters | None = None, sort: str = "", page: int = 1) -> str:
    """Return the address of a search."""
    values: dict[str, Any] = {"q": text} if text else {}
    for field, name in _NAMES.items():
        value = getattr(filters, field) if filters else None
        if value not in (None, "", False):
            values[name] = 1 if value is True else value
    if sort and sort != "relevance":
        values["sort"] = sort
    if page > 1:
        values["page"] = page
    home = request.script_root + "/catalog/"
    return home + (f"?{urlencode(values)}" if values else "")


def _chips(found: Any, filters: Filters) -> list[tuple[Any, int | None, Filters, bool]]:
    """Return the quick filters: words, how many they leave, the filters then, whether set."""
    bare = replace(filters, kind="", language="", is_available=False)
    is_all = bare == filters
    chips: list[tuple[Any, int | None, Filters, bool]] = [(_("All books"), None, bare, is_all)]
    here = filters.is_available
    chips.append(
        (_("On the shelf now"), found.available, replace(filters, is_available=not here), here)
    )
    for field, words in (("kind", KINDS), ("language", LANGUAGES)):
        chosen = getattr(filters, field)
        for choice in found.facets.get(field, ())[:4]:
            if choice.value in words:
                is_set = choice.value == chosen
                change: dict[str, Any] = {field: "" if is_set else choice.value}
                after = replace(filters, **change)
                chips.append((words[choice.value], choice.count, after, is_set))
    return chips


def _first_chips() -> list[tuple[Any, int | None, Filters, bool]]:
    """Return the filters of the first page: nothing has been counted yet."""
    return [
        (_("On the shelf now"), None, Filters(is_available=True), False),
        *((KINDS[one], None, Filters(kind=one), False) for one in ("book", "reference")),
        *((LANGUAGES[one], None, Filters(language=one), False) for one in ("kk", "ru", "en")),
    ]


def _more(found: Any, filters: Filters) -> list[tuple[str, Any, list[tuple[Any, Any, int]], Any]]:
    """Return the further choices: name in the address, label, (value, words, count), chosen."""
    branches = found.facets.get("branch", ())[:30]
    words = search.branch_words([one.value for one in branches], language())
    titles = {
        "grade": _("Grade"),
        "subject": _("School subject"),
        "branch": _("Branch of knowledge"),
    }
    result = []
    for field, title in titles.items():
        choices = [
            (one.value, words.get(one.value, one.value), one.count)
            for one in found.facets.get(field, ())[:30]
        ]
        chosen = asdict(filters)[field]
        if chosen not in (None, "") and all(one[0] != chosen for one in choices):
            choices.append((chosen, chosen, 0))
        if choices:
            result.append((field, title, choices, chosen))
    return result


def _facts(record: Record) -> list[tuple[Any, Any]]:
    """Return what is printed of the book under its title."""
    lines = [
        (_("Publisher"), ", ".join(filter(None, (str(record.city), str(record.publisher))))),
        (_("Year"), record.year),
        (_("Pages"), record.extent or record.pages),
        (_("Series"), record.series),
        (_("Kind"), KINDS.get(str(record.kind), "")),
        (_("Language"), LANGUAGES.get(str(record.language), "")),
        (_("Grade"), record.grade),
        (_("School subject"), record.subject),
        (_("For whom"), AUDIENCES.get(str(record.audience), "")),
        (_("About what"), ", ".join(str(one.heading) for one in queries.headings_of(record))),
        ("ISBN", record.isbn),
    ]
    return [(label, value) for label, value in lines if value not in (None, "")]
