"""What an empty choice in a form says."""

from typing import Any

from flask import Flask
from peewee import CharField, ForeignKeyField

from core.database import BaseModel
from core.models import Staff
from core.views.forms import ModelConverter


class Parcel(BaseModel):
    size = CharField(null=True, choices=(("s", "small"), ("l", "large")))
    sent_by = ForeignKeyField(Staff, null=True, backref="+")


def test_an_empty_choice_is_a_word_and_no_row_of_hyphens(app: Flask) -> None:
    class View:
        column_labels = form_choices = form_ajax_refs = None
        form_optional_types = ()
        _form_ajax_refs: dict[str, Any] = {}

    converter = ModelConverter(View())

    for name in ("size", "sent_by"):
        _name, asked = converter.convert(Parcel, Parcel._meta.fields[name], {})
        assert str(asked.kwargs["blank_text"]) == "Not chosen"
        assert asked.kwargs["allow_blank"]
