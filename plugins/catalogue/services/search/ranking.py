"""Which of the found comes first: what is written as it was typed, in the title, whole."""

from typing import NamedTuple

from core.alphabet import fold, plain
from core.word_index import Term
from plugins.catalogue.services.search.asked import Asked


class Candidate(NamedTuple):
    """A record as ranking sees it; ``lines`` are those of its search text."""

    number: int
    title: str
    authors: str
    year: int
    lines: tuple[str, ...]


def ranked(asked: Asked, terms: list[Term], candidates: list[Candidate]) -> list[int]:
    """Return the ids of the candidates, the best first."""
    folded = fold(asked.text)
    typed = plain(asked.text).split()
    scored = [(-_score(folded, typed, terms, one), -one.year, one.number) for one in candidates]
    return [number for _score, _year, number in sorted(scored)]


def _score(folded: str, typed: list[str], terms: list[Term], one: Candidate) -> float:
    title, names, rest, _kin, name_kin = (*one.lines, "", "", "", "", "")[:5]
    spaced_title, spaced_names = f" {title} ", f" {names} "
    score = 0.0
    for term in terms:
        score += max(
            _of_term(term, spaced_title, 12.0, 8.0),
            _of_term(term, spaced_names, 11.0, 7.0),
            _of_term(term, f" {rest} ", 4.0, 3.0),
            5.0 if _has_kin(term, name_kin) else 0.0,
            4.0,
        )
    if folded:
        if title == folded:
            score += 30
        elif title.startswith(f"{folded} "):
            score += 30 if fold(one.title) == folded else 14
        elif f" {folded} " in spaced_title:
            score += 10
    # Written with the very letters that were typed, қазақ before казак.
    written = f"{one.title} {one.authors}".casefold()
    score += 1.5 * sum(word in written for word in typed)
    # All of a short title is more than a part of a long one.
    return score - 0.4 * min(title.count(" "), 20)


def _of_term(term: Term, words: str, whole: float, beginning: float) -> float:
    phrase = " ".join(term.words)
    if f" {phrase} " in words:
        return whole
    near = [one for one in (*term.instead, *term.sounds, *term.kin) if f" {one} " in words]
    if near:
        return whole - 2.0
    return beginning if term.is_beginning and f" {phrase}" in words else 0.0


def _has_kin(term: Term, kin: str) -> bool:
    known = set(kin.split())
    return any(one in known for one in (*term.kin, *term.sounds, *term.instead))
