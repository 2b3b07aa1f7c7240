"""Labels as a printer and a scanner see them: rastered, and every one decoded back."""

import time
from datetime import date
from typing import Any

import pypdfium2
import pytest
import zxingcpp

from core.labels import PRESETS
from plugins.fund.errors import NoLabels, TooManyLabels
from plugins.fund.models import Copy, LabelPrint
from plugins.fund.services import labels as service
from tests.databases import full_soak
from tests.makers import make_copy, make_record, make_staff

pytestmark = pytest.mark.usefixtures("app")

LONG = (
    "Қазақстан тарихы: көне замандардан бүгінге дейінгі оқырманға арналған толық жинақ, "
    "жалпы білім беретін мектептің 8-сыныбына арналған оқулық"
)
KAZAKH = "Әңгіме, Ғұмыр, Қоңыр өлең, Ұлы Үміт, Һәм, Іңкәр"
SHEETS = [name for name in PRESETS if name.startswith("a4")]


def copies(count: int) -> list[Copy]:
    records = [
        make_record("Абай жолы", bbk="84(5Қаз)", author_mark="Ә 82"),
        make_record(LONG, bbk="63.3(5Қаз)я72", author_mark="Қ 19", part="1-бөлім"),
        make_record("Алгебра", bbk="", author_mark=""),
    ]
    # Scattered ids: codes of many shapes, not only those of a small library.
    return [
        make_copy(f"{n:06d}", records[n % 3], id=n * 7919 % 199_999) for n in range(1, count + 1)
    ]


def pages(pdf: bytes, dpi: int) -> list[Any]:
    document = pypdfium2.PdfDocument(pdf)
    return [page.render(scale=dpi / 72, grayscale=True).to_pil() for page in document]


def decoded(image: Any) -> list[str]:
    found = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.Code128)
    return [one.text for one in found]


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


@pytest.mark.parametrize("dpi", [150, 203, 300])
@pytest.mark.parametrize("name", PRESETS)
def test_every_label_is_read_back_to_its_copy(name: str, dpi: int) -> None:
    sheet = PRESETS[name]
    printed = copies(sheet.per_page if sheet.per_page > 1 else 6)

    pdf = service.print_labels([one.id for one in printed], sheet, by=None)

    read = []
    pictures = pages(pdf, dpi)
    for place, _copy in enumerate(printed):
        page, on_page = divmod(place, sheet.per_page)
        x, y = sheet.cell(on_page)
        box = [x, y, x + sheet.width, y + sheet.height]
        label = pictures[page].crop([round(one / 25.4 * dpi) for one in box])
        read.append(decoded(label))
    assert read == [[one.code] for one in printed]


@pytest.mark.parametrize("name", SHEETS)
def test_a_whole_sheet_is_read_at_once(name: str) -> None:
    printed = copies(PRESETS[name].per_page)

    (picture,) = pages(
        service.print_labels([one.id for one in printed], PRESETS[name], by=None), 150
    )

    assert sorted(decoded(picture)) == sorted(one.code for one in printed)


@pytest.mark.parametrize("name", PRESETS)
def test_kazakh_is_taken_whole_from_the_file(name: str) -> None:
    record = make_record("Ұлы Һәм", bbk="84(5Қаз)", author_mark="Ғ 90")
    words = text_of(service.print_labels([make_copy("Ә-17", record).id], PRESETS[name], by=None))

    for one in ("Ұлы Һәм", "84(5Қаз) Ғ 90", "Ә-17"):
        assert one in words


def test_all_kazakh_letters() -> None:
    record = make_record(KAZAKH)

    words = text_of(service.print_labels([make_copy(record=record).id], PRESETS["a4-3x8"], by=None))

    assert KAZAKH in " ".join(words.split())


def test_a_start_cell_a_number_of_each_and_an_order() -> None:
    first, second = make_copy("2", make_record("Ақбілек")), make_copy("1", make_record("Ботагөз"))
    sheet = PRESETS["a4-3x8"]

    pdf = service.print_labels(
        [second.id, first.id], sheet, start=23, order="title", copies_each=2, by=None
    )

    one, two = pages(pdf, 150)
    assert decoded(one) == [first.code, first.code]
    assert decoded(two) == [second.code, second.code]


def test_only_what_is_wanted_stands_on_it() -> None:
    (copy, *_others) = copies(1)

    pdf = service.print_labels([copy.id], PRESETS["a4-5x13"], parts=("spine",), by=None)

    assert decoded(pages(pdf, 300)[0]) == []
    assert copy.inventory_no not in text_of(pdf)
    assert copy.record.author_mark in text_of(pdf)


def test_what_was_printed_is_remembered() -> None:
    done, new = make_copy("1"), make_copy("2")
    gone = make_copy("3", withdrawn_on=date(2024, 6, 1))
    person = make_staff()

    service.print_labels([done.id, gone.id], PRESETS["a4-3x8"], copies_each=3, by=person)

    row = LabelPrint.get()
    assert (LabelPrint.select().count(), row.copy, row.by) == (1, done, person)
    assert service.ids_unprinted() == [new.id]


def test_what_cannot_be_printed_is_not_remembered() -> None:
    copy = make_copy()
    gone = make_copy(withdrawn_on=date(2024, 6, 1))

    with pytest.raises(NoLabels):
        service.print_labels([gone.id], PRESETS["a4-3x8"], by=None)
    with pytest.raises(NoLabels):
        service.print_labels([copy.id], PRESETS["a4-3x8"], parts=(), by=None)
    with pytest.raises(TooManyLabels):
        service.print_labels(range(1, 10_002), PRESETS["a4-3x8"], by=None)
    assert LabelPrint.select().count() == 0


def test_a_range_goes_by_natural_order() -> None:
    made = {number: make_copy(number).id for number in ("2", "9", "10", "100")}

    assert service.ids_in_range("9", "10") == [made["9"], made["10"]]
    assert service.ids_in_range("100", "") == [made["100"]]


def test_a_printer_moves_everything_by_its_shift() -> None:
    copy = make_copy()
    sheet = PRESETS["a4-3x8"]
    printer = service.keep_printer("Canon", 150, -50, by=None)
    again = service.keep_printer("Canon", 100, -9_999, by=None)

    plain = pages(service.print_labels([copy.id], sheet, by=None), 300)[0]
    moved = pages(service.print_labels([copy.id], sheet, printer=printer, by=None), 300)[0]

    left, other = (zxingcpp.read_barcodes(one)[0].position.top_left.x for one in (plain, moved))
    assert (other - left) / 300 * 25.4 == pytest.approx(1.5, abs=0.2)
    assert (again.id, again.dx, again.dy) == (printer.id, 100, -2_000)
    assert pypdfium2.PdfDocument(service.calibration_page(sheet, printer))


@pytest.mark.soak
def test_ten_thousand_labels_in_one_file() -> None:
    count = 10_000 if full_soak() else 1_000
    record = make_record(LONG, bbk="84(5Қаз)", author_mark="Ә 82")
    rows = [
        {"record": record, "inventory_no": f"{n}", "received_on": date(2020, 9, 1), "sort_key": n}
        for n in range(count)
    ]
    for begin in range(0, count, 1_000):
        Copy.insert_many(rows[begin : begin + 1_000]).execute()
    ids = service.ids_unprinted()

    begun = time.perf_counter()
    pdf = service.print_labels(ids, PRESETS["a4-3x8"], by=None)
    took = time.perf_counter() - begun

    assert len(ids) == LabelPrint.select().count() == count
    assert len(pypdfium2.PdfDocument(pdf)) == -(-count // 24)
    assert took < 20, f"{took:.1f} s"
