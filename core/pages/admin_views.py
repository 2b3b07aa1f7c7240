"""The panel's own lists: accounts and the journal."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_babel import lazy_ngettext
from wtforms import Form, PasswordField, StringField, validators

from core import staff
from core.i18n import LANGUAGES
from core.models import JournalEntry, Staff
from core.pages.documents import DocumentsView
from core.pages.journal_words import about_words, entry_title, fact_words, journal_words
from core.pages.own_templates import OwnTemplatesView
from core.pages.roles import ROLE_TITLES
from core.views import Preset, RecordView


class StaffListView(RecordView):
    """Accounts: made, changed and switched off; never deleted, their names stay in the journal."""

    name = _("Accounts")
    place = "settings"
    menu_order = 20
    permission = permission_create = permission_edit = "staff.manage"
    can_create = True
    can_edit = True
    column_list = ("login", "full_name", "role", "language", "is_working", "last_seen_at")
    column_labels = {
        "login": _("User name"),
        "full_name": _("Name"),
        "role": _("Role"),
        "language": _("Language"),
        "is_working": _("Works here"),
        "last_seen_at": _("Last signed in"),
    }
    column_choices = {"role": list(ROLE_TITLES.items()), "language": list(LANGUAGES.items())}
    column_sortable_list = ("login", "full_name", "role", "last_seen_at")
    column_default_sort = ("full_name", False)
    column_filters = ("role", "is_working")
    form_columns = ("full_name", "role", "is_working")
    form_choices = {"role": list(ROLE_TITLES.items())}
    presets = (
        Preset("working", _("Work here"), lambda: Staff.is_working == True),  # noqa: E712 - SQL
        Preset("all", _("All")),
    )

    def __init__(self) -> None:
        super().__init__(Staff, endpoint="core_staff", url="/settings/staff")

    def count_words(self, count: int) -> Any:
        """Return what the footer counts."""
        return lazy_ngettext("%(num)s account", "%(num)s accounts", count)

    def get_create_form(self) -> Any:
        """Return the form of a new account."""
        return _form("NewAccount", super().get_create_form(), is_new=True)

    def get_edit_form(self) -> Any:
        """Return the form of an account, with an empty field for a new password."""
        return _form("Account", super().get_edit_form(), is_new=False)

    def save_new(self, form: Any) -> Staff:
        """Make the account."""
        return staff.create_staff(
            login=form.login.data,
            password=form.password.data,
            role=form.role.data,
            full_name=form.full_name.data,
            by=self.person,
        )

    def save_changes(self, form: Any, record: Staff) -> Staff:
        """Change the account; a password typed here ends the person's sessions."""
        assert self.person is not None
        staff.change(
            record,
            role=form.role.data,
            full_name=form.full_name.data,
            is_working=form.is_working.data,
            by=self.person,
        )
        if form.password.data:
            staff.set_password(record, form.password.data, by=self.person)
        return record


def _form(name: str, base: type[Form], *, is_new: bool) -> type[Form]:
    needed = [validators.InputRequired()] if is_new else [validators.Optional()]
    help_words = _("At least 8 characters.") if is_new else _("Empty: the password stays.")
    fields: dict[str, Any] = {
        "password": PasswordField(_("Password"), needed, description=help_words)
    }
    if is_new:
        fields["login"] = StringField(_("User name"), [validators.InputRequired()])
        fields["is_working"] = None
    return type(name, (base,), fields)


class JournalListView(RecordView):
    """Who did what and when: read only, for ever."""

    name = _("Journal")
    place = "settings"
    menu_order = 30
    permission = "journal.view"
    column_list = ("at", "by", "action", "about", "facts")
    column_labels = {
        "at": _("When"),
        "by": _("Who"),
        "action": _("What"),
        "about": _("About what"),
        "facts": _("Details"),
    }
    column_formatters = {
        "action": lambda _view, _context, row, _name: entry_title(row.action),
        "about": lambda _view, _context, row, _name: about_words(row.about),
        "facts": lambda _view, _context, row, _name: fact_words(row.facts),
    }
    column_sortable_list = ("at",)
    column_default_sort = ("id", True)
    column_filters = ("by", "action", "at")
    joined = ("by",)
    search_words = _("What, about what")

    def __init__(self) -> None:
        self.column_choices = {"action": list(journal_words().items())}
        super().__init__(JournalEntry, endpoint="core_journal", url="/settings/journal")

    def count_words(self, count: int) -> Any:
        """Return what the footer counts."""
        return lazy_ngettext("%(num)s line", "%(num)s lines", count)

    def search(self, query: Any, text: str) -> Any:
        """Look in what was done and to what."""
        return query.where(JournalEntry.action.contains(text) | JournalEntry.about.contains(text))


def core_views() -> list[Any]:
    """Return the panel's own lists and the documents, new objects each time."""
    return [StaffListView(), DocumentsView(), OwnTemplatesView(), JournalListView()]
