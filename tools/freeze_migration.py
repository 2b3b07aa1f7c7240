"""Write a section's migration for new tables: their SQL for both databases, frozen as text.

Usage: python tools/freeze_migration.py SECTION NNNN_name [Model ...]   (all models if none named)

A migration imports nothing of ours and never changes once applied; so the SQL is written out.
Columns added later are written by hand with playhouse's migrator.
"""

import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

HEAD = '''"""{title}: tables as they were on the day they were made."""

SQLITE = [
{sqlite}
]

POSTGRESQL = [
{postgresql}
]


def up(migrator, db):
    """Run the statements of this kind of database."""
    for statement in SQLITE if type(db).__name__ == "SchoolSqlite" else POSTGRESQL:
        db.execute_sql(statement)
'''


def statements(models: list[Any], handle: Any, kind: str) -> list[str]:
    """Return CREATE TABLE, CREATE INDEX and the extra SQL of ``models``, in that order."""
    from core.database import db

    db.initialize(handle)
    found: list[str] = []
    for model in models:
        queries = [model._schema._create_table(safe=False)]
        queries += model._schema._create_indexes(safe=False)
        found += [_plain(*query.query()) for query in queries]
        found += model.extra_ddl().get(kind, [])
    return found


def _plain(sql: str, parameters: list[Any]) -> str:
    for value in parameters:
        text = repr(value) if not isinstance(value, bool) else str(value).upper()
        sql = sql.replace("?", text, 1) if "?" in sql else sql.replace("%s", text, 1)
    return sql


def wrapped(sql: list[str]) -> str:
    """Return the statements as lines of Python source, none longer than a line may be."""
    out = []
    for one in sql:
        words, line, lines = one.split(" "), "", []
        for word in words:
            if len(line) + len(word) > 84:
                lines.append(line)
                line = ""
            line += word + " "
        lines.append(line.rstrip(" "))
        quoted = [f"    {_quote(text)}" for text in lines]
        out.append("\n".join(quoted) + ",")
    return "\n".join(out)


def _quote(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("\n", "\\n")
    if '"' in escaped and "'" not in escaped:
        return f"'{escaped}'"
    return '"' + escaped.replace('"', '\\"') + '"'


def main() -> None:
    """Write the file and say where."""
    import importlib

    from core.database import SchoolPostgres, SchoolSqlite

    section, name, *wanted = sys.argv[1:]
    package = "core" if section == "core" else f"plugins.{section}"
    module = importlib.import_module(f"{package}.models")
    base = importlib.import_module("core.database").BaseModel
    models = [
        one
        for one in vars(module).values()
        if isinstance(one, type)
        and issubclass(one, base)
        and one.__module__.startswith(module.__name__)
    ]
    if wanted:
        models = [one for name in wanted for one in models if one.__name__ == name]
    text = HEAD.format(
        title=f"{section.capitalize()}",
        sqlite=wrapped(statements(models, SchoolSqlite(":memory:"), "sqlite")),
        postgresql=wrapped(statements(models, SchoolPostgres("x"), "postgresql")),
    )
    target = ROOT.joinpath(*package.split("."), "migrations", f"{name}.py")
    target.parent.mkdir(exist_ok=True)
    target.write_text(text, encoding="utf-8")
    print(target.relative_to(ROOT))


if __name__ == "__main__":
    main()
