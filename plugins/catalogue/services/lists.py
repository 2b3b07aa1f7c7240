"""Lists of records that other sections show to readers: an exhibition, what to read in summer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ReadingList:
    """Records under a title: ``key`` is unique among all lists (``events.exhibition.7``).

    ``kind`` is ``exhibition`` or ``recommended``; ``grades`` says for whom, nothing for everybody.
    """

    key: str
    kind: str
    title: str
    text: str
    record_ids: Sequence[int]
    first: date | None = None
    last: date | None = None
    grades: Sequence[int] = ()
