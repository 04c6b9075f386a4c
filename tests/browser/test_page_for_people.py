"""The page for whoever looks, listens, prints or attacks: narrow, dark, by key, on paper, hostile text."""

import re

import pytest

from office import text_of_pages
from project import ROOT, files, short
from rendement.render.page import as_page
from rendement.report.contents import contents
from rendement.study.calculation import Options
from rendement.study.pipeline import calculate
from rendement.study.report import reported

ZOVEEL_MEER = ROOT / "cases" / "zoetermeer" / "zoveel-meer.yaml"
VOLLEDIG = ROOT / "examples" / "05-volledig.yaml"
DRAWN = ROOT / "cases" / "zoetermeer" / "met-bandbreedte"
MAIN = [
    ZOVEEL_MEER,
    ROOT / "cases" / "zoetermeer" / "crisisteam.yaml",
    VOLLEDIG,
    ROOT / "cases" / "noordoostpolder" / "grip-op-het-sociaal-domein.yaml",
    ROOT / "cases" / "borne" / "monitor-jeugd-categorieen.yaml",
    ROOT / "cases" / "zoetermeer" / "enjoy-life.yaml",  # without any amount
]
PRINTED = [ROOT / "cases" / "borne" / f"{name}.yaml" for name in ("monitor-prognose", "beheersmaatregelen")]
OPEN = "document.querySelectorAll('details').forEach((one) => { one.open = true; }); "
LATER = "await new Promise((done) => setTimeout(done, 700)); "
FRAME = "await new Promise((done) => requestAnimationFrame(() => done())); "
SET = """
const field = document.querySelector(`[data-pad="${arg[0]}"]`);
field.value = arg[1];
field.dispatchEvent(new Event("input"));
await new Promise((done) => requestAnimationFrame(() => done()));
"""
NASTY = (
    "<script>alert(1)</script>",
    "</title><img src=x onerror=alert(1)>",
    "=cmd|' /C calc'!A0",
    '"><svg onload=alert(1)>',
    "\u0645\u0631\u062d\u0628\u0627 \u05e9\u05dc\u05d5\u05dd",
    "\U0001f469\u200d\U0001f4bb \u20ac",
    "</script><script>alert(1)</script>",
    "x" * 10_000,
    "A1",
    "R1C1",
    "{{7*7}} ${7*7} `x` ' \\",
)


def _yaml(node):
    """A node in one line, every text between single quotes."""
    if isinstance(node, dict):
        return "{" + ", ".join(f"{_yaml(key)}: {_yaml(value)}" for key, value in node.items()) + "}"
    if isinstance(node, list):
        return "[" + ", ".join(map(_yaml, node)) + "]"
    return "'" + str(node).replace("'", "''") + "'"


def made(path, draws=None):
    calculation = calculate(str(path), Options(draws=draws, seed=1) if draws else Options())
    assert not calculation.failed, calculation.findings
    return as_page(contents("pagina", reported(calculation)))


@pytest.fixture
def opened(browser, tmp_path):
    def open_page(path, change=str, draws=None, **more):
        target = tmp_path / "rapport.html"
        target.write_text(change(made(path, draws)), encoding="utf-8")
        return browser.page(target, **more)

    return open_page


@pytest.mark.parametrize("path", MAIN, ids=short)
def test_axe_finds_nothing_and_nothing_is_wider_than_a_phone(path, opened):
    with opened(path) as page:
        assert page.run(OPEN + "return 1") == 1
        assert page.axe() == []
    with opened(path, width=360, dark=True) as page:
        assert page.run(OPEN + "return document.documentElement.scrollWidth") == 360
        assert page.axe() == []
        assert (page.errors, len(page.requests)) == ([], 1)


