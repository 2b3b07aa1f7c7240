"""The tables of the manual say what the code says."""

import pytest

from tools import docs


@pytest.mark.parametrize(("page", "name", "make"), docs.TABLES, ids=[one[1] for one in docs.TABLES])
def test_a_generated_table_is_up_to_date(page, name, make):
    text = (docs.ROOT / page).read_text("utf-8")

    assert docs.renewed(text, name, make()) == text, "run 'make docs'"


def test_a_page_without_a_place_for_its_table_is_noticed():
    assert docs.renewed("# A page", "hooks", "| a |") is None
