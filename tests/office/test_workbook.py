"""The workbook of a report in a real LibreOffice: with other inputs it says what `calc --set` says."""

import random

import pytest

from crisisteam import AS_PRINTED, CARE, DEARER, MENDED, SUPERVISION
from crisisteam import CRISISTEAM as CRISIS
from project import ROOT, times
from rendement.study.recording_return import CONTROL
from settings import inputs_of, random_setting, refused
from workbooks import cells_of, input_cells, made, written

ZOVEEL = ROOT / "cases" / "zoetermeer" / "zoveel-meer.yaml"
FULL = ROOT / "examples" / "05-volledig.yaml"
PROGRAMME = ROOT / "cases" / "borne" / "beheersmaatregelen.yaml"
MONITOR = ROOT / "cases" / "borne" / "monitor-prognose.yaml"
DRAWN = ROOT / "cases" / "zoetermeer" / "met-bandbreedte" / "broedplaats-bandbreedte.yaml"
THIRD = "maatregelen[0].besparing.structureel.2023"
NET = "totaal.rendement"
HALF_A_CENT = 0.005
REFUSED = "calc weigert dit"
VERDICT = "alles_klopt"


@pytest.fixture(scope="module")
def opened(office, tmp_path_factory):
    """The workbook of a file, written once; it is closed at the end."""
    folder = tmp_path_factory.mktemp("werkboeken")
    paths = {}

    def of(path):
        if path not in paths:
            paths[path] = written(path, folder / f"{path.stem}.xlsx")
        return paths[path]

    yield of
    for path in paths.values():
        office.leave(path)


def placed(path, setting):
    """A setting by the cells of the workbook."""
    cells = input_cells(made(path)[1])
    return {cells[key]: value for key, value in setting.items() if key in cells}


def outcomes(office, opened, path, settings, *names):
    """Every figure of the workbook and these names, for each setting; nothing has an error value."""
    workbook = made(path)[1]
    sheets = sorted({place.split("!")[0] for _, place in workbook.figures})
    read = [*(f"'{sheet}'!" for sheet in sheets), *names]
    for outcome in office.many(opened(path), [placed(path, setting) for setting in settings], read):
        assert outcome.errors == []
        found = {}
        for figure, place in workbook.figures:
            sheet, cell = place.split("!")
            _, column, row = cell.split("$")
            found[figure] = outcome.values[f"'{sheet}'!"][int(row) - 1][ord(column) - ord("A")]
        yield found, {name: outcome.values[name] for name in names}


def figure(office, opened, path, setting, name):
    """One figure with one setting."""
    return next(outcomes(office, opened, path, [setting]))[0][name]


def differs(value, want):
    """Whether a cell does not say what the program says; a dash for what does not exist."""
    if want is None or isinstance(value, str):
        return (want is None) != (value == "-")
    return abs(value - want) > max(HALF_A_CENT, 1e-12 * abs(want))


@pytest.mark.parametrize("path", [ZOVEEL, CRISIS, FULL, PROGRAMME], ids=lambda path: path.stem)
def test_every_figure_follows_every_setting(office, opened, path):
    program = made(path)[0].program
    items = inputs_of(made(path)[0].calculation, program)
    rng = random.Random(17)
    settings = [{}, *(random_setting(rng, items)[0] for _ in range(times(60, 200)))]
    for setting, (found, said) in zip(
        settings, outcomes(office, opened, path, settings, VERDICT), strict=True
    ):
        want = program.run(setting)
        if refused(want):
            assert said[VERDICT] == REFUSED
            continue
        wrong = {
            figure: (value, want[figure])
            for figure, value in found.items()
            if not figure.startswith(CONTROL) and differs(value, want[figure])
        }
        assert wrong == {}, setting
        assert said[VERDICT] == ("klopt" if setting == {} else said[VERDICT])
        assert said[VERDICT] in ("klopt", "gewijzigd")


@pytest.mark.parametrize(
    ("setting", "name", "want"),
    [
        ({"baten[0].aantal": 4}, "totaal.rendement", 4 * 37000 * 0.5 + 60000 - 105000),
        (
            {"discontovoet": 0.03},
            "totaal.contante_waarde.rendement",
            33000 + 33000 / 1.03,  # 65.038,83: two years of 33.000, the second a year later
        ),
        ({"baten[0].business_as_usual": 0.7973}, "totaal.rendement", 222000 * (1 - 0.7973) - 45000),
        ({"baten[0].business_as_usual": 0.7972972973}, "totaal.rendement", 0),
    ],
)
def test_zoveel_meer_by_hand(office, opened, setting, name, want):
    assert figure(office, opened, ZOVEEL, setting, name) == pytest.approx(want, abs=HALF_A_CENT)


