"""Fund: where a copy stood in the paper books that were kept before."""


def up(migrator, db):
    """Add day and number of the old entry; copies that are here have none."""
    db.execute_sql('ALTER TABLE "fund_copy" ADD COLUMN "old_entry_on" DATE')
    db.execute_sql(
        'ALTER TABLE "fund_copy" ADD COLUMN "old_entry_no" VARCHAR(40) NOT NULL DEFAULT \'\''
    )
