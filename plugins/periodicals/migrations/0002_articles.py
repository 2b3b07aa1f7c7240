"""Periodicals: tables as they were on the day they were made."""

SQLITE = [
    'CREATE TABLE "periodicals_article" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
    '"record_id" INTEGER NOT NULL, "issue_id" INTEGER, "source" VARCHAR(200) NOT NULL, '
    '"number" VARCHAR(60) NOT NULL, "published_on" DATE, "year" INTEGER, "pages" '
    'VARCHAR(40) NOT NULL, "added_on" DATE NOT NULL, "by_id" INTEGER, FOREIGN KEY '
    '("record_id") REFERENCES "catalogue_record" ("id") ON DELETE RESTRICT, FOREIGN KEY '
    '("issue_id") REFERENCES "periodicals_issue" ("id") ON DELETE RESTRICT, FOREIGN KEY '
    '("by_id") REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE UNIQUE INDEX "periodicals_article_record_id" ON "periodicals_article" ("record_id")',
    'CREATE INDEX "periodicals_article_issue_id" ON "periodicals_article" ("issue_id")',
    'CREATE INDEX "periodicals_article_source" ON "periodicals_article" ("source")',
    'CREATE INDEX "periodicals_article_added_on" ON "periodicals_article" ("added_on")',
]

POSTGRESQL = [
    'CREATE TABLE "periodicals_article" ("id" SERIAL NOT NULL PRIMARY KEY, "record_id" '
    'INTEGER NOT NULL, "issue_id" INTEGER, "source" VARCHAR(200) NOT NULL, "number" '
    'VARCHAR(60) NOT NULL, "published_on" DATE, "year" INTEGER, "pages" VARCHAR(40) NOT '
    'NULL, "added_on" DATE NOT NULL, "by_id" INTEGER, FOREIGN KEY ("record_id") '
    'REFERENCES "catalogue_record" ("id") ON DELETE RESTRICT, FOREIGN KEY ("issue_id") '
    'REFERENCES "periodicals_issue" ("id") ON DELETE RESTRICT, FOREIGN KEY ("by_id") '
    'REFERENCES "core_staff" ("id") ON DELETE RESTRICT)',
    'CREATE UNIQUE INDEX "periodicals_article_record_id" ON "periodicals_article" ("record_id")',
    'CREATE INDEX "periodicals_article_issue_id" ON "periodicals_article" ("issue_id")',
    'CREATE INDEX "periodicals_article_source" ON "periodicals_article" ("source")',
    'CREATE INDEX "periodicals_article_added_on" ON "periodicals_article" ("added_on")',
]


def up(migrator, db):
    """Run the statements of this kind of database."""
    for statement in SQLITE if type(db).__name__ == "SchoolSqlite" else POSTGRESQL:
        db.execute_sql(statement)
