"""Somebody who leads a write-off through its pages, for the tests."""

import io
import re
from typing import Any

import docx
import pypdf
from flask.testing import FlaskClient

from plugins.writeoff.models import Case, Reason

STANDARD = "стандартқа сай келмейді"


class Desk:
    """Somebody who leads a case through its pages."""

    def __init__(self, browser: FlaskClient) -> None:
        self.browser = browser
        found = re.search(r'csrf-token" content="([^"]+)"', browser.get("/writeoff/cases/").text)
        assert found
        self.token = found[1]

    def post(self, path: str, **values: Any) -> str:
        """Send a form and return the page that it leads to."""
        values["csrf_token"] = self.token
        answer = self.browser.post(f"/writeoff/cases/{path}", data=values, follow_redirects=True)
        assert answer.status_code == 200, answer.status_code
        return str(answer.text)

    def page(self, case: Case) -> str:
        """Return the page of the case."""
        return str(self.browser.get(f"/writeoff/cases/details/?id={case.id}").text)


COMMISSION = {
    "name_0": "Ахметова С.",
    "post_0": "директордың орынбасары",
    "name_1": "Ким О.",
    "post_1": "бухгалтер",
    "name_2": "Жақсыбек Д.",
    "post_2": "мұғалім",
    "chair": "0",
    "minutes_no": "2",
    "minutes_on": "19.10.2026",
    "approver_name": "Б. Нұрғалиев",
    "approver_post": "Мектеп директоры",
}


def lead(desk: Desk, numbers: str) -> Case:
    """Lead a new case to its act, not yet approved."""
    desk.post("new/", fund="textbook", note="")
    case: Case = Case.select().order_by(Case.id.desc()).get()
    desk.post(
        f"{case.id}/basis",
        reason=Reason.get(Reason.title_kk == STANDARD).id,
        order_from="Қалалық білім бөлімі",
        order_no="214",
        order_on="2026-10-05",
    )
    desk.post(f"{case.id}/copies", code=numbers)
    desk.post(f"{case.id}/list/close")
    desk.post(f"{case.id}/commission", **COMMISSION)
    return case


def words_of(answer: Any) -> str:
    """Return the words of a PDF or a DOCX."""
    if answer.mimetype == "application/pdf":
        pages = pypdf.PdfReader(io.BytesIO(answer.data)).pages
        text = " ".join(page.extract_text() for page in pages)
    else:
        word = docx.Document(io.BytesIO(answer.data))
        cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
        text = " ".join([*(one.text for one in word.paragraphs), *cells])
    return " ".join(text.split())
