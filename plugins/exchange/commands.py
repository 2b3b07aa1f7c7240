"""``flask import-marc`` and ``flask export-marc``."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from flask_babel import gettext

from core.cli import with_records
from plugins.exchange.services import exporting, importing
from plugins.exchange.services.importing import Options, Report, Skip
from plugins.exchange.services.marc import charsets
from plugins.exchange.services.marc.fields import DIALECTS, UNIMARC
from plugins.fund.models import FUNDS


@click.command("import-marc")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would come of it, and write nothing.")
@click.option(
    "--doubles",
    type=click.Choice(("merge", "skip", "new")),
    default="merge",
    help="What becomes of a record that the catalogue has already.",
)
@click.option("--holdings", is_flag=True, help="Make copies of 899, 910, 852 and 952, too.")
@click.option("--fund", type=click.Choice(tuple(FUNDS)), default="main", help="Their fund.")
@click.option(
    "--letters",
    type=click.Choice(charsets.NAMED),
    default=None,
    help="How the file is written, if it is not to be found out.",
)
@click.option("--mend", is_flag=True, help="Read records whose lengths are wrong, where possible.")
@with_records
def import_marc(
    file: Path,
    dry_run: bool,
    doubles: str,
    holdings: bool,
    fund: str,
    letters: str | None,
    mend: bool,
) -> None:
    """Take the records of FILE: ISO 2709 or MARCXML, RUSMARC, UNIMARC or MARC 21."""
    options = Options(
        doubles=doubles,
        has_holdings=holdings,
        fund=fund,
        letters=letters or "",
        mends=mend,
        is_dry=dry_run,
        name=file.name,
    )
    with file.open("rb") as opened, _Bar() as bar:
        report = importing.bring(
            opened, options, by=None, progress=bar.progress, on_skip=bar.over(_tell)
        )
    if report.copies or report.copies_there or report.copies_taken:
        _tell_copies(report)
    click.echo(
        f"read {report.read}, created {report.created}, merged {report.merged}, "
        f"skipped {report.skipped}"
    )


def _tell(skip: Skip) -> None:
    """Print the line of a skipped record: which, where it begins in the file, and why."""
    click.echo(
        gettext(
            "Record %(number)s (byte %(offset)s) skipped: %(why)s",
            number=skip.number,
            offset=skip.offset,
            why=skip.why,
        )
    )


def _tell_copies(report: Report) -> None:
    click.echo(
        gettext(
            "Copies: %(new)s new, %(there)s here already, %(taken)s with a number of another book.",
            new=report.copies,
            there=report.copies_there,
            taken=len(report.copies_taken),
        )
    )


@click.command("export-marc")
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@click.option("--format", "dialect", type=click.Choice(DIALECTS), default=UNIMARC)
@click.option("--xml", "is_xml", is_flag=True, help="MARCXML instead of ISO 2709.")
@with_records
def export_marc(file: Path, dialect: str, is_xml: bool) -> None:
    """Write all records of the catalogue to FILE, in UTF-8."""
    with file.open("wb") as opened:
        for part in exporting.marc_file("marcxml" if is_xml else "iso2709", dialect):
            opened.write(part)
    click.echo(gettext("Records written: %(count)s.", count=exporting.count()))


class _Bar:
    """A bar in a terminal, and nothing where the output goes into a file."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._is_shown = sys.stderr.isatty()

    def __enter__(self) -> "_Bar":
        return self

    def __exit__(self, *_fault: object) -> None:
        if self._bar is not None:
            self._bar.render_finish()

    def progress(self, done: int, total: int) -> None:
        """Show how far the work is."""
        if not self._is_shown or not total:
            return
        if self._bar is None:
            self._bar = click.progressbar(length=total, file=sys.stderr, show_pos=True)
            self._bar.render_progress()
        self._bar.update(done - self._bar.pos)

    def over(self, tell: Callable[[Skip], None]) -> Callable[[Skip], None]:
        """Return ``tell``, with its lines above the bar and not in it."""

        def told(skip: Skip) -> None:
            if self._bar is not None:
                click.echo("\r\033[K", nl=False, err=True)
            tell(skip)

        return told


COMMANDS = (import_marc, export_marc)
