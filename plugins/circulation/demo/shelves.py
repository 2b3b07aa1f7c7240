"""Which copies are on the shelves on which day, and what a reader picks from them."""

from bisect import bisect_right
from collections import defaultdict
from itertools import accumulate
from random import Random

from core.demo import School
from plugins.catalogue.models import Record
from plugins.circulation.demo.planning import Calendar
from plugins.fund.models import Copy

BANDS = ("little", "middle", "senior", "adult")

#: How readily each band of readers takes a thin book and a thick one.
THIN = {"little": 1.0, "middle": 0.7, "senior": 0.15, "adult": 0.1}
THICK = {"little": 0.04, "middle": 0.6, "senior": 1.0, "adult": 0.8}

#: Up to so many pages a book counts as thin.
THIN_PAGES = 160


class Shelves:
    """The copies that may be lent, by record; those that are out come back day by day."""

    def __init__(self, school: School, dice: Random, calendar: Calendar) -> None:
        self.dice = dice
        self.free: defaultdict[int, list[int]] = defaultdict(list)
        self.textbooks: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        self._arriving: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        self._record_of: dict[int, int] = {}
        room = self._read_copies(calendar)
        self._pools = self._weigh(school, room)

    def _read_copies(self, calendar: Calendar) -> set[int]:
        """Note when each copy is there; return the records that stay in the reading room."""
        room: set[int] = set()
        copies = Copy.select(
            Copy.id, Copy.record, Copy.fund, Copy.received_on, Copy.is_reading_room_only
        ).where(Copy.withdrawn_on.is_null())
        for copy, record, fund, received_on, stays in copies.order_by(Copy.id).tuples().iterator():
            # From the day after it came; what came after the last open day waits.
            day = 0
            if received_on >= calendar.days[0]:
                if received_on >= calendar.days[-1]:
                    continue
                day = calendar.place(received_on) + 1
            if fund == "textbook":
                self.textbooks[record].append((copy, day))
                continue
            self._record_of[copy] = record
            self._arriving[day].append((copy, record))
            if stays:
                room.add(record)
        return room

    def _weigh(
        self, school: School, room: set[int]
    ) -> dict[tuple[str, str], tuple[list[int], list[float]]]:
        """Return for every taste the records with their running weights."""
        dice = school.rng("taste")
        copies: defaultdict[int, int] = defaultdict(int)
        for record in self._record_of.values():
            copies[record] += 1
        records = list(Record.select().where(Record.kind != "textbook").order_by(Record.id))
        loved = {one.id: min(dice.paretovariate(1.3), 6.0) for one in records}
        pools: dict[tuple[str, str], tuple[list[int], list[float]]] = {}
        for language in ("kk", "ru", "en"):
            for band in BANDS:
                chosen = [one for one in records if one.id not in room and copies[one.id]]
                weights = [
                    loved[one.id] * copies[one.id] * _liking(one, band, language) for one in chosen
                ]
                pools[(band, language)] = (
                    [int(one.id) for one in chosen],
                    list(accumulate(weights)),
                )
        inside = [one for one in records if one.id in room]
        pools[("room", "")] = ([int(one.id) for one in inside], [*range(1, len(inside) + 1)])
        return pools

    def begin(self, day: int) -> None:
        """Put back on the shelves what came, new or returned, before that day."""
        for copy, record in self._arriving.pop(day, ()):
            self.free[record].append(copy)

    def take(self, taste: tuple[str, str], in_room: bool) -> int | None:
        """Return a copy to that taste, which is then out; None if nearly all is."""
        records, weights = self._pools[("room", "") if in_room else taste]
        if not records:
            return None
        for _try in range(40):
            record = records[bisect_right(weights, self.dice.random() * weights[-1])]
            if free := self.free[record]:
                place = int(self.dice.random() * len(free))
                free[place], free[-1] = free[-1], free[place]
                return free.pop()
        return None

    def give_back(self, copy: int, day: int) -> None:
        """Have the copy on the shelf again on the day after ``day``."""
        self._arriving[day + 1].append((copy, self._record_of[copy]))


def _liking(record: Record, band: str, language: str) -> float:
    if record.grade is not None:
        # A teacher's book.
        return 0.5 if band == "adult" and record.language == language else 0.0
    by_size = THIN if (record.pages or 200) <= THIN_PAGES else THICK
    mine = 1.0 if record.language == language else 0.1
    story = 1.0 if str(record.bbk).startswith(("84", "82")) else 0.3
    return by_size[band] * mine * story
