"""The charts of a report as pictures: what is drawn where, and the same bytes each time."""

import struct
import subprocess
import sys
from itertools import combinations
from xml.etree import ElementTree

import matplotlib as mpl
import pytest

from drawn_chart import drawn
from project import ROOT, files, times
from rendement.render.canvas import DOWN, GAIN, INK, LOSS, PALE, PAPER, UP
from rendement.render.picture import DRAWERS, pictures
from rendement.report.cells import amount, heads
from rendement.report.contents import charts_of
from rendement.report.document import Cell, Chart, Row, text
from rendement.study.calculation import Options
from rendement.study.pipeline import calculate
from rendement.study.report import reported

HOSTILE = "</title><script>alert(1)</script> $\\frac{1}{0}$ \u202eom 👩‍👩‍👧 漢字 &amp; " + "x" * 10000
SVG = "{http://www.w3.org/2000/svg}"


def bars(kind, rows, columns=("", "bedrag"), finding="Wat het toont.", key="proef"):
    """A chart with a row for each name, figures and role."""
    made = tuple(
        Row((text(name), *(one if isinstance(one, Cell) else amount(one) for one in figures)), *role)
        for name, figures, *role in rows
    )
    return Chart(key, kind, "Waar het over gaat", finding, heads(*columns), made)


FALL = bars(
    "waterval",
    [
        ("Bruto baten", [342000], "totaal"),
        ("business as usual", [-111000]),
        ("toerekening", [-60000]),
        ("Netto baten", [171000], "totaal"),
        ("Kosten", [-105000]),
        ("Rendement", [66000], "totaal"),
    ],
)
AROUND = bars("staven", [("Gemeente", [300]), ("Rijk", [-100]), ("Niemand", [0])])
RUN = bars(
    "verloop",
    [("2020", [-100, -100]), ("2021", [150, 50], "uitkomst"), ("2022", [50, 100])],
    ("jaar", "saldo", "cumulatief"),
)
TURN = bars(
    "omslag",
    [
        ("aantal", [Cell("10", 10), Cell("7,5", 7.5)]),
        ("groei", [Cell("2%", 0.02), Cell("-1%", -0.01)]),
        ("prijs", [Cell("€ 5", 5), Cell("geen")]),
    ],
    ("aanname", "nu", "omslag bij"),
)
TARGET = bars(
    "doel",
    [("2020", [60, 30, 100]), ("2021", [-20, 50, 40]), ("2022", [0, 0, Cell("-")])],
    ("jaar", "gerealiseerd", "verwacht", "taakstelling"),
)
SPREAD = bars("verdeling", [("-10 tot 0", [5]), ("0 tot 10", [20], "uitkomst"), ("10 tot 20", [15])])
CHANCES = bars("kans", [("uiterlijk in 2020", [Cell("20%", 0.2)]), ("2021", [Cell("40%", 0.4)], "uitkomst")])
SWINGS = bars(
    "tornado",
    [
        ("Zoals geschreven", [100, Cell()], "totaal"),
        ("aantal", [70, 120]),
        ("prijs", [120, 70]),
        ("kans", [110, 130]),
        ("niets", [100, 100]),
        ("geweigerd", [Cell("-"), 130]),
    ],
    ("aanname", "bij 10%", "bij 90%"),
)
EACH = [FALL, AROUND, RUN, TURN, TARGET, SPREAD, CHANCES, SWINGS]


def of_the_rows(canvas, chart):
    """The bars, without those that explain a look."""
    at_top = [box for box in canvas.bars if round(box.right - box.left) == 36 and box.bottom - box.top == 22]
    assert chart.kind in ("verloop", "doel", "omslag") or not at_top
    return [box for box in canvas.bars if box not in at_top]


def test_every_kind_of_chart_is_here_and_has_a_drawer():
    kinds = ["waterval", "staven", "verloop", "omslag", "doel", "verdeling", "kans", "tornado"]
    assert [chart.kind for chart in EACH] == kinds
    assert set(kinds) == set(DRAWERS)


