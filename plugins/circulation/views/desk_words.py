"""The words that the desk's script shows; it has none of its own."""

from flask_babel import gettext


def words() -> dict[str, str]:
    """Return the script's words by key, in the language of the screen."""
    return {
        "listening": gettext("Scanner ready"),
        "deaf": gettext("Not listening: press F2"),
        "offline": gettext("No connection, kept here: {n}"),
        "closed": gettext("Scan the reader's card"),
        "note": gettext("Note on the loan"),
        "lost": gettext("Report this copy lost?"),
    }
