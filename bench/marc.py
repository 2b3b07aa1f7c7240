"""MARC files: how fast they are read and taken, beside pymarc's bare parsing in the same run; and
how fast the catalogue is gathered over OAI-PMH."""

import io
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
from pymarc import MARCReader, parse_xml_to_array

from bench.figures import table
from core import migrate, sections
from core.database import db, open_database
from plugins.catalogue.models import Record
from plugins.exchange.services import exporting, importing, oai
from plugins.exchange.services.importing import Options
from tests.unit.exchange.marcs import rusmarc

_WORDS = (
    "мир,война,книга,школа,степь,тарих,жол,абай,алгебра,химия,физика,история,слово,дело,сын,"
    "отец,мать,дом,лес,река,гора,город"
)
_NAMES = ("Толстой", "Чехов", "Ауэзов", "Пушкин", "Иванов", "Сейфуллин")


def _file(count: int, letters: str) -> bytes:
    dice = random.Random(2709)
    found = []
    for number in range(count):
        title = " ".join(dice.choices(_WORDS.split(","), k=4)).capitalize()
        more = (
            ("225", "1 $aБиблиотека школьника"),
            (
                "330",
                "  $aПовесть о том, как люди живут в степи, читают книги и что из этого вышло.",
            ),
            ("606", "  $aЛитература$xИстория$2local"),
            ("606", f"  $aТема {number % 500}"),
            ("702", f" 1$aРедактор{number % 97}$bА. А.$4340"),
            ("899", f"  $aШкола$p{number}"),
            ("964", "  $a17.07.41"),
        )
        author = f"{dice.choice(_NAMES)}{dice.randrange(300)}"
        found.append(rusmarc(f"{title} {number}", letters, *more, author=author))
    return b"".join(found)


def _spent(work: Callable[[], Any]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _bare(data: bytes, letters: str) -> None:
    options: Any = {"force_utf8": True} if letters == "utf-8" else {"file_encoding": "cp1251"}
    for _one in MARCReader(data, **options):
        pass


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
    count = 1000 if quick else 10_000
    rows = []
    with tempfile.TemporaryDirectory(dir=folder) as apart:
        url = f"sqlite:///{Path(apart).as_posix()}/marc.db"
        found = sections.find_sections()
        sections.plug_in(found)
        open_database(url)
        migrate.migrate(found)
        memory = psutil.Process().memory_info().rss
        for letters in ("utf-8", "windows-1251"):
            data = _file(count, letters)
            bare = _spent(lambda data=data, letters=letters: _bare(data, letters))
            for what, way in (("created", "new"), ("merged", "merge")):
                options = Options(doubles=way, name="bench")
                took = _spent(
                    lambda data=data, options=options: importing.bring(
                        io.BytesIO(data), options, by=None
                    )
                )
                rows.append(_row(f"RUSMARC {letters}, {what}", count, took, bare))
        grown = (psutil.Process().memory_info().rss - memory) // 2**20
        in_xml = b"".join(exporting.marc_file("marcxml", "marc21"))
        many = Record.select().count()
        bare = _spent(lambda: _bare_xml(in_xml, Path(apart)))
        dry = Options(is_dry=True)
        took = _spent(lambda: importing.bring(io.BytesIO(in_xml), dry, by=None))
        rows.append(_row("MARCXML, dry run", many, took, bare))
        took = _spent(lambda: sum(map(len, exporting.marc_file("iso2709", "unimarc"))))
        rows.append((f"export, {many} records", f"{many / took:,.0f}", "", ""))
        took = _spent(lambda: sum(_gathered()))
        rows.append((f"OAI-PMH, {many} records", f"{many / took:,.0f}", "", ""))
        db.obj.shut()
    heads = ("MARC, by processor time", "records/s", "pymarc's bare parsing", "share")
    return f"{table(heads, rows)}\n\nMemory grew by {grown} MB while {4 * count} records came.\n"


def _row(what: str, count: int, took: float, bare: float) -> tuple[str, str, str, str]:
    return what, f"{count / took:,.0f}", f"{count / bare:,.0f}", f"{bare / took:.2f}"
