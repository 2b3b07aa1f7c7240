"""Giving notices: the page that says who gets one, the strips to print, and the log."""

from typing import Any

from flask import current_app, flash, redirect, request, url_for
from flask_admin import expose
from flask_babel import gettext, lazy_ngettext, ngettext
from flask_babel import lazy_gettext as _

from core import clock, journal, settings, tasks
from core.documents import numbers
from core.errors import LibraryError
from core.models import Staff
from core.renderers import RENDERERS
from core.views import PageView, Preset, RecordView
from plugins.debtors import strips
from plugins.debtors.errors import NobodyToNotify
from plugins.debtors.models import KINDS, RESULTS, Notice
from plugins.debtors.services import Letter, letters, mail, noticed_today, record
from plugins.readers.models import LANGUAGES


def chosen(given: Any, *, by: Staff, kind: str) -> list[Letter]:
    """Return the letters to the readers named in ``given``; NobodyToNotify if there is none.

    Whoever had one of that kind today is left out, unless that was asked and answered.
    """
    ids = numbers(given.get("ids", ""))
    if not given.get("again"):
        today = noticed_today(ids, kind)
        ids = [one for one in ids if one not in today]
    found = letters(ids, by=str(by), on=clock.today(), usual=current_app.config["LANGUAGE"])
    if not found:
        raise NobodyToNotify()
    return found


class NoticeView(PageView):
    """Notices to the debtors who were ticked, to a class or to all."""

    permission = "debtors.notify"

    def __init__(self) -> None:
        super().__init__(name=_("Notices"), endpoint="debtors_prepare", url="/debtors/notices")

    @expose("/")
    def index(self) -> Any:
        """Show who would get a notice, and how it would look."""
        return self._page(request.args.get("ids", ""))

    @expose("/print", methods=("POST",))
    def print_strips(self) -> Any:
        """Begin to make the strips, and lead to the page that shows how far it is."""
        person = self.person
        assert person is not None
        try:
            some = chosen(request.form, by=person, kind="paper")
        except NobodyToNotify as refusal:
            return self._page(request.form.get("ids", ""), str(refusal)), refusal.status

        def work(progress: tasks.Progress) -> tasks.Finished:
            progress(0, len(some))
            path = tasks.new_file(".pdf")
            paper = strips.document(some, by=str(person), on=clock.today())
            path.write_bytes(RENDERERS["pdf"](paper))
            count = record(some, "paper", by=person)
            words = ngettext("%(num)s notice is ready.", "%(num)s notices are ready.", count)
            return tasks.Finished(words, url=back, file=path, file_name="notices.pdf")

        back = url_for("debtors_reader.index_view")
        token = tasks.start(gettext("Notices to debtors"), work, by=person, back_url=back)
        return redirect(url_for("tasks.watched", token=token), code=303)

    @expose("/send", methods=("POST",))
    def send(self) -> Any:
        """Begin to send the notices to those who have an address."""
        person = self.person
        assert person is not None
        given = request.form.get("ids", "")
        try:
            mail.server()
            some = [
                one
                for one in chosen(request.form, by=person, kind="email")
                if str(one.reader.email).strip()
            ]
            if not some:
                raise NobodyToNotify()
        except LibraryError as refusal:
            return self._page(given, str(refusal)), refusal.status

        log = url_for("debtors_notice.index_view")

        def work(progress: tasks.Progress) -> tasks.Finished:
            done = mail.send_all(some, by=person, progress=progress)
            words = gettext("Sent: %(sent)s, not sent: %(failed)s.", **vars(done))
            return tasks.Finished(words, url=f"{log}?preset=failed" if done.failed else log)

        back = url_for("debtors_reader.index_view")
        token = tasks.start(gettext("Notices by e-mail"), work, by=person, back_url=back)
        return redirect(url_for("tasks.watched", token=token), code=303)

    def _page(self, given: str, error: str = "") -> Any:
        ids = numbers(given)
        person = self.person
        on = clock.today()
        usual = current_app.config["LANGUAGE"]
        some = letters(ids, by=str(person), on=on, usual=usual)
        if not some:
            flash(gettext("Tick the debtors first: those chosen owe nothing now."), "error")
            return redirect(url_for("debtors_reader.index_view"), code=303)
        first = {one.language: one for one in reversed(some)}
        return self.render(
            "debtors/notices.html",
            error=error,
            ids=",".join(str(one.reader.id) for one in some),
            some=some,
            languages={
                key: sum(one.language == key for one in some)
                for key in ("kk", "ru")
                if key in first
            },
            previews=[
                (key, strips.strip(first[key], by=str(person), on=on))
                for key in ("kk", "ru")
                if key in first
            ],
            today=noticed_today([one.reader.id for one in some], "paper"),
            sent_today=noticed_today([one.reader.id for one in some], "email"),
            addresses=sum(bool(str(one.reader.email).strip()) for one in some),
            has_mail=mail.is_set_up(),
        )


