"""Letters by e-mail: the school's server, one letter, many letters. Only the standard library."""

import re
import smtplib
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formataddr, formatdate, make_msgid

from flask_babel import force_locale, gettext
from flask_babel import lazy_gettext as _

from core import settings
from core.answers import Setting
from core.errors import LibraryError
from core.models import Staff
from core.typography import day, money
from plugins.debtors.errors import (
    MailLost,
    MailNotEncrypted,
    MailNotSetUp,
    MailPasswordWrong,
    MailRefused,
    MailSenderRefused,
    MailServerUnreachable,
    NoAddress,
)
from plugins.debtors.services.notices import Letter, record, school_in

_GROUP = _("E-mail")
#: Seconds until a silent server is given up.
TIMEOUT = 20
#: So many letters in a row that the server did not take for reasons of its own end the batch.
MOST_LOST = 3

_ADDRESS = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\"]+")

SETTINGS = (
    Setting("mail.host", _("Mail server"), "", group=_GROUP),
    Setting("mail.port", _("Port"), 587, "number", group=_GROUP, least=1, most=65535),
    Setting(
        "mail.tls",
        _("Encryption"),
        "starttls",
        "choice",
        choices=(
            ("starttls", _("STARTTLS (usually port 587)")),
            ("tls", _("TLS from the beginning (usually port 465)")),
            ("none", _("none (only inside the school)")),
        ),
        group=_GROUP,
    ),
    Setting("mail.user", _("User"), "", group=_GROUP),
    Setting(
        "mail.password",
        _("Password"),
        "",
        "secret",
        help=_("Kept sealed and shown to nobody. Leave it empty to keep the one there is."),
        group=_GROUP,
    ),
    Setting("mail.sender", _("Sender's address"), "", group=_GROUP),
    Setting("mail.reply_to", _("Address for answers"), "", group=_GROUP),
)


@dataclass(frozen=True)
class Server:
    """Where the school's letters go, and in whose name."""

    host: str
    port: int
    tls: str
    user: str
    password: str
    sender: str
    reply_to: str


@dataclass
class Outcome:
    """How many letters of a batch were sent, and how many were not."""

    sent: int = 0
    failed: int = 0


def is_set_up() -> bool:
    """Return whether the school has said by which server its letters go."""
    return bool(settings.get("mail.host") and settings.get("mail.sender"))


def server() -> Server:
    """Return the school's mail server; MailNotSetUp if there is none."""
    if not is_set_up():
        raise MailNotSetUp()
    words = {one: str(settings.get(f"mail.{one}")) for one in ("host", "tls", "user", "sender")}
    return Server(
        port=int(settings.get("mail.port")),
        password=settings.secret("mail.password"),
        reply_to=str(settings.get("mail.reply_to")),
        **words,
    )


def has_address(text: object) -> bool:
    """Return whether ``text`` looks like one e-mail address."""
    return _ADDRESS.fullmatch(str(text).strip()) is not None


def connect(to: Server) -> smtplib.SMTP:
    """Return a connection with the user signed in; a refusal that says what to mend."""
    place = {"host": to.host, "port": to.port}
    try:
        context = ssl.create_default_context()
        if to.tls == "tls":
            wire: smtplib.SMTP = smtplib.SMTP_SSL(
                to.host, to.port, timeout=TIMEOUT, context=context
            )
        else:
            wire = smtplib.SMTP(to.host, to.port, timeout=TIMEOUT)
    except ssl.SSLError as fault:
        raise MailNotEncrypted(**place) from fault
    except (OSError, smtplib.SMTPException, ValueError) as fault:
        raise MailServerUnreachable(**place) from fault
    try:
        if to.tls == "starttls":
            wire.starttls(context=context)
        if to.user:
            wire.login(to.user, to.password)
    except smtplib.SMTPAuthenticationError as fault:
        wire.close()
        raise MailPasswordWrong(**place) from fault
    except (ssl.SSLError, smtplib.SMTPNotSupportedError) as fault:
        wire.close()
        raise MailNotEncrypted(**place) from fault
    except (OSError, smtplib.SMTPException, ValueError) as fault:
        wire.close()
        raise MailServerUnreachable(**place) from fault
    return wire


