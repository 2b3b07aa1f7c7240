"""Core: who reads large type."""


def up(migrator, db):
    """Add the choice to the profile; nobody has chosen yet."""
    kind = "INTEGER" if type(db).__name__ == "SchoolSqlite" else "BOOLEAN"
    db.execute_sql(
        f'ALTER TABLE "core_staff" ADD COLUMN "large_type" {kind} NOT NULL DEFAULT FALSE'
    )
