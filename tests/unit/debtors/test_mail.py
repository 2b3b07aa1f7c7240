"""Letters by e-mail, against a real server on this machine: encryption, passwords, refusals."""

import socket
import ssl
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

from core import clock, settings
from core.models import JournalEntry, StoredSetting
from plugins.debtors.errors import (
    MailNotEncrypted,
    MailNotSetUp,
    MailPasswordWrong,
    MailRefused,
    MailSenderRefused,
    MailServerUnreachable,
    NoAddress,
)
from plugins.debtors.models import Notice
from plugins.debtors.services import Letter, letters, mail
from plugins.readers.models import Reader
from tests.makers import make_copy, make_loan, make_reader

#: Of this test alone, made for localhost, with its key; good until 2126.
CERTIFICATE = Path(__file__).with_name("localhost.pem")

pytestmark = [
    pytest.mark.usefixtures("app"),
    # aiosmtpd counts only STARTTLS as encryption, not TLS from the beginning.
    pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS"),
]


class Box:
    """What the server has taken; some addresses it does not take, at some it hangs up."""

    def __init__(self) -> None:
        self.letters: list[Any] = []

    async def handle_MAIL(self, _server, _session, envelope, address, options):
        if address.startswith("nobody"):
            return "553 this sender is not yours"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, server, _session, envelope, address, _options):
        if address.startswith("unknown"):
            return "550 no such person here"
        if address.startswith("broken"):
            server.transport.close()
            return "421 bye"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):
        self.letters.append(envelope)
        return "250 taken"


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Server(Controller):
    """A server on localhost: ``kind`` is none, starttls or tls; ``password`` makes it ask."""

    def __init__(self, box: Box, kind: str, context: ssl.SSLContext, password: str) -> None:
        self.kind, self.context, self.password = kind, context, password
        more = {"ssl_context": context} if kind == "tls" else {}
        super().__init__(box, hostname="localhost", port=_free_port(), **more)

    def factory(self) -> SMTP:
        return SMTP(
            self.handler,
            tls_context=self.context if self.kind == "starttls" else None,
            require_starttls=self.kind == "starttls",
            authenticator=self._check if self.password else None,
            auth_required=bool(self.password),
            auth_require_tls=self.kind == "starttls",
            hostname="localhost",
        )

    def _check(self, _server, _session, _envelope, _mechanism, data) -> AuthResult:
        right = (data.login, data.password) == (b"library", self.password.encode())
        return AuthResult(success=right, handled=False)


@pytest.fixture
def box() -> Box:
    return Box()


@pytest.fixture
def serve(box: Box, monkeypatch) -> Iterator[Any]:
    """Start a server and set the school's e-mail to it: ``serve("tls", password="x")``."""
    running: list[Server] = []

    def make(kind: str = "none", password: str = "", *, is_trusted: bool = True) -> None:
        if is_trusted:
            monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        server = Server(box, kind, context, password)
        server.start()
        running.append(server)
        set_up(server.port, kind, password)

    yield make
    for one in running:
        one.stop()


def set_up(port: int, kind: str = "none", password: str = "", **more: Any) -> None:
    values = {
        "mail.host": "localhost",
        "mail.port": port,
        "mail.tls": kind,
        "mail.user": "library" if password else "",
        "mail.password": password,
        "mail.sender": "kitap@school.kz",
        "school.name_kk": "№ 25 мектеп",
        **{f"mail.{name}": value for name, value in more.items()},
    }
    settings.put(values, by=None)


def debtor(address: str, name: str = "Әлібек Нұрасыл", **more: Any) -> Reader:
    reader = make_reader(name, email=address, **more)
    make_loan(make_copy(), reader, days_ago=40)
    return reader


def written(*readers: Reader) -> list[Letter]:
    return letters([one.id for one in readers], by="Гүлнар", on=clock.today())


def words(envelope: Any) -> Any:
    return message_from_bytes(envelope.content, policy=policy.default)


@pytest.mark.parametrize(
    ("kind", "password"),
    [("none", ""), ("starttls", "s3cret"), ("tls", "s3cret"), ("tls", "")],
)
def test_a_test_letter_goes_by_every_kind_of_server(
    serve: Any, box: Box, kind: str, password: str
) -> None:
    serve(kind, password)

    mail.send_test("me@school.kz")

    letter = words(box.letters[0])
    assert letter["To"] == "me@school.kz"
    assert "№ 25 мектеп" in letter["From"]


