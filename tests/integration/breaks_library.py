"""A little library of its own for the tests of the base view: see test_breaks.py."""

from typing import Any

from peewee import (
    BooleanField,
    CharField,
    DateField,
    ForeignKeyField,
    ManyToManyField,
    SmallIntegerField,
)

from core.database import BaseModel, TiynField
from core.errors import LibraryError
from core.views import Preset, RecordView


class Author(BaseModel):
    name = CharField(max_length=50, unique=True)

    def __str__(self) -> str:
        return str(self.name)


class Publisher(BaseModel):
    name = CharField(max_length=50)

    def __str__(self) -> str:
        return str(self.name)


class CodeField(CharField):
    """A subclass of a field: Flask-Admin's filters did not know any."""


class Book(BaseModel):
    title = CharField(max_length=50)
    author = ForeignKeyField(Author, on_delete="RESTRICT", backref="books")
    editor = ForeignKeyField(Author, null=True, on_delete="RESTRICT", backref="edited")
    publisher = ForeignKeyField(Publisher, null=True, on_delete="RESTRICT")
    code = CodeField(max_length=20, default="")
    shelf = SmallIntegerField(null=True)
    price = TiynField(default=0)
    bought_on = DateField(null=True)
    is_rare = BooleanField(default=False)
    tags = ManyToManyField(Publisher, backref="tagged")

    def __str__(self) -> str:
        return str(self.title)


class Copy(BaseModel):
    number = CharField(max_length=20, unique=True)
    book = ForeignKeyField(Book, on_delete="RESTRICT", backref="copies")


class TooDear(LibraryError):
    message = "%(title)s is too dear."


class Hidden(RecordView):
    permission = permission_create = permission_edit = permission_delete = "test.all"
    can_create = can_edit = can_delete = True
    can_view_details = True


class AuthorView(Hidden):
    name = "Authors"
    column_list = ("name",)
    form_columns = ("name",)

    def __init__(self) -> None:
        super().__init__(Author, endpoint="author", url="/authors")


class BookView(Hidden):
    name = "Books"
    column_list = ("title", "author", "editor", "publisher", "price", "bought_on", "is_rare")
    column_sortable_list = ("title", ("author", "author.name"))
    column_default_sort = ("title", False)
    column_filters = (
        *("author", "editor", "publisher", "id", "code", "shelf", "price", "bought_on"),
        *("is_rare", "author.name", "publisher.name"),
    )
    joined = ("author", "editor", "publisher")
    form_columns = (
        *("title", "author", "editor", "publisher", "code", "shelf", "price", "bought_on"),
        "is_rare",
    )
    presets = (Preset("all", "All"), Preset("rare", "Rare", lambda: Book.is_rare))

    def __init__(self) -> None:
        super().__init__(Book, endpoint="book", url="/books")

    def scope(self, query: Any) -> Any:
        return query.where(Book.title != "Secret")

    def search(self, query: Any, text: str) -> Any:
        return query.where(Book.title.contains(text))

    def save_new(self, form: Any) -> Any:
        book = super().save_new(form)
        if book.price > 1000:
            raise TooDear(title=book.title)
        return book


class ShelfView(Hidden):
    """A book with its copies in one form."""

    name = "Shelves"
    column_list = ("title",)
    form_columns = ("title", "author")
    inline_models = (Copy,)

    def __init__(self) -> None:
        super().__init__(Book, endpoint="shelf", url="/shelves")
