"""What write-off shows on the pages of others: on a copy's page, on the first page."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from core import clock, settings
from core.answers import Block, Card, Fact, Step
from plugins.fund.models import Copy, Stocktake
from plugins.fund.services import stocktake as checks
from plugins.writeoff import queries, services
from plugins.writeoff.models import FATES, Case

PAGE = "/writeoff/cases/details/?id="
#: Titles on the first page.
MOST_TITLES = 10


def copy_facts(copy: Copy) -> list[Fact]:
    """Return the act by which the copy went, or the list on which it stands."""
    row = queries.case_of_copy(copy)
    if row is None:
        return []
    words = row.case.act or gettext("on the list of write-off No. %(case)s", case=row.case_id)
    found = [Fact(_("Write-off"), words, url=f"{PAGE}{row.case_id}")]
    if row.fate:
        found.append(Fact(_("What became of it"), FATES[str(row.fate)]))
    return found


def today_cards() -> list[Card]:
    """Return a tile for the write-offs that are not closed, if there are any."""
    count = Case.select().where(Case.state != "closed").count()
    if not count:
        return []
    return [
        Card(
            _("Write-offs under way"),
            count,
            why=_("Acts to approve, books to hand over"),
            url="/writeoff/cases/?preset=open",
            icon="file-minus",
            order=70,
        )
    ]


def old_textbooks() -> list[Block]:
    """Return the titles whose term of use is over: a reminder, nothing leaves by itself."""
    years = int(settings.get("writeoff.textbook_years"))
    titles = queries.old_titles("textbook", years, clock.today(), MOST_TITLES)
    if not titles:
        return []
    return [
        Block(
            gettext("Textbooks past their term of use (%(years)s years)", years=years),
            (_("Title"), _("Grade"), _("Year"), _("Copies")),
            [(one.full_title, one.grade or "", one.year or "", count) for one, count in titles],
        )
    ]


def stocktake_steps(stocktake: Stocktake, *, may_edit: bool) -> list[Step]:
    """Return the button that writes off what is missing, or the way to the case if it is there."""
    if not may_edit:
        return []
    case = services.case_of_stocktake(stocktake)
    if case is not None:
        words = gettext("Write-off of the missing copies: %(case)s", case=case)
        return [Step(words, f"{PAGE}{case.id}", "file-minus")]
    if not checks.result(stocktake).missing:
        return []
    url = f"/writeoff/cases/stocktake/{stocktake.id}"
    return [Step(_("Missing copies to a write-off"), url, "file-minus", is_post=True)]


def answer_words(added: int, refused: Any) -> list[tuple[str, str]]:
    """Return (kind of message, sentence) for what came on a list and what did not."""
    words: list[tuple[str, str]] = []
    if added:
        words.append(("success", gettext("Put on the list: %(count)s.", count=added)))
    if refused:
        shown = " ".join(str(one) for one in refused[:5])
        more = len(refused) - 5
        rest = gettext("And %(count)s more.", count=more) if more > 0 else ""
        head = gettext("Not put on the list: %(count)s.", count=len(refused))
        words.append(("error", f"{head} {shown} {rest}".strip()))
    return words