def test_without_settings_nothing_is_tried() -> None:
    with pytest.raises(MailNotSetUp):
        mail.send_test("me@school.kz")


def test_a_wrong_password_is_said_so(serve: Any) -> None:
    serve("starttls", "right")
    settings.put({"mail.password": "wrong"}, by=None)

    with pytest.raises(MailPasswordWrong):
        mail.send_test("me@school.kz")


def test_a_server_that_is_not_there_is_said_so() -> None:
    set_up(_free_port())

    with pytest.raises(MailServerUnreachable, match="localhost"):
        mail.send_test("me@school.kz")


def test_a_server_that_says_nothing_is_given_up(monkeypatch) -> None:
    monkeypatch.setattr(mail, "TIMEOUT", 0.3)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        set_up(silent.getsockname()[1])

        with pytest.raises(MailServerUnreachable):
            mail.send_test("me@school.kz")


def test_a_certificate_nobody_vouches_for_is_not_spoken_to(serve: Any, box: Box) -> None:
    serve("starttls", is_trusted=False)

    with pytest.raises(MailNotEncrypted):
        mail.send_test("me@school.kz")
    assert box.letters == []


def test_a_server_without_encryption_is_not_told_the_password(serve: Any) -> None:
    serve("none")
    settings.put({"mail.tls": "starttls"}, by=None)

    with pytest.raises(MailNotEncrypted):
        mail.send_test("me@school.kz")


@pytest.mark.parametrize(
    ("address", "sender", "refusal"),
    [
        ("unknown@school.kz", "kitap@school.kz", MailRefused),
        ("me@school.kz", "nobody@school.kz", MailSenderRefused),
        ("me at school", "kitap@school.kz", NoAddress),
        ("me@school.kz\nBcc: x@y.kz", "kitap@school.kz", NoAddress),
    ],
)
def test_a_refused_address_is_said_so(
    serve: Any, address: str, sender: str, refusal: type[Exception]
) -> None:
    serve()
    settings.put({"mail.sender": sender}, by=None)

    with pytest.raises(refusal):
        mail.send_test(address)


def test_a_letter_is_in_the_family_s_language_and_names_the_books(serve: Any, box: Box) -> None:
    serve("tls", "s3cret")
    settings.put({"mail.reply_to": "answers@school.kz"}, by=None)

    mail.send_all(written(debtor("ru@x.kz", language="ru")), by=None)

    letter = words(box.letters[0])
    text = letter.get_content()
    assert letter["Reply-To"] == "answers@school.kz"
    assert text.startswith("Здравствуйте, Әлібек Нұрасыл!")
    assert "Абай жолы (№ " in text


def test_one_bad_address_does_not_stop_the_others(serve: Any, box: Box) -> None:
    serve()
    some = [
        debtor("a@x.kz", "Асан А"),
        debtor("unknown@x.kz", "Болат Б"),
        debtor("no address", "Гүлім Г"),
        debtor("broken@x.kz", "Дана Д"),
        debtor("e@x.kz", "Ерлан Е"),
    ]

    done = mail.send_all(written(*some), by=None)

    assert (done.sent, done.failed) == (2, 3)
    assert [one.rcpt_tos for one in box.letters] == [["a@x.kz"], ["e@x.kz"]]
    results = {one.reader_id: (one.result, one.words) for one in Notice.select()}
    assert results[some[0].id] == results[some[4].id] == ("sent", "")
    assert "no such person here" in results[some[1].id][1]
    assert "no e-mail address" in results[some[2].id][1]
    assert results[some[3].id][0] == "failed"


def test_a_server_that_went_away_ends_the_batch(serve: Any, box: Box) -> None:
    serve()
    some = [debtor("broken@x.kz", f"Оқушы {letter}") for letter in "АБВГД"]

    done = mail.send_all(written(*some), by=None)

    assert (done.sent, done.failed) == (0, 5)
    assert Notice.select().count() == mail.MOST_LOST


def test_the_password_is_told_to_nobody(serve: Any) -> None:
    set_up(2525, "tls", "correct horse")

    kept = StoredSetting.get(StoredSetting.name == "mail.password").value
    told = JournalEntry.select().where(JournalEntry.action == "settings.put").get().facts

    assert settings.secret("mail.password") == "correct horse"
    assert "correct horse" not in kept + told + str(settings.get("mail.password"))
