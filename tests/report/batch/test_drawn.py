"""`batch --draws`: a row is what `calc --draws` gives, whatever does the work; nothing passes in silence."""

import csv
import io
import json
import math
import subprocess
import sys
from dataclasses import replace
from math import sqrt

import pytest

import rendement
from project import ROOT, files
from rendement.figures.case_fields import CASE
from rendement.figures.field import Family, Field
from rendement.figures.uncertainty_fields import UNCERTAINTY
from rendement.report.batch.columns import NAMES, PLACE, as_values
from rendement.report.batch.columns import _drawn as drawn_columns
from rendement.report.batch.drawn import KINDS, drawn_cell, without_draws
from rendement.report.batch.threshold import read_threshold
from rendement.study import drawn_total as drawn_total_module
from rendement.study.batch import examine
from rendement.study.pipeline import calculate

RETURN = "onzekerheid.rendement"
KEYS = ("p5", "p50", "p95", "gemiddelde", "sd", "kans_positief")
COLUMNS = [name for name in NAMES if name.startswith("onzekerheid.")]

FLAT = """naam: Vlak {number}
gemeente: Borne
periode: 2018
baten:
  - {{naam: Winst, bedrag: {{laag: {low}, hoog: {high}, verdeling: uniform}}, bron: blz. 4}}
kosten:
  - {{naam: Inzet {number}, bedrag: {costs}, bron: blz. 5}}
"""
CERTAIN = FLAT.replace("{{laag: {low}, hoog: {high}, verdeling: uniform}}", "{high}")
UNVALUED = "naam: Kosten\ngemeente: Borne\nperiode: 2018\nkosten:\n  - {naam: K, bedrag: 5..9}\n"
SAMPLED = """naam: Huishoudens
gemeente: Borne
periode: 2018
baten:
  - naam: Lasten
    opschalen_naar: 20
    casussen:
      - {naam: A, posten: {p: {bedrag: 9000, reden: R}}}
      - {naam: B, posten: {p: {bedrag: 1000, reden: R}}}
      - {naam: C, posten: {p: {bedrag: 4000, reden: R}}}
kosten:
  - {naam: K, bedrag: 50000}
"""


@pytest.fixture
def ranged(write):
    """So many cases with a range, no two alike."""

    def ranged(count):
        for number in range(count):
            text = FLAT.format(number=number, low=100, high=300 + number, costs=150 + number)
            write(f"zaken/z{number:03d}.yaml", text)

    return ranged


def drawn(row):
    return [row[name] for name in COLUMNS]


def test_the_columns_have_the_paths_of_the_contract():
    assert {name for name in COLUMNS if name.startswith(RETURN)} == {f"{RETURN}.{key}" for key in KEYS}


def test_what_a_uniform_amount_comes_to(records, write):
    write("zaken/een.yaml", FLAT.format(number=1, low=100, high=300, costs=150))
    row = records("zaken", "--draws", "40000")["zaken/een.yaml"]
    deviation = (300 - 100) / sqrt(12)
    assert row[f"{RETURN}.gemiddelde"] == pytest.approx(200 - 150, abs=4 * deviation / sqrt(40000))
    assert row[f"{RETURN}.sd"] == pytest.approx(deviation, rel=0.02)
    assert row[f"{RETURN}.kans_positief"] == pytest.approx(3 / 4, abs=4 * sqrt(0.75 * 0.25 / 40000))
    ends = [100 + 200 * part - 150 for part in (0.05, 0.5, 0.95)]  # its error is 200 x sqrt(p (1 - p) / N)
    for key, end in zip(("p5", "p50", "p95"), ends, strict=True):
        assert row[f"{RETURN}.{key}"] == pytest.approx(end, abs=4 * 200 * sqrt(0.25 / 40000))


