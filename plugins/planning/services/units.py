"""The work that sections count: what a line of the plan may be tied to."""

from collections.abc import Iterable
from datetime import date

from core.answers import WorkUnit
from core.sections import gather, hook


def units() -> dict[str, WorkUnit]:
    """Return the work units of all sections by their names, section by section."""
    return {one.name: one for one in gather(hook.register_work_units())}


def counted(names: Iterable[str], first: date, last: date) -> dict[str, int]:
    """Return how much of each was done in those days, both included; of what is known only.

    Each is counted once, however many lines are tied to it.
    """
    known = units()
    return {name: known[name].count(first, last) for name in dict.fromkeys(names) if name in known}