def test_no_script_of_anybody_else_runs_and_text_stays_text(opened, tmp_path):
    """Every text that an analyst can write, in every place; two lines with one name among them."""
    lines = [
        {"naam": text, "aantal": 2, "bedrag": 100, "domein": text[:40], "bron": text, "toelichting": text}
        for text in (*NASTY, NASTY[0])
    ]
    lines[-1]["id"] = "de-tweede"
    case = {
        "naam": NASTY[1],
        "gemeente": NASTY[0],
        "periode": 2020,
        "prijspeil": 2020,
        "toelichting": NASTY[3],
        "nulalternatief": NASTY[6],
        "bron": NASTY[2],
        "baten": lines,
        "kosten": [{"naam": NASTY[4], "bedrag": 50, "betaler": "gemeente"}],
        "pm": [{"naam": NASTY[0], "reden": NASTY[1], "richting": "baat"}],
        "scenarios": {NASTY[0]: {"baten[0].aantal": 3}, NASTY[3]: {"baten[0].aantal": 4}},
    }
    path = tmp_path / "vijandig.yaml"
    path.write_text(_yaml(case), encoding="utf-8")
    with opened(path, width=360) as page:
        assert page.run(OPEN + "return document.documentElement.scrollWidth") == 360
        assert page.run(LATER + "return document.querySelectorAll('script').length") == 2
        assert page.run("return document.querySelectorAll('img, iframe, object, link').length") == 0
        assert page.run("return document.title") == NASTY[1]
        assert (
            page.run(SET + "return document.body.innerText", ["baten[0].aantal", "3"]).count("alert(1)") > 5
        )
        assert page.axe() == []
        assert (page.errors, len(page.requests)) == ([], 1)


def test_keys_move_a_slider_and_what_came_of_it_is_said_once(opened):
    with opened(ZOVEEL_MEER) as page:
        page.run("""window.said = [];
            new MutationObserver(() => window.said.push(document.getElementById("melding").textContent))
              .observe(document.getElementById("melding"), { childList: true });
            document.querySelector("input[type=range]").focus(); return 1""")
        page.press("ArrowLeft", "ArrowLeft", "ArrowRight")
        slider = "document.querySelector('input[type=range]')"
        assert page.run(f"return {slider}.getAttribute('aria-valuetext')") == "5, in het rapport 6"
        assert page.run("return document.querySelector('[data-pad=\"baten[0].aantal\"]').value") == "5"
        wanted = 5 * 37000 * 0.5 + 12 * 10000 * 0.5 - 105000
        found = page.run(FRAME + "return document.querySelector('data[data-pad=\"totaal.rendement\"]').value")
        assert float(found) == wanted
        said = page.run(LATER + "return window.said")
        assert said == ["Uitstroom uit de bijstand: aantal. Rendement, € 66.000, € 47.500"]
        outline = f"return getComputedStyle({slider}).outlineStyle"
        assert page.run(outline) == "solid"


def test_what_is_no_number_or_out_of_bounds_is_marked_and_changes_nothing(opened):
    text = "return [field.getAttribute('aria-invalid'), document.querySelector('#gewijzigd').hidden]"
    with opened(ZOVEEL_MEER) as page:
        for wrong in ("twaalf", "150", "-3", ""):
            assert page.run(SET + text, ["baten[0].business_as_usual", wrong]) == ["true", True]
        assert page.run(SET + text, ["baten[0].business_as_usual", "12,5"]) == [None, False]


def test_buttons_set_a_scenario_and_go_back(opened):
    value = "return document.querySelector('data[data-pad=\"totaal.rendement\"]').value"
    click = "document.querySelector(arg).click(); await new Promise((done) => requestAnimationFrame(done)); "
    calculation = calculate(str(VOLLEDIG))
    with opened(VOLLEDIG) as page:
        for number, name in enumerate(("voorzichtig", "gunstig")):
            found = float(page.run(click + value, f'[data-scenario="{number}"]'))
            assert found == pytest.approx(calculation.scenarios[name].total.net, abs=0.005)
        assert float(page.run(click + value, "#terug")) == calculation.result.total.net
        assert page.run("return document.querySelector('#gewijzigd').hidden") is True


