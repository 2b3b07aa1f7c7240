"""An event: its page, its form, the mark that it was held, its pictures and books."""

from datetime import date
from typing import Any

from flask import Response, abort, flash, jsonify, redirect, request, url_for
from flask_admin import expose
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict

from core import clock
from core.access import can
from core.errors import LibraryError
from core.models import Staff
from core.pages.errors import wants_json
from core.views import PageView
from plugins.catalogue.models import Record
from plugins.events import services
from plugins.events.models import AUDIENCES, DEEDS, GROUPS, REPEATS, STATES, Event
from plugins.events.services import days, exhibitions, materials, photos, series
from plugins.events.views import typed
from plugins.events.wording import month_words, months_around, words_of_page
from plugins.readers.models import SchoolClass

#: Pages that are for those who may change events, read or not.
_EDITING = ("new", "edit", "hold")


class EventView(PageView):
    """One event; every change asks for ``events.edit``."""

    permission = "events.view"

    def __init__(self) -> None:
        super().__init__(name=_("Event"), endpoint="events_event", url="/events/event")

    def permission_of(self, route: str, method: str) -> str | None:
        """Return the permission: changing needs more than looking."""
        if method == "POST" or route in _EDITING:
            return "events.edit"
        return super().permission_of(route, method)

    # The page

    @expose("/")
    def index(self) -> Any:
        """Lead to the calendar: an event is asked for by its number."""
        return redirect(url_for("events_calendar.index"))

    @expose("/<int:number>/")
    def page(self, number: int) -> Any:
        """Show the event; ``q`` looks for a book to put into its list."""
        event = services.get_event(number)
        kept = materials.kept_with(event)
        shown = exhibitions.books_of(event)
        lent = exhibitions.borrowed(event, [int(one.record_id) for one in shown], clock.today())
        text = request.args.get("q", "")[:100]
        return self.render(
            "events/event.html",
            it=event,
            people=services.people_of(event),
            history=services.history_of(event),
            photos=[one for one in kept if one.kind == "photo"],
            files=[one for one in kept if one.kind == "file"],
            shown=shown,
            there={int(one.record_id) for one in shown},
            lent=lent,
            text=text,
            found=exhibitions.search(text) if text and can("events.edit") else [],
            series=series.later(event),
            groups=GROUPS,
            states=STATES,
            deeds=DEEDS,
            today=clock.today(),
            **words_of_page(),
        )

    # The form

    @expose("/new", methods=("GET", "POST"))
    def new(self) -> Any:
        """Plan an event, or a series of them."""
        if request.method == "GET":
            return self._form(None, _start())
        form = request.form
        try:
            plan = typed.plan_of(form)
            every = form.get("repeat", "")
            if every in REPEATS:
                last = typed.day_of(form.get("repeat_until"))
                made = series.add_series(plan, every, last or _year_end(), by=self.person)
                words = ngettext("%(num)s event planned.", "%(num)s events planned.", len(made))
                event = made[0]
            else:
                event, words = services.add(plan, by=self.person), gettext("The event is planned.")
        except LibraryError as refusal:
            return self._form(None, form, str(refusal)), refusal.status
        flash(words, "success")
        return redirect(self.get_url(".page", number=event.id), code=303)

    @expose("/<int:number>/edit", methods=("GET", "POST"))
    def edit(self, number: int) -> Any:
        """Change an event, or it and all later ones of its series."""
        event = services.get_event(number)
        if request.method == "GET":
            return self._form(event, _values(event))
        form = request.form
        try:
            plan = typed.plan_of(form)
            if plan.form is not None and plan.form.id == event.form_id:
                plan.form_words = str(event.form_words)
            if form.get("which") == "all":
                count = series.change_all(event, plan, by=self.person)
                flash(ngettext("%(num)s event changed.", "%(num)s events changed.", count))
            else:
                services.change(event, plan, by=self.person)
                flash(gettext("Saved."), "success")
        except LibraryError as refusal:
            return self._form(event, form, str(refusal)), refusal.status
        return redirect(self.get_url(".page", number=number), code=303)

    def _form(self, event: Event | None, values: Any, error: str = "") -> Any:
        month = typed.month_of(values.get("month")) or days.month_of(clock.today())
        staff = Staff.select().where(Staff.is_working).order_by(Staff.full_name)
        names = [str(one.full_name) for one in staff if one.role != "teacher"]
        people = [one for one in values.getlist("person") if one.strip()]
        months = months_around(days.month_of(clock.today()))
        return self.render(
            "events/form.html",
            it=event,
            values=values,
            error=error,
            forms=services.all_forms(),
            months=months if month in months else [month, *months],
            month=month,
            month_words=month_words,
            audiences=AUDIENCES,
            repeats=REPEATS,
            classes=SchoolClass.select().order_by(SchoolClass.sort_key),
            people=[*people, *[""] * max(1, 3 - len(people))],
            names=list(dict.fromkeys([*names, *(one.full_name for one in typed.teachers_now())])),
            later=series.later(event) if event else [],
            year_end=_year_end(),
        )

    # What becomes of it

    @expose("/<int:number>/hold", methods=("GET", "POST"))
    def hold(self, number: int) -> Any:
        """Ask who came, the form and pictures, and mark the event as held; or correct that."""
        event = services.get_event(number)
        if request.method == "GET":
            return self._hold_page(event, event.__data__)
        form = request.form
        try:
            counts, chosen = typed.counts_of(form), typed.form_of(form)
            result = form.get("result")
            if event.state == "held":
                services.correct_result(event, counts, form=chosen, result=result, by=self.person)
                words = gettext("Saved.")
            else:
                services.hold(
                    event,
                    counts,
                    on=typed.day_of(form.get("day")),
                    form=chosen,
                    result=result,
                    photos=typed.files_of(
                        [*request.files.getlist("photo"), *request.files.getlist("camera")]
                    ),
                    by=self.person,
                )
                words = gettext("Marked as held.")
        except LibraryError as refusal:
            return self._hold_page(event, form, str(refusal)), refusal.status
        flash(words, "success")
        return redirect(self.get_url(".page", number=number), code=303)

    def _hold_page(self, event: Event, values: Any, error: str = "") -> Any:
        today = clock.today()
        return self.render(
            "events/hold.html",
            it=event,
            values=values,
            error=error,
            groups=GROUPS,
            forms=services.all_forms(),
            day=min(event.day or today, today),
            largest=photos.LARGEST,
            **words_of_page(),
        )

    @expose("/<int:number>/move", methods=("POST",))
    def move(self, number: int) -> Any:
        """Give the event the day ``day``, only ``month``, or one so many days (``step``) later."""
        event, form = services.get_event(number), request.form
        before = {
            "day": f"{event.day:%Y-%m-%d}" if event.day else "",
            "month": f"{event.month:%Y-%m}",
        }
        step = form.get("step", "")
        if step.lstrip("-").isdecimal() and len(step) < 4 and event.day:
            to: date | None = days.shifted(event.day, int(step))
        else:
            to = typed.day_of(form.get("day"))
        month = None if to else typed.month_of(form.get("month"))
        moved = services.move(event, to=to, month=month, by=self.person)
        words = gettext(
            "Moved: %(title)s, %(when)s.",
            title=moved.title,
            when=days.written(moved.month, moved.day),
        )
        if wants_json():
            return jsonify(kind="moved", message=words, before=before)
        flash(words, "success")
        return redirect(url_for("events_calendar.index", month=f"{moved.month:%Y-%m}"), code=303)

    @expose("/<int:number>/cancel", methods=("POST",))
    def cancel(self, number: int) -> Any:
        """Note that the event will not be held."""
        event = services.get_event(number)
        services.cancel(event, why=request.form.get("why", ""), by=self.person)
        return self._back(number)

    @expose("/<int:number>/restore", methods=("POST",))
    def restore(self, number: int) -> Any:
        """Plan it again, or take the mark «held» back."""
        services.restore(services.get_event(number), by=self.person)
        return self._back(number)

    @expose("/<int:number>/remove", methods=("POST",))
    def remove(self, number: int) -> Any:
        """Take an event out that was put in by mistake; with ``later``, those after it too."""
        event = services.get_event(number)
        if request.form.get("later"):
            series.remove_later(event, by=self.person)
            return self._back(number)
        month = f"{event.month:%Y-%m}"
        services.remove(event, by=self.person)
        flash(gettext("Removed: %(title)s.", title=event.title), "success")
        return redirect(url_for("events_calendar.index", month=month), code=303)

    # Pictures and files

    @expose("/<int:number>/files", methods=("POST",))
    def attach(self, number: int) -> Any:
        """Keep pictures (``photo``) and files (``file``) with the event: all or none."""
        event = services.get_event(number)
        read = [photos.read_photo(*one) for one in typed.files_of(request.files.getlist("photo"))]
        with services.together():
            for photo in read:
                photos.keep_photo(event, photo, by=self.person)
            for one in typed.files_of(request.files.getlist("file"), materials.LARGEST):
                materials.keep_file(event, *one, by=self.person)
        return self._back(number, "#files")

    @expose("/<int:number>/files/<int:line>")
    def file(self, number: int, line: int) -> Any:
        """Give a picture or a file; nothing in it may run."""
        found = materials.find(number, line)
        is_small = found.kind == "photo" and "small" in request.args
        answer = Response(bytes(found.preview if is_small else found.data), mimetype=found.mime)
        answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
        answer.headers["Cache-Control"] = "private, max-age=86400"
        if found.kind == "file":
            answer.headers.set("Content-Disposition", "attachment", filename=str(found.name))
        return answer

    @expose("/<int:number>/files/<int:line>/remove", methods=("POST",))
    def detach(self, number: int, line: int) -> Any:
        """Take a picture or file away."""
        materials.take_away(services.get_event(number), line, by=self.person)
        return self._back(number, "#files")

    # Books

    @expose("/<int:number>/books", methods=("POST",))
    def books(self, number: int) -> Any:
        """Put a book into the list: scanned (``code``), or found by its title (``record``)."""
        event, form = services.get_event(number), request.form
        code = form.get("code", "").strip()
        if form.get("record"):
            record = Record.get_or_none(Record.id == typed.whole(form.get("record"))) or abort(404)
            exhibitions.put(event, record, by=self.person)
        elif code and exhibitions.find_book(code) is None:
            return redirect(self.get_url(".page", number=number, q=code) + "#books", code=303)
        else:
            exhibitions.scan(event, code, by=self.person)
        return self._back(number, "#books")

    @expose("/<int:number>/books/<int:line>/remove", methods=("POST",))
    def unbook(self, number: int, line: int) -> Any:
        """Take a book out of the list."""
        exhibitions.take_away(services.get_event(number), line, by=self.person)
        return self._back(number, "#books")

    def _back(self, number: int, place: str = "") -> Any:
        return redirect(self.get_url(".page", number=number) + place, code=303)


