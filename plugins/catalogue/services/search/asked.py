"""What a person has typed into the search, taken apart: words, phrases, author, years."""

import re
from dataclasses import dataclass

from core.search import MOST_WORDS
from core.word_index import Term, term

#: More than anybody types; the rest of a pasted page is left out.
MOST_LETTERS = 1000

_NAMED = {
    "names": "author автор авторы авторлар авторлары au",
    "title": "title атауы тақырып тақырыбы название заглавие",
    "year": "year жыл жылы год годы шыққан",
}
_FIELDS = {word: field for field, words in _NAMED.items() for word in words.split()}
_PART = re.compile(
    rf"(?:(?<!\w)(?P<field>{'|'.join(sorted(_FIELDS, key=len, reverse=True))})\s*:\s*)?"
    r"(?:\"(?P<q1>[^\"]*)\"|«(?P<q2>[^»]*)»|“(?P<q3>[^”]*)”|„(?P<q4>[^“”]*)[“”]|(?P<word>\S+))",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(?P<first>\d{4})?\s*(?P<dash>[-–—]|\.\.+|…)?\s*(?P<last>\d{4})?")
_SPACED_RANGE = re.compile(r"(?<=\d{4})\s*([-–—])\s*(?=\d{4}(?!\d))")


@dataclass(frozen=True)
class Typed:
    """A term, and the letters that it was typed with."""

    term: Term
    letters: str


@dataclass(frozen=True)
class Asked:
    """All that was typed: every one of ``parts`` must be found, in one of the years."""

    text: str
    parts: tuple[Typed, ...] = ()
    first_year: int | None = None
    last_year: int | None = None

    @property
    def terms(self) -> tuple[Term, ...]:
        """Return what must be found."""
        return tuple(one.term for one in self.parts)


def read(text: str) -> Asked:
    """Take ``text`` apart; whatever it is, something comes of it."""
    text = text[:MOST_LETTERS]
    parts: list[Typed] = []
    first_year = last_year = None
    for match in _PART.finditer(_SPACED_RANGE.sub(r"\1", text)):
        field = _FIELDS.get((match["field"] or "").casefold(), "")
        quoted = next((match[name] for name in ("q1", "q2", "q3", "q4") if match[name]), None)
        letters = quoted if quoted is not None else (match["word"] or "")
        if field == "year":
            years = _YEARS.fullmatch(letters.strip())
            if years and (years["first"] or years["last"]):
                first_year, last_year = _range(years)
                continue
        place = field if field in ("names", "title") else ""
        # A phrase is meant as it stands; punctuation inside a word makes none.
        is_phrase = quoted is not None
        for word in [letters] if is_phrase else letters.split():
            one = term(word, place=place, is_beginning=not is_phrase)
            if one is not None:
                parts.append(Typed(one, word))
    return Asked(text, tuple(parts[:MOST_WORDS]), first_year, last_year)


def _range(years: re.Match[str]) -> tuple[int | None, int | None]:
    first = int(years["first"]) if years["first"] else None
    last = int(years["last"]) if years["last"] else None
    if not years["dash"]:
        return first, first
    if first is not None and last is not None and first > last:
        return last, first
    return first, last
