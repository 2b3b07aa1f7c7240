"""Catalogue: what is searched is folded anew: a name is one in Kazakh and in Russian."""

import re

_DOUBLED = re.compile(r"([а-я])\1+")
_AFTER_A_VOWEL = re.compile("([аеоуыюя])и[иы]+")


def up(migrator, db):
    """Level э, doubled letters, and «йі», «йы» after a vowel in the search texts that are there."""
    place = "?" if type(db).__name__ == "SchoolSqlite" else "%s"
    rows = db.execute_sql('SELECT id, search_text FROM "catalogue_record"').fetchall()
    for number, text in rows:
        levelled = _DOUBLED.sub(r"\1", text.replace("э", "е"))
        levelled = _AFTER_A_VOWEL.sub(r"\1и", levelled)
        if levelled != text:
            db.execute_sql(
                f'UPDATE "catalogue_record" SET search_text = {place} WHERE id = {place}',
                (levelled, number),
            )
