"""The two doors for other programs: OAI-PMH to gather records, SRU to search."""

from urllib.parse import urlsplit

from flask import Response, request
from flask_admin import expose

from core import settings
from core.access import PUBLIC
from core.errors import NotFound
from core.i18n import language
from core.views import PageView
from plugins.exchange.services import choices, gate, oai, sru

_XML = "text/xml; charset=utf-8"


def _name() -> str:
    kazakh, russian = settings.get("school.name_kk"), settings.get("school.name_ru")
    return str((russian if language() == "ru" else kazakh) or kazakh or russian or "Kitaphana")


class _Door(PageView):
    """A page for programs: open to all while the school lets it be, and not too often."""

    permission = PUBLIC
    door = ""

    def refused(self) -> Response | None:
        """Return the answer to one who asks too often; NotFound if the door is shut."""
        if not choices.is_on(self.door):
            raise NotFound()
        most = int(settings.get("exchange.per_minute"))
        wait = gate.seconds_to_wait(f"{self.door} {request.remote_addr}", most)
        if not wait:
            return None
        answer = Response("Too many requests.", 503, mimetype="text/plain")
        answer.headers["Retry-After"] = str(wait)
        return answer


class OaiView(_Door):
    """OAI-PMH 2.0 at /oai/."""

    door = "oai"
    for_programs = True

    def __init__(self) -> None:
        super().__init__(name="OAI-PMH", endpoint="exchange_oai", url="/oai")

    @expose("/", methods=("GET", "POST"))
    def index(self) -> Response:
        """Answer a request of the protocol; it may come by either method (OAI-PMH 2.0, 3.1.1)."""
        if (no := self.refused()) is not None:
            return no
        address = request.base_url
        host = urlsplit(address).hostname or "localhost"
        domain = str(settings.get("exchange.domain")).strip() or host
        library = oai.Library(
            address=address,
            name=_name(),
            domain=domain,
            email=str(settings.get("exchange.email")).strip() or f"library@{domain}",
        )
        values = request.form if request.method == "POST" else request.args
        asked = [(name, value) for name, value in values.items(multi=True)]
        return Response(oai.answer(asked, library), content_type=_XML)


class SruView(_Door):
    """SRU 1.2 at /sru/."""

    door = "sru"

    def __init__(self) -> None:
        super().__init__(name="SRU", endpoint="exchange_sru", url="/sru")

    @expose("/")
    def index(self) -> Response:
        """Answer a question."""
        if (no := self.refused()) is not None:
            return no
        place = urlsplit(request.base_url)
        port = place.port or (443 if place.scheme == "https" else 80)
        server = sru.Server(place.hostname or "localhost", port, place.path.strip("/"), _name())
        return Response(sru.answer(request.args.to_dict(), server), content_type=_XML)
