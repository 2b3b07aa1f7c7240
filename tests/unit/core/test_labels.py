"""Labels: cells on the sheet, and nothing on a label over anything else."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.barcodes import Kind, make_code
from core.labels import (
    NARROWEST,
    PRESETS,
    QUIET_ZONE,
    Drawn,
    LabelContent,
    LabelTooSmall,
    SheetAmiss,
    SheetTemplate,
    bars_of,
    broken,
    layout,
)

LONG = (
    "Қазақстан тарихы: көне замандардан бүгінге дейінгі оқырманға арналған толық жинақ, "
    "жалпы білім беретін мектептің 8-сыныбына арналған оқулық"
)
CODE = make_code(Kind.COPY, 123)

every_preset = pytest.mark.parametrize("name", PRESETS)


@every_preset
def test_every_label_lies_on_the_page_and_on_no_other(name: str) -> None:
    sheet = PRESETS[name]
    corners = [sheet.cell(place) for place in range(sheet.per_page)]

    for x, y in corners:
        assert x >= 0
        assert y >= 0
        assert x + sheet.width <= sheet.page_width + 0.01
        assert y + sheet.height <= sheet.page_height + 0.01
    for (x, y), (u, v) in itertools.combinations(corners, 2):
        assert abs(x - u) >= sheet.width - 0.01 or abs(y - v) >= sheet.height - 0.01


def test_cells_go_on_to_the_next_page_from_the_first_free_one() -> None:
    sheet = SheetTemplate(100, 60, 2, 2, 40, 20, left=5, top=10, gap_x=10, gap_y=2)

    cells = list(itertools.islice(sheet.cells(start=4), 3))

    assert cells == [(0, 55, 32), (1, 5, 10), (1, 55, 10)]


@pytest.mark.parametrize(
    "measures",
    [
        {"columns": 4},
        {"rows": 0},
        {"height": 38},
        {"gap_x": -1},
        {"left": 1},
        {"page_width": 9_000},
        {"width": float("nan")},
        {"gap_y": float("nan")},
    ],
)
def test_measures_that_no_sheet_has(measures: dict[str, float]) -> None:
    usual = {"page_width": 210, "page_height": 297, "columns": 3, "rows": 8}
    with pytest.raises(SheetAmiss):
        SheetTemplate(**usual | {"width": 70, "height": 37} | measures)


@every_preset
def test_bars_keep_their_quiet_zones(name: str) -> None:
    sheet = PRESETS[name]
    bars = bars_of(sheet, CODE)
    module = min(width for _x, width in bars)

    assert module >= NARROWEST
    assert bars[0][0] >= QUIET_ZONE * module - 0.01
    assert sheet.width - sum(bars[-1]) >= QUIET_ZONE * module - 0.01
    for _x, width in bars:
        assert width / module == pytest.approx(round(width / module))


def test_bars_for_a_label_printer_end_where_its_dots_do() -> None:
    dot = 25.4 / 203
    for x, width in bars_of(PRESETS["roll-50x30"], CODE):
        assert x / dot == pytest.approx(round(x / dot))
        assert width / dot == pytest.approx(round(width / dot))


@pytest.mark.parametrize("measures", [(30, 30), (60, 9)])
def test_a_label_too_small_for_bars(measures: tuple[float, float]) -> None:
    sheet = SheetTemplate(100, 100, 1, 1, *measures)

    with pytest.raises(LabelTooSmall):
        layout(sheet, LabelContent(CODE, "1", ("Абай жолы",)))


def overlap(drawn: Drawn) -> bool:
    """Say whether a line of text touches the bars; letters reach a quarter below their line."""
    assert drawn.bars is not None
    top, foot = drawn.bars.y, drawn.bars.y + drawn.bars.height
    return any(
        one.y + one.size * 0.3 * 0.353 > top and one.y - one.size * 0.8 * 0.353 < foot
        for one in drawn.words
    )


@every_preset
@given(title=st.text(max_size=300) | st.just(LONG), number=st.text(max_size=40))
def test_no_title_and_no_number_touches_the_bars(name: str, title: str, number: str) -> None:
    content = LabelContent(CODE, number, (title, "жол"), LONG, ("84(5Қаз)", "Ә 82"))

    drawn = layout(PRESETS[name], content)

    assert not overlap(drawn)
    assert all(one.x >= 1.9 for one in drawn.words)


def test_a_long_title_is_cut_after_a_word() -> None:
    lines = broken(LONG, 40, 8, True, 2)

    assert len(lines) == 2
    assert lines[-1].endswith(" …")
    assert LONG.startswith(" ".join(lines).removesuffix(" …") + " ")


def test_one_endless_word_is_cut_too() -> None:
    (line,) = broken("Ұ" * 200, 40, 8, True, 1)

    assert line.endswith("Ұ…")


def test_what_is_not_wanted_leaves_no_gap_where_bars_were() -> None:
    spine = layout(PRESETS["a4-5x13"], LabelContent(spine=("84(5Қаз)", "Ә 82")))

    assert spine.bars is None
    assert [one.text for one in spine.words] == ["84(5Қаз)", "Ә 82"]
    assert min(one.size for one in spine.words) > 12
