"""Titles: entered together with their record, found by what is scanned or typed."""

import re
from typing import Any

from stdnum import issn as issn_rules
from stdnum.exceptions import ValidationError

from core import journal
from core.alphabet import fold
from core.database import transaction
from core.models import Staff
from plugins.catalogue import models as catalogue
from plugins.catalogue import services as records
from plugins.catalogue.models import Record
from plugins.periodicals.errors import (
    IssnTaken,
    NameMissing,
    UnknownTitle,
    WrongFrequency,
    WrongIssn,
)
from plugins.periodicals.models import FREQUENCIES, KINDS, Title

#: Issues in a year of what appears so often; a daily's and a weekly's follow from its days.
A_YEAR = {"monthly": 12, "quarterly": 4}

#: The days of a daily and of a weekly, if nothing else is said.
USUAL_DAYS = {"daily": "1,2,3,4,5", "weekly": "4"}

#: What the form keeps in the record of the catalogue, and what in the section's own row.
OF_RECORD = ("title", "language", "city", "publisher", "bbk")

_WORDS_SHOWN = 8


def get(title_id: Any) -> Title:
    """Return the title with its record; UnknownTitle if there is none."""
    found: Title | None = (
        Title.select(Title, Record).join(Record).where(Title.id == title_id).get_or_none()
    )
    if found is None:
        raise UnknownTitle()
    return found


def every() -> list[Title]:
    """Return all titles with their records, in the order of the alphabet."""
    return list(Title.select(Title, Record).join(Record).order_by(Record.sort_key, Title.id))


def save(title: Title | None, values: dict[str, Any], *, by: Staff | None) -> Title:
    """Keep a new title with its record, or the changes of one, and return it.

    ``values`` are as typed: those of OF_RECORD, and the columns of the title.
    """
    name = str(values.get("title", "")).strip()
    if not name:
        raise NameMissing()
    of_record = {key: str(values.get(key, "")).strip() for key in OF_RECORD}
    of_record["language"] = of_record["language"] or "kk"
    with transaction():
        fresh = title or Title()
        _fill(fresh, values)
        _ensure_issn_free(fresh)
        if "issn" in Record._meta.fields:
            of_record["issn"] = str(fresh.issn).replace("-", "")
        if title is None:
            fresh.record = records.enter({"kind": "periodical", **of_record}, by=by)
            fresh.save(force_insert=True)
        else:
            records.correct(fresh.record, of_record, by=by)
            fresh.save()
        verb = "periodicals.title" if title is None else "periodicals.title_changed"
        journal.record(verb, by=by, about=f"title {fresh.id}", title=name)
    return fresh


def _fill(title: Title, values: dict[str, Any]) -> None:
    title.kind = values.get("kind") if values.get("kind") in KINDS else "magazine"
    title.is_thick = bool(values.get("is_thick")) and title.kind == "magazine"
    title.issn = checked_issn(str(values.get("issn", "")))
    title.index_no = re.sub(r"\s", "", str(values.get("index_no", "")))[:20]
    frequency = str(values.get("frequency", ""))
    title.frequency = frequency if frequency in FREQUENCIES else "monthly"
    days = sorted({int(one) for one in re.findall(r"[1-7]", str(values.get("weekdays", "")))})
    title.weekdays = ",".join(map(str, days)) if title.has_days else ""
    if title.has_days and not days:
        title.weekdays = USUAL_DAYS[str(title.frequency)]
    if title.has_days:
        title.a_year = min(366, 52 * len(str(title.weekdays).split(",")))
    else:
        title.a_year = A_YEAR.get(str(title.frequency)) or _a_year(values.get("a_year"))
    title.due_day = min(31, max(1, _whole(values.get("due_day"), 15)))
    title.supplier = str(values.get("supplier", "")).strip()[:200]
    title.note = str(values.get("note", "")).strip()[:300]


def _a_year(text: Any) -> int:
    number = _whole(text, 0)
    if not 1 <= number <= 366:
        raise WrongFrequency()
    return number


def _whole(text: Any, otherwise: int) -> int:
    words = str(text or "").strip()
    return int(words) if words.isdecimal() and len(words) < 6 else otherwise


def checked_issn(text: str) -> str:
    """Return the ISSN as ``1234-5679``, or an empty text; WrongIssn if it has a slip."""
    if not text.strip():
        return ""
    try:
        return str(issn_rules.format(issn_rules.validate(text.strip().replace("–", "-"))))
    except ValidationError as fault:
        raise WrongIssn(issn=text.strip()[:20]) from fault


def _ensure_issn_free(title: Title) -> None:
    if not title.issn:
        return
    other = Title.get_or_none(Title.issn == title.issn, Title.id != (title.id or 0))
    if other is not None:
        raise IssnTaken(issn=title.issn, title=other)


def find_by_ean(digits: str) -> Title | None:
    """Return the title whose ISSN stands in a barcode's thirteen digits (977…), or None."""
    issn = issn_rules.format(digits[3:10] + issn_rules.calc_check_digit(digits[3:10]))
    found: Title | None = (
        Title.select(Title, Record).join(Record).where(Title.issn == issn).get_or_none()
    )
    return found


def find_named(text: str) -> list[Title]:
    """Return the titles with that index, ISSN, or all of those words, at most eight."""
    text = text.strip()
    query = Title.select(Title, Record).join(Record)
    compact = re.sub(r"[\s-]", "", text).upper()
    if re.fullmatch(r"\d{7}[\dX]", compact):
        same = list(query.where(Title.issn == f"{compact[:4]}-{compact[4:]}"))
        if same:
            return same
    if compact.isdecimal():
        return list(query.where(Title.index_no == compact))
    if not fold(text).strip():
        return []
    named = query.where(catalogue.SEARCH.matching(text)).order_by(Record.sort_key)
    return list(named.limit(_WORDS_SHOWN))
