"""Readers: classes have a profile, which chooses their textbooks."""


def up(migrator, db):
    """Add the profile; classes that are here have none."""
    db.execute_sql(
        'ALTER TABLE "readers_school_class" ADD COLUMN "profile" VARCHAR(60) NOT NULL DEFAULT \'\''
    )
