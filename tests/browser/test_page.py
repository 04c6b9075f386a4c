"""The page in a real Chromium: every figure follows as `calc --set` says, whatever is typed."""

import random
import shlex
from functools import cache

import pytest

from crisisteam import CARE, CRISISTEAM, DEARER, MENDED, SUPERVISION
from project import ROOT, short, times
from rendement.figures.lookup import lookup
from rendement.render.page import as_page
from rendement.report.contents import contents
from rendement.report.page import page as page_of
from rendement.report.page_fields import all_knobs
from rendement.report.page_program import PAID_YEAR, cells_of
from rendement.source.money import counted_in
from rendement.source.path import parse_path
from rendement.study.calculation import Options
from rendement.study.contract import contract
from rendement.study.pipeline import calculate
from rendement.study.recording_return import CONTROL
from rendement.study.report import reported

ZOVEEL_MEER = ROOT / "cases" / "zoetermeer" / "zoveel-meer.yaml"
VOLLEDIG = ROOT / "examples" / "05-volledig.yaml"
GRIP = ROOT / "cases" / "noordoostpolder" / "grip-op-het-sociaal-domein.yaml"
MONITOR = ROOT / "cases" / "borne" / "monitor-prognose.yaml"
KENIA = ROOT / "cases" / "elders" / "ontwormen-kenia.yaml"  # of which amounts are in another currency
MAIN = [ZOVEEL_MEER, CRISISTEAM, VOLLEDIG, GRIP, MONITOR, KENIA]
SETTINGS = times(125, 500)  # of each: two thousand on pages in the whole run
FULL = times(8, 40)  # of those, that are computed by calc as well
CENT = 0.005
# how many decimals these get follows from what they multiply to, in the report
BY_PRODUCT = (".aantal", ".prijs", ".jaren")

# types every text in its field, and says what every figure then is, and what would be refused
TYPE = """
const all = (selector) => [...document.querySelectorAll(selector)];
const fields = new Map(all("input[data-pad]").map((field) => [field.dataset.pad, field]));
const frame = () => new Promise((done) => requestAnimationFrame(() => done()));
const found = [];
for (const setting of arg) {
  document.getElementById("terug").click();
  for (const [path, text] of Object.entries(setting)) {
    fields.get(path).value = text;
    fields.get(path).dispatchEvent(new Event("input"));
  }
  await frame();
  found.push({
    figures: all("data[data-vorm]").map((place) =>
      [place.dataset.pad ?? null, place.getAttribute("value"), place.textContent]),
    sets: document.getElementById("opdracht").textContent,
    refused: !document.getElementById("geweigerd").hidden,
    wrong: document.querySelectorAll("[aria-invalid]").length,
  });
}
return found;
"""


@cache
def report_of(path, sets=()):
    return reported(calculate(str(path), Options(sets)))


@pytest.fixture
def opened(browser, tmp_path):
    """Open the page of a file."""

    def open_page(path, **more):
        target = tmp_path / "rapport.html"
        target.write_text(as_page(contents("pagina", report_of(path))), encoding="utf-8")
        return browser.page(target, **more)

    return open_page


def settings_of(path, many):
    """Random settings, as they are typed in Dutch, with the values that those are."""
    with counted_in(report_of(path).money):
        knobs = [knob for knob in all_knobs(page_of(report_of(path)).groups) if knob.least != knob.most]
    chance = random.Random(path.name)
    for _ in range(many):
        chosen = chance.sample(knobs, min(len(knobs), chance.randint(1, 4)))
        yield dict(filter(None, (typed(chance, knob) for knob in chosen)))


def typed(chance, knob):
    scale = 100 if knob.written == "%" else 1
    span = knob.high - knob.low
    value = chance.choice(
        (chance.uniform(knob.low, knob.high), knob.low, knob.high + chance.choice((0, span)))
    )
    text = f"{value * scale:.{chance.choice((0, 1, 2))}f}"
    value = float(text) / scale
    if (knob.least is not None and value < knob.least) or (knob.most is not None and value > knob.most):
        return None
    whole, _, part = text.partition(".")
    grouped = f"{int(whole):,}".replace(",", ".") if chance.random() < 0.5 and whole != "-0" else whole
    return knob.path, (f"{grouped},{part}" if part else grouped, value)


