"""A table of a section from outside."""

from peewee import CharField

from core.database import BaseModel


class Greeting(BaseModel):
    """Words of welcome."""

    words = CharField(max_length=100)