class MailView(PageView):
    """A test letter: whether the settings of e-mail are right."""

    permission = "settings.manage"
    place = "settings"
    menu_order = 27

    def __init__(self) -> None:
        super().__init__(name=_("E-mail"), endpoint="debtors_mail", url="/debtors/mail")

    @expose("/")
    def index(self) -> Any:
        """Show by which server letters go, and the form of the test letter."""
        return self._page()

    @expose("/test", methods=("POST",))
    def test(self) -> Any:
        """Send the test letter now, and say how it went."""
        address = request.form.get("address", "").strip()
        try:
            mail.send_test(address)
        except LibraryError as refusal:
            return self._page(address, str(refusal)), refusal.status
        journal.record("debtors.tested", by=self.person)
        flash(gettext("The test letter was sent. Look into the letter box: %(to)s.", to=address))
        return redirect(url_for(".index"), code=303)

    def _page(self, address: str = "", error: str = "") -> Any:
        names = ("host", "port", "user", "sender", "reply_to")
        values = {one: settings.get(f"mail.{one}") for one in names}
        return self.render(
            "debtors/mail.html",
            has_mail=mail.is_set_up(),
            values=values,
            address=address,
            error=error,
        )


class NoticeLogView(RecordView):
    """What was printed or sent, to whom, when: read only."""

    name = _("Log of notices")
    permission = "debtors.notify"
    empty_words = _("No notice has been given yet.")
    column_list = ("sent_at", "reader", "kind", "language", "copies", "amount", "by", "result")
    column_labels = {
        "sent_at": _("When"),
        "reader": _("Reader"),
        "school_class": _("Class"),
        "kind": _("How"),
        "language": _("Language"),
        "copies": _("Copies"),
        "amount": _("Sum, ₸"),
        "by": _("By whom"),
        "result": _("Result"),
    }
    title_column = "reader"
    column_choices = {
        "kind": list(KINDS.items()),
        "language": list(LANGUAGES.items()),
        "result": list(RESULTS.items()),
    }
    column_sortable_list = ("sent_at", ("reader", "reader.sort_key"))
    column_default_sort = ("id", True)
    column_filters = ("reader.school_class", "sent_at", "kind")
    column_formatters = {
        "reader": lambda _view, _context, row, _name: (
            f"{row.reader.full_name}, {row.reader.school_class}"
            if row.reader.school_class_id
            else row.reader.full_name
        ),
        "result": lambda _view, _context, row, _name: result_words(row),
    }
    joined = ("reader.school_class", "by")
    presets = (
        Preset("all", _("All")),
        Preset("paper", _("On paper"), lambda: Notice.kind == "paper"),
        Preset("email", _("By e-mail"), lambda: Notice.kind == "email"),
        Preset("failed", _("Not sent"), lambda: Notice.result == "failed"),
    )

    def __init__(self) -> None:
        super().__init__(Notice, endpoint="debtors_notice", url="/debtors/log")

    def count_words(self, count: int) -> Any:
        """Return what the footer counts."""
        return lazy_ngettext("%(num)s notice", "%(num)s notices", count)


def result_words(notice: Notice) -> str:
    """Return what became of the notice; why, if it was not sent."""
    said = str(RESULTS[str(notice.result)])
    return f"{said}: {notice.words}" if notice.words else said
