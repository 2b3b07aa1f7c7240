"""Names as books have them and as the list of persons has them."""

import re
from functools import lru_cache

from plugins.catalogue.models import name_key

#: ``М.``, ``М. О.``, ``М.О.``: letters that stand for a name.
_INITIALS = re.compile(r"(?:\w{1,2}\.-?\s*)+")


def split(authors: str) -> list[str]:
    """Return the names of a list of authors, which are parted by semicolons, each once."""
    found: dict[str, str] = {}
    for one in authors.split(";"):
        name = " ".join(one.split())
        if name_key(name):
            found.setdefault(name_key(name), name)
    return list(found.values())


def authority_name(name: str) -> str:
    """Return the name with its surname first and a comma after it: ``Әуезов, Мұхтар``.

    ``М. О. Әуезов`` is turned round. A name in words is taken as surname first, as title pages
    and class registers here have it; a single word stays.
    """
    name = " ".join(name.split())
    if "," in name:
        surname, _comma, rest = name.partition(",")
        return ", ".join(one for one in (surname.strip(), rest.strip()) if one)
    words = name.split(" ")
    if len(words) == 1:
        return name
    if _INITIALS.fullmatch(words[0]) and not _INITIALS.fullmatch(words[-1]):
        return f"{words[-1]}, {' '.join(words[:-1])}"
    return f"{words[0]}, {' '.join(words[1:])}"


@lru_cache(maxsize=20_000)
def ways(name: str) -> tuple[str, ...]:
    """Return the folded forms under which the person of this name may be known already."""
    return tuple(dict.fromkeys((name_key(authority_name(name)), name_key(name))))


def surname(name: str) -> str:
    """Return the surname of a name in either form."""
    return authority_name(name).partition(",")[0].strip()


def with_initials(name: str) -> str:
    """Return the name as a statement of responsibility has it: ``М. О. Әуезов``."""
    last, _comma, rest = authority_name(name).partition(",")
    letters = [f"{one[0].upper()}." for one in rest.replace(".", ". ").split() if one[0].isalpha()]
    return " ".join([*letters, last.strip()])


def may_be_one(one: str, other: str) -> bool:
    """Return whether two folded names may be one person's: a surname, initials that agree."""
    first, second = one.split(), other.split()
    if not first or not second or first[0] != second[0]:
        return False
    pairs = list(zip(first[1:], second[1:], strict=False))
    return bool(pairs) and all(a.startswith(b) or b.startswith(a) for a, b in pairs)
