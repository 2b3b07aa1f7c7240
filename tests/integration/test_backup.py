"""Backups are made while people work, are tried before they are trusted, and come back whole."""

import sqlite3
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from core import backup, clock, migrate
from core.database import db, is_sqlite, open_database, transaction
from core.models import Staff, StoredSetting
from tests.databases import Databases


@pytest.fixture
def school(databases: Databases) -> Iterator[str]:
    """The address of a database with core's tables and one person."""
    url = databases.empty()
    open_database(url)
    migrate.migrate([])
    put_person("asel")
    yield url
    db.obj.shut()
    databases.drop(url)


def put_person(login: str) -> None:
    Staff.create(login=login, full_name=login.title(), role="librarian", password_hash="-")


def logins() -> list[str]:
    return [person.login for person in Staff.select().order_by(Staff.id)]


def close() -> None:
    db.obj.shut()


def put_back(url: str, file: Path) -> str:
    """Restore ``file`` as the command does: with nobody connected."""
    close()
    old = backup.restore(url, file, [])
    open_database(url)
    return old


def test_what_was_there_at_the_backup_comes_back(school, tmp_path):
    made = backup.back_up(school, tmp_path / "school.backup")
    put_person("after")

    put_back(school, made.path)

    assert logins() == ["asel"]
    assert made.size == made.path.stat().st_size > 0


def test_the_old_database_stays_beside_the_restored_one(school, tmp_path, databases):
    made = backup.back_up(school, tmp_path / "school.backup")
    put_person("after")

    old = put_back(school, made.path)

    close()
    where = f"sqlite:///{old}" if school.startswith("sqlite") else databases.beside(old)
    open_database(where)
    assert logins() == ["asel", "after"]
    close()
    databases.drop(where)


def test_a_backup_made_while_people_write_is_consistent(school, tmp_path):
    """Two rows are written in each transaction; a copy with only one of them would be torn."""
    stop = threading.Event()
    written: list[int] = []

    def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            with transaction():
                StoredSetting.create(name=f"left{number}", value="x" * 2000)
                StoredSetting.create(name=f"right{number}", value="x" * 2000)
            written.append(number)
        if not is_sqlite():
            db.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        while len(written) < 20:
            stop.wait(0.01)
        before = len(written)
        made = backup.back_up(school, tmp_path / "school.backup")
        meanwhile = len(written) - before
    finally:
        stop.set()
        writer.join()
    put_back(school, made.path)

    names = {row.name for row in StoredSetting.select()}
    left = {name.removeprefix("left") for name in names if name.startswith("left")}
    assert left == {name.removeprefix("right") for name in names if name.startswith("right")}
    assert len(left) >= before
    assert meanwhile >= 0


def test_a_backup_into_a_folder_gets_a_name_of_its_own(school, tmp_path):
    made = backup.back_up(school, tmp_path)

    assert made.path.parent == tmp_path
    assert made.path.name.startswith("kitaphana-")


def test_a_failed_backup_leaves_the_last_one_alone(school, tmp_path, monkeypatch):
    made = backup.back_up(school, tmp_path / "school.backup")
    good = made.path.read_bytes()

    def torn(*_arguments: object) -> None:
        raise backup.NotABackup(file="school.backup")

    monkeypatch.setattr(backup, "_ensure_whole", torn)
    monkeypatch.setattr(backup, "_ensure_listed", torn)
    with pytest.raises(backup.NotABackup):
        backup.back_up(school, made.path)

    assert made.path.read_bytes() == good
    assert list(tmp_path.iterdir()) == [made.path]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a backup at all",
        b"SQLite format 3\0" + b"rubbish" * 900,
        b"PGDMP" + b"rubbish" * 900,
    ],
)
def test_a_file_that_is_no_backup_is_refused_and_changes_nothing(school, tmp_path, content):
    file = tmp_path / "holiday.jpg"
    file.write_bytes(content)

    close()
    with pytest.raises((backup.NotABackup, backup.OtherDatabase)):
        backup.restore(school, file, [])

    open_database(school)
    assert logins() == ["asel"]


