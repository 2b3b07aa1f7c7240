"""What one may be allowed to do with readers."""

from flask_babel import lazy_gettext as _

from core.access import Permission

PERMISSIONS = (
    Permission(
        "readers.view",
        _("See readers and classes (a class teacher: the own class)"),
        ("head", "librarian", "assistant", "teacher", "viewer"),
    ),
    Permission("readers.edit", _("Register and change readers"), ("head", "librarian")),
    Permission(
        "readers.rollover", _("Move all classes up for a new school year"), ("head", "librarian")
    ),
    Permission("readers.export", _("Take lists of readers out"), ("head", "librarian")),
    Permission(
        "readers.personal",
        _("See and hand out all that is kept about a reader, and the photograph"),
        ("head", "librarian"),
    ),
    Permission("readers.erase", _("Erase the personal data of who has left"), ("head",)),
    Permission("readers.council", _("Keep the library council's records"), ("head", "librarian")),
    Permission("readers.cards", _("Print readers' cards"), ("head", "librarian", "assistant")),
)
