"""Where templates run: fields, conditions and one loop over rows; no calls, nothing of Python.

Jinja's sandbox stands between a template and our objects; on top of it only those parts of its
language are let through that a form needs. So nothing can run for ever or fill the memory.
"""

import re
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from core.own_templates.errors import (
    NotForTemplates,
    NotUnderstood,
    TemplateTooLong,
    UnknownFields,
)

FILTERS = ("upper", "lower", "capitalize", "trim", "length", "count", "first", "last", "default")
TESTS = ("defined", "odd", "even", "none", "in")
LOOP = frozenset({"index", "index0", "first", "last", "length"})

#: Characters that all loops together may write.
LONGEST = 100_000_000

_PLAIN = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Const,
    nodes.Name,
    nodes.Getattr,
    nodes.For,
    nodes.If,
    nodes.CondExpr,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Filter,
    nodes.Test,
)


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja for one document: ``values`` are its fields, ``lists`` the columns of its lists."""

    def __init__(self, values: dict[str, Any], lists: dict[str, frozenset[str]]) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, cache_size=0)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.tests = {name: self.tests[name] for name in TESTS}
        self.values = values
        self.lists = lists

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        # docxtpl compiles body, headers, footers, notes and properties: all of them come by here.
        try:
            tree = super()._parse(source, name, filename)
        except TemplateSyntaxError as fault:
            raise NotUnderstood(**_where(source, fault.lineno)) from fault
        _Check(self, source).template(tree)
        return tree


class _Check:
    """Walks over one part and refuses what a form does not need."""

    def __init__(self, sandbox: Sandbox, source: str) -> None:
        self.sandbox = sandbox
        self.source = source
        self.unknown: list[str] = []
        self.written = 0

    def template(self, tree: nodes.Template) -> None:
        """Refuse the part, or return."""
        self._walk(tree, {}, 1)
        if self.unknown:
            raise UnknownFields(names=", ".join(dict.fromkeys(self.unknown)))
        if self.written > LONGEST:
            raise TemplateTooLong()

    def _walk(self, node: nodes.Node, scope: dict[str, frozenset[str]], times: int) -> None:
        if not isinstance(node, _PLAIN):
            self._refuse(node)
        match node:
            case nodes.For():
                self._loop(node, scope)
                return
            case nodes.Getattr():
                self._attribute(node, scope)
                return
            case nodes.Name():
                if node.name not in self.sandbox.values and node.name not in scope:
                    self.unknown.append(node.name)
                elif node.name in scope or node.name in self.sandbox.lists:
                    self._refuse(node)  # a row or a list as a whole has no text
            case nodes.Filter():
                self._filter(node, scope, times)
                return
            case nodes.Test():
                if node.name not in TESTS:
                    self._refuse(node)
            case nodes.TemplateData():
                self.written += len(node.data) * times
        for child in node.iter_child_nodes():
            if isinstance(node, nodes.If | nodes.CondExpr) and _is_list(child, self.sandbox.lists):
                continue  # {% if rows %}
            self._walk(child, scope, times)

    def _loop(self, node: nodes.For, scope: dict[str, frozenset[str]]) -> None:
        if scope or node.recursive or node.test or not isinstance(node.target, nodes.Name):
            self._refuse(node)
        target, over = str(getattr(node.target, "name", "")), str(getattr(node.iter, "name", ""))
        if not isinstance(node.iter, nodes.Name):
            self._refuse(node)
        if over not in self.sandbox.lists:
            if over in self.sandbox.values:
                self._refuse(node)
            self.unknown.append(over)
        columns = self.sandbox.lists.get(over, frozenset())
        rows = len(self.sandbox.values.get(over, ()))
        for child in node.body:
            self._walk(child, {target: columns, "loop": LOOP}, rows)
        for child in node.else_:
            self._walk(child, {}, 1)

    def _attribute(self, node: nodes.Getattr, scope: dict[str, frozenset[str]]) -> None:
        if not isinstance(node.node, nodes.Name):
            self._refuse(node)
        elif node.node.name not in scope or node.attr not in scope[node.node.name]:
            self.unknown.append(f"{node.node.name}.{node.attr}")

    def _filter(self, node: nodes.Filter, scope: dict[str, frozenset[str]], times: int) -> None:
        if node.name not in FILTERS or node.node is None:
            self._refuse(node)
        if node.kwargs or node.dyn_args or node.dyn_kwargs:
            self._refuse(node)
        whole = node.name in ("length", "count") and _is_list(node.node, self.sandbox.lists)
        for child in (*(() if whole else (node.node,)), *node.args):
            self._walk(child, scope, times)

    def _refuse(self, node: nodes.Node) -> None:
        raise NotForTemplates(**_where(self.source, node.lineno))


def _is_list(node: nodes.Node | None, lists: dict[str, frozenset[str]]) -> bool:
    return isinstance(node, nodes.Name) and node.name in lists


def _where(source: str, line: int) -> dict[str, Any]:
    """Return number and text of a paragraph: docxtpl gives each a line of its own."""
    lines = source.splitlines() or [""]
    text = re.sub(r"<[^>]*>", "", lines[min(line, len(lines)) - 1]).strip()
    return {"place": max(line - 1, 1), "text": text if len(text) <= 80 else f"{text[:77]}…"}