@pytest.mark.parametrize(
    ("setting", "want"), [({}, AS_PRINTED), ({SUPERVISION: 10_000}, DEARER), ({CARE: 2 * 7_500}, MENDED)]
)
def test_crisisteam_by_hand(office, opened, setting, want):
    assert set(setting) <= set(input_cells(made(CRISIS)[1]))
    assert figure(office, opened, CRISIS, setting, "totaal.rendement") == pytest.approx(want)


def test_volledig_without_anything_left_is_0_and_never_paid_back(office, opened):
    """A chance of 30% among everybody helped is more than all results: nothing is left, and not less."""
    chance = {"baten[0].business_as_usual.kans": 0.30}
    found, said = next(outcomes(office, opened, FULL, [chance], "terugverdienjaar"))
    assert found["baten[0].netto"] == 0
    assert said["terugverdienjaar"] == "-"


@pytest.mark.parametrize("path", [ZOVEEL, CRISIS, FULL, PROGRAMME], ids=lambda path: path.stem)
@pytest.mark.parametrize("extreme", ["niets", "laagst", "hoogst"])
def test_no_input_gives_an_error_value(office, opened, path, extreme):
    """Everything 0, at its lowest or its highest: also no results, no costs, no price."""
    workbook = made(path)[1]
    sheet = next(sheet for sheet in workbook.sheets if sheet.name == "Invoer")
    values = {"niets": lambda item: max(0.0, item.low), "laagst": lambda item: item.low}
    of = values.get(extreme, lambda item: item.high)
    setting = {f"Invoer!B{item.row + 1}": of(item) for item in sheet.bounds}
    assert office.computed(opened(path), setting, [VERDICT]).errors == []


@pytest.mark.parametrize("path", [ZOVEEL, CRISIS, FULL, PROGRAMME, MONITOR], ids=lambda path: path.stem)
@pytest.mark.parametrize("content", ["geen idee", "12", None], ids=["tekst", "cijfers", "leeg"])
def test_no_number_where_one_belongs_gives_no_error_value_and_is_refused(office, opened, path, content):
    """As one pastes it, past what the cell takes: in each input alone, and in all of them."""
    cells = list(input_cells(made(path)[1]).values())
    few = random.Random(17).sample(cells, min(len(cells), times(6, 40)))
    settings = [{cell: content} for cell in few] + [dict.fromkeys(cells, content)]
    names = ["aantal_geweigerd", "aantal_gewijzigd", VERDICT, "Samenvatting!A3"]
    for setting, outcome in zip(settings, office.many(opened(path), settings, names), strict=True):
        assert outcome.errors == [], setting
        assert outcome.values["aantal_geweigerd"] == outcome.values["aantal_gewijzigd"] == len(setting)
        assert outcome.values[VERDICT] == REFUSED
        assert REFUSED in outcome.values["Samenvatting!A3"]


def test_what_is_no_number_counts_as_nothing(office, opened):
    """6 x 37.000 x 50% is left out: 60.000 - 105.000."""
    for content in ("zes", None):
        assert figure(office, opened, ZOVEEL, {"baten[0].aantal": content}, NET) == 60_000 - 105_000


@pytest.mark.parametrize(
    ("path", "value"), [("baten[0].business_as_usual", 1.01), ("baten[0].business_as_usual", -0.01)]
)
def test_a_number_outside_its_bounds_is_refused(office, opened, path, value):
    names = ["aantal_geweigerd", VERDICT]
    outcome = office.computed(opened(ZOVEEL), placed(ZOVEEL, {path: value}), names)
    assert outcome.values == {"aantal_geweigerd": 1, VERDICT: REFUSED}


def test_a_changed_input_shows_itself(office, opened):
    names = ["aantal_gewijzigd", VERDICT, "Samenvatting!A3", "Samenvatting!A9"]
    before = office.computed(opened(ZOVEEL), {}, names).values
    after = office.computed(opened(ZOVEEL), placed(ZOVEEL, {"baten[0].aantal": 4}), names).values
    assert (before["aantal_gewijzigd"], before[VERDICT]) == (0, "klopt")
    assert (after["aantal_gewijzigd"], after[VERDICT]) == (1, "gewijzigd")
    assert before["Samenvatting!A3"] == "Invoer zoals in het bestand."
    assert "Gewijzigde aannames: 1" in after["Samenvatting!A3"]
    assert "29" in after["Samenvatting!A9"]
    assert "66" in before["Samenvatting!A9"]


