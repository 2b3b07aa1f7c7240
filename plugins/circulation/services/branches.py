"""Into which column of the diary a loan goes: branch of knowledge, kind of book, language.

Branches are read off the beginning of the КБЖ index (domain.md 3.8, 4.1). Textbooks stand apart:
they are in no branch, kind or language.
"""

from typing import Any

from flask_babel import lazy_gettext as _

BRANCHES = {
    "society": _("society and politics (6/8)"),
    "pedagogy": _("education (74)"),
    "nature": _("natural sciences (2)"),
    "technology": _("technology (3)"),
    "farming": _("agriculture (4)"),
    "medicine": _("medicine (5)"),
    "arts": _("sport and art (75, 85)"),
    "language": _("language and literary studies (80–83)"),
    "fiction": _("fiction (84)"),
    "children": _("children's literature (grades 1–4)"),
    "universal": _("universal content (1, 9)"),
    "unsorted": _("without an index"),
}

#: The kinds a loan may be of, with the record's kinds that they gather.
KINDS = {
    "books": _("books"),
    "periodicals": _("magazines and newspapers"),
    "electronic": _("electronic and audio-visual"),
}

LANGUAGES = {"kk": _("Kazakh"), "ru": _("Russian"), "foreign": _("foreign languages")}

#: The longest beginning that fits decides.
_PREFIXES = {
    "1": "universal",
    "2": "nature",
    "3": "technology",
    "4": "farming",
    "5": "medicine",
    "6": "society",
    "7": "society",
    "74": "pedagogy",
    "75": "arts",
    "80": "language",
    "81": "language",
    "82": "language",
    "83": "language",
    "84": "fiction",
    "85": "arts",
    "86": "society",
    "87": "society",
    "88": "society",
    "9": "universal",
}

_KINDS = {"periodical": "periodicals", "electronic": "electronic", "audiovisual": "electronic"}

#: Up to this grade fiction is children's literature.
_CHILDREN = 4


def branch_of(index: Any, grade: Any = None) -> str:
    """Return the branch of a КБЖ index: ``84(5Қаз)`` is fiction, for grade 3 children's."""
    text = str(index or "").strip()
    found = _PREFIXES.get(text[:2]) or _PREFIXES.get(text[:1]) or "unsorted"
    is_childs = grade is not None and 0 < int(grade) <= _CHILDREN
    return "children" if found == "fiction" and is_childs else found


def kind_of(kind: Any) -> str:
    """Return the kind under which the diary counts a record's."""
    return _KINDS.get(str(kind), "books")


def language_of(spoken: Any) -> str:
    """Return the language under which the diary counts a record's."""
    return str(spoken) if spoken in ("kk", "ru") else "foreign"
