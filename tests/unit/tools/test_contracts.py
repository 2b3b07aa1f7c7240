"""Every section has the same three doors, and every other room of it is private."""

import tomllib

import pytest

from core.config import ROOT

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
    "contracts"
]
DOORS = {"__init__", "models", "services", "errors", "migrations"}
SECTIONS = sorted(card.parent.name for card in (ROOT / "plugins").glob("*/__init__.py"))


@pytest.mark.parametrize("section", SECTIONS)
def test_every_room_but_the_doors_is_private(section):
    folder = ROOT / "plugins" / section
    rooms = {file.stem for file in folder.glob("*.py")}
    rooms |= {file.parent.name for file in folder.glob("*/__init__.py")}

    private = next((one for one in CONTRACTS if one["id"] == f"private-{section}"), None)

    assert private, f"give '{section}' a contract of its own in pyproject.toml"
    named = {name.removeprefix(f"plugins.{section}.") for name in private["protected_modules"]}
    assert rooms - DOORS == named


def test_every_section_keeps_the_order_of_the_rooms():
    rooms = next(one for one in CONTRACTS if one["id"] == "rooms")

    assert sorted(rooms["containers"]) == [f"plugins.{section}" for section in SECTIONS]
