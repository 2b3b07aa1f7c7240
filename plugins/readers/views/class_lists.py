"""The class-list wizard: a school's list of pupils comes in."""

from collections.abc import Sequence

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from core.intake import Sorted
from core.intake.plan import Plan
from core.models import Staff
from core.tasks import Finished, Progress
from core.views import IntakeView, Option
from plugins.readers.models import LANGUAGES
from plugins.readers.services import class_lists


class ClassListIntake(IntakeView):
    """A list of pupils as a workbook, CSV or pasted cells."""

    place = "VI"
    menu_order = 12
    permission = "readers.edit"
    purpose = "readers.classes"
    intro = _(
        "One row for one pupil. Pupils who are known already are found again; new ones get a card "
        "number, classes that are lacking are made."
    )
    wanted = class_lists.WANTED
    task_title = _("The class list is being taken")

    def __init__(self) -> None:
        super().__init__(name=_("Class lists"), endpoint="readers_intake", url="/readers/lists")

    def heading(self, about: str) -> dict[str, str]:
        """Return the words of the page."""
        return {
            "title": gettext("Class lists"),
            "context": gettext("New pupils, moves to another class, who is gone"),
            "back_url": url_for("readers_reader.index_view"),
        }

    def options(self, about: str) -> Sequence[Option]:
        """Return the class where the list has none, and what becomes of those not in it."""
        return (
            Option("class", _("Class, where the list does not say"), help=_("Such as 5 Ә")),
            Option(
                "language", _("Language of new classes"), "kk", tuple(LANGUAGES.items())
            ),
            Option(
                "gone",
                _("Pupils of these classes who are not in the list"),
                "stay",
                (
                    ("stay", _("stay where they are")),
                    ("leave", _("left the school, unless they have books")),
                ),
            ),
        )  # fmt: skip

    def plan(self, rows: Sorted, about: str, chosen: dict[str, str]) -> Plan:
        """Return what the list would do."""
        return class_lists.plan(rows, chosen)

    def keep(
        self,
        plan: Plan,
        answers: dict[str, str],
        about: str,
        chosen: dict[str, str],
        by: Staff,
        progress: Progress,
    ) -> Finished:
        """Register, move, let go."""
        counts = class_lists.take(plan, answers, chosen, by=by, progress=progress)
        return Finished(
            gettext("The list is taken. New: %(new)s, moved: %(moved)s, left: %(gone)s.", **counts),
            url="/readers/readers/",
        )