def test_a_waterfall_hangs_every_step_on_the_one_before():
    canvas = drawn(FALL)
    found = of_the_rows(canvas, FALL)
    first = found[0]
    scale = (first.right - first.left) / 342000
    spans = [
        (0, 342000),
        (342000 - 111000, 342000),
        (342000 - 111000 - 60000, 342000 - 111000),
        (0, 171000),
        (171000 - 105000, 171000),
        (0, 66000),
    ]
    for box, (low, high) in zip(found, spans, strict=True):
        assert box.left == pytest.approx(first.left + low * scale)
        assert box.right == pytest.approx(first.left + high * scale)
    assert [box.what.colour for box in found] == [UP, DOWN, DOWN, UP, DOWN, UP]
    assert [box.what.hatch for box in found] == ["", "//", "//", "", "//", ""]
    assert [box.what.thick for box in found] == [True, False, False, True, False, True]


def test_bars_stand_around_zero_with_their_figure_at_the_end():
    canvas = drawn(AROUND)
    gain, loss, none = of_the_rows(canvas, AROUND)
    assert gain.left == loss.right == none.left == none.right  # zero
    assert gain.right - gain.left == pytest.approx(3 * (loss.right - loss.left))
    place = {box.what: box for box in canvas.texts}
    assert place["300"].left > gain.right
    assert place["-100"].right < loss.left
    assert (gain.what, loss.what) == (GAIN, LOSS)


def test_a_balance_is_a_bar_and_what_ran_up_is_a_line_with_the_year_of_payback_marked():
    canvas = drawn(RUN)
    down, up, less = of_the_rows(canvas, RUN)
    zero = down.top
    assert (up.bottom, less.bottom) == (zero, zero)
    assert up.bottom - up.top == pytest.approx(1.5 * (down.bottom - down.top))
    assert [box.what.colour for box in (down, up, less)] == [DOWN, UP, UP]
    (heights,) = [ys for xs, ys in canvas.lines if len(xs) == 3]
    unit = (down.bottom - down.top) / 100
    assert heights == pytest.approx([zero + 100 * unit, zero - 50 * unit, zero - 100 * unit])
    upright = [xs[0] for xs, ys in canvas.lines if xs[0] == xs[-1] and ys[0] != ys[-1]]
    assert upright == [pytest.approx((up.left + up.right) / 2)]


def test_what_turns_it_has_two_bars_to_a_scale_of_their_own():
    found = of_the_rows(drawn(TURN), TURN)
    now, edge = found[:2]
    assert (edge.right - edge.left) / (now.right - now.left) == pytest.approx(0.75)
    now, edge = found[2:4]
    assert edge.right == now.left  # the other side of zero
    assert (now.right - now.left) / (edge.right - edge.left) == pytest.approx(2)
    assert len(found) == 5  # one without a value has no bar
    assert [box.what for box in found] == [GAIN, LOSS, GAIN, LOSS, GAIN]


def test_expected_stands_on_realised_each_on_its_own_side_of_zero_beside_the_target():
    canvas = drawn(TARGET)
    first, second, below, above = of_the_rows(canvas, TARGET)
    unit = (first.bottom - first.top) / 60
    assert second.bottom == first.top
    assert second.bottom - second.top == pytest.approx(30 * unit)
    zero = first.bottom
    assert (below.top, above.bottom) == (zero, zero)
    assert (below.bottom - below.top, above.bottom - above.top) == pytest.approx((20 * unit, 50 * unit))
    marks = [ys[0] for xs, ys in canvas.lines if ys[0] == ys[1] and 10 < xs[1] - xs[0] < 500]
    assert marks[1:] == pytest.approx([zero - 100 * unit, zero - 40 * unit])  # the first explains it


def test_the_bar_of_zero_is_marked():
    found = of_the_rows(drawn(SPREAD), SPREAD)
    assert [box.what.hatch for box in found] == ["", "//", ""]
    assert [box.right - box.left for box in found] == pytest.approx(
        [(found[1].right - found[1].left) * share for share in (5 / 20, 1, 15 / 20)]
    )


