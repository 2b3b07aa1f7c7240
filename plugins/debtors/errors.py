"""Refusals of the section, each named after the fact."""

from flask_babel import lazy_gettext as _

from core.errors import LibraryError


class NobodyToNotify(LibraryError):
    """None of those chosen owes anything now, or each had a notice today."""

    message = _(
        "There is nobody to give a notice to: they owe nothing now, or had a notice today. "
        "To give it again, tick that below."
    )


class MailNotSetUp(LibraryError):
    """The school has not said by which server its letters go."""

    message = _("E-mail is not set up. Type the server and the sender in the settings.")


class MailServerUnreachable(LibraryError):
    """Nobody answers there, or something that is no mail server."""

    message = _(
        "The mail server %(host)s, port %(port)s, does not answer. Check its name, the port and "
        "the kind of encryption, and whether this computer is on the Internet."
    )


class MailNotEncrypted(LibraryError):
    """The server cannot be spoken to under the encryption chosen, or is not who it says."""

    message = _(
        "The connection to %(host)s could not be encrypted: its certificate is not trusted, or "
        "the kind of encryption is another one. Nothing was sent."
    )


class MailPasswordWrong(LibraryError):
    """The server does not take the user or the password."""

    message = _(
        "The mail server %(host)s refuses the user or the password. Type both anew; some "
        "services want a password made for programs."
    )


class MailRefused(LibraryError):
    """The server is there and takes the sender, but not this letter."""

    message = _("The mail server refuses the address %(address)s: %(answer)s")


class MailSenderRefused(LibraryError):
    """The server does not let us write in that name."""

    message = _("The mail server refuses the sender %(address)s: %(answer)s")


class NoAddress(LibraryError):
    """What is written there is no e-mail address."""

    message = _("«%(address)s» is no e-mail address.")


class MailLost(LibraryError):
    """The connection broke in the middle of a letter."""

    message = _("The connection to the mail server broke. Whether the letter arrived is not known.")
