"""Lists that come into the fund: an invoice into a delivery, an old inventory into the books."""

from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from core.intake import Sorted
from core.intake.plan import Plan
from core.models import Staff
from core.tasks import Finished, Progress
from core.views import IntakeView, Option
from plugins.catalogue.models import LANGUAGES
from plugins.fund.errors import UnknownDelivery
from plugins.fund.models import FUNDS, Delivery
from plugins.fund.services import book_lists, deliveries, invoices, opening


def _language() -> Option:
    return Option(
        "language",
        _("Language, where the list does not say"),
        "kk",
        tuple(LANGUAGES.items()),
    )


class InvoiceView(IntakeView):
    """An invoice as a workbook or CSV becomes the lines of a delivery."""

    permission = "fund.account"
    purpose = "fund.invoice"
    intro = _(
        "The rows of the supplier's list become lines of this delivery. Titles that the catalogue "
        "does not have get a record."
    )
    wanted = invoices.WANTED

    def __init__(self) -> None:
        super().__init__(name=_("Invoice"), endpoint="fund_invoice", url="/fund/invoices")

    def heading(self, about: str) -> dict[str, str]:
        """Return the words of the page; ``about`` is the delivery's id."""
        delivery = self._delivery(about)
        deliveries.ensure_draft(delivery)
        return {
            "title": gettext("Lines from a list"),
            "context": f"{FUNDS[str(delivery.fund)]}. {delivery.document}",
            "back_url": url_for("fund_delivery.details_view", id=delivery.id),
        }

    def options(self, about: str) -> Sequence[Option]:
        """Return what new records are, where the list does not say."""
        kind = "textbook" if self._delivery(about).fund == "textbook" else "book"
        return (Option("kind", _("New records are"), kind, book_lists.KINDS), _language())

    def plan(self, rows: Sorted, about: str, chosen: dict[str, str]) -> Plan:
        """Return the lines that would be added."""
        return invoices.plan(rows, self._delivery(about), chosen)

    def keep(
        self,
        plan: Plan,
        answers: dict[str, str],
        about: str,
        chosen: dict[str, str],
        by: Staff,
        progress: Progress,
    ) -> Finished:
        """Add the lines."""
        delivery = self._delivery(about)
        count = invoices.take(delivery, plan, answers, by=by)
        return Finished(
            gettext("Lines added: %(count)s. Check the quantities, then accept.", count=count),
            url=f"/fund/deliveries/details/?id={delivery.id}",
        )

    def _delivery(self, about: str) -> Delivery:
        if not (about.isascii() and about.isdigit() and len(about) < 10):
            raise UnknownDelivery()
        return deliveries.get(int(about))


class OpeningView(IntakeView):
    """An old inventory, kept as a workbook till now, becomes copies of a fund."""

    place = "III"
    menu_order = 70
    permission = "fund.account"
    purpose = "fund.opening"
    intro = _(
        "The list in which the school kept its books till now: one row for one copy, or a range of "
        "numbers in a row. Old numbers stay as they are."
    )
    wanted = opening.WANTED
    task_title = _("The old inventory is being taken")

    def __init__(self) -> None:
        super().__init__(name=_("Old inventory"), endpoint="fund_opening", url="/fund/opening")

    def heading(self, about: str) -> dict[str, str]:
        """Return the words of the page."""
        return {
            "title": gettext("Old inventory"),
            "context": gettext("Copies that the school has already"),
            "back_url": url_for("fund_summary.index"),
        }

    def options(self, about: str) -> Sequence[Option]:
        """Return the fund, and what the records are."""
        return (
            Option("fund", _("Fund"), "main", tuple(FUNDS.items())),
            Option("kind", _("New records are"), "book", book_lists.KINDS),
            _language(),
        )

    def plan(self, rows: Sorted, about: str, chosen: dict[str, str]) -> Plan:
        """Return the copies that would come."""
        return opening.plan(rows, self._fund(chosen), chosen)

    def keep(
        self,
        plan: Plan,
        answers: dict[str, str],
        about: str,
        chosen: dict[str, str],
        by: Staff,
        progress: Progress,
    ) -> Finished:
        """Write the copies and the opening entry."""
        fund = self._fund(chosen)
        entry = opening.take(
            plan, answers, fund, gettext("Old inventory"), by=by, progress=progress
        )
        return Finished(
            gettext(
                "Taken: %(copies)s copies, entry %(entry)s.", copies=entry.copies, entry=str(entry)
            ),
            url=f"/fund/summary/?fund={fund}&year={entry.year}",
        )

    def _fund(self, chosen: dict[str, str]) -> str:
        fund: Any = chosen.get("fund")
        return fund if fund in FUNDS else "main"