def test_a_chance_is_drawn_as_a_part_of_everything():
    canvas = drawn(CHANCES)
    low, high = of_the_rows(canvas, CHANCES)
    assert high.right - high.left == pytest.approx(2 * (low.right - low.left))
    (left,) = {box.left for box in (low, high)}
    assert (
        0.4 * (1600 - left) > high.right - left > 0.4 * (1600 - left) * 0.8
    )  # room for the figures beside it
    assert (low.what, high.what.thick) == (GAIN, True)


def test_a_swing_lies_around_what_is_written_and_its_parts_differ():
    canvas = drawn(SWINGS)
    less, more, less_too, more_too, above = of_the_rows(canvas, SWINGS)
    ((axis, same), _) = canvas.lines[-1]
    assert axis == same == less.right == more.left == less_too.right == more_too.left
    unit = (less.right - less.left) / 30
    assert more.right - more.left == pytest.approx(20 * unit)
    assert above.left - axis == pytest.approx(10 * unit)
    assert above.right - axis == pytest.approx(30 * unit)
    assert [box.what for box in (less, more, less_too, more_too, above)] == [LOSS, GAIN, LOSS, GAIN, GAIN]
    heights = {box.what: box.top for box in canvas.texts}
    assert heights["70"] > heights["Zoals geschreven"] > heights["bij 10%"]


@pytest.mark.parametrize("chart", EACH, ids=lambda chart: chart.kind)
def test_what_it_shows_is_the_title_and_every_word_is_a_worded_cell(chart):
    words = drawn(chart).words()
    assert words[:2] == ["Waar het over gaat", "Wat het toont."]
    cells = [cell.text for row in chart.rows for cell in row.cells]
    heads_ = [column.head for column in chart.columns]
    assert sorted({*words[2:], *heads_}) == sorted({*filter(None, cells), *heads_})
    assert all(words[2:].count(one) >= cells.count(one) for one in filter(None, cells))