def test_a_setting_that_calc_refuses_is_marked(opened):
    """Two shares of payers above 100% together."""
    path = VOLLEDIG
    calculation = calculate(str(path))
    knob = next(
        item
        for item in calculation.plan.ledger.inputs
        if item.path.startswith("kosten[") and "betaler" in item.path
    )
    with opened(path) as page:
        said = page.run(SET + "return document.getElementById('geweigerd').textContent", [knob.path, "100"])
    assert "Deze stand weigert rendement calc" in said
    assert calculate(str(path), Options((f"{knob.path}=100%",))).failed


def test_another_base_than_that_of_the_report_stands_still_and_says_so(opened):
    def spoil(text):
        return re.sub(r'("inputs":\[)', r"\g<1>9", text, count=1)  # of the first input another digit

    with opened(ZOVEEL_MEER, change=spoil) as page:
        assert "daarom valt er hier niets te schuiven" in page.run("return document.body.innerText")
        assert page.run("return document.querySelectorAll('input[type=range]').length") == 0
        assert page.run("return [...document.querySelectorAll('input')].every((field) => field.disabled)")


def test_paper_keeps_the_assumptions_and_where_they_differ(opened, tmp_path):
    with opened(ZOVEEL_MEER) as page:
        page.run(SET + "return 1", ["baten[0].aantal", "4"])
        text = page.run("window.dispatchEvent(new Event('beforeprint')); return document.body.innerText")
        assert page.run("return document.querySelectorAll('details:not([open])').length") == 0
        assert page.pdf(tmp_path / "uit.pdf").stat().st_size > 10_000
    assert "--set 'baten[0].aantal=4'" in text
    assert "(rapport 6)" in text


@pytest.mark.parametrize("path", [*files("examples"), *MAIN[1:], *PRINTED], ids=short)
def test_the_summary_is_one_sheet_of_paper(path, opened, tmp_path):
    with opened(path) as page:
        first, *others = text_of_pages(page.pdf(tmp_path / "uit.pdf"))
    last = "Waarmee gerekend is"
    assert last in first
    assert "Versie van rendement" in first.partition(last)[2]
    assert not any(part in first for part in ("Wat als een aanname", "Alle andere aannamen", "Bijlage bij"))
    assert "Bijlage bij" in "".join(others)
    if others and "Wat als" in "".join(others):
        assert others[0].lstrip().startswith("Wat als een aanname anders is")


def test_paper_shows_the_outcome_in_the_report_beside_that_of_whoever_moved_something(opened, tmp_path):
    with opened(ZOVEEL_MEER) as page:
        as_it_is = text_of_pages(page.pdf(tmp_path / "uit.pdf"))[0]
        page.run(SET + "return 1", ["baten[0].aantal", "4"])
        moved = text_of_pages(page.pdf(tmp_path / "anders.pdf"))[0]
    assert "in het rapport" not in as_it_is
    assert re.search(r"Rendement +€ 66.000 +€ 29.000", moved)
    assert "Waarmee gerekend is" in moved


def test_a_chart_has_bars_that_move_and_the_year_of_payback_moves_along(opened):
    """The balance of the first year pays for itself; with nothing gained there is no such year."""
    bars = (
        OPEN
        + LATER
        + """return [...document.querySelectorAll('table[data-grafiek="verloop"] tbody tr')].map((row) =>
      [row.cells[0].textContent, row.classList.contains("uitkomst"), row.querySelectorAll("rect").length])"""
    )
    with opened(VOLLEDIG) as page:
        before = page.run(bars)
        assert [year for year, paid, _ in before if paid] == ["2023"]
        assert all(count == 2 for *_, count in before)
        page.run(SET + "return 1", ["baten[0].business_as_usual.kans", "30"])
        assert [year for year, paid, _ in page.run(bars) if paid] == []
        assert page.errors == []