def _year_end() -> Any:
    """Return the last day of May of this school year: by then a series ends by itself."""
    year = clock.school_year(clock.today()) + 1
    return clock.today().replace(year=year, month=5, day=31)


def _start() -> Any:
    """Return the first values of a new event: its day, if the calendar was asked for one."""
    asked = request.args
    day = asked.get("day", "")
    try:
        typed.day_of(day)
    except LibraryError:
        day = ""
    return MultiDict({"day": day, "month": asked.get("month") or day[:7], "audience": "all"})


def _values(event: Event) -> Any:
    """Return the values of an event as its form has them."""
    plan = services.plan_of(event)
    found: list[tuple[str, Any]] = [
        ("title", plan.title),
        ("form", str(event.form_id)),
        ("month", f"{event.month:%Y-%m}"),
        ("day", f"{plan.day:%Y-%m-%d}" if plan.day else ""),
        ("until", f"{plan.until:%Y-%m-%d}" if plan.until else ""),
        ("begins", plan.begins),
        ("ends", plan.ends),
        ("room", plan.room),
        ("audience", plan.audience),
        ("text", plan.text),
    ]
    found += [("grade", str(one)) for one in plan.grades]
    found += [("class", one) for one in plan.classes]
    found += [("person", one.name) for one in plan.people]
    return MultiDict(found)
