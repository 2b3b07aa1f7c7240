"""The panel's own tables: who works here, what the school has set, who did what."""

from flask_login import UserMixin
from peewee import (
    SQL,
    BlobField,
    BooleanField,
    CharField,
    Check,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from core import clock
from core.database import BaseModel, MomentField

#: What a person may be, from most to least powerful (issue: people at the desk).
ROLES = ("head", "librarian", "assistant", "teacher", "viewer")


class Staff(BaseModel, UserMixin):
    """A person with a login. ``session_no`` rises when other sessions must end."""

    login = CharField(max_length=60, unique=True)
    full_name = CharField(max_length=200)
    role = CharField(
        max_length=20,
        constraints=[Check("role IN ('head', 'librarian', 'assistant', 'teacher', 'viewer')")],
    )
    password_hash = CharField(max_length=200)
    language = CharField(max_length=2, default="kk")
    theme = CharField(max_length=10, default="auto")
    is_working = BooleanField(default=True)
    session_no = IntegerField(default=1)
    created_at = MomentField(default=clock.now)
    last_seen_at = MomentField(null=True)
    large_type = BooleanField(default=False, constraints=[SQL("DEFAULT FALSE")])

    @property
    def is_active(self) -> bool:
        """Return whether the person may sign in (Flask-Login asks)."""
        return bool(self.is_working)

    def get_id(self) -> str:
        """Return what the session keeps: a higher ``session_no`` ends older sessions."""
        return f"{self.id}:{self.session_no}"

    def __str__(self) -> str:
        return str(self.full_name)


class StoredSetting(BaseModel):
    """A value the school has changed; `core.settings` knows names, kinds and defaults."""

    name = CharField(max_length=80, unique=True)
    value = TextField()

    def __str__(self) -> str:
        return str(self.name)


class JournalEntry(BaseModel):
    """Who did what and when. Rows are added and never changed: the database refuses."""

    at = MomentField(default=clock.now, index=True)
    by = ForeignKeyField(Staff, null=True, on_delete="RESTRICT", backref="+")
    action = CharField(max_length=60)
    about = CharField(max_length=120, default="")
    facts = TextField(default="{}")

    @classmethod
    def extra_ddl(cls) -> dict[str, list[str]]:
        """Return the triggers that make the journal append-only."""
        refuse = "SELECT RAISE(ABORT, 'the journal is append-only')"
        return {
            "sqlite": [
                f"CREATE TRIGGER core_journal_entry_no_{verb} BEFORE {verb.upper()} "
                f"ON core_journal_entry BEGIN {refuse}; END"
                for verb in ("update", "delete")
            ],
            "postgresql": [
                "CREATE FUNCTION core_journal_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$",
                "CREATE TRIGGER core_journal_entry_no_change BEFORE UPDATE OR DELETE "
                "ON core_journal_entry FOR EACH ROW EXECUTE FUNCTION core_journal_entry_refuse()",
            ],
        }

    def __str__(self) -> str:
        return f"{self.action} {self.about}".strip()


class Upload(BaseModel):
    """A list that somebody sent, kept until it is taken: between its steps people have lunch.

    ``about`` says what it is for (``delivery 5``), ``choices`` is JSON: which column is what, and
    what was chosen beside. Once taken, ``data`` is emptied and ``digest`` stays.
    """

    purpose = CharField(max_length=40)
    about = CharField(max_length=60, default="")
    name = CharField(max_length=200)
    data = BlobField()
    digest = CharField(max_length=64)
    choices = TextField(default="{}")
    sent_at = MomentField(default=clock.now, index=True)
    by = ForeignKeyField(Staff, on_delete="RESTRICT", backref="+", index=False)
    taken_at = MomentField(null=True)

    class Meta:
        indexes = ((("purpose", "about", "digest"), False),)

    def __str__(self) -> str:
        return str(self.name)


class DocumentTemplate(BaseModel):
    """A school's own form of a document in one language, printed in place of ours."""

    document = CharField(max_length=60)
    language = CharField(max_length=2, constraints=[Check("language IN ('kk', 'ru')")])
    name = CharField(max_length=200)
    data = BlobField()
    uploaded_at = MomentField(default=clock.now)
    by = ForeignKeyField(Staff, null=True, on_delete="RESTRICT", backref="+", index=False)

    class Meta:
        indexes = ((("document", "language"), True),)

    def __str__(self) -> str:
        return str(self.name)
