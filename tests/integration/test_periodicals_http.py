"""Periodicals over HTTP, as a librarian orders, receives, claims, binds and lends them."""

import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import openpyxl
import pypdf
import pytest
from flask.testing import FlaskClient

from core import clock
from plugins.fund.models import Copy
from plugins.periodicals import services
from plugins.periodicals.models import (
    Article,
    Binding,
    Claim,
    Issue,
    IssueLoan,
    Order,
    OrderLine,
    ReaderSubscription,
    Route,
    Title,
)
from tests.integration.test_desk_http import token_of
from tests.integration.test_record_view import counted
from tests.makers import make_reader

Send = Callable[..., Any]


@pytest.fixture
def send(librarian: FlaskClient) -> Send:
    """Return what posts a form of the section and follows where it leads."""

    def post(path: str, **values: Any) -> Any:
        data = {"csrf_token": token_of(librarian), **values}
        return librarian.post(f"/periodicals/{path}", data=data, follow_redirects=True)

    return post


@pytest.fixture
def monthly(app: object) -> Title:
    """A monthly whose issues of this half-year and the one before are ordered in two sets."""
    values = {"title": "Балдырған", "issn": "1234-5679", "index_no": "75770", "due_day": "1"}
    title = services.titles.save(None, values, by=None)
    today = clock.today()
    for half in (1, 2):
        order = services.open_order(today.year, half, supplier="Қазпошта", by=None)
        services.set_line(order, title, sets=2, price="4 200,50", by=None)
        services.place(order, order_no="7", on=date(today.year, 1, 1), by=None)
    return title


