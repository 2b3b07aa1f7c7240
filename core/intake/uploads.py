"""Lists kept between the steps: sent, looked through, taken once; forgotten after a day."""

import hashlib
import json
from datetime import timedelta
from typing import Any

from core import clock
from core.database import locked, transaction
from core.intake.errors import FileTooLarge, NothingSent, UploadGone
from core.intake.table import LARGEST_FILE
from core.models import Staff, Upload

#: A list that nobody takes is forgotten after so long.
KEPT = timedelta(days=1)

PASTED = "–"


def keep(purpose: str, about: str, name: str, data: bytes, *, by: Staff) -> Upload:
    """Keep a list that ``by`` sent and return it; lists of yesterday that nobody took go away."""
    if not data.strip():
        raise NothingSent()
    if len(data) > LARGEST_FILE:
        raise FileTooLarge(most=LARGEST_FILE // 1024 // 1024)
    with transaction():
        Upload.delete().where(
            Upload.taken_at.is_null(), Upload.sent_at < clock.now() - KEPT
        ).execute()
        upload: Upload = Upload.create(
            purpose=purpose,
            about=about,
            name=(name or PASTED)[:200],
            data=data,
            digest=hashlib.sha256(data).hexdigest(),
            by=by,
        )
    return upload


def find(number: int, purpose: str, *, by: Staff) -> Upload:
    """Return the list that ``by`` sent and has not taken yet; UploadGone if there is none."""
    upload: Upload | None = Upload.get_or_none(
        Upload.id == number,
        Upload.purpose == purpose,
        Upload.by == by,
        Upload.taken_at.is_null(),
    )
    if upload is None:
        raise UploadGone()
    return upload


def choices(upload: Upload) -> dict[str, Any]:
    """Return what was chosen so far: ``columns`` by name, and options by theirs."""
    return dict(json.loads(str(upload.choices)))


def choose(upload: Upload, chosen: dict[str, Any]) -> None:
    """Keep what was chosen."""
    upload.choices = json.dumps(chosen, ensure_ascii=False)
    upload.save(only=[Upload.choices])


def take(upload: Upload) -> None:
    """Note that the list is taken now; UploadGone if it has been already.

    Call it inside the transaction that writes what the list says.
    """
    fresh = locked(Upload.select(Upload.taken_at).where(Upload.id == upload.id)).get_or_none()
    if fresh is None or fresh.taken_at is not None:
        raise UploadGone()
    Upload.update(taken_at=clock.now(), data=b"").where(Upload.id == upload.id).execute()


def drop(upload: Upload) -> None:
    """Forget a list that is not to be taken."""
    Upload.delete().where(Upload.id == upload.id).execute()
