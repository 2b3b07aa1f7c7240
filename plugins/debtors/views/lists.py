"""Debtors as a list: class by class, a line a reader, his books below it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Response, abort, redirect, request, url_for
from flask_admin import expose
from flask_babel import force_locale, lazy_ngettext
from flask_babel import lazy_gettext as _
from peewee import fn

from core import clock
from core.access import needs
from core.actions import Action
from core.answers import Fact
from core.errors import NotFound
from core.i18n import LANGUAGES, language
from core.renderers import RENDERERS, TYPES
from core.views import Preset, RecordView
from core.views.filters import Filter, whole
from core.views.listing import Listing
from plugins.catalogue.models import KINDS as RECORD_KINDS
from plugins.catalogue.models import Record
from plugins.circulation.models import Loan
from plugins.circulation.services import debts
from plugins.debtors import documents, queries, services
from plugins.debtors.models import Notice
from plugins.debtors.queries import Debt
from plugins.readers import services as readers_services
from plugins.readers.models import KINDS, SEARCH, Reader
from plugins.readers.models import LANGUAGES as SPOKEN

#: Days late by which one may narrow the list.
DAYS = (1, 7, 14, 30, 90, 180, 365)


def here() -> Any:
    """Return the condition of a reader who has not left."""
    return Reader.left_on.is_null() | (Reader.left_on > clock.today())


@dataclass(frozen=True)
class DebtFilter(Filter):
    """A filter by the debts of a reader: so many days late, or a kind of record."""

    def condition(self, column: Any, value: str) -> Any:
        """Return the condition on the reader; None if the value is none of the choices."""
        today = clock.today()
        if value not in [key for key, _words in self.fixed]:
            return None
        if self.key == "days":
            where = Loan.due_on <= today - timedelta(days=whole(value) or 1)
            return Reader.id.in_(debts.debtors(today, where))
        return Reader.id.in_(debts.debtors(today, Record.kind == value))


def _prepare(ids: list[int]) -> Any:
    words = ",".join(str(one) for one in ids)
    return redirect(url_for("debtors_prepare.index", ids=words), code=303)


def last_notice(reader: Reader) -> Any:
    """Return the day of the reader's last notice, or nothing."""
    found = getattr(reader, "last_notice", None)
    if found is not None and getattr(found, "tzinfo", None) is None:
        # As the database keeps it, in UTC: the school's day may be another.
        found = Notice.sent_at.python_value(found)
    return found.date() if found else ""


