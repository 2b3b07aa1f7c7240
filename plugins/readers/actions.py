"""Verbs for ticked readers: print their cards."""

from typing import Any

from flask import Response, current_app, redirect, url_for
from flask_babel import lazy_gettext as _

from core import clock
from core.actions import Action
from core.errors import NotFound
from core.renderers import RENDERERS, TYPES
from plugins.readers import documents, services
from plugins.readers.models import Reader


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


def _at_workbench(key: str) -> Any:
    # The workbench is the fund's; without that section there is none.
    if "fund_labels.index" not in current_app.view_functions:
        raise NotFound()
    return redirect(url_for("fund_labels.index", which="set", set=key), code=303)


def _as_pdf(arguments: dict[str, Any]) -> Response:
    answer = Response(RENDERERS["pdf"](documents.cards(arguments)), mimetype=TYPES["pdf"])
    answer.headers["Content-Disposition"] = 'inline; filename="readers.cards.pdf"'
    return answer


ACTIONS = (
    Action("cards", _("Print cards"), print_cards, "readers.cards", icon="id", is_primary=True),
    Action("labels", _("Cards on labels"), label_cards, "readers.cards", icon="tags"),
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
)