RICH = """naam: Van alles
gemeente: Borne
periode: 2018-2019
horizon: 6
baten:
  - naam: A
    per: jaar
    aantal: 5..8..12
    bedrag: {laag: 900, hoog: 2000, verdeling: lognormaal}
    duur: 2..4
    terugval: {1: 20%, 2: 40%..60%}
    slaagkans: {geteld: 13, van: 86}
  - {naam: B, per: periode, aantal: {laag: 3, hoog: 9, verdeling: driehoek}, bedrag: {laag: 2000, hoog: 4000, verdeling: normaal}}
kosten:
  - {naam: H, fte: {laag: 0.1, hoog: 0.2, verdeling: uniform}, tarief: 65000..75000}
samen: {klanten: ["baten[0].aantal", "baten[1].aantal"]}
"""  # noqa: E501 - a line of a file


def at(data, path):
    for key in path.split("."):
        data = data.get(key) if data is not None else None
    return data


@pytest.mark.parametrize("seed", [1, 7])
@pytest.mark.filterwarnings("ignore:voor een|in .* rijen")
def test_a_row_is_what_calc_gives_bit_for_bit(seed, write):
    paths = [*files("cases", "examples"), write("van-alles.yaml", RICH), write("huishoudens.yaml", SAMPLED)]
    rows = {row["pad"]: row for row in rendement.batch(*paths, draws=700, seed=seed).rows}
    moved = 0
    for path in paths:
        row = rows[str(path)]
        if row["soort"] not in KINDS:
            assert drawn(row) == [None] * len(COLUMNS)
            continue
        data = rendement.calc(path, draws=700, seed=seed).data
        expected = [at(data, name) for name in COLUMNS]
        moves = data["onzekerheid"]["onzeker"] or at(data, f"{RETURN}.sd")
        assert drawn(row) == (expected if moves else [None] * len(COLUMNS))
        moved += bool(at(data, f"{RETURN}.sd"))
    assert moved >= 6


def test_workers_shards_order_and_memory_change_nothing(records, run, ranged, folder):
    ranged(130)
    words = ("--draws", "300", "--seed", "5")
    plain = records("zaken", *words)
    assert all(row[f"{RETURN}.sd"] for row in plain.values())
    assert records("zaken", *words, "--workers", "2") == plain
    assert records(*[f"zaken/z{number:03d}.yaml" for number in reversed(range(130))], *words) == plain
    parts = {}
    for part in ("1/3", "2/3", "3/3"):
        parts |= records("zaken", *words, "--shard", part, "--cache", "cache")
    assert all(row.pop("deel").startswith(("1/3, ", "2/3, ", "3/3, ")) for row in parts.values())
    assert parts == {
        name: {key: value for key, value in row.items() if key != "deel"} for name, row in plain.items()
    }
    again = run("batch", "zaken", *words, "--cache", "cache", "--format", "json")
    assert "uit de cache: 130 van 130 bestanden" in again.stderr
    assert {row["pad"]: row for row in json.loads(again.stdout)} == plain


def test_what_was_drawn_otherwise_is_not_taken_from_the_cache(run, ranged):
    ranged(2)

    def known(*words):
        return run("batch", "zaken", "--cache", "cache", *words).stderr.splitlines()[0].split(": ")[1]

    assert known("--draws", "50") == "0 van 2 bestanden"
    assert known("--draws", "50") == "2 van 2 bestanden"
    assert known("--draws", "51") == "0 van 2 bestanden"
    assert known("--draws", "50", "--seed", "2") == "0 van 2 bestanden"
    assert known() == "0 van 2 bestanden"
    assert known("--draws", "50") == "2 van 2 bestanden"


def test_every_scenario_has_its_own_draws(run, write):
    text = FLAT.format(number=1, low=100, high=300, costs=150)
    write("zaken/een.yaml", f"{text}scenarios:\n  duurder: {{'kosten[0].bedrag': 170}}\n")
    answer = run("batch", "zaken", "--draws", "500", "--scenario", "alle", "--format", "json")
    written, dearer = json.loads(answer.stdout)
    assert dearer[f"{RETURN}.p50"] == pytest.approx(written[f"{RETURN}.p50"] - (170 - 150))
    assert dearer[f"{RETURN}.sd"] == pytest.approx(written[f"{RETURN}.sd"])


