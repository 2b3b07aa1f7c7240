"""The panel's languages: which one a request speaks, and how a person chooses another."""

from datetime import date
from typing import Any
from urllib.parse import urlsplit

import flask_admin.babel
from flask import (
    Blueprint,
    Flask,
    abort,
    current_app,
    g,
    has_request_context,
    redirect,
    request,
    session,
)
from flask_babel import Babel, Domain, format_date, get_locale, refresh
from flask_login import current_user
from werkzeug.wrappers import Response

from core import typography, wording
from core.access import public
from core.models import Staff

#: Code: the language's own name, as it stands on the switch. Kazakh first.
LANGUAGES = {"kk": "Қазақша", "ru": "Русский", "en": "English"}

#: CLDR's own end with a full stop in Kazakh and Russian (ж., г.), and no sentence can follow.
_FULL_DAYS = {
    "kk": "y 'жылғы' d MMMM, EEEE",
    "ru": "d MMMM y 'года', EEEE",
    "en": "EEEE, d MMMM y",
}

_FOLDER = wording.ROOT / "translations"
_OTHERS_FOLDER = wording.ROOT / "translations_admin"

pages = Blueprint("language", __name__)


def init_i18n(app: Flask) -> None:
    """Let ``app`` speak Kazakh, Russian and English: our sentences, Flask-Admin's, WTForms'."""
    wording.compile_wording()
    folders = [_FOLDER]
    for section in app.extensions.get("kitaphana_sections", ()):
        if (section.path / "translations").is_dir():
            folders.append(section.path / "translations")
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = ";".join(map(str, folders))
    babel = Babel(
        app,
        default_locale="kk",
        default_timezone="Asia/Almaty",
        locale_selector=chosen_language,
    )
    _speak_quickly(app, babel)
    _teach_flask_admin()
    app.jinja_env.globals.update(language=language, LANGUAGES=LANGUAGES)
    app.register_blueprint(pages)


class _Sentences(Domain):
    """Flask-babel's domain, which remembers what it found for as long as the language stays.

    A page says some 150 sentences, and Flask-babel 4.0 asks for context, locale and catalogue
    anew for each: that took longer than drawing the page. It keeps the locale where we look.
    """

    def get_translations(self) -> Any:
        try:
            here = g._get_current_object().__dict__
        except RuntimeError:  # outside of a request: nobody to speak to
            return super().get_translations()
        locale = getattr(here.get("_flask_babel"), "babel_locale", None)
        kept = here.get("_kitaphana_sentences")
        if kept is not None and locale is not None and kept[0] is locale:
            return kept[1]
        found = super().get_translations()
        here["_kitaphana_sentences"] = (get_locale(), found)
        return found

    def ngettext(self, singular: str, plural: str, num: int, **places: Any) -> str:
        """Return the form that goes with ``num``, which is written as on paper: ``2 056 дана``."""
        places.setdefault("num", typography.number(num))
        sentence: str = self.get_translations().ungettext(singular, plural, num) % places
        return sentence


def _speak_quickly(app: Flask, babel: Babel) -> None:
    words = babel.domain_instance = _Sentences()
    jinja: Any = app.jinja_env  # its i18n extension adds the method
    jinja.install_gettext_callables(
        gettext=lambda one: words.get_translations().ugettext(one),
        ngettext=lambda one, many, number: words.get_translations().ungettext(one, many, number),
        pgettext=lambda about, one: words.get_translations().upgettext(about, one),
        npgettext=lambda about, one, many, number: words.get_translations().unpgettext(
            about, one, many, number
        ),
        newstyle=True,
    )


def _teach_flask_admin() -> None:
    """Put our catalogues after those of Flask-Admin and WTForms: the last one wins.

    Admin(translations_path=…) would let Flask-Admin's own sentences win, and would lose ours for
    the whole process if the first page shown is not one of its views (Flask-Admin 2.2.1). Hence
    the private list.
    """
    for domain in (flask_admin.babel.domain, flask_admin.babel.wtforms_domain):
        if str(_OTHERS_FOLDER) not in domain._translation_directories:
            domain._translation_directories.append(str(_OTHERS_FOLDER))


def language() -> str:
    """Return the code of the language spoken now: ``kk``, ``ru`` or ``en``."""
    return str(get_locale() or "kk")


def full_day(day: date) -> str:
    """Return the day in words: ``2026 жылғы 23 қараша, дүйсенбі``."""
    return str(format_date(day, _FULL_DAYS[language()]))


def chosen_language() -> str:
    """Return the language of the person at the screen: of the profile, else of the session."""
    if has_request_context():
        for code in (getattr(current_user, "language", None), session.get("language")):
            if code in LANGUAGES:
                return str(code)
    return str(current_app.config["LANGUAGE"])


@pages.route("/language/<code>", methods=["GET", "POST"])
@public
def choose_language(code: str) -> Response:
    """Speak ``code`` from now on, and return to the page the person came from.

    A link (GET) is for strangers only; what a profile says is changed by a form with a token.
    """
    if code not in LANGUAGES:
        abort(404)
    session["language"] = code
    if request.method == "POST" and current_user.is_authenticated:
        Staff.update(language=code).where(Staff.id == current_user.id).execute()
        current_user.language = code
    refresh()
    return redirect(way_back(), code=303)


def way_back(default: str = "/") -> str:
    """Return the address inside the panel to return to: ``next``, else where the person was."""
    wanted: Any = request.values.get("next")
    if wanted and is_local(wanted):
        return str(wanted)
    came_from = urlsplit(request.referrer or "")
    if came_from.netloc == request.host and is_local(came_from.path):
        return came_from.path + (f"?{came_from.query}" if came_from.query else "")
    return request.script_root + default


def is_local(address: str) -> bool:
    """Say whether ``address`` stays inside the panel: a path, never another site's address."""
    # A browser reads \ as /, and skips tabs and newlines: "/\evil.kz", "/\t/evil.kz".
    if not address.startswith("/") or address.startswith("//"):
        return False
    return not any(sign == "\\" or ord(sign) < 32 for sign in address)
