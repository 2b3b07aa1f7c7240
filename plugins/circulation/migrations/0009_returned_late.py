"""Circulation: an index of what came back late, for the first page."""


def up(migrator, db):
    """Make the index; on both kinds of database it is said alike."""
    db.execute_sql(
        'CREATE INDEX "circulation_loan_returned_late" ON "circulation_loan" ("returned_at") '
        "WHERE returned_at > due_on"
    )