def many_rows(kind, columns, count, name="Een lange naam van een partij met een eigen potje en nog iets"):
    sizes = range(len(columns) - 1)
    figures = [[(-1) ** n * 1234567.0 * (n + place) for place in sizes] for n in range(count)]
    roles = ["uitkomst" if n == count // 2 else "regel" for n in range(count)]
    names = [f"{2000 + n}" if columns[0] == "jaar" else f"{name} {n}" for n in range(count)]
    return bars(kind, list(zip(names, figures, roles, strict=True)), columns, "Een lange zin. " * 9)


MANY = [
    many_rows(chart.kind, [column.head for column in chart.columns], count)
    for chart in EACH
    for count in (1, 9, 70)
]
HOSTILE_ONES = [
    bars(chart.kind, [(HOSTILE, list(row.cells[1:]), row.role) for row in chart.rows],
         [HOSTILE] * len(chart.columns), HOSTILE)
    for chart in EACH
]  # fmt: skip


@pytest.mark.parametrize("chart", [*EACH, *MANY, *HOSTILE_ONES])
def test_no_text_touches_another_or_a_bar_or_the_edge(chart):
    assert_nothing_touches(chart)


def assert_nothing_touches(chart):
    canvas = drawn(chart)
    for one, other in combinations(canvas.texts, 2):
        assert not one.touches(other), (one, other)
    for box in canvas.texts:
        assert box.left >= 0, box
        assert box.right <= 1600, box
        assert box.top >= 0, box
        assert box.bottom <= canvas.height, box
        assert not any(box.touches(bar) for bar in canvas.bars), box


def charts_in(path, draws=None):
    made = calculate(str(path), Options(draws=draws, seed=1) if draws else Options())
    assert not made.failed
    return charts_of(reported(made))


OWN = [path for path in files("cases", "examples") if path.stem != "cases"]


@pytest.mark.parametrize("path", OWN[:: times(9, 1)], ids=lambda path: path.stem)
def test_nothing_touches_in_the_charts_of_a_file(path, at_root):
    for chart in charts_in(path):
        assert_nothing_touches(chart)


def test_a_file_with_draws_has_its_distribution_drawn(at_root):
    charts = charts_in(ROOT / "cases/zoetermeer/met-bandbreedte/crisisteam-bandbreedte.yaml", 400)
    assert {"verdeling", "aanvaardbaarheid", "tornado"} <= {chart.key for chart in charts}
    for chart in charts:
        assert_nothing_touches(chart)


def test_of_many_years_those_are_named_that_fit_and_always_the_one_to_look_at():
    chart = many_rows("verloop", ("jaar", "saldo", "cumulatief"), 70)
    years = [word for word in drawn(chart).words() if word.isdecimal() and len(word) == 4]
    assert {"2000", "2035", "2069"} <= set(years)
    assert 5 <= len(years) < 20


def luminance(colour):
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_two_colours_differ_in_grey_and_by_hatch_and_letters_are_read():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast(UP, DOWN) >= 3
    assert contrast(UP, PAPER) >= 3
    assert contrast(INK, DOWN) >= 3  # its edge and hatch
    assert contrast(PALE, PAPER) >= 3
    assert contrast(INK, PAPER) >= 7
    assert GAIN.hatch != LOSS.hatch


def test_the_same_chart_is_the_same_bytes_whatever_somebody_has_set(tmp_path):
    first = pictures(EACH)
    assert len(first) == 2  # all are called the same here
    before = {key: mpl.rcParams[key] for key in ("font.size", "svg.fonttype", "axes.facecolor")}
    with mpl.rc_context({"font.size": 30, "svg.fonttype": "none", "axes.facecolor": "red"}):
        assert pictures(EACH) == first
        assert mpl.rcParams["font.size"] == 30  # theirs stay
    assert {key: mpl.rcParams[key] for key in before} == before
    for data in first.values():
        assert b"date>" not in data
        assert b"tIME" not in data


def test_two_processes_write_the_same_bytes_and_load_no_pyplot(tmp_path):
    case = ROOT / "cases" / "zoetermeer" / "zoveel-meer.yaml"
    (tmp_path / "matplotlibrc").write_text("font.family: serif\nsavefig.facecolor: yellow\n")
    script = (
        "import sys; from rendement.__main__ import main\n"
        "try: main()\nfinally: assert {'matplotlib.figure', 'matplotlib.pyplot'} & {*sys.modules} == "
        "{'matplotlib.figure'}"
    )
    made = []
    for folder in (tmp_path / "een", tmp_path / "twee"):
        folder.mkdir()
        words = [sys.executable, "-c", script, "report", case, "--grafieken", folder]
        subprocess.run(words, cwd=tmp_path if made else ROOT, check=True, capture_output=True)
        made.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert made[0] == made[1]
    kinds = ("waterval", "verloop", "omslag")
    assert sorted(made[0]) == sorted(f"zoveel-meer-{kind}.{end}" for kind in kinds for end in ("svg", "png"))


def test_a_picture_has_the_size_of_a_slide_and_says_what_it_shows():
    svg, png = pictures([FALL])["proef.svg"], pictures([FALL])["proef.png"]
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", png[16:24]) == (1600, 900)
    assert b"Title\x00Wat het toont." in png
    tree = ElementTree.fromstring(svg)  # noqa: S314 - our own
    assert tree.get("viewBox") == "0 0 1152 648"
    assert "Wat het toont." in [one.text for one in tree.iter() if one.tag.endswith("}title")]
    assert not list(tree.iter(f"{SVG}text"))  # letters are shapes: no font is needed to see them


@pytest.mark.parametrize("chart", HOSTILE_ONES, ids=lambda chart: chart.kind)
def test_hostile_text_is_text(chart):
    made = pictures([chart])
    tree = ElementTree.fromstring(made["proef.svg"])  # noqa: S314 - our own
    names = {one.tag.rpartition("}")[2] for one in tree.iter()}
    assert names & {"script", "image", "foreignObject", "a", "text"} == set()
    links = {value for one in tree.iter() for key, value in one.attrib.items() if key.endswith("href")}
    assert all(link.startswith("#") for link in links)
    assert len(made["proef.svg"]) < 1_000_000
