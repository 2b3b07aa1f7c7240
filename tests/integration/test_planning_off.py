"""The plan without a section, one by one: its lines stay, and say that nobody counts them."""

from collections.abc import Iterator

import pytest

from app import create_app
from core import clock
from core.sections import find_sections, plug_in
from plugins.planning import services
from plugins.planning.models import PlanLine, Tally
from tests.makers import make_staff

YEAR = clock.school_year(clock.today())


@pytest.fixture
def plugged_again() -> Iterator[None]:
    """Plug all sections in again once the test is over."""
    yield
    plug_in(find_sections())


@pytest.mark.sqlite
@pytest.mark.parametrize(
    "off", ["events", "information", "acquisitions", "periodicals", "opac", "writeoff"]
)
def test_the_plan_works_without_a_section(plugged_again: None, database: str, off: str) -> None:
    app = create_app(
        {"TESTING": True, "DATABASE_URL": database, "SECRET_KEY": "x", "SECTIONS_OFF": (off,)}
    )
    with app.app_context():
        plan = services.load(YEAR, by=None)
        lines = services.progress(plan, clock.today())
        assert len(lines) == 76
        mine = [one for one in lines if str(one.line.work_unit).startswith(f"{off}.")]
        assert [one.has_counter for one in mine] == [False] * len(mine)
        # What nobody counts is noted by hand.
        line = mine[0].line if mine else PlanLine.get()
        services.note(line, 2, on=plan.first_day, by=None)
        assert Tally.select().count() == 1
        assert services.has_calendar() == (off != "events")
        person = make_staff("head", language="en")
        browser = app.test_client()
    with browser.session_transaction() as session:
        session["_user_id"] = person.get_id()
    pages = ("/", "/planning/", "/planning/months", "/planning/units", "/planning/late")
    for page in (*pages, f"/planning/lines/{line.id}/", "/planning/copy/"):
        assert browser.get(page).status_code == 200, page