@pytest.mark.parametrize("path", MAIN, ids=short)
def test_every_setting_gives_what_the_program_and_calc_give(path, opened):
    program = report_of(path).program
    settings = list(settings_of(path, SETTINGS))
    with opened(path) as page:
        found = page.run(TYPE, [{at: text for at, (text, _) in one.items()} for one in settings])
        assert (page.errors, len(page.requests)) == ([], 1)
    assert all(one["wrong"] == 0 for one in found)
    for number_, (setting, one) in enumerate(zip(settings, found, strict=True)):
        values = program.run({at: value for at, (_, value) in setting.items()})
        shown = {at: value for at, value, _ in one["figures"] if at in values}
        for at, value in shown.items():
            assert equal(value, values[at]), (setting, at)
        refused = any(
            value is not None and value < 0 for at, value in values.items() if at.startswith(CONTROL)
        )
        assert one["refused"] == refused, setting
        if number_ < FULL:
            check_with_calc(path, one)


def equal(shown, value):
    if shown is None or value is None:
        return shown is None and value is None
    return float(shown) == pytest.approx(value, abs=CENT, rel=1e-12)


def check_with_calc(path, one):
    """The command that the page gives, and every figure and every text of the report that it makes."""
    sets = tuple(shlex.split(one["sets"]))
    assert sets[::2] == ("--set",) * len(sets[::2])
    calculation = calculate(str(path), Options(sets[1::2]))
    assert calculation.failed == one["refused"], one["sets"]
    if calculation.failed:
        return
    data, other = contract(calculation), reported(calculation)
    with counted_in(other.money):
        again = page_of(other)
    cells = [*cells_of(again.summary.blocks), *cells_of(again.appendix.blocks)]
    texts = {}
    for cell in [*cells, *(cell for _, cell in again.headlines)]:
        texts.setdefault(cell.path, set()).add(cell.text)
    for at, value, text in one["figures"]:
        if at is None:
            continue
        assert equal(value, lookup(data, parse_path(at))), (one["sets"], at, text)
        if at in texts and not at.endswith(BY_PRODUCT):
            assert text in texts[at], (one["sets"], at)


NET, WORTH, BAU = "totaal.rendement", "totaal.contante_waarde.rendement", "baten[0].business_as_usual"
BY_HAND = [
    (ZOVEEL_MEER, {"baten[0].aantal": "4"}, NET, 4 * 37_000 * 0.5 + 60_000 - 105_000, "29.000"),
    (ZOVEEL_MEER, {"discontovoet": "3"}, WORTH, 33_000 + 33_000 / 1.03, "65.039"),
    (ZOVEEL_MEER, {BAU: "79,73"}, NET, 222_000 * (1 - 0.7973) + 60_000 - 105_000, "-1"),
    (ZOVEEL_MEER, {BAU: "79,72972973"}, NET, 0, "0"),
    (CRISISTEAM, {SUPERVISION: "10.000"}, NET, DEARER, "200.017"),
    (CRISISTEAM, {CARE: "15.000"}, NET, MENDED, "206.917"),
]


@pytest.mark.parametrize(("path", "setting", "at", "value", "text"), BY_HAND)
def test_worked_out_by_hand(path, setting, at, value, text, opened):
    with opened(path) as page:
        (found,) = page.run(TYPE, [setting])
    shown = {place: (figure, said) for place, figure, said in found["figures"]}
    assert float(shown[at][0]) == pytest.approx(value, abs=CENT)
    assert shown[at][1].removeprefix("€ ") == text


def test_a_line_is_never_below_nothing_and_then_nothing_is_paid_back(opened):
    """With a chance of 30% more would have come by themselves than came: the line is 0."""
    with opened(VOLLEDIG) as page:
        (found,) = page.run(TYPE, [{"baten[0].business_as_usual.kans": "30"}])
    shown = {at: value for at, value, _ in found["figures"]}
    assert float(shown["baten[0].netto"]) == 0
    assert shown[PAID_YEAR] is None