def test_a_change_and_a_perspective_are_drawn_as_calc_draws_them(write):
    path = write("zaken/een.yaml", FLAT.format(number=1, low=100, high=300, costs=150))
    asked = {"sets": "kosten[0].bedrag=120..180", "perspective": "overheid", "draws": 300, "seed": 2}
    [row] = rendement.batch(path, **asked).rows
    band = rendement.calc(path, **asked).data["onzekerheid"]["rendement"]
    assert [row[f"{RETURN}.{key}"] for key in KEYS] == [band[key] for key in KEYS]
    assert band["sd"] > rendement.calc(path, draws=300, seed=2).data["onzekerheid"]["rendement"]["sd"]


def test_a_kind_of_file_has_columns_as_soon_as_its_contract_has_draws():
    band = UNCERTAINTY.only(("rendement",)).fields[0]
    chances = Field("kans_alle_jaren", "aandeel", "")
    drawn = Family((replace(band, key="saldo"), chances, replace(band, key="per_jaar")))
    names = [column.name for column in drawn_columns(CASE, Family((Field("onzekerheid", drawn, ""),)))]
    assert set(names) == {
        *(f"{RETURN}.{key}" for key in KEYS),
        *(f"onzekerheid.saldo.{key}" for key in KEYS),
        "onzekerheid.kans_alle_jaren",
    }


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ({"onzeker": 2, "saldo": {"sd": 3.0}}, {"onzeker": 2, "saldo": {"sd": 3.0}}),
        ({"onzeker": 0, "saldo": {"sd": 3.0}}, {"onzeker": 0, "saldo": {"sd": 3.0}}),  # of a sample
        ({"onzeker": 0, "saldo": {"sd": 0.0}}, None),
        ({"onzeker": 0, "saldo": None}, None),
        (None, None),
    ],
)
def test_a_programme_is_drawn_by_its_contract(found, expected, monkeypatch):
    asked = []

    def head(figures, keys):
        return {key: found for key in keys if found is not None}

    monkeypatch.setattr(drawn_total_module, "figures_of", lambda calculation, _: asked.append(calculation))
    monkeypatch.setattr(drawn_total_module, "head_of", head)
    programme = calculate(str(ROOT / "cases/borne/taakstelling.yaml"))
    assert drawn_total_module.drawn_total(programme, 50, 3) == expected
    assert [(item.options.draws, item.options.seed) for item in asked] == [(50, 3)]


def test_a_threshold_on_a_chance_and_on_an_amount(run, write):
    write("zaken/goed.yaml", FLAT.format(number=1, low=100, high=300, costs=110))  # above 0 in 95%
    write("zaken/krap.yaml", FLAT.format(number=2, low=100, high=300, costs=180))  # above 0 in 60%
    words = ("batch", "zaken", "--draws", "5000", "--fail-under")
    answer = run(*words, f"{RETURN}.kans_positief=80%")
    assert answer.exit_code == 1
    assert f"zaken/krap.yaml: {RETURN}.kans_positief is 6" in answer.stderr
    assert "%, onder de grens 80%" in answer.stderr
    assert f"goed.yaml: {RETURN}" not in answer.stderr
    assert run(*words, f"{RETURN}.kans_positief=50%").exit_code == 0
    assert run(*words, f"{RETURN}.p5=€ -100").exit_code == 0
    assert run(*words, f"{RETURN}.p5=0").exit_code == 1  # 5% below 110 - 110 and 110 - 180


def test_a_chance_below_its_limit_is_never_nothing_or_certain():
    limit = read_threshold(f"{RETURN}.kans_positief=100%")
    assert limit.below(row_of(**{f"{RETURN}.kans_positief": 0.999})).endswith("is > 99%, onder de grens 100%")
    limit = read_threshold(f"{RETURN}.kans_positief=80%")
    assert "is < 1%, onder" in limit.below(row_of(**{f"{RETURN}.kans_positief": 0.0}))
    assert "is 79,6%, onder de grens 80%" in limit.below(row_of(**{f"{RETURN}.kans_positief": 0.796}))


