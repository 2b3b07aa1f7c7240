"""Write-off: copies on an act that were lost, so that nothing of them is left to hand over."""


def up(migrator, db):
    """Add the mark; no copy of an act that is here already has it."""
    kind = "INTEGER" if type(db).__name__ == "SchoolSqlite" else "BOOLEAN"
    db.execute_sql(
        f'ALTER TABLE "writeoff_case_copy" ADD COLUMN "is_absent" {kind} NOT NULL DEFAULT FALSE'
    )
