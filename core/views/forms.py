"""Forms from models: which input each kind of column gets."""

from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from flask_admin.contrib.peewee.form import CustomModelConverter
from flask_admin.model.ajax import AjaxModelLoader
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from peewee import AutoField, DataError, DateField, DecimalField, ForeignKeyField
from wtforms import fields, validators
from wtforms.fields.choices import SelectChoice
from wtfpeewee.fields import SelectChoicesField, SelectQueryField

from core.alphabet import fold
from core.database import SortKeyField, TiynField

#: Ways in which people write a day; the first is how a browser sends it.
DAY_FORMATS = ["%Y-%m-%d", "%d.%m.%Y"]


class MoneyInput(fields.DecimalField):
    """Takes 1234,5 and 1 234.50 alike (B13: Flask-Admin's takes a point only)."""

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read what was typed."""
        text = "".join(str(valuelist[0]).split()).replace("₸", "") if valuelist else ""
        if not text:
            self.data = None
            return
        try:
            self.data = Decimal(text.replace(",", "."))
        except InvalidOperation as fault:
            self.data = None
            raise ValueError(gettext("This is not an amount. Write it like 1234,50.")) from fault

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else f"{self.data}".replace(".", ",")


class ModelConverter(CustomModelConverter):
    """Flask-Admin's converter with our columns, and with its slips mended."""

    converters: dict[Any, Any]
    defaults: dict[Any, Any]

    def __init__(self, view: Any, additional: Any = None) -> None:
        super().__init__(view, additional)
        # B1: in peewee 4 a key is an AutoField; asked for, it would refuse every new inline row.
        self.converters[AutoField] = self.handle_pk
        self.converters[TiynField] = self.handle_money
        self.converters[DecimalField] = self.handle_money
        self.converters[DateField] = self.handle_day
        # Derived columns have no input.
        self.defaults = {SortKeyField: None, **self.defaults}
        self.defaults.pop(AutoField, None)
        # The most particular first: TiynField before the BigIntegerField it is.
        self.converters = {
            TiynField: self.converters.pop(TiynField),
            **self.converters,
        }

    def convert(self, model: Any, field: Any, field_args: Any) -> Any:
        """Return the input for a column; an empty one with a default means the default (B19)."""
        arguments = dict(field_args or {})
        labels = getattr(self.view, "column_labels", None) or {}
        if field.name in labels:
            arguments.setdefault("label", labels[field.name])
        if not field.null and field.default is not None and not callable(field.default):
            default = field.default
            arguments["filters"] = [
                *arguments.get("filters", ()),
                lambda value: default if value is None else value,
            ]
        choices = (getattr(self.view, "form_choices", None) or {}).get(field.name)
        if choices:
            return self._choice(model, field, arguments, choices)
        made = super().convert(model, field, arguments)
        _name, asked = made
        kind = getattr(asked, "field_class", object)
        if issubclass(kind, SelectChoicesField | SelectQueryField):
            asked.kwargs["blank_text"] = _("Not chosen")  # else a row of hyphens
        return made

    def _choice(self, model: Any, field: Any, arguments: Any, choices: Any) -> Any:
        made = super().convert(model, field, arguments)
        given = dict(made.field.kwargs)
        given["validators"] = [
            one for one in given.get("validators", ()) if not isinstance(one, validators.Length)
        ]
        offered = [SelectChoice(value=key, label=words) for key, words in choices]
        return type(made)(field.name, fields.SelectField(choices=offered, **given))

    def handle_money(self, model: Any, field: Any, **kwargs: Any) -> Any:
        """Return an input for an amount."""
        kwargs.pop("places", None)
        kwargs.pop("rounding", None)
        if isinstance(field, TiynField):
            kwargs["validators"] = [*kwargs.get("validators", ()), validators.NumberRange(min=0)]
        return field.name, MoneyInput(**kwargs)

    def handle_day(self, model: Any, field: Any, **kwargs: Any) -> Any:
        """Return an input for a day: picked, or typed dd.mm.yyyy."""
        return field.name, fields.DateField(format=DAY_FORMATS, **kwargs)


class SearchLoader(AjaxModelLoader):
    """Looks a row of another table up while one types, in its search index."""

    def __init__(self, name: str, model: Any, scope: Callable[[Any], Any] | None = None) -> None:
        super().__init__(name, {})
        self.model = model
        self.scope = scope or (lambda query: query)

    def format(self, model: Any) -> tuple[Any, str] | None:
        """Return what a choice is kept as, and what is shown."""
        return None if not model else (model.get_id(), str(model))

    def get_one(self, pk: Any) -> Any:
        """Return the row, or None if there is none (B8: an unknown id was a 500)."""
        try:
            return self.scope(self.model.select()).where(self.model.id == int(pk)).first()
        except (ValueError, DataError):
            return None

    def get_list(self, term: str, offset: int = 0, limit: int = 10) -> list[Any]:
        """Return the rows that have the words typed, in the Kazakh alphabet's order."""
        query = self.scope(self.model.select())
        index = getattr(self.model, "SEARCH", None)
        if index is not None:
            query = query.where(index.matching(term))
        order = getattr(self.model, "sort_key", self.model.id)
        rows = list(query.order_by(order).offset(offset).limit(limit if index else 200))
        if index is None:
            rows = [one for one in rows if fold(term) in fold(str(one))][:limit]
        return rows


def loaders_for(model: Any, columns: Sequence[str] | None) -> dict[str, SearchLoader]:
    """Return a loader for each foreign key to a table that is searched, among ``columns``."""
    found = {}
    for field in model._meta.sorted_fields:
        if columns is not None and field.name not in columns:
            continue
        if isinstance(field, ForeignKeyField) and hasattr(field.rel_model, "SEARCH"):
            found[field.name] = SearchLoader(field.name, field.rel_model)
    return found
