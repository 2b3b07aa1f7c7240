"""Any of the sections of the plan may be switched off: every other page goes on working."""

import re
from collections.abc import Iterator

import pytest

from app import create_app
from core.sections import find_sections, plug_in
from tests.makers import make_copy, make_loan, make_reader, make_staff

MAY_BE_OFF = (
    "acquisitions",
    "events",
    "exchange",
    "information",
    "opac",
    "periodicals",
    "writeoff",
)

# What is looked at are pages, and the questions between sections: no database answers otherwise.
pytestmark = pytest.mark.sqlite


@pytest.fixture
def plugged_again(database: str) -> Iterator[None]:
    """After the test, the usual sections are plugged in again."""
    yield
    plug_in(find_sections())


@pytest.mark.parametrize("off", MAY_BE_OFF)
def test_every_other_page_goes_on_working(plugged_again: None, database: str, off: str) -> None:
    app = create_app(
        {
            "TESTING": True,
            "DATABASE_URL": database,
            "SECRET_KEY": "for tests",
            "LANGUAGE": "kk",
            "SECTIONS_OFF": (off,),
        }
    )
    person, copy, reader = make_staff("head"), make_copy(), make_reader()
    make_loan(copy, reader)
    browser = app.test_client()
    with browser.session_transaction() as session:
        session["_user_id"] = person.get_id()

    first = browser.get("/")
    menu = set(re.findall(r'href="(/[a-z][^"#?]*)"', first.text))
    assert len(menu) > 30
    assert not [one for one in menu if one.startswith(f"/{off}/")]
    pages = menu - {"/logout"} | {
        f"/fund/copies/details/?id={copy.id}",
        f"/readers/readers/details/?id={reader.id}",
        f"/catalogue/records/details/?id={copy.record_id}",
        f"/documents/readers.person.pdf?reader={reader.id}",
        "/search?q=абай",
    }

    wrong = {}
    for page in sorted(pages):
        answer = browser.get(page, follow_redirects=True)
        answer.close()
        if answer.status_code != 200:
            wrong[page] = answer.status_code
    assert wrong == {}
