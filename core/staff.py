"""People with a login: making accounts, signing in, passwords; the rules of all that."""

from datetime import datetime, timedelta

from flask import Flask, session
from flask_babel import lazy_gettext as _
from flask_login import LoginManager
from peewee import IntegrityError

from core import clock, journal, passwords
from core.database import transaction
from core.errors import LibraryError
from core.failures import Failures
from core.models import ROLES, Staff
from core.prepared import Prepared

#: Letters of a password at the least, and those that everybody tries first.
SHORTEST = 8
COMMON = frozenset(
    (
        *("12345678", "123456789", "1234567890", "87654321", "password", "password1"),
        *("qwertyui", "qwerty123", "iloveyou", "kitaphana", "kitapkhana", "biblioteka"),
        *("librarian", "kazakhstan", "admin123", "құпиясөз", "қазақстан", "кітапхана"),
        *("библиотека", "пароль123"),
    )
)

#: Failures after which one waits, and for how many minutes at the most; it begins with one minute
#: and doubles with each further failure. A school is often one address to us, and any pupil can
#: type the librarian's name: an address or a name alone is slowed down late and not for long.
TRIES = {"login at": (5, 30), "login": (20, 5), "address": (40, 2)}


class WrongLogin(LibraryError):
    """The name or the password is wrong; which one is not said."""

    status = 401
    message = _("The user name or the password does not fit. Try again.")


class WeakPassword(LibraryError):
    """The password is too short, too common, or the login itself."""

    message = _(
        "The password is too easy to guess. Use at least %(letters)s characters, not the user "
        "name and not a row of digits."
    )


class LoginTaken(LibraryError):
    """Somebody has that login."""

    message = _("The user name %(login)s is taken. Choose another.")


class LoginMissing(LibraryError):
    """A login is needed."""

    message = _("The user name is missing, or has spaces in it. Use Latin letters and digits.")


class UnknownRole(LibraryError):
    """There is no such role."""

    message = _("There is no role %(role)s. The roles are: %(roles)s.")


class LastHead(LibraryError):
    """Nobody else could manage the accounts."""

    message = _("%(name)s is the only head librarian. Make somebody else head librarian first.")


failures = Failures(TRIES)


def fold_login(login: str) -> str:
    """Return the login as it is kept: without spaces around it, in small letters."""
    return login.strip().casefold()


def create_staff(
    *,
    login: str,
    password: str,
    role: str,
    full_name: str = "",
    by: Staff | None,
    language: str = "kk",
    may_be_weak: bool = False,
) -> Staff:
    """Make an account and return it; a refusal if login, role or password will not do.

    ``may_be_weak`` is for the demo school, whose password somebody types on the command line.
    """
    login = fold_login(login)
    if not login or len(login.split()) > 1:
        raise LoginMissing()
    if role not in ROLES:
        raise UnknownRole(role=role, roles=", ".join(ROLES))
    if not may_be_weak:
        ensure_strong(password, login)
    hashed = passwords.hash_password(password)
    with transaction():
        try:
            with transaction():
                person: Staff = Staff.create(
                    login=login,
                    full_name=full_name.strip() or login,
                    role=role,
                    password_hash=hashed,
                    language=language,
                )
        except IntegrityError as fault:
            raise LoginTaken(login=login) from fault
        journal.record("staff.create", by=by, about=f"staff {person.id}", login=login, role=role)
    return person


def ensure_strong(password: str, login: str) -> None:
    """Raise WeakPassword if the password would be guessed first."""
    folded = password.casefold()
    weak = len(password) < SHORTEST or folded in COMMON or folded == login.casefold()
    if weak or len(set(password)) < 3:
        raise WeakPassword(letters=SHORTEST)


def sign_in(login: str, password: str, *, address: str, at: datetime | None = None) -> Staff:
    """Return the person whose login and password these are, with a line in the journal.

    WrongLogin takes as long for an unknown name as for a wrong password and says neither.
    """
    at = at or clock.now()
    login = fold_login(login)[:60]
    keys = [f"login at:{login} {address}", f"login:{login}", f"address:{address}"]
    failures.ensure_may_try(keys, at)
    person: Staff | None = Staff.get_or_none(Staff.login == login)
    fits = passwords.fits(person.password_hash if person else passwords.NOBODY, password)
    if person is None or not fits or not person.is_working:
        failures.add(keys, at)
        journal.record("staff.refused", by=None, about=login, address=address)
        raise WrongLogin()
    failures.forget(keys[:2])
    if passwords.is_outdated(person.password_hash):
        person.password_hash = passwords.hash_password(password)
    with transaction():
        person.last_seen_at = at
        person.save(only=[Staff.last_seen_at, Staff.password_hash])
        journal.record("staff.sign_in", by=person, about=f"staff {person.id}", address=address)
    return person


def change_password(person: Staff, old: str, new: str) -> Staff:
    """Give the person a new password; every other session of theirs ends."""
    if not passwords.fits(person.password_hash, old):
        journal.record("staff.refused", by=person, about=f"staff {person.id}")
        raise WrongLogin()
    return set_password(person, new, by=person)


def set_password(person: Staff, new: str, *, by: Staff | None) -> Staff:
    """Give ``person`` the password ``new``; their sessions end."""
    ensure_strong(new, person.login)
    person.password_hash = passwords.hash_password(new)
    with transaction():
        person.session_no += 1
        person.save(only=[Staff.password_hash, Staff.session_no])
        journal.record("staff.password", by=by, about=f"staff {person.id}")
    return person


def change(person: Staff, *, role: str, full_name: str, is_working: bool, by: Staff) -> Staff:
    """Change what a person is and whether they work here; LastHead if nobody would be left."""
    if role not in ROLES:
        raise UnknownRole(role=role, roles=", ".join(ROLES))
    with transaction():
        stops = not is_working or role != "head"
        if person.role == "head" and stops and not _another_head(person):
            raise LastHead(name=person.full_name)
        if not is_working or role != person.role:
            person.session_no += 1
        person.role, person.full_name, person.is_working = role, full_name, is_working
        person.save()
        journal.record(
            "staff.change", by=by, about=f"staff {person.id}", role=role, working=is_working
        )
    return person


def _another_head(person: Staff) -> bool:
    return bool(
        Staff.select().where(Staff.role == "head", Staff.is_working, Staff.id != person.id).exists()
    )


_BY_ID = Prepared(lambda person_id: Staff.select().where(Staff.id == person_id), "person_id")


def find_by_session(text: str) -> Staff | None:
    """Return the person of a session's ``id:session_no``, or None if that session has ended."""
    number, _colon, session_no = text.partition(":")
    if not (number.isdecimal() and session_no.isdecimal()):
        return None
    person: Staff | None = _BY_ID.first(person_id=int(number))
    if person is None or not person.is_working or person.session_no != int(session_no):
        return None
    return person


def init_login(app: Flask) -> None:
    """Let ``app`` know who is signed in; a session lasts eight hours since the last request."""
    manager = LoginManager(app)
    # The address may change in a school's network, so the session is tied to the account's
    # session number only; "strong" would sign people out at every change.
    manager.session_protection = None
    manager.user_loader(find_by_session)
    app.config["PERMANENT_SESSION_LIFETIME"] = timedelta(hours=8)  # Flask's own is a month

    @app.before_request
    def keep() -> None:
        if not session.permanent:
            session.permanent = True
