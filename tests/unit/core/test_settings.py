"""Settings: each kind takes what fits it, the rest is a sentence, and nothing is half-saved."""

from typing import Any

import pytest

from core import settings
from core.models import JournalEntry, StoredSetting
from core.settings import UnknownSetting, WrongValue
from plugins.circulation.services import rules
from tests.makers import MONDAY

pytestmark = pytest.mark.usefixtures("app")


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("school.name_kk", "  № 25 мектеп-гимназия ", "№ 25 мектеп-гимназия"),
        ("circulation.days.pupil", "21", 21),
        ("circulation.days.pupil", "", 14),
        ("circulation.textbooks_due", "5.6", "05.06"),
        ("circulation.closed_weekdays", "7 6", "6, 7"),
        ("circulation.closed_weekdays", "", ""),
        ("circulation.closed_dates", "1.1; 12.3.2027\n1.1", "01.01, 12.03.2027"),
        ("circulation.overdue", "refuse", "refuse"),
        ("desk.undo_minutes", "600", 600),
    ],
)
def test_what_fits_is_kept_in_one_way_of_writing(name: str, typed: Any, kept: Any) -> None:
    settings.put({name: typed}, by=None)

    assert settings.get(name) == kept


@pytest.mark.parametrize(
    ("name", "typed", "what"),
    [
        ("circulation.textbooks_due", "32.13", "«32.13» is no day"),
        ("circulation.textbooks_due", "29.02", "is no day"),
        ("circulation.textbooks_due", "мамыр", "is no day"),
        ("circulation.closed_weekdays", "8", "weekdays from 1 to 7"),
        ("circulation.closed_weekdays", "1 2 3 4 5 6 7", "not all of them"),
        ("circulation.closed_dates", "01.01, 31.11", "«31.11» is no day"),
        ("circulation.closed_dates", "29.02.2027", "is no day"),
        ("circulation.days.pupil", "0", "from 1 to 366"),
        ("circulation.days.pupil", "-3", "from 1 to 366"),
        ("circulation.days.pupil", "2.5", "from 1 to 366"),
        ("circulation.days.pupil", "٣", "from 1 to 366"),
        ("desk.idle_seconds", "9", "from 10 to 3600"),
        ("circulation.overdue", "sometimes", "choose one of these: lend, ask, refuse"),
        ("school.city", "а" * 501, "at most 500 letters"),
    ],
)
def test_what_does_not_fit_is_a_sentence(name: str, typed: str, what: str) -> None:
    before = settings.get(name)

    with pytest.raises(WrongValue) as refusal:
        settings.put({name: typed}, by=None)

    assert what in str(refusal.value)
    assert settings.get(name) == before


def test_one_bad_value_keeps_all_of_them_out() -> None:
    with pytest.raises(WrongValue):
        settings.put({"school.city": "Алматы", "desk.undo_minutes": "never"}, by=None)
    with pytest.raises(UnknownSetting):
        settings.put({"school.city": "Алматы", "school.none": "x"}, by=None)

    assert settings.get("school.city") == ""
    assert StoredSetting.select().count() == 0
    assert JournalEntry.select().where(JournalEntry.action == "settings.put").count() == 0


def test_a_rule_holds_at_once() -> None:
    assert rules.is_open(MONDAY.date())

    settings.put({"circulation.closed_weekdays": "1"}, by=None)

    assert not rules.is_open(MONDAY.date())


def test_every_default_fits_its_own_kind() -> None:
    for name, one in settings.declared().items():
        if one.default not in ("", None):
            settings.put({name: one.default}, by=None)
            assert str(settings.get(name)) == str(one.default), name