@pytest.mark.parametrize("name", ["broedplaats", "crisisteam", "zoveel-meer"])
def test_with_draws_the_summary_is_still_one_sheet_and_nothing_is_wider_than_a_phone(name, opened, tmp_path):
    path = DRAWN / f"{name}-bandbreedte.yaml"
    with opened(path, draws=1000) as page:
        first, *_ = text_of_pages(page.pdf(tmp_path / "uit.pdf"))
        assert page.axe() == []
    assert "Wat meten?" in first
    assert "Versie van rendement" in first
    with opened(path, draws=1000, width=360, dark=True) as page:
        assert page.run(OPEN + "return document.documentElement.scrollWidth") == 360
        assert page.axe() == []
        assert (page.errors, len(page.requests)) == ([], 1)


def test_a_tornado_lies_around_its_axis_and_stays_what_it_was(opened):
    """A bar to each thing, below and above what is written; what is moved says that it stays behind."""
    bars = (
        OPEN
        + LATER
        + """const figure = (bar) => ["x", "width"].map((at) => parseFloat(bar.getAttribute(at)));
    return [...document.querySelectorAll('table[data-grafiek="tornado"] tbody tr')].map((row) =>
      [...row.querySelectorAll("rect")].map(figure))"""
    )
    said = """return [...document.querySelectorAll('.blijft, .bevinding')].filter((one) =>
      /zeker wist|10%- tot/.test(one.textContent)).map((one) => getComputedStyle(one, "::before").content)"""
    with opened(DRAWN / "zoveel-meer-bandbreedte.yaml", draws=1000) as page:
        before = page.run(bars)
        assert len(before) == 3
        axis = {row[2][0] for row in before}
        assert len(axis) == 1
        for below, above, _ in before[1:]:
            assert below[0] + below[1] == pytest.approx(above[0]) == pytest.approx(*axis)
        assert before[1][0][1] > before[2][0][1] > 10  # the widest first
        assert before[0][0][1] == before[0][1][1] == 0
        page.run(SET + "return 1", ["baten[0].aantal", "5"])
        assert page.run(bars) == before
        assert '"In het rapport: "' in set(page.run(said))


ALL_STEPS = """
naam: Alles
gemeente: Hier
periode: 2020-2040
prijspeil: 2020
baten:
  - naam: Iedereen die langer in een eigen woning blijft
    aantal: {2020: 1000, 2021: 1000}
    bedrag: 10000
    prijspeil: 2018
    bereik: 80%
    duur: 4
    ingroei: {1: 50%, 2: 80%}
    blijfkans: {uitstroomkansen: [5%, 4%]}
    terugval: 10%
    groei: 2%
    business_as_usual: {kans: 10%, van: 2000}
    toerekening: 50%
    verdringing: 10%
    optimismecorrectie: 10%
kosten:
  - {naam: Team, bedrag: {2020: 1000000, 2040: 1000000}}
"""
# of every wide table: how far it stands out of a sheet of paper, and how wide its first column is
ON_PAPER = """
return [...document.querySelectorAll('.breed')].map((box) => [box.classList.contains('liggend'),
  box.scrollWidth - box.clientWidth, box.querySelector('tbody th:not([colspan])').offsetWidth,
  getComputedStyle(box).overflowX])
"""
SHEET, ACROSS = 695, 1024  # 184 and 271 mm in pixels


@pytest.mark.parametrize("text", ["", ALL_STEPS], ids=["05-volledig", "elke stap"])
def test_a_wide_table_fits_on_paper_with_every_column(text, opened, written):
    path = written(text) if text else VOLLEDIG
    with opened(path, paper=True) as page:
        page.run(OPEN)
        for across, width in ((False, SHEET), (True, ACROSS)):
            page.resize(width)
            found = [one for one in page.run(ON_PAPER) if one[0] is across]
            assert bool(found) or (across and not text)
            for _, beyond, first, overflow in found:
                assert beyond <= 0
                assert first > 60
                assert overflow == "visible"
