"""From a document to the bytes of a file, one module a format."""

from collections.abc import Callable
from importlib import import_module

from core.documents import Document


def _renderer(name: str) -> Callable[[Document], bytes]:
    """Return what renders; its libraries (fonts, tables) are loaded with the first paper."""

    def render(document: Document) -> bytes:
        paper: bytes = import_module(f"core.renderers.{name}").render(document)
        return paper

    return render


RENDERERS: dict[str, Callable[[Document], bytes]] = {
    "pdf": _renderer("pdf"),
    "docx": _renderer("docx"),
    "xlsx": _renderer("xlsx"),
}

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
