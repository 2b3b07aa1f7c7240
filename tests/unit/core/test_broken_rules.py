"""Only a value that is taken is called taken: each rule of the database has its own sentence."""

from collections.abc import Callable
from typing import Any

import pytest
from peewee import IntegrityError

from core.database import db, transaction
from core.errors import AlreadyThere, PointsNowhere, ValueMissing, ValueRefused, broken_rule
from core.models import JournalEntry, Staff
from plugins.fund.models import Copy
from tests.makers import make_copy, make_staff


def _twice() -> None:
    login = make_staff("head").login
    Staff.create(login=login, full_name="x", role="head", password_hash="x")


def _empty() -> None:
    Staff.update(full_name=None).where(Staff.id == make_staff("head").id).execute()


def _not_a_role() -> None:
    Staff.create(login="y", full_name="x", role="king", password_hash="x")


def _nobody() -> None:
    JournalEntry.create(action="a.b", by=999_999)
    if not db.obj.is_sqlite:
        db.execute_sql("SET CONSTRAINTS ALL IMMEDIATE")


def _still_used() -> None:
    make_copy().record.delete_instance()


@pytest.mark.parametrize(
    ("deed", "refusal"),
    [
        (_twice, AlreadyThere),
        (_empty, ValueMissing),
        (_not_a_role, ValueRefused),
        (_nobody, PointsNowhere),
        (_still_used, PointsNowhere),
    ],
)
def test_each_rule_broken_has_its_own_sentence(
    database: str, deed: Callable[[], Any], refusal: type
) -> None:
    with pytest.raises(IntegrityError) as fault, transaction():
        deed()

    said = broken_rule(fault.value)

    assert type(said) is refusal
    assert "constraint" not in str(said).lower()
    assert Copy.select().count() == 0
