"""What a list was asked for: page, order, words, preset, fund, filters; and its addresses."""

from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

PAGE_SIZES = (10, 25, 100)
DEFAULT_SIZE = 25
FILTER_PREFIX = "f-"


@dataclass(frozen=True)
class Listing:
    """The state of a list as its address tells it. Whatever cannot be read is left out."""

    page: int = 0
    size: int = DEFAULT_SIZE
    sort: str = ""
    is_down: bool = False
    search: str = ""
    preset: str = ""
    fund: str = ""
    filters: dict[str, str] = field(default_factory=dict)

    @classmethod
    def from_args(cls, args: Any) -> "Listing":
        """Read the address's arguments."""
        size = _number(args.get("page_size"), DEFAULT_SIZE)
        return cls(
            page=min(_number(args.get("page"), 0), 10**7),
            size=size if size in PAGE_SIZES else DEFAULT_SIZE,
            sort=_text(args.get("sort"), 60),
            is_down=args.get("desc") in ("1", "true"),
            search=_text(args.get("search"), 200),
            preset=_text(args.get("preset"), 40),
            fund=_text(args.get("fund"), 20),
            filters={
                name.removeprefix(FILTER_PREFIX): _text(value, 100)
                for name, value in args.items()
                if name.startswith(FILTER_PREFIX) and value
            },
        )

    def arguments(self) -> dict[str, Any]:
        """Return the address's arguments; what is usual is left out."""
        found: dict[str, Any] = {}
        if self.page:
            found["page"] = self.page
        if self.size != DEFAULT_SIZE:
            found["page_size"] = self.size
        if self.sort:
            found["sort"] = self.sort
            if self.is_down:
                found["desc"] = 1
        for name in ("search", "preset", "fund"):
            if value := getattr(self, name):
                found[name] = value
        found |= {f"{FILTER_PREFIX}{name}": value for name, value in self.filters.items()}
        return found

    def url(self, **changes: Any) -> str:
        """Return the address of the same list with ``changes``; a new question starts on page 1."""
        if "page" not in changes:
            changes["page"] = 0
        query = urlencode(replace(self, **changes).arguments())
        return f"?{query}" if query else "?"

    def without_filter(self, key: str) -> str:
        """Return the address without that filter."""
        return self.url(filters={name: one for name, one in self.filters.items() if name != key})


def _text(text: Any, most: int) -> str:
    # PostgreSQL takes no NUL, whatever it is compared to.
    return str(text or "").replace("\0", "").strip()[:most]


def _number(text: Any, default: int) -> int:
    text = str(text or "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else default
