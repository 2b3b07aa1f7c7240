"""The writing half of a record view: all or nothing, and refusals as sentences."""

import logging
from collections.abc import Callable
from typing import Any

from flask import abort, flash, redirect, request
from flask_admin import expose
from flask_admin.contrib.peewee.form import save_inline
from flask_babel import gettext, ngettext
from peewee import DataError, IntegrityError

from core import journal
from core.access import can
from core.actions import Action
from core.database import section_of, transaction
from core.errors import InUse, LibraryError, NotAllowed, PointsNowhere, broken_rule
from core.sections import gather, hook
from core.views.filters import whole
from core.views.listing import Listing

#: Values in one statement: SQLite refuses 33,000.
MOST_PLACES = 10_000

log = logging.getLogger(__name__)


class Writing:
    """Mixed into RecordView."""

    model: Any
    person: Any

    # Forms

    def save_new(self, form: Any) -> Any:
        """Return the row made from the form; a section with rules calls its service here."""
        record = self.model()
        form.populate_obj(record)
        record.save(force_insert=True)
        save_inline(form, record)
        self._note("create", record)
        return record

    def save_changes(self, form: Any, record: Any) -> Any:
        """Return the row changed by the form."""
        form.populate_obj(record)
        record.save()
        save_inline(form, record)
        self._note("change", record)
        return record

    def remove(self, record: Any) -> None:
        """Delete one row. What points at it stays and stops this: nothing cascades (B10)."""
        record.delete_instance()
        self._note("remove", record)

    def _note(self, verb: str, record: Any) -> None:
        noun = self.model.__name__.lower()
        about = f"{noun} {record.id}"
        journal.record(f"{section_of(self.model)}.{verb}", by=self.person, about=about)

    def create_model(self, form: Any) -> Any:
        """Do what Flask-Admin asks for when a new row is posted."""
        return self._write(lambda: self.save_new(form))

    def update_model(self, form: Any, model: Any) -> bool:
        """Do what Flask-Admin asks for when a changed row is posted."""
        return self._write(lambda: self.save_changes(form, model)) is not False

    def delete_model(self, model: Any) -> bool:
        """Do what Flask-Admin asks for when a row is to go."""
        return self._write(lambda: self.remove(model), InUse(what=model)) is not False

    def _write(self, deed: Callable[[], Any], conflict: LibraryError | None = None) -> Any:
        """Do it in one transaction, inline rows too (B2); False and a sentence if refused.

        A rule of the database that no service has stated is logged whole and shown as a
        sentence, never as SQL (B12).
        """
        try:
            with transaction():
                return deed()
        except LibraryError as refusal:
            flash(str(refusal), "error")
        except IntegrityError as fault:
            log.exception("The database refused to write %s", self.model.__name__)
            broken = broken_rule(fault)
            is_in_use = conflict is not None and isinstance(broken, PointsNowhere)
            flash(str(conflict if is_in_use else broken), "error")
        except DataError:
            log.exception("The database could not keep a value of %s", self.model.__name__)
            flash(gettext("A value is too long or of the wrong kind. Correct it."), "error")
        return False

    # Verbs for ticked rows

    def own_actions(self) -> list[Action]:
        """Return the view's own verbs; others come from sections by `register_actions`."""
        return []

    def actions(self) -> list[Action]:
        """Return the verbs that the person may use here, the main one first."""
        allowed = [one for one in self._all_actions() if self._may_do(one)]
        return sorted(allowed, key=lambda one: not one.is_primary)

    def _all_actions(self) -> list[Action]:
        return [*self.own_actions(), *gather(hook.register_actions(model=self.model))]

    def _may_do(self, action: Action) -> bool:
        return not action.permission or can(action.permission)

    @expose("/action/", methods=("POST",))
    def action_view(self) -> Any:
        """Do a verb to the ticked rows, or to all rows of the list (``all``)."""
        name = request.form.get("action", "")
        action = next((one for one in self._all_actions() if one.name == name), None)
        if action is None:
            flash(gettext("Choose what to do with the ticked rows."), "error")
            return redirect(self._back())
        if not self._may_do(action):
            raise NotAllowed()
        ids = self._ticked()
        if not ids:
            flash(gettext("Nothing is ticked. Tick the rows first."), "error")
            return redirect(self._back())
        done = self._write(lambda: action.run(ids, self.person))
        if done is False:
            return redirect(self._back())
        if isinstance(done, str) or done is None:
            words = ngettext("Done: %(num)s row.", "Done: %(num)s rows.", len(ids))
            flash(done or words, "success")
            return redirect(self._back())
        return done

    def _ticked(self) -> list[int]:
        """Return the ids of the ticked rows that the person may see, in the list's order."""
        view: Any = self
        listing = Listing.from_args(request.args)
        if request.form.get("all"):
            return list(view.ids(listing))
        # The ticks may come from several pages, but never from another list or scope.
        ticked = {whole(one) for one in request.form.getlist("rowid")} - {None}
        if len(ticked) <= MOST_PLACES:
            return list(view.ids(listing, list(ticked)))
        return [one for one in view.ids(listing) if one in ticked]

    def _back(self) -> str:
        view: Any = self
        query = request.query_string.decode()
        return view.get_url(".index_view") + (f"?{query}" if query else "")

    @expose("/ajax/update/", methods=("POST",))
    def ajax_update(self) -> Any:
        """Refuse: cells are not edited in place (B16: Flask-Admin saves without asking)."""
        abort(403)