def words_of(answer: Any) -> str:
    pages = pypdf.PdfReader(io.BytesIO(answer.data)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_from_a_title_to_its_issue(librarian: FlaskClient, send: Send) -> None:
    page = send("titles/enter/", title="Ақ желкен", frequency="monthly", index_no="75311")
    assert "Saved: Ақ желкен" in page.text
    title = Title.get()
    today = clock.today()
    half = 1 if today.month <= 6 else 2
    send("orders/new/", year=today.year, half=half, supplier="Қазпошта")
    order = Order.get()
    send(f"orders/{order.id}/lines", title=title.id, sets="2", price="4 200,50")
    page = send(f"orders/{order.id}/place", order_no="41", ordered_on="2026-05-20")
    assert "The order is placed." in page.text
    assert "8\u00a0401,00" in page.text
    assert Issue.select().count() == 6

    first = Issue.select().order_by(Issue.due_on).first()
    page = send("arrivals/", title=title.id, code="")

    assert "Taken in" in page.text
    assert Issue.get_by_id(first.id).sets == 2
    page = send(f"arrivals/{first.id}/undo")
    assert Issue.get_by_id(first.id).received_on is None
    assert "Undone: Ақ желкен" in page.text


def test_a_scan_takes_an_issue_in(send: Send, monthly: Title) -> None:
    page = send("arrivals/", code="977123456700303")

    assert Issue.get(Issue.label == "3").received_on == clock.today()
    assert "Балдырған, № 3" in page.text.replace("\u00a0", " ")
    again = send("arrivals/", code="977123456700303")
    assert again.status_code == 409
    assert "already" in again.text


def test_words_open_a_title_and_enter_takes_the_next(send: Send, monthly: Title) -> None:
    page = send("arrivals/", code="балдырған")
    assert "Number of «Балдырған»" in page.text

    send("arrivals/", code="", title=monthly.id)

    assert Issue.get(Issue.label == "1").sets == 2


def test_what_is_not_in_the_grid_is_a_question(send: Send, monthly: Title) -> None:
    page = send("arrivals/", code="13", title=monthly.id)
    assert page.status_code == 409
    assert "Yes, take it in" in page.text
    assert Issue.select().where(Issue.is_extra).count() == 0

    send("arrivals/", picked=monthly.id, code="13", confirmed="not_expected")

    assert Issue.get(Issue.is_extra).label == "13"


def test_unknown_words_get_a_sentence(send: Send, monthly: Title) -> None:
    page = send("arrivals/", code="Жұлдыз 3")

    assert page.status_code == 404
    assert "This periodical is not known" in page.text


def test_stamp_and_sets(send: Send, monthly: Title) -> None:
    issue = services.receive(monthly, "1", by=None)

    send(f"arrivals/{issue.id}/sets", sets="1")
    send(f"arrivals/{issue.id}/stamp")
    fresh = Issue.get_by_id(issue.id)
    assert (fresh.sets, fresh.stamped_on) == (1, clock.today())
    send(f"arrivals/{issue.id}/unstamp")
    page = send("arrivals/stamp")

    assert "1 issue is stamped." in page.text


def test_what_is_late_is_claimed_in_a_letter(
    librarian: FlaskClient, send: Send, monthly: Title
) -> None:
    Issue.update(due_on=clock.today() - timedelta(days=40)).where(Issue.label == "1").execute()
    Issue.update(due_on=clock.today() + timedelta(days=1)).where(Issue.label != "1").execute()
    issue = Issue.get(Issue.label == "1")
    assert "Балдырған" in librarian.get("/periodicals/late/").text

    page = send("late/claim", issue=issue.id)

    assert "1 letter of claim has been made" in page.text
    letter = Claim.get()
    paper = librarian.get(f"/documents/periodicals.claim.pdf?claim={letter.id}&lang=ru")
    assert "Балдырған" in words_of(paper)
    assert "Қазпошта" in words_of(paper)
    assert librarian.get(f"/documents/periodicals.claim.docx?claim={letter.id}").status_code == 200
    send(f"late/letters/{letter.id}/withdraw")
    assert Claim.select().count() == 0
    send(f"late/{issue.id}/give-up")
    assert "Will not come" in librarian.get("/periodicals/late/").text
    send(f"late/{issue.id}/give-up", undo="1")
    assert Issue.get_by_id(issue.id).given_up_on is None


def test_issues_are_bound_and_taken_apart(
    librarian: FlaskClient, send: Send, monthly: Title
) -> None:
    came = [services.receive(monthly, str(number), by=None) for number in (1, 2, 3)]
    page = librarian.get(f"/periodicals/bindings/bind/?title={monthly.id}").text
    assert page.count('name="issue"') == 3

    page = send(
        "bindings/bind/", title=monthly.id, issue=[one.id for one in came], price="2 100"
    ).text

    volume = Binding.get()
    assert "Bound: inventory number" in page
    card = librarian.get(f"/periodicals/titles/details/?id={monthly.id}").text
    assert f"bound in No.\u00a0{volume.copy.inventory_no}" in card.replace("No. ", "No.\u00a0")
    record = librarian.get(f"/catalogue/records/details/?id={volume.copy.record_id}").text
    assert "Bound issues" in record
    assert "Балдырған" in librarian.get("/periodicals/bindings/").text
    send(f"bindings/{volume.id}/undo")
    assert Copy.get_by_id(volume.copy_id).withdrawn_on == clock.today()


def test_a_refused_binding_keeps_what_was_ticked(
    librarian: FlaskClient, send: Send, monthly: Title
) -> None:
    page = send("bindings/bind/", title=monthly.id)

    assert page.status_code == 409
    assert "Tick the issues" in page.text


def test_an_issue_goes_to_a_reader_and_comes_back(
    librarian: FlaskClient, send: Send, monthly: Title
) -> None:
    services.receive(monthly, "2", by=None)
    reader = make_reader("Әлібек Нұрасыл")

    page = send("lending/", card=reader.code, code="")
    assert "Has no issue now." in page.text
    page = send("lending/", card=str(reader.card_no), code="977123456700302")
    assert "Lent: Әлібек Нұрасыл" in page.text
    assert "№" in librarian.get(f"/readers/readers/details/?id={reader.id}").text
    assert "Issues at home" in librarian.get(f"/readers/readers/details/?id={reader.id}").text
    page = send("lending/", card="", code="75770 2")

    assert "Returned: Әлібек Нұрасыл" in page.text
    loan = IssueLoan.get()
    send(f"lending/{loan.id}/undo")
    assert IssueLoan.get().is_open
    send(f"lending/{loan.id}/back")
    assert not IssueLoan.get().is_open
    refused = send("lending/", card="999999", code="75770 2")
    assert refused.status_code == 404


def test_who_reads_in_turn(librarian: FlaskClient, send: Send, monthly: Title) -> None:
    first, second = make_reader("Аа Бб"), make_reader("Вв Гг")
    for one in (first, second):
        send(f"titles/{monthly.id}/route", do="add", card=one.card_no)
    send(f"titles/{monthly.id}/route", do="up", place=Route.get(Route.reader == second).id)

    slip = words_of(librarian.get(f"/documents/periodicals.route.pdf?title={monthly.id}&lang=kk"))

    assert slip.index("Вв Гг") < slip.index("Аа Бб")
    send(f"titles/{monthly.id}/route", do="remove", place=Route.get(Route.reader == second).id)
    assert Route.select().count() == 1
    page = send(f"titles/{monthly.id}/route", do="add", card=first.card_no)
    assert "on the list already" in page.text


def test_a_reader_signs_up_and_stands_on_the_list(librarian: FlaskClient, send: Send) -> None:
    reader = make_reader("Әлібек Нұрасыл")

    send(
        "signed-up/new/",
        reader=reader.id,
        periodical="Ақ желкен",
        year=2027,
        half=1,
        sets=2,
        price="3150,50",
        place="Үйіне",
        signed_on="2026-11-20",
    )

    assert ReaderSubscription.get().amount == 6301
    paper = words_of(librarian.get("/documents/periodicals.signed_up.pdf?half=2027-1&lang=kk"))
    assert "Ақ желкен" in paper
    assert "6 301,00" in paper.replace("\u00a0", " ")


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_the_order_and_the_card_are_printed(
    librarian: FlaskClient, monthly: Title, lang: str
) -> None:
    services.receive(monthly, "7-8", by=None)
    order = Order.select().order_by(Order.id).first()

    paper = words_of(
        librarian.get(f"/documents/periodicals.order.pdf?order={order.id}&lang={lang}")
    )
    card = words_of(
        librarian.get(f"/documents/periodicals.card.pdf?title={monthly.id}&lang={lang}")
    )

    assert "8 401,00" in paper.replace("\u00a0", " ")
    assert "№ 7–8" in card.replace("\u00a0", " ")
    assert "75770" in card


def test_the_order_as_a_table_has_numbers(librarian: FlaskClient, monthly: Title) -> None:
    order = Order.select().order_by(Order.id).first()

    answer = librarian.get(f"/documents/periodicals.order.xlsx?order={order.id}&lang=ru")

    cells = [
        cell
        for row in openpyxl.load_workbook(io.BytesIO(answer.data)).active.values
        for cell in row
    ]
    assert 8401 in cells


def test_the_last_half_year_is_copied_from_the_list(
    librarian: FlaskClient, send: Send, monthly: Title
) -> None:
    page = send("orders/open").text

    line = OrderLine.select().order_by(OrderLine.id.desc()).first()
    today = clock.today()
    assert (line.year, line.half) == services.campaign.half_to_order(today)
    assert "copied" in page
    send(f"orders/{line.order_id}/lines/{line.id}/remove")
    send(f"orders/{line.order_id}/copy")
    send(f"orders/{line.order_id}/words", supplier="Баспагер", document="№ 5")
    assert Order.get_by_id(line.order_id).supplier == "Баспагер"
    send(f"orders/{line.order_id}/place", ordered_on="31.31.2026")
    assert Order.get_by_id(line.order_id).is_draft
    send(f"orders/{line.order_id}/discard")
    assert Order.select().count() == 2
    first = Order.select().order_by(Order.id).first()
    send(f"orders/{first.id}/take-back")
    assert Order.get_by_id(first.id).is_draft


def test_a_title_is_changed_and_refused_in_its_form(send: Send, monthly: Title) -> None:
    page = send(f"titles/{monthly.id}/change/", title="Балдырған", issn="1234-0000")
    assert page.status_code == 409
    assert "has a slip" in page.text

    send(f"titles/{monthly.id}/change/", title="Балдырған", frequency="weekly", weekdays=["2"])

    assert Title.get().weekdays == "2"


def test_the_lists_stay_within_their_queries(librarian: FlaskClient, monthly: Title) -> None:
    for number in (1, 2, 3):
        services.receive(monthly, str(number), by=None)
    for address in ("titles/", "orders/", "bindings/", "signed-up/"):
        librarian.get(f"/periodicals/{address}")
        with counted() as asked:
            assert librarian.get(f"/periodicals/{address}").status_code == 200
        assert len(asked) <= 6, (address, asked)


def test_what_is_not_there_is_a_404(librarian: FlaskClient, send: Send, monthly: Title) -> None:
    for address in (
        "titles/9999/change/",
        "titles/details/?id=9999",
        "orders/details/?id=9999",
        "bindings/details/?id=9999",
        "bindings/bind/?title=9999",
        "arrivals/?title=9999",
        "lending/?done=9999",
    ):
        assert librarian.get(f"/periodicals/{address}").status_code == 404, address
    assert send("arrivals/9999/undo").status_code == 404
    for name in ("order.pdf?order=9", "claim.pdf?claim=9", "card.pdf?title=9", "route.pdf?title=9"):
        assert librarian.get(f"/documents/periodicals.{name}").status_code == 404


def test_articles_are_entered_one_after_another_from_an_issue(
    librarian: FlaskClient, send: Send, monthly: Title
) -> None:
    issue = services.receive(monthly, "1", by=None)
    done = librarian.get(f"/periodicals/arrivals/?done={issue.id}").text
    assert f"/periodicals/articles/new/?issue={issue.id}" in done
    values = {"authors": "Ким Олег", "pages": "3-4", "bbk": "63.3", "headings": "Тарих"}

    page = send("articles/new/", issue=issue.id, title="Жібек жолы", **values)
    assert "Described: Жібек жолы" in page.text
    assert 'value="Ким Олег"' in page.text  # offered again
    again = send("articles/new/", issue=issue.id, title="Жібек жолы", **values)
    assert again.status_code == 409
    send("articles/new/", issue=issue.id, title="Көшпенділер", **values)

    article = Article.select().order_by(Article.id).first()
    page = send(f"articles/{article.id}/", title="Ұлы Жібек жолы", **values)
    assert "Ұлы Жібек жолы" in page.text
    assert "Балдырған. – " in page.text
    tree = librarian.get("/periodicals/articles/?index=63").text
    assert "2 articles" in tree
    assert librarian.get("/periodicals/articles/?q=көшпенділер").text.count("Көшпенділер") >= 1
    assert "No article was found" in librarian.get("/periodicals/articles/?q=жоқ+сөз").text
    record = librarian.get(f"/catalogue/records/details/?id={article.record_id}").text
    assert "Where the article stands" in record
    paper = words_of(librarian.get("/documents/periodicals.articles.pdf?index=63&lang=kk"))
    assert "Ұлы Жібек жолы" in paper
    assert "63.3" in paper
    cut = librarian.get("/documents/periodicals.articles.pdf?index=63&paper=card")
    assert len(pypdf.PdfReader(io.BytesIO(cut.data)).pages) == 2
    assert librarian.get("/documents/periodicals.articles.pdf?index=22").status_code == 409


def test_an_article_of_a_typed_source(send: Send) -> None:
    page = send("articles/new/", title="Тарих", source="", number="7")
    assert page.status_code == 409
    send("articles/new/", title="Тарих", source="Егемен Қазақстан", number="45", year="2025")

    article = Article.get()

    assert (article.number, article.year, article.record.title) == ("№ 45", 2025, "Тарих")