@pytest.mark.parametrize(
    ("path", "setting", "said", "then"),
    [
        (CRISIS, {SUPERVISION: 10_000}, "Het rendement voor", ("200.017",)),
        (CRISIS, {SUPERVISION: 10_000}, "De baten zijn", ("In het rapport: De baten", "465.880")),
        (ZOVEEL, {"discontovoet": 0.03}, "Netto contante waarde", ("waarde (3%, basisjaar",)),
        (ZOVEEL, {"discontovoet": 0.03}, "2,25%", ("3%, basisjaar",)),
        (
            FULL,
            {"disconteren.voet": 0.04},
            "Netto contante",
            ("waarde (4%, basisjaar 2021, midden van het jaar)",),
        ),
        (PROGRAMME, {THIRD: 0}, "Over 2020-2023", ("In het rapport: Over 2020-2023",)),
    ],
)
def test_words_follow_what_is_typed_or_say_that_they_do_not(office, opened, path, setting, said, then):
    cells = cells_of(made(path)[1])
    where = next(
        place.replace("$", "")
        for place, cell in cells.items()
        if place.startswith("Samenvatting!") and str(cell.value).startswith(said)
    )
    before = office.computed(opened(path), {}, [where]).values[where]
    after = office.computed(opened(path), placed(path, setting), [where]).values[where]
    assert before != after
    assert "In het rapport" not in before
    assert all(text in after.replace(",", ".") or text in after for text in then)


@pytest.mark.parametrize("path", [ZOVEEL, PROGRAMME], ids=lambda path: path.stem)
def test_what_is_cached_is_what_is_computed(office, opened, path):
    """A viewer that does not compute shows the same as one that does."""
    workbook = made(path)[1]
    cells = {place: cell for place, cell in cells_of(workbook).items() if cell.formula}
    rows = {sheet.name: office.sheet(opened(path), sheet.name) for sheet in workbook.sheets if sheet.cells}
    wrong = {}
    for place, cell in cells.items():
        shown = rows[place.split("!")[0]][cell.row][cell.column]
        same = (
            shown == pytest.approx(cell.value, abs=1e-6) if isinstance(shown, float) else shown == cell.value
        )
        words = "FIXED" in cell.formula or (place.startswith("Samenvatting!") and "&" in cell.formula)
        if not same and not words:
            wrong[place] = (shown, cell.value)
    assert wrong == {}


def test_what_comes_of_draws_stays_and_its_charts_have_figures(office, tmp_path):
    """Of 1.000 draws; a chance of less than 1% is a text, and its bar a figure elsewhere."""
    path = written(DRAWN, tmp_path / "getrokken.xlsx", draws=1000)
    workbook = made(DRAWN, draws=1000)[1]
    sheet = next(sheet for sheet in workbook.sheets if sheet.name == "Samenvatting")
    charts = {chart.title: chart for chart in sheet.charts}
    tornado, curve = (
        charts["Wat het rendement het meest verschuift"],
        charts["Kans dat het rendement hoger is"],
    )
    setting = {input_cells(workbook)["baten[0].bedrag"]: 30000}
    for outcome in office.many(path, [{}, setting], ["Samenvatting!", "Tussenstappen!"]):
        assert outcome.errors == []
        shown, steps = outcome.values["Samenvatting!"], outcome.values["Tussenstappen!"]
        axis = shown[tornado.first - 1][1]
        beside, first = tornado.series[0].beside
        assert beside == "Tussenstappen"
        for number in range(tornado.last - tornado.first + 1):
            low, high = sorted(shown[tornado.first + number][1:3])
            begin, below, above = steps[first + number][1:4]
            assert low < axis < high
            assert (begin, below, above) == pytest.approx((0, low - axis, high - axis))
        beside, first = curve.series[0].beside
        for number in range(curve.last - curve.first + 1):
            said, bar = shown[curve.first + number][1], steps[first + number][1]
            assert bar == {"< 1%": 0.005, "> 99%": 0.995}.get(said, said)
        texts = {row[1] for row in shown[curve.first : curve.last + 1] if isinstance(row[1], str)}
        assert texts == {"< 1%", "> 99%"}
    office.leave(path)