THOUSANDS = """bedragen_x: 1000
naam: Proef
gemeente: Plaats
periode: 2020
prijspeil: 2020
baten:
  - {naam: Winst, aantal: 2, bedrag: 30, ontvanger: {gemeente: 10k, rijk: rest}}
kosten:
  - {naam: Inzet, bedrag: 12.5}
"""
PAYERS = """naam: Proef
gemeente: Plaats
periode: 2020
prijspeil: 2020
baten:
  - {naam: Winst, aantal: 2, bedrag: 30, ontvanger: {gemeente: "€ 10", rijk: rest}}
kosten:
  - {naam: Inzet, bedrag: 12}
"""


@pytest.mark.parametrize(
    ("text", "setting", "net"),
    [
        (THOUSANDS, {"baten[0].bedrag": "31.250,5"}, 2 * 31250.5 - 12500),
        (
            THOUSANDS,
            {"baten[0].ontvanger.gemeente": "1.125", "baten[0].aantal": "1,125"},
            1.125 * 30000 - 12500,
        ),
        (PAYERS, {"baten[0].ontvanger.gemeente": "12,5"}, 2 * 30 - 12),
        (PAYERS, {"baten[0].ontvanger.gemeente": "55", "kosten[0].bedrag": "1.234"}, 2 * 30 - 1234),
    ],
)
def test_amounts_are_read_and_given_back_in_euros(text, setting, net, opened, tmp_path):
    path = tmp_path / f"casus-{abs(hash(text))}.yaml"
    path.write_text(text, encoding="utf-8")
    with opened(path) as page:
        (found,) = page.run(TYPE, [setting])
        assert page.errors == []
    shown = {at: value for at, value, _ in found["figures"]}
    assert float(shown["totaal.rendement"]) == net
    assert not found["refused"]
    check_with_calc(path, found)


SPANS = """soort: programma
naam: Proef
gemeente: Plaats
periode: 2024-2029
maatregelen:
  - naam: Later
    besparing: {structureel: {2026: 90}, incidenteel: {2024-2026: 30, 2026-2028: 45}}
    investering: {2024: 100}
"""
UNDATED = """soort: programma
naam: Proef
gemeente: Plaats
periode: 2024-2025
maatregelen:
  - {naam: Ooit, besparing: {structureel: 90}}
"""
SAVING = "maatregelen[0].besparing"


@pytest.mark.parametrize(
    ("saving", "span", "paid"),
    [
        ("90", "30", "2026 (na 2,8 jaar)"),  # 100 short until 2026, which brings 90 and 30: 2 + 100 ÷ 120
        ("90", "110", "2026 (na 2,5 jaar)"),  # 2 + 100 ÷ (90 + 110)
        ("10", "30", "2028 (na 4,9 jaar)"),  # 100 − 10 − 30 − 10 short, then 10 and the 45: 4 + 50 ÷ 55
        ("0", "0", "niet binnen deze jaren"),  # 45 is less than 100
    ],
)
def test_an_amount_of_several_years_pays_back_in_the_last(saving, span, paid, opened, written):
    path = written(SPANS)
    setting = {f"{SAVING}.structureel.2026": saving, f"{SAVING}.incidenteel.2024-2026": span}
    with opened(path) as page:
        assert page.run('return document.getElementById("afwijking").hidden;')
        (found,) = page.run(TYPE, [setting])
        assert page.errors == []
    assert {text for at, _, text in found["figures"] if at == PAID_YEAR} == {paid}
    check_with_calc(path, found)


def test_without_any_saving_that_has_a_year_nothing_is_paid_back(opened, written):
    path = written(UNDATED)
    with opened(path) as page:
        assert page.run('return document.getElementById("afwijking").hidden;')
        (found,) = page.run(TYPE, [{f"{SAVING}.structureel": "80"}])
        said = page.run("return document.body.textContent;")
    assert "niet binnen deze jaren" in said
    assert not [text for at, _, text in found["figures"] if at == PAID_YEAR and text.startswith("2")]
    check_with_calc(path, found)
