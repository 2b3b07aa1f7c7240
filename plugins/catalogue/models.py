"""Bibliographic records: one row per edition, whatever the number of copies."""

from flask_babel import lazy_gettext as _
from peewee import CharField, Check, IntegerField, TextField

from core import clock
from core.alphabet import fold, sort_key
from core.database import BaseModel, MomentField, SortKeyField
from core.search import SearchIndex

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


class Record(BaseModel):
    """An edition: its title, authors and imprint; grade, subject and language of a textbook."""

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

    @classmethod
    def extra_ddl(cls) -> dict[str, list[str]]:
        """Return the full-text index over the search text."""
        return SEARCH.ddl()

    def derive(self) -> None:
        """Fill the sort key from title and part, the search text from all that is searched."""
        self.sort_key = sort_key(f"{self.title} {self.part}")
        self.search_text = fold(
            " ".join(
                str(one)
                for one in (
                    self.title,
                    self.part,
                    self.authors,
                    self.subject,
                    self.publisher,
                    self.year or "",
                    self.isbn,
                )
            )
        )

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


SEARCH = SearchIndex(Record)
