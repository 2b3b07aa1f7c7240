"""The table of greetings, with one in it."""

import peewee


def up(migrator, db):
    """Make the table and write the first greeting."""

    class Greeting(peewee.Model):
        words = peewee.CharField(max_length=100)

        class Meta:
            database = db
            table_name = "kitaphana_greeting_greeting"

    db.create_tables([Greeting])
    Greeting.create(words="Қош келдіңіз")