def test_half_a_backup_is_refused(school, tmp_path):
    made = backup.back_up(school, tmp_path / "school.backup")
    whole = made.path.read_bytes()
    made.path.write_bytes(whole[: len(whole) // 2])

    close()
    with pytest.raises(backup.NotABackup):
        backup.restore(school, made.path, [])

    open_database(school)
    assert logins() == ["asel"]


def test_a_database_of_another_program_is_refused(school, tmp_path):
    file = tmp_path / "photos.db"
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE photo (id INTEGER)")
    other.close()

    close()
    with pytest.raises((backup.NotABackup, backup.OtherDatabase)):
        backup.restore(school, file, [])


def test_a_backup_of_a_newer_program_is_refused(school, tmp_path):
    db.execute_sql(
        "INSERT INTO core_migration (name, applied) VALUES ('9999_later', '2030-01-01 00:00:00')"
    )
    made = backup.back_up(school, tmp_path / "school.backup")
    db.execute_sql("DELETE FROM core_migration WHERE name = '9999_later'")

    close()
    with pytest.raises(backup.BackupTooNew):
        backup.restore(school, made.path, [])

    open_database(school)
    assert logins() == ["asel"]


def test_nothing_is_restored_under_a_running_panel(school, tmp_path):
    made = backup.back_up(school, tmp_path / "school.backup")
    put_person("after")  # this connection stays open, as a server's do

    with pytest.raises(backup.StillServing):
        backup.restore(school, made.path, [])

    assert logins() == ["asel", "after"]


def test_a_file_that_is_not_there_gets_a_sentence(school, tmp_path):
    with pytest.raises(backup.NoSuchFile):
        backup.restore(school, tmp_path / "nothing.db", [])


@pytest.mark.sqlite
def test_a_damaged_database_can_be_replaced_and_is_kept(school, tmp_path):
    made = backup.back_up(school, tmp_path / "school.backup")
    close()
    file = Path(school.removeprefix("sqlite:///"))
    file.write_bytes(b"the disk has failed" * 500)

    old = put_back(school, made.path)

    assert logins() == ["asel"]
    assert Path(old).read_bytes().startswith(b"the disk has failed")


@pytest.mark.sqlite
def test_a_backup_of_postgresql_is_not_put_into_sqlite(school, tmp_path):
    file = tmp_path / "other.dump"
    file.write_bytes(b"PGDMP" + bytes(100))

    with pytest.raises(backup.OtherDatabase):
        backup.restore(school, file, [])


@pytest.mark.postgresql
def test_the_password_is_not_among_the_arguments(monkeypatch):
    from core import postgres_tools

    told = {}

    def run(command, **options):
        told.update(command=command, environ=options["env"])
        raise FileNotFoundError

    monkeypatch.setattr(postgres_tools.subprocess, "run", run)
    with pytest.raises(FileNotFoundError):
        postgres_tools.run_tool("pg_dump", url="postgresql://a:hunter2@example.invalid/school")

    assert "hunter2" not in str(told["command"])
    assert told["environ"]["PGPASSWORD"] == "hunter2"


def test_fourteen_daily_backups_are_kept(school, tmp_path, monkeypatch):
    begin = clock.now() - timedelta(days=20)
    for day in range(17):
        monkeypatch.setattr(clock, "now", lambda day=day: begin + timedelta(days=day))
        backup.make_daily(school, tmp_path)
    (tmp_path / "kitaphana-of-asel.db").write_text("hers, and no daily one")

    names = sorted(file.name for file in tmp_path.iterdir())
    assert len(names) == 14 + 1
    last = backup.last_backup(tmp_path)
    assert last
    assert last.made_at == (begin + timedelta(days=16)).replace(microsecond=0)


def test_a_backup_is_due_when_the_last_is_a_day_old(school, tmp_path, monkeypatch):
    assert backup.is_due(tmp_path)
    backup.make_daily(school, tmp_path)
    assert not backup.is_due(tmp_path)

    tomorrow = clock.now() + timedelta(hours=24, seconds=1)
    monkeypatch.setattr(clock, "now", lambda: tomorrow)
    assert backup.is_due(tmp_path)


def test_a_running_server_makes_the_backup_that_is_due(school, tmp_path):
    thread = backup.DailyBackups(school, tmp_path, first_after=0)
    thread.start()
    waited = threading.Event()
    for _attempt in range(100):
        if backup.last_backup(tmp_path):
            break
        waited.wait(0.1)
    thread.end()
    thread.join(10)

    assert backup.last_backup(tmp_path)
    assert not thread.is_alive()
