"""The log of notices: what was printed or sent to whom, when, about which loans."""

from flask_babel import lazy_gettext as _
from peewee import SQL, CharField, Check, ForeignKeyField, IntegerField, TextField

from core import clock
from core.database import BaseModel, MomentField, TiynField
from core.models import Staff
from plugins.readers.models import Reader

KINDS = {"paper": _("on paper"), "email": _("by e-mail")}
RESULTS = {"printed": _("printed"), "sent": _("sent"), "failed": _("not sent")}


class Notice(BaseModel):
    """A notice about so many copies; ``loans`` are the ids of its loans, parted by commas.

    ``words`` say why one was not sent.
    """

    reader = ForeignKeyField(Reader, on_delete="RESTRICT", backref="+", index=False)
    kind = CharField(max_length=10, constraints=[Check("kind IN ('paper', 'email')")])
    language = CharField(max_length=5, default="kk")
    sent_at = MomentField(default=clock.now, index=True)
    by = ForeignKeyField(Staff, null=True, on_delete="RESTRICT", backref="+", index=False)
    loans = TextField(default="")
    copies = IntegerField(default=0)
    amount = TiynField(default=0, constraints=[SQL("DEFAULT 0")])
    result = CharField(
        max_length=10,
        default="printed",
        constraints=[Check("result IN ('printed', 'sent', 'failed')")],
    )
    words = CharField(max_length=250, default="")

    def __str__(self) -> str:
        return f"{self.sent_at:%d.%m.%Y}"


Notice.add_index(Notice.index(Notice.reader, Notice.sent_at, name="debtors_notice_by_reader"))