class DebtorListView(RecordView):
    """Readers with a debt; a class teacher sees those of the own class and nobody else."""

    name = _("Debtors")
    place = "VI"
    menu_order = 50
    permission = "debtors.view"
    permission_export = "readers.export"
    list_template = "debtors/list.html"
    empty_words = _("Nobody owes anything: everything has come back in time.")

    column_list = ("name", "days", "textbooks", "books", "amount", "last_notice")
    column_labels = {
        "group": _("Class"),
        "teacher": _("Class teacher"),
        "name": _("Reader"),
        "kind": _("Reader's kind"),
        "card_no": _("Card No."),
        "phone": _("Telephone"),
        "school_class": _("Class"),
        "days": _("Days late"),
        "textbooks": _("Textbooks"),
        "books": _("Other books"),
        "amount": _("Sum, ₸"),
        "titles": _("Copies not returned"),
        "language": _("Language of notices"),
        "last_notice": _("Last notice"),
    }
    column_default_sort = ("sort_key", False)
    column_filters = ("school_class",)
    column_choices = {"kind": list(KINDS.items()), "language": list(SPOKEN.items())}
    column_formatters = {
        "name": lambda _view, _context, row, _name: row.full_name,
        "group": lambda view, _context, row, _name: view.group_title(row),
        "teacher": lambda view, _context, row, _name: view.teacher_of(row),
        "days": lambda view, _context, row, _name: view.debt(row).days,
        "textbooks": lambda view, _context, row, _name: view.debt(row).textbooks,
        "books": lambda view, _context, row, _name: view.debt(row).books,
        "amount": lambda view, _context, row, _name: view.debt(row).amount,
        "last_notice": lambda _view, _context, row, _name: last_notice(row),
        "titles": lambda view, _context, row, _name: "; ".join(
            f"{one.copy.inventory_no} {one.copy.record.full_title} ({one.due_on:%d.%m.%Y})"
            for one in view.debt(row).loans
        ),
    }
    joined = ("school_class",)
    search_index = SEARCH
    search_words = _("Name or card No.")
    counts_later = True
    presets = (
        Preset("all", _("Everybody")),
        Preset("pupils", _("Pupils"), lambda: (Reader.kind == "pupil") & here()),
        Preset("teachers", _("Teachers"), lambda: (Reader.kind == "teacher") & here()),
        Preset("others", _("Others"), lambda: Reader.kind.not_in(("pupil", "teacher")) & here()),
        Preset(
            "quiet",
            _("No notice lately"),
            lambda: Reader.id.not_in(
                queries.noticed_since(clock.now() - timedelta(days=services.quiet_days()))
            ),
        ),
        Preset("gone", _("Left with debts"), lambda: Reader.left_on <= clock.today()),
    )

    def __init__(self) -> None:
        super().__init__(Reader, endpoint="debtors_reader", url="/debtors")

    def prepare(self) -> None:
        """Add the filters by what is owed to those by fields."""
        super().prepare()
        at = Reader._meta.fields["id"]
        days = tuple(
            (str(one), lazy_ngettext("%(num)s day and more", "%(num)s days and more", one))
            for one in DAYS
        )
        kinds = tuple(RECORD_KINDS.items())
        self.filters["days"] = DebtFilter("days", "id", _("Days late"), "choice", at, days)
        self.filters["kind"] = DebtFilter("kind", "id", _("Kind of record"), "choice", at, kinds)

    def count_words(self, count: int) -> Any:
        """Return what the footer counts."""
        return lazy_ngettext("%(num)s debtor", "%(num)s debtors", count)

    def scope(self, query: Any) -> Any:
        """Leave those who owe something; of them a class teacher the own class."""
        query = query.where(Reader.id.in_(debts.debtors(clock.today())))
        if self.person is None or self.person.role != "teacher":
            return query
        return query.where(Reader.school_class.in_(readers_services.classes_of(self.person)))

    def _all_actions(self) -> list[Action]:
        """Return the verbs of this list only: cards are printed in the list of readers."""
        return [
            Action(
                "notices",
                _("Notices"),
                lambda ids, _by: _prepare(ids),
                "debtors.notify",
                icon="printer",
                is_primary=True,
            )
        ]

    def with_parents(self, query: Any, paths: set[str]) -> Any:
        """Return the rows with the moment of each reader's last notice."""
        last = (
            Notice.select(fn.MAX(Notice.sent_at))
            .where(Notice.reader == Reader.id, Notice.result != "failed")
            .alias("last_notice")
        )
        return super().with_parents(query, paths).select_extend(last)

    def ordered(self, query: Any, listing: Listing) -> Any:
        """Return the readers group by group: classes, those without one, those who left."""
        return query.order_by(*queries.group_order(clock.today()))

    def export_columns(self) -> list[str]:
        """Return more than the screen has room for."""
        return [
            "group", "teacher", "name", "kind", "card_no", "phone", "language", "days",
            "textbooks", "books", "amount", "last_notice", "titles",
        ]  # fmt: skip

    def is_number(self, name: str) -> bool:
        """Return whether the column stands at the right."""
        return name in ("days", "textbooks", "books", "amount")

    # What the rows say

    def debt(self, reader: Reader) -> Debt:
        """Return what the reader owes, asked once for all rows."""
        ids = [row.id for row in self.rows]
        found = self.once("debts", lambda: queries.debts_by_reader(ids, clock.today()))
        return found.get(reader.id, queries.NO_DEBT)

    def teacher_of(self, reader: Reader) -> str:
        """Return the name of the class teacher."""
        teachers = self.once("teachers", readers_services.teachers_by_class)
        return str(teachers.get(reader.school_class_id, ""))

    def group_title(self, reader: Reader) -> Any:
        """Return the heading under which the reader stands."""
        return documents.group_title(reader, clock.today())

    def groups(self, rows: list[Reader], listing: Listing) -> list[Any]:
        """Return (title, class teacher, total, key, readers) for the groups of this page."""
        today = clock.today()
        query, paths = self.narrowed(listing)
        ids = self.joins.join(query, paths).select(Reader.id)
        totals = self.once("totals", lambda: queries.totals(ids, today))
        found: dict[str, list[Reader]] = {}
        for row in rows:
            found.setdefault(queries.group_of(row, today), []).append(row)
        return [
            (self.group_title(some[0]), self._teacher(some[0], key), totals.get(key), key, some)
            for key, some in found.items()
        ]

    def _teacher(self, reader: Reader, key: str) -> str:
        return self.teacher_of(reader) if key.isdecimal() else ""

    def total(self) -> Any:
        """Return what all of the list owe together; `groups` has been asked before."""
        return queries.whole(self.once("totals", dict).values())

    def chip(self, loan: Loan) -> Fact:
        """Return how the loan stands."""
        if loan.lost_on:
            return Fact(_("lost"), "", tone="bad")
        days = (clock.today() - loan.due_on).days
        if days <= 0:
            return Fact(_("has left"), "", tone="warn")
        words = lazy_ngettext("%(num)s day late", "%(num)s days late", days)
        return Fact(words, "", tone="bad")

    @expose("/notices-of")
    @needs("debtors.notify")
    def notices_of(self) -> Any:
        """Lead to the notices for everybody in the list as it is narrowed now."""
        return _prepare(list(self.ids(Listing.from_args(request.args))))

    @expose("/list.<kind>")
    def paper(self, kind: str) -> Any:
        """Give the list of the class or classes on paper, as far as the person may see them."""
        if kind not in documents.LIST_FORMATS:
            abort(404)
        listing = Listing.from_args(request.args)
        ids = list(self.ids(listing))
        if not ids:
            raise NotFound()
        spoken = request.args.get("lang", "")
        with force_locale(spoken if spoken in LANGUAGES else language()):
            document = documents.list_of(ids, clock.today())
            body = RENDERERS[kind](document)
        answer = Response(body, mimetype=TYPES[kind])
        answer.headers["Content-Disposition"] = f'inline; filename="debtors.{kind}"'
        return answer

    def permission_of(self, route: str, method: str) -> str | None:
        """Return the permission of a route; the paper is for whoever sees the list."""
        if route == "notices_of":
            return "debtors.notify"
        return self.permission if route == "paper" else super().permission_of(route, method)
