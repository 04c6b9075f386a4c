"""The page as data: every assumption has a field or says why not, and every figure of a report moves."""

import re

import pytest

from project import ROOT, files, short
from rendement.render.page import as_page
from rendement.report.contents import contents
from rendement.report.document import Cell
from rendement.report.page import ASSUMPTIONS, page
from rendement.report.page_fields import MOST, all_knobs
from rendement.report.page_program import WRITERS, cells_of, form_of, refusals
from rendement.source.money import counted_in
from rendement.study.calculation import Options
from rendement.study.pipeline import calculate
from rendement.study.report import reported

FILES = files("cases", "examples")
CASES = ROOT / "cases"


def page_of(path, sets=()):
    found = reported(calculate(str(path), Options(sets)))
    with counted_in(found.money):
        return found, page(found)


@pytest.mark.parametrize("path", FILES, ids=short)
def test_every_assumption_has_a_field_or_says_why_not_and_every_figure_moves(path):
    if calculate(str(path)).failed:
        pytest.skip("geen casus")
    found, made = page_of(path)
    knobs, program = all_knobs(made.groups), found.program
    assert {knob.path for knob in knobs} == program.inputs.keys()
    assert len(knobs) + sum(len(group.fixed) for group in made.groups) == len(found.inputs)
    assert all(knob.low <= knob.high for knob in knobs)
    assert all(knob.least is None or knob.least <= knob.value for knob in knobs)
    assert len(made.data["knobs"]) == len(knobs)
    cells = [*cells_of(made.summary.blocks), *cells_of(made.appendix.blocks)]
    for cell in cells:
        paths = [at for _, at in cell.terms] or [cell.path]
        if all(at in program.figures for at in paths):
            assert cell in made.live, cell
    assert not knobs or all(block.key != ASSUMPTIONS for block in made.appendix.blocks)
    refusals(program)  # each has its sentence


def test_what_moves_the_return_most_stands_on_top():
    """Of twice six times 37.000 half counts: 222.000, as much as the whole share does."""
    _, made = page_of(CASES / "zoetermeer" / "zoveel-meer.yaml")
    assert len(made.first) == MOST
    reach = {
        "baten[0].aantal": 12 * 37000 * 0.5,
        "baten[0].bedrag": 6 * 74000 * 0.5,
        "baten[0].business_as_usual": 6 * 37000 * 1.0,
        "kosten[0].fte": 1.0 * 65000 * 2,
        "kosten[0].tarief": 0.5 * 130000 * 2,
        "baten[1].aantal": 24 * 10000 * 0.5,
        "baten[1].bedrag": 12 * 20000 * 0.5,
        "baten[1].toerekening": 12 * 10000 * 1.0,
    }
    assert [knob.path for knob in made.first] == sorted(reach, key=lambda at: -reach[at])


def test_a_slider_ends_at_its_range_or_at_a_share_or_at_twice(written):
    path = written(
        "naam: Proef\ngemeente: Plaats\nperiode: 2020\nprijspeil: 2020\n"
        "baten:\n  - {naam: Winst, aantal: 4..8, bedrag: 100, business_as_usual: 30%}\n"
        "kosten:\n  - {naam: Inzet, bedrag: 0}\n  - {naam: Meer, bedrag: 50, additioneel: 80%}\n"
    )
    _, made = page_of(path)
    ends = {knob.path: (knob.low, knob.high) for knob in all_knobs(made.groups)}
    assert ends["baten[0].aantal"] == (4, 8)
    assert ends["baten[0].bedrag"] == (0, 2 * 100)
    assert ends["baten[0].business_as_usual"] == ends["kosten[1].additioneel"] == (0, 1)
    assert ends["kosten[0].bedrag"] == (0, 1000)


def test_scenarios_that_only_change_values_are_buttons():
    """Of the crisis team all three change a line or how many there are; of the example both change values."""
    assert page_of(CASES / "zoetermeer" / "crisisteam.yaml")[1].scenarios == ()
    found, made = page_of(ROOT / "examples" / "05-volledig.yaml")
    assert made.scenarios == ("voorzichtig", "gunstig")
    numbers = list(found.program.inputs)
    for name, setting in made.data["scenarios"]:
        values = {numbers[number]: value for number, value in setting}
        wanted = found.calculation.scenarios[name].total.net
        assert found.program.run(values)["totaal.rendement"] == pytest.approx(wanted, abs=0.005)


