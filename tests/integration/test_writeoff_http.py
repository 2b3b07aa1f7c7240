"""A whole write-off over HTTP: from its reason to the receipt, and the papers it prints."""

from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient

from core import settings
from core.models import JournalEntry
from plugins.circulation.services import lend
from plugins.fund.models import Copy, Delivery, SummaryEntry
from plugins.fund.services import control, deliveries
from plugins.writeoff.models import Case, CaseCopy, Disposal, Reason
from tests.integration.writeoff_desk import COMMISSION, STANDARD, Desk, lead, words_of
from tests.makers import MONDAY, make_copy, make_reader, make_record


@pytest.fixture
def head(sign_in: Callable[..., FlaskClient]) -> Desk:
    """The head librarian, who may do every step."""
    return Desk(sign_in("head"))


@pytest.fixture
def books(app: object) -> list[Copy]:
    """Five textbooks that came by a delivery."""
    record = make_record("Физика", authors="Кронгарт Б.", kind="textbook", grade=8, year=2016)
    delivery = Delivery.create(fund="textbook")
    deliveries.add_line(delivery, record, quantity=5, price="1500,50", by=None)
    deliveries.accept(delivery, by=None)
    return list(Copy.select().order_by(Copy.id))


def test_a_whole_case(head: Desk, books: list[Copy]) -> None:
    first, second, third, fourth, lent = (one.inventory_no for one in books)
    lend(books[-1], make_reader("Әлібек Нұрасыл"), by=None, at=MONDAY)

    page = head.post("new/", fund="textbook", note="Күзгі тексеру")
    case = Case.get()
    assert "Next step: reason and order" in page
    assert "Күзгі тексеру" in page

    reason = Reason.get(Reason.title_kk == STANDARD)
    page = head.post(f"{case.id}/basis", reason=reason.id)
    assert "needs an order" in page
    order = {"order_from": "Қалалық білім бөлімі", "order_no": "214", "order_on": "05.10.2026"}
    page = head.post(f"{case.id}/basis", reason=reason.id, **order)
    assert "Next step: the list of copies" in page
    assert 'name="code" autofocus' in page

    page = head.post(f"{case.id}/copies", code=books[0].code)
    assert "Put on the list: 1." in page
    page = head.post(f"{case.id}/copies", code=f"{second}-{lent}")
    assert "Put on the list: 3." in page
    assert "Not put on the list: 1." in page
    assert "Әлібек Нұрасыл" in page

    page = head.post(f"{case.id}/list/close")
    assert "Next step: the commission" in page
    page = head.post(f"{case.id}/commission", **{**COMMISSION, "name_2": ""})
    assert "at least 3 people" in page
    page = head.post(f"{case.id}/commission", **COMMISSION)
    assert "Next step: approve the act" in page

    page = head.post(f"{case.id}/approve")
    case = Case.get()
    assert "Approved: Акт № 1" in page
    assert "Next step: 4 copies to hand over" in page
    entry = SummaryEntry.get(SummaryEntry.part == 2)
    assert (entry.copies, entry.reason, case.entry) == (4, STANDARD, entry)

    numbers = f"{first}, {third}"
    room = {"room": "Физика, 214", "teacher": "Оспанов Т."}
    page = head.post(f"{case.id}/dispose", kind="classroom", numbers=numbers, **room)
    assert "Left: 2." in page
    page = head.post(f"{case.id}/close")
    assert "Still to be handed over or taken to waste paper: 2 copies." in page
    page = head.post(f"{case.id}/dispose", kind="waste", all="1", kg="12,5", price="30")
    assert "Next step: the receipt" in page
    waste = Disposal.get(Disposal.kind == "waste")
    receipt = {"receipt_no": "77", "receipt_on": "28.10.2026", "kg": "12,5", "price": "30"}
    page = head.post(f"{case.id}/receipt", disposal=waste.id, account="KZ12", **receipt)
    assert "Next step: close the case" in page

    page = head.post(f"{case.id}/close")
    assert "The case is closed" in page
    assert Case.get().state == "closed"
    assert {row.inventory_no: row.fate for row in CaseCopy.select()} == {
        first: "classroom",
        second: "waste",
        third: "classroom",
        fourth: "waste",
    }
    assert all(one.difference == 0 and one.amount_difference == 0 for one in control())


