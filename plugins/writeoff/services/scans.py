"""Papers of a case as pictures: the order it rests on, the receipt for waste paper."""

from core import journal
from core.database import transaction
from core.models import Staff
from plugins.writeoff.errors import NoPicture, NoScan, PictureTooLarge
from plugins.writeoff.models import SCANS, Case, CaseScan
from plugins.writeoff.services.steps import ensure_at

#: A photograph by a telephone has three to six megabytes.
LARGEST = 8 * 1024 * 1024

#: What a browser shows, by how the file begins; the name is nobody's proof.
_KINDS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"%PDF-", "application/pdf"),
)

#: While a case is open its papers may come and go; a closed one keeps what it has.
_OPEN = ("basis", "copies", "commission", "approved")


def attach(case: Case, kind: str, name: str, data: bytes, *, by: Staff | None) -> CaseScan:
    """Keep a paper with the case and return it; NoPicture or PictureTooLarge if it is not one."""
    if len(data) > LARGEST:
        raise PictureTooLarge(most=LARGEST // 1024 // 1024)
    mime = next((mime for start, mime in _KINDS if data.startswith(start)), "")
    if not mime:
        raise NoPicture(name=name or "?")
    with transaction():
        ensure_at(case, *_OPEN)
        scan: CaseScan = CaseScan.create(
            case=case,
            kind=kind if kind in SCANS else "other",
            name=name[:200],
            mime=mime,
            data=data,
            by=by,
        )
        journal.record("writeoff.scan", by=by, about=f"case {case.id}", scan=scan.id)
    return scan


def find(case: Case, number: int) -> CaseScan:
    """Return a paper of the case with its data; NoScan if it has none of that number."""
    scan: CaseScan | None = CaseScan.get_or_none(CaseScan.id == number, CaseScan.case == case)
    if scan is None:
        raise NoScan()
    return scan


def detach(case: Case, number: int, *, by: Staff | None) -> None:
    """Take a paper away again, while the case is open."""
    with transaction():
        ensure_at(case, *_OPEN)
        CaseScan.delete().where(CaseScan.id == number, CaseScan.case == case).execute()
        journal.record("writeoff.scan", by=by, about=f"case {case.id}", removed=number)


def scans_of(case: Case) -> list[CaseScan]:
    """Return the papers of the case without their data, in the order they came."""
    columns = (CaseScan.id, CaseScan.kind, CaseScan.name, CaseScan.mime, CaseScan.added_at)
    return list(CaseScan.select(*columns).where(CaseScan.case == case).order_by(CaseScan.id))