def message(to: Server, address: str, subject: str, text: str, *, school: str) -> EmailMessage:
    """Return a letter in plain text; NoAddress if it could reach nobody."""
    if not has_address(address):
        raise NoAddress(address=address)
    letter = EmailMessage()
    letter["Subject"] = " ".join(subject.split())
    letter["From"] = formataddr((" ".join(school.split()), to.sender))
    letter["To"] = address.strip()
    if has_address(to.reply_to):
        letter["Reply-To"] = to.reply_to
    letter["Date"] = formatdate(localtime=True)
    letter["Message-ID"] = make_msgid(domain=to.sender.rpartition("@")[2] or None)
    letter.set_content(text)
    return letter


def deliver(wire: smtplib.SMTP, letter: EmailMessage) -> None:
    """Send the letter by an open connection; a refusal that says why it was not taken."""
    address = str(letter["To"])
    try:
        wire.send_message(letter)
    except smtplib.SMTPRecipientsRefused as fault:
        raise MailRefused(address=address, answer=_answer(*_first(fault.recipients))) from fault
    except smtplib.SMTPSenderRefused as fault:
        answer = _answer(fault.smtp_code, fault.smtp_error)
        raise MailSenderRefused(address=str(fault.sender), answer=answer) from fault
    except smtplib.SMTPResponseException as fault:
        answer = _answer(fault.smtp_code, fault.smtp_error)
        raise MailRefused(address=address, answer=answer) from fault
    except (smtplib.SMTPNotSupportedError, UnicodeError) as fault:
        raise NoAddress(address=address) from fault
    except (OSError, smtplib.SMTPException) as fault:
        raise MailLost() from fault


def _first(recipients: dict[str, tuple[int, bytes]]) -> tuple[int, bytes]:
    return next(iter(recipients.values()), (0, b""))


def _answer(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    return f"{code} {' '.join(text.split())}"[:160]


def send_test(address: str) -> None:
    """Send a letter that says the settings are right; a refusal if they are not."""
    to = server()
    subject = gettext("Test letter of the school library")
    text = gettext("This letter was sent to try the settings of e-mail. They are right.")
    letter = message(to, address, subject, text, school=school_in("kk"))
    wire = connect(to)
    try:
        deliver(wire, letter)
    finally:
        _hang_up(wire)


def send_all(
    some: Sequence[Letter],
    *,
    by: Staff | None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Outcome:
    """Send the letters one after another; each is in the log before the next one goes.

    One that is refused does not stop the others. Nothing is tried twice: a letter whose
    connection broke may have arrived.
    """
    to, done, lost = server(), Outcome(), 0
    wire: smtplib.SMTP | None = connect(to)
    try:
        for place, letter in enumerate(some, 1):
            try:
                if wire is None:
                    wire = connect(to)
                deliver(wire, _written(to, letter))
            except LibraryError as refusal:
                record([letter], "email", by=by, result="failed", words=str(refusal))
                done.failed += 1
                if isinstance(refusal, NoAddress | MailRefused):
                    lost = 0
                    _clear(wire)
                else:
                    lost += 1
                    _hang_up(wire)
                    wire = None
                    if lost >= MOST_LOST:
                        break
            else:
                record([letter], "email", by=by, result="sent")
                done.sent += 1
                lost = 0
            progress(place, len(some))
    finally:
        _hang_up(wire)
    done.failed = len(some) - done.sent
    return done


def _written(to: Server, letter: Letter) -> EmailMessage:
    with force_locale(letter.language):
        with_sum = bool(settings.get("debtors.with_sum"))
        lines = [letter.text, ""]
        for number, loan in enumerate(letter.debt.loans, 1):
            price = f", {money(loan.copy.price)} ₸" if with_sum else ""
            book = f"{loan.copy.record.full_title} (№ {loan.copy.inventory_no}{price})"
            due = gettext("due on %(day)s", day=day(loan.due_on))
            lines.append(f"{number}. {book} – {due}")
        if with_sum:
            lines += ["", f"{gettext('For the sum')}: {money(letter.debt.amount)} ₸"]
        school = school_in(letter.language)
        lines += ["", school]
        subject = gettext("Books of the school library: %(reader)s", reader=letter.reader.name)
        address = str(letter.reader.email)
        return message(to, address, subject, "\n".join(lines), school=school)


def _clear(wire: smtplib.SMTP | None) -> None:
    """Begin anew after a letter that was refused; a broken wire shows at the next letter."""
    if wire is not None:
        try:
            wire.rset()
        except (OSError, smtplib.SMTPException):
            _hang_up(wire)


def _hang_up(wire: smtplib.SMTP | None) -> None:
    if wire is None:
        return
    try:
        wire.quit()
    except (OSError, smtplib.SMTPException):
        wire.close()
