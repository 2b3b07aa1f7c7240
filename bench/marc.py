"""MARC files: how fast they are read and taken, beside pymarc's bare parsing in the same run; and
how fast the catalogue is gathered over OAI-PMH."""

import io
import random
import re
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import psutil
from pymarc import MARCReader, parse_xml_to_array

from bench.figures import table
from core import migrate, sections
from core.database import db, open_database
from core.demo import read_table
from plugins.catalogue.demo import DATA
from plugins.catalogue.models import Record
from plugins.exchange.services import exporting, importing, oai
from plugins.exchange.services.importing import Options
from tests.unit.exchange.marcs import rusmarc

_WORDS = (
    "мир,война,книга,школа,степь,тарих,жол,абай,алгебра,химия,физика,история,слово,дело,сын,"
    "отец,мать,дом,лес,река,гора,город"
)
#: The machine's speed changes: the best of so many times is taken, of pymarc and of ours.
_TIMES = 3
_TOLD = "Повесть о том, как люди живут в степи, читают книги и что из этого вышло."
_NAMES = ("Толстой", "Чехов", "Ауэзов", "Пушкин", "Иванов", "Сейфуллин")


def _file(count: int, letters: str, words: Sequence[str] = ()) -> bytes:
    """Return so many records of RUSMARC; of ``words`` every text of them is made, if there are."""
    dice = random.Random(2709)
    found = []

    def text(many: int) -> str:
        return " ".join(
            words[min(int(dice.paretovariate(0.5)), len(words) - 1)] for _ in "." * many
        )

    for number in range(count):
        title = text(4) if words else " ".join(dice.choices(_WORDS.split(","), k=4))
        series = text(2) if words else "Библиотека школьника"
        told = text(18) if words else _TOLD
        heading = text(2) if words else f"Тема {number % 500}"
        more = (
            ("225", f"1 $a{series}"),
            ("330", f"  $a{told.capitalize()}"),
            ("606", "  $aЛитература$xИстория$2local"),
            ("606", f"  $a{heading}"),
            ("702", f" 1$aРедактор{number % 97}$bА. А.$4340"),
            ("899", f"  $aШкола$p{number}"),
            ("964", "  $a17.07.41"),
        )
        author = f"{dice.choice(_NAMES)}{dice.randrange(300)}"
        found.append(rusmarc(f"{title.capitalize()} {number}", letters, *more, author=author))
    return b"".join(found)


def _many_words() -> list[str]:
    """Return the words of the demo catalogue, in no order."""
    found: set[str] = set()
    for name in ("books.tsv", "textbooks.tsv"):
        for row in read_table(DATA / name):
            found.update(re.findall(r"[^\W\d_]{3,}", " ".join(row.values()).lower()))
    words = sorted(found)
    random.Random(11).shuffle(words)
    return words


def _spent(*works: Callable[[], Any], times: int = 1) -> list[float]:
    """Return for each of the works the least of so many times, in seconds of the processor.

    They take turns: the machine's speed changes while one looks.
    """
    found: list[list[float]] = [[] for _ in works]
    for _ in range(times):
        for work, took in zip(works, found, strict=True):
            start = time.process_time()
            work()
            took.append(time.process_time() - start)
    return list(map(min, found))


def _bare(data: bytes, letters: str) -> None:
    options: Any = {"force_utf8": True} if letters == "utf-8" else {"file_encoding": "cp1251"}
    for _one in MARCReader(data, **options):
        pass


def _bring(data: bytes, options: Options) -> None:
    importing.bring(io.BytesIO(data), options, by=None)


def _bare_xml(data: bytes, folder: Path) -> None:
    file = folder / "bench.xml"
    file.write_bytes(data)
    parse_xml_to_array(str(file))


def _gathered() -> Iterator[int]:
    library = oai.Library("http://localhost/oai/", "Bench", "localhost", "a@localhost")
    asked = [("verb", "ListRecords"), ("metadataPrefix", "marc21")]
    while True:
        answer = oai.answer(asked, library)
        yield answer.count("<header>")
        token = answer.rpartition("</resumptionToken>")[0].rpartition(">")[2]
        if not token:
            return
        asked = [("verb", "ListRecords"), ("resumptionToken", token)]


def measure(folder: Path, *, quick: bool) -> str:
    """Return the tables."""
    count = 1000 if quick else 5000
    rows = []
    with tempfile.TemporaryDirectory(dir=folder) as apart:
        url = f"sqlite:///{Path(apart).as_posix()}/marc.db"
        found = sections.find_sections()
        sections.plug_in(found)
        open_database(url)
        migrate.migrate(found)
        memory = psutil.Process().memory_info().rss
        files = [(letters, _file(count, letters)) for letters in ("utf-8", "windows-1251")]
        files.append(("utf-8", _file(count, "utf-8", _many_words())))
        for (letters, data), name in zip(files, ("", "", " of many words"), strict=True):
            bare, new, merged = _spent(
                partial(_bare, data, letters),
                partial(_bring, data, Options(doubles="new", name="bench")),
                partial(_bring, data, Options(doubles="merge", name="bench")),
                times=_TIMES,
            )
            rows.append(_row(f"RUSMARC {letters}{name}, created", count, new, bare))
            rows.append(_row(f"RUSMARC {letters}{name}, merged", count, merged, bare))
        grown = (psutil.Process().memory_info().rss - memory) // 2**20
        in_xml = b"".join(exporting.marc_file("marcxml", "marc21"))
        many = Record.select().count()
        bare, took = _spent(
            partial(_bare_xml, in_xml, Path(apart)), partial(_bring, in_xml, Options(is_dry=True))
        )
        rows.append(_row("MARCXML, dry run", many, took, bare))
        [took] = _spent(lambda: sum(map(len, exporting.marc_file("iso2709", "unimarc"))))
        rows.append((f"export, {many} records", f"{many / took:,.0f}", "", ""))
        [took] = _spent(lambda: sum(_gathered()))
        rows.append((f"OAI-PMH, {many} records", f"{many / took:,.0f}", "", ""))
        db.obj.shut()
    heads = ("MARC, by processor time", "records/s", "pymarc's bare parsing", "share")
    came = len(files) * 2 * _TIMES * count
    return f"{table(heads, rows)}\n\nMemory grew by {grown} MB while {came} records came.\n"


def _row(what: str, count: int, took: float, bare: float) -> tuple[str, str, str, str]:
    return what, f"{count / took:,.0f}", f"{count / bare:,.0f}", f"{bare / took:.2f}"
