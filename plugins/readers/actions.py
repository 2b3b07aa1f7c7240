"""Verbs for ticked readers: print their cards."""

from typing import Any

from flask import Response, current_app, redirect, url_for
from flask_babel import lazy_gettext as _
from flask_babel import ngettext

from core import clock
from core.actions import Action
from core.errors import NotFound
from core.renderers import RENDERERS, TYPES
from plugins.readers import documents, services
from plugins.readers.models import Reader
from plugins.readers.services import registration


def print_cards(ids: list[int], _by: Any) -> Response:
    """Return the readers' cards as PDF, class by class."""
    return _as_pdf({"ids": ",".join(map(str, ids))})


def print_cards_of_classes(ids: list[int], _by: Any) -> Response:
    """Return the cards of all pupils of the classes as PDF."""
    return _as_pdf({"class": ",".join(map(str, ids))})


def label_cards(ids: list[int], _by: Any) -> Any:
    """Lead to the label workbench with the readers' cards."""
    return _at_workbench(f"readers.ids.{','.join(map(str, ids))}")


def label_cards_of_classes(ids: list[int], _by: Any) -> Any:
    """Lead to the label workbench with the cards of the classes."""
    return _at_workbench(f"readers.classes.{','.join(map(str, ids))}")


def let_go(ids: list[int], by: Any) -> None:
    """Note that the readers left today; nobody of them, if one still has something."""
    for one in Reader.select().where(Reader.id.in_(ids)):
        services.let_go(one, on=clock.today(), by=by)


def let_go_with_debts(ids: list[int], by: Any) -> None:
    """Note that the readers left today, whatever they still have."""
    for one in Reader.select().where(Reader.id.in_(ids)):
        services.let_go(one, on=clock.today(), by=by, with_debts=True)


def register_anew(ids: list[int], by: Any) -> str:
    """Register the readers anew for this school year."""
    count = registration.reregister(ids, on=clock.today(), by=by)
    return ngettext("%(num)s reader registered anew.", "%(num)s readers registered anew.", count)


def note_rules(ids: list[int], by: Any) -> str:
    """Note that the readers have read the rules and signed today."""
    count = registration.rules_read(ids, on=clock.today(), by=by)
    return ngettext(
        "Noted today: %(num)s reader has read the rules.",
        "Noted today: %(num)s readers have read the rules.",
        count,
    )


def print_rules(ids: list[int], _by: Any) -> Any:
    """Return the rules with lines to sign for the readers, as PDF."""
    return _as_pdf({"ids": ",".join(map(str, ids))}, documents.rules, "readers.rules")


def print_rules_of_classes(ids: list[int], _by: Any) -> Any:
    """Return the rules with lines to sign for the pupils of the classes, as PDF."""
    return _as_pdf({"class": ",".join(map(str, ids))}, documents.rules, "readers.rules")


def _at_workbench(key: str) -> Any:
    # The workbench is the fund's; without that section there is none.
    if "fund_labels.index" not in current_app.view_functions:
        raise NotFound()
    return redirect(url_for("fund_labels.index", which="set", set=key), code=303)


def _as_pdf(
    arguments: dict[str, Any], build: Any = documents.cards, name: str = "readers.cards"
) -> Response:
    answer = Response(RENDERERS["pdf"](build(arguments)), mimetype=TYPES["pdf"])
    answer.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer


ACTIONS = (
    Action("cards", _("Print cards"), print_cards, "readers.cards", icon="id", is_primary=True),
    Action("labels", _("Cards on labels"), label_cards, "readers.cards", icon="tags"),
    Action("anew", _("Register anew"), register_anew, "readers.edit", icon="calendar-repeat"),
    Action("rules", _("Rules to sign"), print_rules, "readers.edit", icon="writing-sign"),
    Action("rules_read", _("Have read the rules"), note_rules, "readers.edit", icon="eye-check"),
    Action(
        "left",
        _("Has left"),
        let_go,
        "readers.edit",
        confirm=_("Note that they have left the school? It is refused while books are in hand."),
        icon="user-minus",
    ),
    Action(
        "left_with_debts",
        _("Has left with debts"),
        let_go_with_debts,
        "readers.edit",
        confirm=_("Note that they have left with debts? They stay in the list of debtors."),
        icon="user-off",
    ),
)

CLASS_ACTIONS = (
    Action(
        "cards",
        _("Print the pupils' cards"),
        print_cards_of_classes,
        "readers.cards",
        icon="id",
        is_primary=True,
    ),
    Action("labels", _("Cards on labels"), label_cards_of_classes, "readers.cards", icon="tags"),
    Action(
        "rules", _("Rules to sign"), print_rules_of_classes, "readers.edit", icon="writing-sign"
    ),
)
