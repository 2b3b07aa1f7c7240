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
    plainly = [one for one in terms if one.place != "names"]
    folded = {
        " ".join(_as_meant(one) for one in plainly),
        " ".join(word for one in plainly for word in one.words),
    }
    typed = plain(asked.text).split()
    scored = [(-_score(folded, typed, terms, one), -one.year, one.number) for one in candidates]
    return [number for _score, _year, number in sorted(scored)]


def _as_meant(term: Term) -> str:
    """Return the words of the term as titles have them: mended, and in Cyrillic letters."""
    if term.instead:
        return term.instead[0]
    words = " ".join(term.words)
    return term.sounds[0] if term.sounds and words.isascii() else words


def _score(folded: set[str], typed: list[str], terms: list[Term], one: Candidate) -> float:
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
    score += max(_of_whole(words, title, one.title) for words in folded)
    # Written with the very letters that were typed, қазақ before казак.
    written = f"{one.title} {one.authors}".casefold()
    score += 1.5 * sum(word in written for word in typed)
    # All of a short title is more than a part of a long one.
    return score - 0.4 * min(title.count(" "), 20)


def _of_whole(words: str, line: str, title: str) -> float:
    """Return what it is worth that a title is all of the words, begins with them, has them.

    ``line`` are the title's folded words, with those of part, grade and subtitle.
    """
    if not words or f" {words} " not in f" {line} ":
        return 0.0
    if line == words:
        return 30.0
    if line.startswith(f"{words} "):
        return 30.0 if fold(title) == words else 14.0
    return 10.0


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