def test_the_form_of_a_figure_gives_its_text():
    assert form_of(Cell("€ 66.000", 66000.0, "x"), 66000.0, "bedrag").before == "€ "
    assert form_of(Cell("~12,5", 12.5, "x"), 12.5, "aantal").writer == "naar behoefte"
    assert form_of(Cell("66", 66.0, "x", times=1000.0), 66000.0, "bedrag").times == 1000.0
    assert form_of(Cell("twaalf", 12.0, "x"), 12.0, "aantal") is None
    assert form_of(Cell("€ 60.000", 60.0, "x", times=1000.0), 60000.0, "bedrag").times == 1.0
    assert form_of(Cell("112", 12.0, "x"), 12.0, "aantal") is None  # the end of another figure
    assert form_of(Cell("-", None, "x"), None, "verhouding").never == "-"


def test_every_writer_is_known_to_the_page():
    script = (ROOT / "src" / "rendement" / "render" / "page.js").read_text("utf-8")
    longer = re.search(r"\[([\d, ]+)\]\.forEach", script)[1].split(", ")
    known = {*re.findall(r'^  "([^"]+)": ', script, re.MULTILINE), *(f"hooguit {most}" for most in longer)}
    assert known - {"jaar"} == set(WRITERS)


def test_the_same_bytes_twice_and_never_a_style_of_its_own():
    path = CASES / "zoetermeer" / "zoveel-meer.yaml"
    made = [as_page(contents("pagina", reported(calculate(str(path))))) for _ in range(2)]
    assert made[0] == made[1]
    assert " style=" not in made[0]
    assert not re.search(r"""(?:src|href)=["'](?!#)|url\(|@import|import\(|fetch\(|XMLHttp""", made[0])
    assert len(made[0].encode()) <= 60_000


POSTS = [
    f"{name}/{post}" for name, post in (("jeugd", "ots"), ("jeugd", "pleegzorg"), ("wonen", "noodwoning"))
]


def households(many):
    """A case of so many households, each with three posts."""
    rows = "\n".join(
        f"      - {{naam: Huishouden {i}, posten: {{{', '.join(f'{post}: {1 + i % 3}' for post in POSTS)}}}}}"
        for i in range(many)
    )
    return (
        "naam: Veel\ngemeente: Zoetermeer\nperiode: 2018\nprijspeil: 2018\nprijslijsten: [zoetermeer-2018]\n"
        f"baten:\n  - naam: Huishoudens\n    casussen:\n{rows}\nkosten:\n  - {{naam: Team, bedrag: 400000}}\n"
    )


def lines_and_years(lines, years):
    """A case of so many lines, half of them benefits that last ten years, over so many years."""
    ways = ("terugval: {1: 25%, 2: 42%}", "afname: 10%", "verdringing: 10%")
    gains = "".join(
        f"  - {{naam: Baat {i}, aantal: {3 + i % 5}, bedrag: {1000 + i}, per: jaar, duur: 10, {ways[i % 3]}, "
        "business_as_usual: 50%, toerekening: 80%}\n"
        for i in range(lines // 2)
    )
    costs = "".join(
        f"  - {{naam: Last {i}, fte: 0.5, tarief: {60000 + i}, betaler: {{gemeente: 60%, rijk: rest}}}}\n"
        for i in range(lines // 2)
    )
    return (
        f"naam: Lang\ngemeente: Plaats\nperiode: 2020-{2019 + years}\nprijspeil: 2020\n"
        f"baten:\n{gains}kosten:\n{costs}"
    )


@pytest.mark.parametrize(
    "text", [households(500), lines_and_years(60, 30)], ids=["500 huishoudens", "60 x 30"]
)
def test_a_large_case_stays_a_page(text, written):
    page_ = as_page(contents("pagina", reported(calculate(str(written(text))))))
    assert len(page_.encode()) <= 1_000_000


def test_a_price_with_noughts_behind_what_it_multiplies_out_to_is_written_so():
    """36.035,5 ÷ 4 is 9.008,875: six decimals, of which three are noughts."""
    form = form_of(Cell("9.008,875000", 9008.875), 9008.875, "bedrag")
    assert form is not None
    assert (form.writer, form.before, form.behind) == ("6", "", "")
