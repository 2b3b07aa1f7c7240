"""The server: brings the database up to date, makes daily backups, answers until it is stopped.

``python -m core.server`` (make run). Waitress, because it is the same on Linux and Windows.
"""

import gc
import logging
import signal
import socket
import sys
from pathlib import Path
from typing import Any, NoReturn

import click
import peewee
import waitress
from flask import Flask

from core import tasks
from core.backup import DailyBackups
from core.cli import bring_up_to_date
from core.database import db
from core.errors import LibraryError
from core.sections import SectionFault


class CannotServe(Exception):
    """The server does not start: says why, and what to do."""


def main() -> int:
    """Serve until Ctrl+C or SIGTERM; return the exit code."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    signal.signal(signal.SIGTERM, _leave)
    try:
        app = prepare()
        server = listen(app)
    except (CannotServe, SectionFault) as sentence:
        print(f"\n{sentence}\n", file=sys.stderr)
        return 1
    except click.ClickException as sentence:
        print(f"\n{sentence.format_message()}\n", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0
    return serve(app, server)


def prepare() -> Flask:
    """Return the panel over a database that has all its migrations."""
    from app import create_app, ensure_migrated

    app = create_app()
    try:
        db.connect(reuse_if_open=True)
    except peewee.DatabaseError as fault:
        raise CannotServe(
            f"The database of DATABASE_URL does not open: {str(fault).strip()}. See that it is "
            "there, that its server runs, and that its password is right."
        ) from fault
    # The connection stays open: as long as the panel runs, `flask restore` sees that it does.
    with app.app_context():
        try:
            for name in bring_up_to_date(app):
                print(f"Database: {name}")
        except LibraryError as refusal:  # the copy before a migration could not be made
            raise CannotServe(str(refusal)) from refusal
        ensure_migrated(app)
    return app


def listen(app: Flask) -> Any:
    """Return a waitress server bound to HOST and PORT of ``app``."""
    settings = app.config
    proxy = settings["TRUSTED_PROXY"] or None
    try:
        return waitress.create_server(
            app,
            host=settings["HOST"],
            port=settings["PORT"],
            threads=settings["THREADS"],
            ident="Kitaphana",
            trusted_proxy=proxy,
            trusted_proxy_headers={"x-forwarded-for", "x-forwarded-proto"} if proxy else set(),
            clear_untrusted_proxy_headers=True,
        )
    except (OSError, ValueError, UnicodeError) as fault:
        raise CannotServe(
            f"The address {settings['HOST']}:{settings['PORT']} cannot be listened on: {fault}. "
            "If another program is there, stop it or choose another port: PORT=8001 make run."
        ) from fault


def serve(app: Flask, server: Any) -> int:
    """Answer requests with ``server`` until it is told to stop."""
    backups = DailyBackups(app.config["DATABASE_URL"], Path(app.config["BACKUP_DIR"]))
    if app.config["BACKUP_DAILY"]:
        backups.start()
    # What is loaded by now stays: looking through all of it for garbage again and again made one
    # page in two hundred wait for 80 ms.
    gc.collect()
    gc.freeze()
    print("\nKitaphana answers on", " and ".join(addresses(server)))
    print("Ctrl+C stops it.\n", flush=True)
    try:
        server.run()  # returns at Ctrl+C and SIGTERM, after the requests under way
    finally:
        backups.end()
        server.close()
        tasks.forget()
        db.obj.shut()
    print("\nKitaphana has stopped. Nothing is lost.", flush=True)
    return 0


def addresses(server: Any) -> list[str]:
    """Return where the panel can be opened: 0.0.0.0 is no address to type into a phone."""
    listening = getattr(server, "effective_listen", None)
    pairs = listening or [(server.effective_host, server.effective_port)]
    found = []
    for host, port in pairs:
        if host in ("0.0.0.0", "::", "[::]"):
            found += [f"http://127.0.0.1:{port}", *_own_address(port)]
        else:
            found.append(f"http://{f'[{host}]' if ':' in host else host}:{port}")
    return list(dict.fromkeys(found))


def _own_address(port: int) -> list[str]:
    """Return this computer's address in the school's network, if it is in one."""
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            # Nothing is sent: the system only says which of its addresses it would use.
            probe.connect(("192.0.2.1", 9))
            return [f"http://{probe.getsockname()[0]}:{port}"]
    except OSError:
        return []


def _leave(*_signal: object) -> NoReturn:
    raise SystemExit(0)


if __name__ == "__main__":
    sys.exit(main())