def row_of(**values):
    filled = {"pad": "x", "status": "goed", "soort": "casus", "fouten": 0}
    return as_values({**filled, **values})


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--fail-under", f"{RETURN}.kans_positief=80%"], "hoort bij --draws"),
        (["--columns", f"pad,{RETURN}.p5"], "hoort bij --draws"),
        (["--seed", "3"], "hoort bij --draws"),
        (["--draws", "0"], "kies een getal van 1 tot"),
        (["--draws", "10.000"], "schrijf 10000"),
        (["--draws", "10", "--seed", "x"], "geen heel getal"),
        (["--draws", "10", "--fail-under", f"{RETURN}.kans_positief=80"], "bedoelt u 80%?"),
        (
            ["--draws", "299", "--fail-under", f"{RETURN}.kans_positief=80%"],
            "schrijf bijvoorbeeld --draws 10000",
        ),
        (["--draws", "299", "--fail-under", f"{RETURN}.p5=0"], "minder dan 300 trekkingen is te weinig om"),
        (["--draws", "10", "--fail-under", f"{RETURN}.p6=0"], f"bedoelt u `{RETURN}.p5`?"),
        (["--draws", "10", "--fail-under", "onzekerheid.baten.p5=0"], "calc BESTAND --draws N --format json"),
    ],
)
def test_wrong_use_is_told_at_once_and_writes_nothing(words, said, run, ranged, folder):
    ranged(1)
    answer = run("batch", "zaken", "-o", "uit.csv", *words)
    assert answer.exit_code == 2
    assert said in answer.stderr
    assert not (folder / "uit.csv").exists()


def test_what_has_no_draws_is_named_and_its_cells_are_empty(run, write):
    write("zaken/zeker.yaml", CERTAIN.format(number=1, high=300, costs=150))
    write("zaken/kosten.yaml", UNVALUED)
    write("zaken/kapot.yaml", "naam: Kapot\ngemeente: Borne\n")
    monitor = ROOT / "cases/borne/monitor-prognose.yaml"
    answer = run("batch", "zaken", monitor, "--draws", "500", "--format", "json")
    assert [drawn(row) for row in json.loads(answer.stdout)] == [[None] * len(COLUMNS)] * 4
    assert f"voor een monitor zijn er geen trekkingen: {monitor}\n" in answer.stderr
    assert "in 1 rij heeft geen enkel getal een bandbreedte" in answer.stderr  # not that without a return
    assert "trekking" not in run("batch", "zaken").stderr


def test_a_programme_is_named_as_long_as_it_has_no_draws(run):
    programme = ROOT / "cases/borne/taakstelling.yaml"
    answer = run("batch", programme, "--draws", "500", "--format", "json")
    named = f"voor een programma zijn er geen trekkingen: {programme}\n" in answer.stderr
    assert named == ("programma" not in KINDS)
    assert drawn(json.loads(answer.stdout)[0]) == [None] * len(COLUMNS)  # nothing in it has a range


def test_a_sample_of_households_is_drawn_too(records, write):
    write("zaken/huishoudens.yaml", SAMPLED)
    row = records("zaken", "--draws", "4000")["zaken/huishoudens.yaml"]
    mean = (9000 + 1000 + 4000) / 3
    squares = sum((amount - mean) ** 2 for amount in (9000, 1000, 4000)) / 2
    expected = 20 * sqrt(squares / 3) * sqrt(17 / 20)  # N x s / sqrt(n) x sqrt((N - n) / N)
    assert row[f"{RETURN}.sd"] == pytest.approx(expected, rel=0.05)


def test_another_currency_has_no_draws_either(records, write):
    text = FLAT.format(number=1, low=100, high=300, costs=150)
    write("zaken/a.yaml", text)
    write("zaken/b.yaml", text.replace("periode", "valuta: GBP\nperiode").replace("Vlak 1", "B"))
    found = records("zaken", "--draws", "50")
    assert found["zaken/a.yaml"][f"{RETURN}.sd"]
    assert "zijn niet te vergelijken" in found["zaken/b.yaml"]["melding"]
    assert drawn(found["zaken/b.yaml"]) == [None] * len(COLUMNS)


