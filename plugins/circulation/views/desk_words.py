"""The words that the desk's script shows; it has none of its own."""

from flask_babel import gettext


def words() -> dict[str, str]:
    """Return the script's words by key, in the language of the screen."""
    return {
        "offline": gettext("No connection, kept here: {n}"),
    }
