"""Bibliographic records: one row per edition, whatever the number of copies."""

from typing import Any

from flask_babel import lazy_gettext as _
from peewee import SQL, CharField, Check, ForeignKeyField, IntegerField, TextField

from core import clock
from core.alphabet import sort_key
from core.database import BaseModel, MomentField, SortKeyField
from core.models import Upload
from core.word_index import WordIndex, lines
from plugins.catalogue.models.shelves import Shelf

KINDS = {
    "book": _("book"),
    "textbook": _("textbook"),
    "brochure": _("brochure"),
    "reference": _("reference literature"),
    "periodical": _("periodical"),
    "article": _("article"),
    "electronic": _("electronic edition"),
    "audiovisual": _("audio-visual edition"),
}

LANGUAGES = {
    "kk": _("Kazakh"),
    "ru": _("Russian"),
    "en": _("English"),
    "other": _("other language"),
}


#: For whom an edition is meant, from the youngest.
AUDIENCES = {
    "preschool": _("before school"),
    "primary": _("grades 1–4"),
    "middle": _("grades 5–9"),
    "senior": _("grades 10–11"),
    "teachers": _("teachers"),
    "parents": _("parents"),
    "all": _("everybody"),
}

#: A column that came later: rows that were there before are empty in it.
_EMPTY = [SQL("DEFAULT ''")]


def _later(model: Any, column: str) -> ForeignKeyField:
    """Return a key that came later: told to its column, the only way a column can be added."""
    table = model._meta.table_name
    told = SQL(f'REFERENCES "{table}" ("id") ON DELETE RESTRICT')
    return ForeignKeyField(
        model,
        column_name=column,
        null=True,
        backref="+",
        index=True,
        deferrable=None,
        constraints=[told],
        _deferred=True,
    )


#: On SQLite facets are counted in memory (services.search.columns): this says which rows to read
#: again, of the latest changes, and lets them be read without the rest of the row.
_CHANGED = "INSERT INTO catalogue_record_changes (record_id) VALUES ({row}.id);"
_FACETS = [
    "CREATE INDEX catalogue_record_facets ON catalogue_record "
    "(id, kind, language, grade, subject, bbk, year)",
    "CREATE TABLE catalogue_record_changes "
    "(id INTEGER PRIMARY KEY AUTOINCREMENT, record_id INTEGER NOT NULL)",
    "CREATE TRIGGER catalogue_record_changes_kept AFTER INSERT ON catalogue_record_changes BEGIN "
    "DELETE FROM catalogue_record_changes WHERE id <= new.id - 10000; END",
    *(
        f"CREATE TRIGGER catalogue_record_{name}_noted AFTER {event} ON catalogue_record BEGIN "
        f"{_CHANGED.format(row=row)} END"
        for name, event, row in (
            ("insert", "INSERT", "new"),
            ("delete", "DELETE", "old"),
            ("update", "UPDATE OF kind, language, grade, subject, bbk, year", "new"),
        )
    ),
]


