"""Fund: an index of the copies that are in it, for the sizes of the funds."""


def up(migrator, db):
    """Make the index; on both kinds of database it is said alike."""
    db.execute_sql(
        'CREATE INDEX "fund_copy_here" ON "fund_copy" ("fund", "record_id", "withdrawn_on") '
        "WHERE withdrawn_on IS NULL"
    )
