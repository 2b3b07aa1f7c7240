"""What people typed into the forms of a case, read into plain values."""

from typing import Any

from core.views.typed import day_of
from plugins.writeoff.services import Member

#: Lines of the commission's form.
MEMBER_LINES = 6


def members_of(form: Any) -> list[Member]:
    """Return the people typed into the lines of the commission; empty lines are passed over."""
    chair = form.get("chair", "")
    return [
        Member(
            form.get(f"name_{line}", "")[:120],
            form.get(f"post_{line}", "")[:120],
            chair == str(line),
        )
        for line in range(MEMBER_LINES)
        if form.get(f"name_{line}", "").strip()
    ]


def details_of(form: Any) -> dict[str, Any]:
    """Return what was typed about books that went somewhere."""
    texts = ("room", "teacher", "to_school", "kg", "price", "account", "receipt_no", "note")
    found: dict[str, Any] = {name: form.get(name, "")[:200] for name in texts}
    found["receipt_on"] = day_of(form.get("receipt_on"))
    return found


def whole(text: Any) -> int:
    """Return a small number, 0 if it is none."""
    words = str(text or "")
    return int(words) if words.isdecimal() and len(words) < 10 else 0
