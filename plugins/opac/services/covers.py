"""What a record shows of itself beside words: the picture of its cover, links to elsewhere."""

from urllib.parse import urlsplit

#: First bytes of the pictures that are shown, by their type. SVG may hold scripts: it is none.
_SIGNS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF8", "image/gif"),
)


def picture_type(data: bytes) -> str:
    """Return the type of a picture by what it begins with, or nothing if it is no picture."""
    for sign, kind in _SIGNS:
        if data.startswith(sign):
            return kind
    return "image/webp" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else ""


def links_of(text: str) -> list[tuple[str, str]]:
    """Return (address, words) of the lines that lead to a page of the web; nothing else is one."""
    found = []
    for line in text.splitlines():
        address, _space, words = line.strip().partition(" ")
        try:
            parts = urlsplit(address)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.netloc:
            found.append((address, words.strip() or parts.netloc))
    return found
