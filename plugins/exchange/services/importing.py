"""A file of MARC becomes records: batch by batch, each batch wholly or not at all.

Between batches the desk goes on working. What was taken stays if the rest fails; the same file
once more adds only what is missing.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import BinaryIO

from flask_babel import lazy_gettext as _

from core import bulk, journal
from core.database import transaction
from core.models import Staff
from core.tasks import Progress
from plugins.catalogue.models import Record, RecordHeading, RecordPerson
from plugins.exchange.errors import RecordRefused
from plugins.exchange.services import doubles, holdings, mapping, rows
from plugins.exchange.services.doubles import Face, Known
from plugins.exchange.services.mapping import Description
from plugins.exchange.services.marc import files
from plugins.exchange.services.marc.fields import MARC21, Marc, pack
from plugins.exchange.services.marc.pieces import Piece, Why

BATCH = 1000
#: What a page can show; more skipped records are counted, and told to ``on_skip`` all the same.
SHOWN = 500

NO_TITLE = _("It has no title.")
AUTHORITY = _("It describes a name or a heading, not a book.")
DELETED = _("It is marked as deleted.")
DOUBLE = _("It is in the catalogue already: record %(record)s.")
TWICE = _("It stands in this file already.")


@dataclass(frozen=True)
class Options:
    """How a file is taken.

    ``doubles``: ``merge`` fills what the record we have does not say, ``skip`` leaves the record
    that comes, ``new`` enters it all the same. ``letters`` names how the file is written, if it is
    not to be found out. ``mends`` reads records whose lengths are wrong. ``fund`` gets the copies.
    """

    doubles: str = "merge"
    has_holdings: bool = False
    fund: str = "main"
    letters: str = ""
    mends: bool = False
    is_dry: bool = False
    name: str = ""


@dataclass(frozen=True)
class Skip:
    """A record that was passed over: its number in the file, where it begins, and why."""

    number: int
    offset: int
    why: Why


@dataclass(frozen=True)
class Sample:
    """A record that came, as the page shows it; ``record`` is the one it is added to, if any."""

    number: int
    it: Description
    record: int | None


@dataclass
class Report:
    """What came of the file."""

    read: int = 0
    created: int = 0
    merged: int = 0
    skipped: int = 0
    #: Copies that the records tell of, wanted or not; then those that came of them.
    copies_found: int = 0
    copies: int = 0
    copies_there: int = 0
    copies_taken: list[str] = field(default_factory=list)
    skips: list[Skip] = field(default_factory=list)
    samples: list[Sample] = field(default_factory=list)
    doubles: list[Sample] = field(default_factory=list)
    letters: dict[str, int] = field(default_factory=dict)
    dialects: dict[str, int] = field(default_factory=dict)


@dataclass
class _Comer:
    """A record on its way in."""

    piece: Piece
    it: Description
    face: Face
    #: ISBN and sort key, by which doubles are found; nothing where they are not looked for.
    keys: tuple[str, str]
    record: int | None = None


def _nothing(_skip: Skip) -> None:
    return None


def bring(
    file: BinaryIO,
    options: Options,
    *,
    by: Staff | None,
    progress: Progress = lambda _done, _total: None,
    on_skip: Callable[[Skip], None] = _nothing,
) -> Report:
    """Take the records of ``file`` and return what came of them.

    With ``is_dry`` nothing is written. EmptyFile, NotMarc or XmlWithDoctype if it is no MARC.
    """
    taking = _Taking(options, by, on_skip)
    total = files.count(file)
    progress(0, total)
    pieces = files.read(file, letters=options.letters, mends=options.mends)
    while True:
        with _without_collector():
            # Held by no name here, so that nothing of it is left when the collector comes back.
            taken = taking.take(list(islice(pieces, BATCH)))
        progress(min(taking.report.read, total), total)
        if taken < BATCH:
            break
    taking.finish(progress)
    return taking.report


@contextmanager
def _without_collector() -> Iterator[None]:
    """Let nobody walk through the tuples of a batch: it would take a third of the time.

    There are no circles among them, so they go all the same when the batch is done.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Taking:
    def __init__(self, options: Options, by: Staff | None, on_skip: Callable[[Skip], None]) -> None:
        self.options, self.by, self.on_skip = options, by, on_skip
        self.report = Report()
        #: The id of the last record that was entered or added to.
        self.last = 0
        self._came = Known()
        self._controls: dict[int, str] = {}
        self._copies: list[tuple[int, holdings.Holding]] = []

    def take(self, batch: list[Piece]) -> int:
        """Take a batch, and return how many pieces were in it."""
        comers = [one for one in map(self._comer, batch) if one is not None]
        if self.options.is_dry:
            fresh, known = self._judge(comers)
            if self.options.has_holdings:
                told = (holdings.holdings_of(_marc(one)) for one in [*fresh, *known])
                self.report.copies_found += sum(map(len, told))
            return len(batch)
        with transaction():
            fresh, known = self._judge(comers)
            kept = [(one.it, pack(_marc(one))) for one in fresh]
            for one, number in zip(fresh, rows.insert(kept), strict=True):
                one.record = number
                self._controls[number] = one.face.control
            self._merge(known, {id(one.face): one for one in fresh})
        for one in [*fresh, *known]:
            self.last = one.record or self.last
        if self.options.has_holdings:
            for one in [*fresh, *known]:
                found = holdings.holdings_of(_marc(one))
                self._copies += [(one.record or 0, each) for each in found]
        return len(batch)

    def _comer(self, piece: Piece) -> _Comer | None:
        report = self.report
        report.read += 1
        if piece.marc is None:
            self._skip(piece, piece.why or Why(NO_TITLE))
            return None
        marc = piece.marc
        if why := _unwanted(marc):
            self._skip(piece, Why(why))
            return None
        it = mapping.read(marc)
        if not it.title:
            self._skip(piece, Why(NO_TITLE))
            return None
        letters = piece.letters or "utf-8"
        report.letters[letters] = report.letters.get(letters, 0) + 1
        report.dialects[marc.dialect] = report.dialects.get(marc.dialect, 0) + 1
        keys = ("", "") if self.options.doubles == "new" else doubles.keys_of(it)
        return _Comer(piece, it, Face(it, control=marc.plain("001")), keys)

    def _skip(self, piece: Piece, why: Why) -> None:
        skip = Skip(piece.number, piece.offset, why)
        self.report.skipped += 1
        if len(self.report.skips) < SHOWN:
            self.report.skips.append(skip)
        self.on_skip(skip)

    def _judge(self, comers: list[_Comer]) -> tuple[list[_Comer], list[_Comer]]:
        """Return those that are new and those that are here; the others are passed over."""
        report, way = self.report, self.options.doubles
        here = Known()
        if way != "new":
            here = doubles.catalogue((one.keys for one in comers), self._controls)
        came = self._came if self.options.is_dry else Known()
        fresh: list[_Comer] = []
        known: list[_Comer] = []
        for one in comers:
            key = one.keys[1]
            same = None if way == "new" else here.find(one.face, key) or came.find(one.face, key)
            if same is None:
                if way != "new":
                    came.add(one.face, *one.keys)
                fresh.append(one)
            else:
                one.record = same.id or None
                if way == "skip":
                    why = Why(DOUBLE, (("record", same.id),)) if same.id else Why(TWICE)
                    self._skip(one.piece, why)
                    continue
                one.face = same
                known.append(one)
            sample = Sample(one.piece.number, one.it, one.record)
            shown = report.samples if same is None else report.doubles
            if len(shown) < SHOWN:
                shown.append(sample)
        report.created += len(fresh)
        report.merged += len(known)
        return fresh, known

    def _merge(self, known: list[_Comer], fresh: dict[int, _Comer]) -> None:
        """Fill what the records that are here do not say."""
        for one in known:
            if one.record is None:
                one.record = fresh[id(one.face)].record
        ids = sorted({one.record for one in known if one.record})
        if not ids:
            return
        records = {one.id: one for one in Record.select().where(bulk.among(Record.id, ids))}
        with_persons = _having(RecordPerson, ids)
        with_headings = _having(RecordHeading, ids)
        for one in known:
            record = records.get(one.record)
            if record is None:
                continue
            rows.fill(
                record,
                one.it,
                pack(_marc(one)) if not record.kept_marc else "",
                has_persons=record.id in with_persons,
                has_headings=record.id in with_headings,
            )
            if one.it.persons:
                with_persons.add(record.id)
            if one.it.headings:
                with_headings.add(record.id)

    def finish(self, progress: Progress) -> None:
        """Write the copies, and the line of the journal."""
        options, report = self.options, self.report
        if options.is_dry:
            return
        with transaction():
            if self._copies:
                taken = holdings.take(
                    self._copies, options.fund, options.name, by=self.by, progress=progress
                )
                report.copies, report.copies_there = taken.new, taken.there
                report.copies_taken = taken.taken
            journal.record(
                "exchange.imported",
                by=self.by,
                about=options.name,
                read=report.read,
                created=report.created,
                merged=report.merged,
                skipped=report.skipped,
                copies=report.copies,
            )


def _marc(one: _Comer) -> Marc:
    assert one.piece.marc is not None
    return one.piece.marc


def _having(model: type[RecordPerson] | type[RecordHeading], ids: list[int]) -> set[int]:
    rows_of = model.select(model.record).where(bulk.among(model.record, ids)).distinct()
    return {int(number) for (number,) in rows_of.tuples()}


def _unwanted(marc: Marc) -> object:
    """Return why the record is not one of a book; nothing if it is."""
    status, sort = marc.leader[5:6], marc.leader[6:7]
    if status == "d":
        return DELETED
    authorities = "z" if marc.dialect == MARC21 else "xyz"
    if sort in authorities and sort:
        return AUTHORITY
    return ""


def bring_one(marc: Marc, options: Options, *, by: Staff | None) -> tuple[Report, int]:
    """Take one record and return what came of it, and the id of the record that it is now."""
    taking = _Taking(options, by, _nothing)
    piece = Piece(1, 0, marc)
    taking.take([piece])
    taking.finish(lambda _done, _total: None)
    report = taking.report
    if report.skips:
        raise RecordRefused(why=str(report.skips[0].why))
    return report, taking.last
