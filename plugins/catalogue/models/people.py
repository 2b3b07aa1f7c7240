"""Persons: one row for each, however their names are written on books."""

from flask_babel import lazy_gettext as _
from peewee import CharField, Check, ForeignKeyField, IntegerField, TextField

from core.alphabet import fold, plain, sort_key
from core.database import BaseModel, SortKeyField
from core.search import SearchIndex
from plugins.catalogue.models.records import Record

#: What a person may have done for an edition; those of the first four may head a card.
ROLES = {
    "author": _("the author"),
    "compiler": _("compiler"),
    "editor": _("editor"),
    "translator": _("translator"),
    "illustrator": _("illustrator"),
    "photographer": _("photographer"),
    "foreword": _("author of the foreword"),
    "composer": _("composer"),
    "reviewer": _("reviewer"),
    "about": _("the book is about this person"),
    "other": _("had another part in it"),
}

_ROLES = ", ".join(f"'{one}'" for one in ROLES)

#: In what a name is written.
NAME_KINDS = {
    "variant": _("another spelling"),
    "transliteration": _("in Latin letters"),
    "russian": _("in Russian"),
    "kazakh": _("in Kazakh"),
    "pseudonym": _("pseudonym"),
    "full": _("name in full"),
}


def name_key(name: str) -> str:
    """Return what names are compared by: levelled as in a search, but for initials.

    Ауезов Мухтар is Әуезов Мұхтар; Иманбаева А. and Иманбаева Ә. may well be two.
    """
    words = plain(name).split()
    return " ".join(one if len(one) < 3 else fold(one) for one in words)[:200]


class Person(BaseModel):
    """Somebody who has written, compiled, translated …: ``Әуезов, Мұхтар``, ``1897–1961``.

    ``author_mark`` is the mark that the library has given to this author before.
    ``search_text`` has all the names, so that Auezov finds Әуезов.
    """

    DERIVED = ("folded", "sort_key", "search_text")

    name = CharField(max_length=200)
    #: What names are compared by.
    folded = CharField(max_length=200, default="", index=True)
    dates = CharField(max_length=60, default="")
    author_mark = CharField(max_length=20, default="")
    note = TextField(default="")
    #: The other names, parted by semicolons, as PersonName has them.
    other_names = TextField(default="")
    sort_key = SortKeyField()
    search_text = TextField(default="")

    @classmethod
    def extra_ddl(cls) -> dict[str, list[str]]:
        """Return the full-text index over all names."""
        return PEOPLE.ddl()

    def derive(self) -> None:
        """Fill what is compared, the sort key, and the search text from all names and dates."""
        self.folded = name_key(str(self.name))
        self.sort_key = sort_key(str(self.name))
        self.search_text = fold(f"{self.name} {self.other_names} {self.dates}")

    @property
    def words(self) -> str:
        """Return the name as lists of authors have it: ``Әуезов Мұхтар``."""
        return " ".join(str(self.name).replace(",", " ").split())

    def __str__(self) -> str:
        return ", ".join(str(one) for one in (self.name, self.dates) if one)


class PersonName(BaseModel):
    """Another name of a person: a variant, a transliteration, a pseudonym.

    ``folded`` is what names are compared by.
    """

    DERIVED = ("folded",)

    person = ForeignKeyField(Person, on_delete="CASCADE", backref="names")
    name = CharField(max_length=200)
    kind = CharField(
        max_length=20,
        default="variant",
        constraints=[
            Check(
                "kind IN ('variant', 'transliteration', 'russian', 'kazakh', 'pseudonym', 'full')"
            )
        ],
    )
    folded = CharField(max_length=200, default="", index=True)

    def derive(self) -> None:
        """Fill what names are compared by."""
        self.folded = name_key(str(self.name))

    def __str__(self) -> str:
        return str(self.name)


class RecordPerson(BaseModel):
    """What a person has done for an edition; ``position`` gives the order on its title page."""

    record = ForeignKeyField(Record, on_delete="CASCADE", backref="people", index=False)
    person = ForeignKeyField(Person, on_delete="RESTRICT", backref="records")
    role = CharField(max_length=20, default="author", constraints=[Check(f"role IN ({_ROLES})")])
    position = IntegerField(default=0)

    class Meta:
        indexes = ((("record", "person", "role"), True),)

    def __str__(self) -> str:
        return f"{self.role} {self.person_id}"


PEOPLE = SearchIndex(Person)
