"""`make bench`: prints the tables of docs/bench.md, measured now on this machine."""

import argparse
import os
import platform
import sqlite3
import tempfile
import time
from pathlib import Path

import psutil

from bench import accounts, august, catalogue, class_issue, finding, kits, marc, opac, reports
from bench.desks import Scans, scan_at
from bench.figures import ms, percentile, spread, table, timed
from bench.floor import Floor, measure_floor
from bench.schools import LARGE, PASSWORD, SMALL, School, Size, make_school, without_past
from bench.writes import commits_per_scan
from tests.serving import Server, serving
from tests.soak.desks import Desk

#: What people type: one word, two, a beginning, another alphabet's letters, a name, nothing found.
SEARCHES = (
    "абай",
    "казак",
    "ҚАЗАҚ",
    "алгебра",
    "әуезов",
    "тарих",
    "мате",
    "абай жолы",
    "физика 9",
    "қазақ тілі",
    "the",
    "қ",
    "пушкин",
    "жоқкітап",
)


def main() -> None:
    """Measure what is asked for, and print it as it comes."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--quick", action="store_true", help="a tenth of the scans, small school")
    asked = parser.parse_args()
    pairs = 100 if asked.quick else 1000
    print(f"\n{_machine()}\n", flush=True)
    floor = measure_floor(300 if asked.quick else 3000)
    print(f"Floor: an empty Flask view {ms(floor.empty_view)} ms, ", end="")
    print(f"one committed row {ms(floor.committed_row)} ms, together {ms(floor.together)} ms.\n")
    with tempfile.TemporaryDirectory(prefix="kt-bench-") as folder:
        for size in (SMALL,) if asked.quick else (SMALL, LARGE):
            _measure(size, Path(folder), pairs, floor)
        print(f"\n## Textbooks for a class\n\n{class_issue.measure(Path(folder))}\n")
        print(kits.measure(Path(folder), quick=asked.quick))
        with tempfile.TemporaryDirectory(prefix="kt-august-", dir=folder) as apart:
            print(f"\n{august.measure(Path(apart), quick=asked.quick)}\n")
        print(f"\n## The pupils' catalogue\n\n{opac.measure(Path(folder), quick=asked.quick)}")
        print(f"\n## MARC files\n\n{marc.measure(Path(folder), quick=asked.quick)}")
        print(f"\n## The books of account\n\n{accounts.measure(Path(folder), quick=asked.quick)}")
        print(
            f"\n## Search at 100,000 records\n\n{finding.measure(Path(folder), quick=asked.quick)}"
        )
        print("\n## Cleaning the catalogue up\n")
        print(catalogue.measure(Path(folder), quick=asked.quick))


def _machine() -> str:
    memory = psutil.virtual_memory().total / 2**30
    return (
        f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, {memory:.0f} GB, "
        f"{platform.system()}, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}, load {os.getloadavg()[0]:.1f}."
    )


def _measure(size: Size, folder: Path, pairs: int, floor: Floor) -> None:
    school = make_school(size, folder)
    print(f"## {size.name}\n\nFilled in {school.filled_in:.1f} s.\n", flush=True)
    with serving(school.url) as server:
        print(_scans(server, school, pairs, floor), flush=True)
        print(_pages(server, school, max(20, pairs // 5)), flush=True)
        print(_searches(server, max(5, pairs // 25)), flush=True)
        print(reports.measure(server, school, max(10, pairs // 20)), flush=True)
        print(_memory(server))
    print(_cold_start(school))
    print(f"Commits to disk: {commits_per_scan(school):.2f} a scan.")
    if size is LARGE:
        print(_past(school, pairs))


def _scans(server: Server, school: School, pairs: int, floor: Floor) -> str:
    rows, floors, alone = [], [floor], []
    scan_at(server.address, school, 1, 50)  # warm
    for _part in range(4):  # the floor in between: a machine is not equally fast all day
        alone.append(scan_at(server.address, school, 1, pairs // 4))
        floors.append(measure_floor(500))
    least = percentile([one.together for one in floors], 0.5)
    for desks in (1, 4, 8):
        scans = (
            Scans.joined(alone)
            if desks == 1
            else scan_at(server.address, school, desks, pairs // desks)
        )
        for title, times in (("lend", scans.lent), ("return", scans.returned)):
            rows.append([f"{title}, {_desks(desks)}", *spread(times), "", ""])
        ratio = f"{scans.median / least:.1f}" if desks == 1 else ""
        rows.append(
            [f"scan, {_desks(desks)}", *spread(scans.all), f"{scans.per_second:.0f}", ratio]
        )
    heads = ["Scan", "p50 ms", "p95 ms", "p99 ms", "scans/s", "median : floor"]
    return f"{table(heads, rows)}\n\nThe floor between these scans: {ms(least)} ms.\n"


def _desks(count: int) -> str:
    return f"{count} desk{'s' if count > 1 else ''}"


def _pages(server: Server, school: School, times: int) -> str:
    rows = []
    desk = Desk(server.address, "head", PASSWORD).sign_in()
    for title, path in school.pages.items():
        size = len(_got(desk, path))
        took = timed(lambda path=path: _got(desk, path), times, warm_up=5)
        rows.append([title, *spread(took), f"{size / 1024:.0f}"])
    desk.close()
    return table(["Page", "p50 ms", "p95 ms", "p99 ms", "KB"], rows) + "\n"


def _got(desk: Desk, path: str) -> bytes:
    answer = desk.ask("GET", path)
    if answer.status != 200:
        raise RuntimeError(f"{path}: {answer.status}")
    return answer.body


def _searches(server: Server, times: int) -> str:
    from urllib.parse import quote

    desk = Desk(server.address, "head", PASSWORD).sign_in()
    rows, everything = [], []
    for words in SEARCHES:
        path = f"/catalogue/records/?search={quote(words)}"
        took = timed(lambda path=path: _got(desk, path), times, warm_up=2)
        everything += took
        rows.append([words, *spread(took)])
    desk.close()
    rows.append(["all of them", *spread(everything)])
    return table(["Search in the catalogue", "p50 ms", "p95 ms", "p99 ms"], rows) + "\n"


def _memory(server: Server) -> str:
    assert server.process
    now = psutil.Process(server.process.pid).memory_info()
    peak = ""
    status = Path(f"/proc/{server.process.pid}/status")
    if status.exists():
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        peak = f", {int(lines['VmHWM'].split()[0]) / 1024:.0f} MB at the most"
    return f"Resident memory after all this: {now.rss / 2**20:.0f} MB{peak}.\n"


def _cold_start(school: School) -> str:
    took = []
    for _one in range(5):
        server = Server(school.url)
        begun = time.perf_counter()
        server.start()
        Desk(server.address, "", "").ask("GET", "/login")
        took.append(time.perf_counter() - begun)
        server.stop()
    return f"Cold start to the first page: {percentile(took, 0.5):.2f} s.\n"


def _past(school: School, pairs: int) -> str:
    """Compare the school with itself without its past, in turn, so that drift hits both."""
    bare = without_past(school)
    medians: dict[str, list[float]] = {"with": [], "without": []}
    with serving(school.url) as full, serving(bare.url) as empty:
        for _round in range(5):
            for name, server, where in (("with", full, school), ("without", empty, bare)):
                scans: Scans = scan_at(server.address, where, 1, pairs // 5)
                medians[name].append(scans.median)
    found = {name: percentile(each, 0.5) for name, each in medians.items()}
    return (
        f"\nMedian scan with 300,000 past loans {ms(found['with'])} ms, in the same school "
        f"without any {ms(found['without'])} ms: {found['with'] / found['without']:.2f} times.\n"
    )


if __name__ == "__main__":
    main()
