"""What taking a list would do, worked out before anything is written: the dry run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from core.intake.errors import NothingToTake, QuestionsOpen
from core.intake.rows import Refused

#: Answers to whether a thing is one that is known already.
SAME, OTHER = "same", "other"
ANSWERS = (SAME, OTHER)


@dataclass(frozen=True)
class Question:
    """A near-double: is ``this`` the same as ``that``? ``rows`` are those of the file."""

    key: str
    this: str
    that: str
    rows: tuple[int, ...] = ()


@dataclass
class Plan:
    """What would come of a list. ``size`` is how many things would be written.

    ``facts`` are (words, value, tone) for the top of the page; ``notes`` sentences about the list
    as a whole; ``heads`` and ``lines`` a first look at what would be taken; ``work`` whatever the
    section needs to take it.
    """

    size: int
    facts: list[tuple[Any, Any, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    heads: Sequence[Any] = ()
    lines: list[Sequence[Any]] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    work: Any = None

    def settled(self, answers: Mapping[str, str], rest: str = "") -> dict[str, str]:
        """Return the answer to every question, ``rest`` for those not answered one by one.

        NothingToTake or QuestionsOpen if the list cannot be taken so.
        """
        if not self.size:
            raise NothingToTake()
        found = {
            one.key: answers.get(one.key, "") if answers.get(one.key) in ANSWERS else rest
            for one in self.questions
        }
        lacking = sum(1 for answer in found.values() if answer not in ANSWERS)
        if lacking:
            raise QuestionsOpen(count=lacking)
        return found
