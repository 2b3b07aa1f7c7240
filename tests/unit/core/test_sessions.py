"""The session's cookie: signed, dated, and sent again only when there is a reason."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from itsdangerous import timed

from core import security


def test_a_cookie_is_dated_anew_once_a_minute(
    librarian: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    librarian.get("/desk/")

    first = librarian.get("/settings/")
    later = datetime.now(UTC) + timedelta(seconds=security.SESSION_DATED_EVERY + 1)

    class Later(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            return later.astimezone(tz)

    monkeypatch.setattr(security, "datetime", Later)
    second = librarian.get("/settings/")

    assert "Set-Cookie" not in first.headers
    assert "kitaphana=" in second.headers["Set-Cookie"]


def test_a_forged_or_old_cookie_is_no_session(
    librarian: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert librarian.get("/desk/").status_code == 200

    in_nine_hours = int(datetime.now(UTC).timestamp()) + 9 * 3600
    monkeypatch.setattr(timed.TimestampSigner, "get_timestamp", lambda _self: in_nine_hours)
    assert librarian.get("/desk/").status_code == 302
    monkeypatch.undo()

    librarian.set_cookie("kitaphana", "eyJfdXNlcl9pZCI6IjE6MCJ9.forged.signature")
    assert librarian.get("/desk/").status_code == 302