@pytest.mark.parametrize("kind", ["pdf", "docx"])
@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "kk",
            (
                "БЕКІТЕМІН",
                "№ 1 АКТ",
                "Қалалық білім бөлімі, № 214, 05.10.2026",
                "Төраға",
                "стандартқа сай келмейді",
                "6 002,00 ₸ (алты мың екі теңге 00 тиын)",
                "«20» қазан 2026 ж.",
                "Инв. №",
                "№ 1 мектеп",
                "М.О.",
            ),
        ),
        (
            "ru",
            (
                "УТВЕРЖДАЮ",
                "АКТ № 1",
                "Председатель",
                "не соответствует стандарту",
                "6 002,00 ₸ (шесть тысяч два тенге 00 тиын)",
                "«20» октября 2026 г.",
                "Инв. №",
                "Школа № 1",
                "М.П.",
            ),
        ),
    ],
)
def test_the_act_has_all_its_parts_in_the_language_of_the_paper(
    head: Desk,
    books: list[Copy],
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    language: str,
    expected: tuple[str, ...],
) -> None:
    settings.put({"school.name_kk": "№ 1 мектеп", "school.name_ru": "Школа № 1"}, by=None)
    case = lead(head, f"{books[0].inventory_no}-{books[3].inventory_no}")
    Copy.update(received_on=date(2026, 9, 1)).execute()
    monkeypatch.setattr("core.clock.today", lambda: date(2026, 10, 20))
    head.post(f"{case.id}/approve")

    answer = head.browser.get(f"/documents/writeoff.act.{kind}?case={case.id}&lang={language}")

    words = words_of(answer)
    for one in (*expected, "Ахметова С.", "Ким О.", "Б. Нұрғалиев", "1 500,50", "2016"):
        assert one in words
    for copy in books[:4]:
        assert copy.inventory_no in words
    assert "Кронгарт Б. Физика, 8-сынып" in words


def test_a_draft_of_the_act_is_printed_without_a_number(head: Desk, books: list[Copy]) -> None:
    case = lead(head, books[0].inventory_no)

    answer = head.browser.get(f"/documents/writeoff.act.pdf?case={case.id}&lang=ru")

    assert "АКТ № ____" in words_of(answer)


def test_every_way_of_the_books_has_its_paper(head: Desk, books: list[Copy]) -> None:
    case = lead(head, f"{books[0].inventory_no}-{books[4].inventory_no}")
    head.post(f"{case.id}/approve")
    way = f"{case.id}/dispose"
    one, two = books[0].inventory_no, books[1].inventory_no
    head.post(way, kind="classroom", numbers=one, room="214", teacher="Оспанов Т.")
    head.post(way, kind="transfer", numbers=two, to_school="№ 5 мектеп", teacher="Ли Н.")
    head.post(
        way, kind="waste", all="1", kg="9", price="25", receipt_no="7", receipt_on="2026-10-28"
    )

    found = {}
    for name, line in zip(("handover", "transfer", "waste"), Disposal.select(), strict=True):
        for kind in ("pdf", "docx"):
            for language in ("kk", "ru"):
                address = f"/documents/writeoff.{name}.{kind}?disposal={line.id}&lang={language}"
                found[name, kind, language] = words_of(head.browser.get(address))

    assert "Оспанов Т." in found["handover", "pdf", "kk"]
    assert "Кабинетке берілген кітаптардың тізімі" in found["handover", "docx", "kk"]
    assert "№ 5 мектеп" in found["transfer", "docx", "ru"]
    assert "Акт приёма-передачи" in found["transfer", "pdf", "ru"]
    assert "225,00 ₸ (екі жүз жиырма бес теңге 00 тиын)" in found["waste", "pdf", "kk"]
    wrong = Disposal.get(Disposal.kind == "waste").id
    assert head.browser.get(f"/documents/writeoff.handover.pdf?disposal={wrong}").status_code == 404


