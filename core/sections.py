"""How sections are found, put in order and plugged in; and the door to their answers."""

import importlib
import importlib.util
import pkgutil
from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType
from typing import Any

import pluggy

from core import hookspecs
from core.section import FoundSection, Section

ENTRY_POINTS = "kitaphana.sections"


class SectionFault(Exception):
    """The program cannot start: names the section, the fault and the remedy."""


class _Hook:
    """Stands for the hooks of the sections plugged in last: ``hook.copy_blockers(copy=…)``."""

    def __init__(self) -> None:
        self.manager: pluggy.PluginManager | None = None

    def __getattr__(self, name: str) -> Any:
        if self.manager is None:
            raise SectionFault("No sections are plugged in yet; call plug_in() first.")
        return getattr(self.manager.hook, name)


hook = _Hook()


def gather(answers: Iterable[Iterable[Any] | None]) -> list[Any]:
    """Return the answers of all sections as one list."""
    return [one for answer in answers if answer for one in answer]


def find_sections(off: Iterable[str] = ()) -> list[FoundSection]:
    """Return every section that is not switched ``off``, those required first.

    Sections are the folders of plugins/ and the packages that installed distributions name in
    the entry-point group ``kitaphana.sections``.
    """
    off = set(off)
    found = {one.name: one for one in _candidates() if one.name not in off}
    for one in found.values():
        for needed in one.card.requires:
            if needed not in found:
                raise SectionFault(
                    f"Section '{one.name}' requires '{needed}', which is missing or switched "
                    f"off. Add plugins/{needed}/ or switch '{one.name}' off too."
                )
    sorter = TopologicalSorter({one.name: set(one.card.requires) for one in found.values()})
    try:
        sorter.prepare()
    except CycleError as fault:
        circle = " → ".join(fault.args[1])
        raise SectionFault(f"Sections require each other in a circle: {circle}.") from fault
    ordered: list[FoundSection] = []
    ready = [found[name] for name in sorter.get_ready()]
    while ready:
        ready.sort(key=lambda one: (one.card.order, one.name))
        one = ready.pop(0)
        ordered.append(one)
        sorter.done(one.name)
        ready += [found[name] for name in sorter.get_ready()]
    return ordered


def _candidates() -> Iterable[FoundSection]:
    import plugins

    for info in pkgutil.iter_modules(plugins.__path__):
        if info.ispkg:
            yield _read(info.name, f"plugins.{info.name}")
    for point in entry_points(group=ENTRY_POINTS):
        yield _read(point.name, point.value)


def _read(name: str, package: str) -> FoundSection:
    module = importlib.import_module(package)
    card = getattr(module, "SECTION", None)
    if not isinstance(card, Section):
        raise SectionFault(
            f"Section '{name}' has no visiting card. Write SECTION = Section(...) in its "
            f"__init__.py ({package})."
        )
    return FoundSection(name, package, Path(str(module.__file__)).parent, card)


def room(section: FoundSection, name: str) -> ModuleType | None:
    """Return the section's module ``name`` (``hooks``, ``models``), or None if it has none."""
    full = f"{section.package}.{name}"
    return importlib.import_module(full) if importlib.util.find_spec(full) else None


def plug_in(sections: Iterable[FoundSection]) -> pluggy.PluginManager:
    """Register everybody's questions, then everybody's answers; return the manager.

    From here on `hook` speaks to exactly these sections. A misspelt answer is refused.
    """
    manager = pluggy.PluginManager("kitaphana")
    manager.add_hookspecs(hookspecs)
    sections = list(sections)
    for section in sections:
        if questions := room(section, "hookspecs"):
            manager.add_hookspecs(questions)
    # pluggy asks the last registered first; registering backwards keeps the sections' order.
    for section in reversed(sections):
        if answers := room(section, "hooks"):
            manager.register(answers, section.name)
    try:
        manager.check_pending()
    except pluggy.PluginValidationError as fault:
        raise SectionFault(
            f"{fault}. Correct the name of the hook, or declare the question in a hookspecs.py."
        ) from fault
    hook.manager = manager
    return manager
