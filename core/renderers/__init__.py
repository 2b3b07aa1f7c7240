"""From a document to the bytes of a file, one module a format."""

from collections.abc import Callable

from core.documents import Document
from core.renderers import docx, pdf, xlsx

RENDERERS: dict[str, Callable[[Document], bytes]] = {
    "pdf": pdf.render,
    "docx": docx.render,
    "xlsx": xlsx.render,
}

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