def test_the_accountants_get_a_copy_that_says_so(head: Desk, books: list[Copy]) -> None:
    case = lead(head, books[0].inventory_no)
    head.post(f"{case.id}/approve")

    answer = head.browser.get(f"/documents/writeoff.act.pdf?case={case.id}&copy=1&lang=ru")

    assert "Экземпляр для бухгалтерии" in words_of(answer)


def test_ticked_copies_of_the_fund_come_on_a_list(
    sign_in: Callable[..., FlaskClient], books: list[Copy]
) -> None:
    desk = Desk(sign_in("librarian"))
    page = desk.browser.get("/fund/copies/?fund=textbook").text
    ticked = [books[0].id, books[1].id]

    answer = desk.browser.post(
        "/fund/copies/action/?fund=textbook",
        data={"csrf_token": desk.token, "action": "writeoff", "rowid": ticked},
        follow_redirects=True,
    )

    assert 'value="writeoff"' in page
    assert "Put on the list: 2." in answer.text
    assert Case.select().count() == 1
    assert "on the list of write-off No." in desk.browser.get(
        f"/fund/copies/details/?id={books[0].id}"
    ).text.replace("\u00a0", " ")


def test_a_librarian_prepares_and_the_head_approves(
    sign_in: Callable[..., FlaskClient], books: list[Copy]
) -> None:
    desk = Desk(sign_in("librarian"))
    case = lead(desk, books[0].inventory_no)

    page = desk.page(case)
    answer = desk.browser.post(
        f"/writeoff/cases/{case.id}/approve", data={"csrf_token": desk.token}
    )

    assert "The head librarian approves it." in page
    assert "/approve" not in page
    assert answer.status_code == 403
    assert Case.get().state == "commission"


def test_a_viewer_sees_the_case_and_no_buttons(
    head: Desk, sign_in: Callable[..., FlaskClient], books: list[Copy]
) -> None:
    case = lead(head, books[0].inventory_no)

    page = sign_in("viewer").get(f"/writeoff/cases/details/?id={case.id}").text

    assert books[0].inventory_no in page
    assert f"/writeoff/cases/{case.id}/" not in page


@pytest.mark.parametrize(
    ("path", "values", "sentence"),
    [
        ("copies", {"code": "404"}, "No copy has No. 404."),
        ("copies", {"code": "абв"}, "is no inventory number"),
        ("copies/old", {"years": "5"}, "No copies were found for that."),
        ("basis", {"reason": "99"}, "Choose the reason"),
        ("basis", {"reason": "1", "order_on": "31.02.2026"}, "write it as 20.10.2026"),
        ("approve", {}, "First finish the step"),
        ("dispose", {"kind": "waste", "kg": "1", "price": "1"}, "First finish the step"),
    ],
)
def test_a_refusal_is_a_sentence_on_the_page_of_the_case(
    head: Desk, path: str, values: dict[str, str], sentence: str
) -> None:
    head.post("new/", fund="textbook", note="")
    case = Case.get()
    head.post(f"{case.id}/basis", reason="1")

    page = head.post(f"{case.id}/{path}", **values)

    assert sentence in page.replace("\u00a0", " ")


def test_an_old_textbook_is_found_and_can_be_taken_off_again(head: Desk) -> None:
    make_copy(record=make_record("Ескі", kind="textbook", year=2010), fund="textbook")
    head.post("new/", fund="textbook", note="")
    case = Case.get()
    head.post(f"{case.id}/basis", reason="1")

    page = head.post(f"{case.id}/copies/old", years="5")
    assert "Put on the list: 1." in page
    head.post(f"{case.id}/copies/remove", row=CaseCopy.get().id)

    assert not CaseCopy.select().exists()


def test_a_draft_is_given_up_and_the_list_of_cases_is_empty_again(head: Desk) -> None:
    head.post("new/", fund="main", note="")

    page = head.post(f"{Case.get().id}/discard")

    assert "No write-off yet." in page
    assert JournalEntry.select().where(JournalEntry.action == "writeoff.discarded").exists()


def test_a_case_that_is_not_there_is_a_404(head: Desk) -> None:
    answer = head.browser.post("/writeoff/cases/999/approve", data={"csrf_token": head.token})

    assert answer.status_code == 404
    assert head.browser.get("/documents/writeoff.act.pdf?case=999").status_code == 404