def test_csv_holds_what_json_holds(run, ranged):
    ranged(2)
    words = ("batch", "zaken", "--draws", "400", "--format")
    [*rows] = json.loads(run(*words, "json").stdout)
    lines = list(csv.DictReader(io.StringIO(run(*words, "csv").stdout)))
    for row, line in zip(rows, lines, strict=True):
        for name in COLUMNS:
            assert float(line[name] or "nan") == pytest.approx(row[name] or math.nan, rel=1e-11, nan_ok=True)
        assert float(line[f"{RETURN}.sd"]) > 0


def test_a_read_table_says_no_more_than_draws_carry(run, write):
    write("zaken/een.yaml", FLAT.format(number=1, low=0, high=3_000_000, costs=1))
    answer = run("batch", "zaken", "--draws", "10000", "--seed", "4")
    assert "10.000 trekkingen, zaad 4" in answer.stdout
    assert "> 99%" in answer.stdout
    row = row_of(**{f"{RETURN}.{key}": 12345.6 for key in KEYS} | {f"{RETURN}.sd": 1000.0})
    # the error of the mean is 1.000 ÷ 100, that of an end about twice as much
    assert drawn_cell(f"{RETURN}.gemiddelde", row, 10_000).text == "12.350"  # to 10, below 2 x 10
    assert drawn_cell(f"{RETURN}.p5", row, 1_000_000).text == "12.346"  # to 1, below 2 x 2
    assert drawn_cell(f"{RETURN}.p95", row, 1_000).text == "12.300"  # to 100, below 2 x 63


def test_of_few_draws_and_of_equal_ones_no_range_is_shown(run, write):
    write("zaken/een.yaml", FLAT.format(number=1, low=100, high=300, costs=150))
    few = run("batch", "zaken", "--draws", "100")
    assert "minder dan 300 trekkingen is te weinig voor grenzen en kansen" in few.stderr
    row = row_of(**{f"{RETURN}.{key}": 5.0 for key in KEYS} | {f"{RETURN}.sd": 0.0})
    assert drawn_cell(f"{RETURN}.p5", row, 1000).text == "alle gelijk"
    assert drawn_cell(f"{RETURN}.kans_positief", row, 1000).text == "-"
    assert drawn_cell(f"{RETURN}.p5", row, 100).text == "-"
    assert list(without_draws([row], None)) == []


def test_draws_have_the_time_of_a_file(records, ranged, monkeypatch):
    ranged(1)
    monkeypatch.setattr(examine.limit, "SECONDS", 1e-3)
    row = records("zaken", "--draws", "1000000")["zaken/z000.yaml"]
    assert row["status"] == "fout"
    assert "nog niet doorgerekend" in row["melding"]


def test_without_draws_nothing_of_them_is_loaded(ranged, folder):
    ranged(1)
    code = (
        "import sys, runpy; sys.argv = ['rendement', 'batch', 'zaken', '-o', 'uit.csv']\n"
        "from rendement.cli import app\n"
        "app(standalone_mode=False)\n"
        "print('numpy' in sys.modules)"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout == "False\n"


def test_a_notebook_hears_the_same(ranged, write):
    ranged(1)
    write("zaken/zeker.yaml", CERTAIN.format(number=9, high=300, costs=150))
    with pytest.warns(UserWarning, match="in 1 rij heeft geen enkel getal een bandbreedte"):
        found = rendement.batch("zaken", draws=400)
    assert "400 trekkingen, zaad 1" in str(found)
    frame = found.to_frame()
    assert frame[f"{RETURN}.p5"].dtype == "float64"
    assert frame.loc[0, f"{RETURN}.p5"] == found.rows[0][f"{RETURN}.p5"]
    assert PLACE[f"{RETURN}.p5"] == list(frame.columns).index(f"{RETURN}.p5")
