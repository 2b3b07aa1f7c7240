"""Makers of events."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PIL import Image

from plugins.events import services as events
from plugins.events.models import Event

#: A day of the demo's school year that is over, whatever the clock says.
DAY = date(2024, 11, 20)


@pytest.fixture
def make_event(database: str) -> Callable[..., Event]:
    """Return a maker of events: a quiz on 20 November 2024, or what is asked."""

    def make(title: str = "«Білімпаздар әлемі»", **more: Any) -> Event:
        more.setdefault("form", events.form_named(more.pop("form_name", "Викторина")))
        if "month" not in more:
            more.setdefault("day", DAY)
        kept = {name: more.pop(name) for name in ("plan_key", "series") if name in more}
        return events.add(events.Plan(title=title, **more), by=None, **kept)

    return make


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 30), **more: Any) -> bytes:
    """Return a picture with a red left half and a blue right one."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    file = io.BytesIO()
    image.save(file, kind, **more)
    return file.getvalue()