class Record(BaseModel):
    """An edition: its title, authors and imprint; grade, subject and language of a textbook.

    ``authors`` is what stands on the first line of a card, parted by semicolons; who they are as
    persons, and in which roles, stands in RecordPerson. ``updated_at`` moves with every save.
    """

    DERIVED = ("sort_key", "search_text")

    kind = CharField(
        max_length=20,
        default="book",
        constraints=[
            Check(
                "kind IN ('book', 'textbook', 'brochure', 'reference', 'periodical', "
                "'article', 'electronic', 'audiovisual')"
            )
        ],
    )
    title = CharField(max_length=500)
    part = CharField(max_length=100, default="")
    authors = CharField(max_length=500, default="")
    language = CharField(max_length=5, default="kk")
    publisher = CharField(max_length=200, default="")
    city = CharField(max_length=100, default="")
    year = IntegerField(null=True)
    pages = IntegerField(null=True)
    isbn = CharField(max_length=13, default="", index=True)
    bbk = CharField(max_length=60, default="")
    udc = CharField(max_length=60, default="")
    author_mark = CharField(max_length=20, default="")
    grade = IntegerField(null=True)
    subject = CharField(max_length=100, default="")
    annotation = TextField(default="")
    created_at = MomentField(default=clock.now)
    sort_key = SortKeyField()
    search_text = TextField(default="")
    subtitle = CharField(max_length=1000, default="", constraints=_EMPTY)
    responsibility = CharField(max_length=1000, default="", constraints=_EMPTY)
    edition = CharField(max_length=500, default="", constraints=_EMPTY)
    series = CharField(max_length=1000, default="", constraints=_EMPTY)
    extent = CharField(max_length=500, default="", constraints=_EMPTY)
    issn = CharField(max_length=8, default="", constraints=_EMPTY)
    #: ISBNs beside the first (of the set, of another binding), parted by spaces.
    other_isbns = CharField(max_length=500, default="", constraints=_EMPTY)
    #: Codes of languages beside the first, parted by spaces: ``ru en``.
    other_languages = CharField(max_length=60, default="", constraints=_EMPTY)
    audience = CharField(max_length=20, default="", constraints=_EMPTY)
    shelf = _later(Shelf, "shelf_id")
    cover = _later(Upload, "cover_id")
    #: Addresses, one on a line, each with its words after a space.
    links = TextField(default="", constraints=_EMPTY)
    notes = TextField(default="", constraints=_EMPTY)
    updated_at = MomentField(
        default=clock.now, index=True, constraints=[SQL("DEFAULT '2000-01-01 00:00:00'")]
    )
    #: The record of MARC that it came as, to go out again with what has no place of its own here
    #: (plugins.exchange packs it).
    kept_marc = TextField(default="", constraints=_EMPTY)
    #: What the record is also found by: all names of its persons, and its headings
    #: (services.search.relink keeps them).
    person_names = TextField(default="", constraints=_EMPTY)
    heading_names = TextField(default="", constraints=_EMPTY)

    class Meta:
        # Keys that came later do not tell peewee which table has to be there first.
        depends_on = (Shelf, Upload)

    @classmethod
    def extra_ddl(cls) -> dict[str, list[str]]:
        """Return the full-text index, and what facets are counted from without reading rows."""
        ddl = SEARCH.ddl()
        ddl["sqlite"] += _FACETS
        return ddl

    def derive(self) -> None:
        """Fill the sort key from title and part, the search text from all that is searched."""
        self.sort_key = sort_key(f"{self.title} {self.part}")
        title = (self.title, self.grade_words, self.part, self.subtitle)
        names = (self.authors, self.responsibility, self.person_names)
        rest = (
            *(self.subject, self.publisher, self.year or "", self.series, self.heading_names),
            *(self.isbn, self.other_isbns, self.issn, self.annotation),
        )
        text = [" ".join([str(one) for one in each if one]) for each in (title, names, rest)]
        self.search_text = lines(text[0], text[1], text[2], str(self.language))

    def save(self, force_insert: bool = False, only: Any = None) -> Any:
        """Save the row and, if it was there before, when it was changed."""
        if not force_insert:
            self.updated_at = clock.now()
            only = None if only is None else [*only, Record.updated_at]
        return super().save(force_insert=force_insert, only=only)

    @property
    def shelf_mark(self) -> str:
        """Return what stands on the spine: index and author mark."""
        return ", ".join(one for one in (str(self.bbk), str(self.author_mark)) if one)

    @property
    def grade_words(self) -> str:
        """Return a textbook's grade in the book's own language; nothing if the title has it."""
        if self.kind != "textbook" or self.grade is None or str(self.grade) in str(self.title):
            return ""
        words = {"kk": "{}-сынып", "ru": "{} класс"}.get(str(self.language), "Grade {}")
        return words.format(self.grade)

    @property
    def full_title(self) -> str:
        """Return title, grade of a textbook, and part: ``Алгебра, 7-сынып, 1-бөлім``."""
        parts = (self.title, self.grade_words, self.part)
        return ", ".join(str(one) for one in parts if one)

    @property
    def imprint(self) -> str:
        """Return publisher and year."""
        return ", ".join(str(one) for one in (self.publisher, self.year) if one)

    @property
    def first_author(self) -> str:
        """Return the first of the authors, who are parted by semicolons."""
        return str(self.authors).split(";")[0].strip()

    def __str__(self) -> str:
        return self.full_title


SEARCH = WordIndex(Record)
