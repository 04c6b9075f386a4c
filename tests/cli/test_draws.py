"""`calc --draws`: what it prints in every format, and what it refuses."""

import csv
import io
import json

import pytest

CASE = """naam: Casus
gemeente: Plaats
periode: 2020-2021
baten:
  - {naam: Winst, bedrag: 100..160..200, per: periode, domein: wonen}
  - {naam: Vast, bedrag: 10, per: periode}
kosten:
  - {naam: Inzet, bedrag: 120, per: periode}
"""


@pytest.fixture
def name(written):
    return written(CASE)


def test_the_return_stays_the_headline_with_its_range_below_it(name, run):
    found = run("calc", name, "--draws", "1000")
    assert found.exit_code == 0
    lines = [line.strip() for line in found.stdout.splitlines()]
    at = next(i for i, line in enumerate(lines) if line.startswith("Rendement voor"))
    assert lines[at].endswith("€ 50")
    assert [line.split("  ")[0] for line in lines[at + 1 : at + 4]] == [
        "90% van de trekkingen",
        "gemiddelde van de trekkingen",
        "kans dat het positief is",
    ]
    text = " ".join(lines)
    assert "1 van de 4 aannamen" in text  # three amounts and the discount rate
    assert "1.000 trekkingen, zaad 1" in text


@pytest.mark.parametrize("form", ["table", "markdown", "html", "tsv", "json"])
def test_the_same_seed_gives_the_same_bytes(name, run, form):
    one, two, other = (
        run("calc", name, "--draws", "200", "--seed", seed, "--by", "jaar", "--format", form).stdout
        for seed in ("3", "3", "4")
    )
    assert one == two
    assert one != other


def test_json_has_every_band_and_the_seed(name, run):
    found = json.loads(run("calc", name, "--draws", "500", "--seed", "9", "--format", "json").stdout)
    unsure = found["onzekerheid"]
    assert (unsure["trekkingen"], unsure["zaad"], unsure["onzeker"], found["herkomst"]["zaad"]) == (
        500,
        9,
        1,
        9,
    )
    assert unsure["regels"][0]["netto"]["sd"] > 0
    assert unsure["regels"][1]["netto"]["sd"] == 0
    assert list(unsure["per_jaar"]) == ["2020", "2021"]
    assert set(unsure["per_domein"]) == {"wonen", "overig"}
    assert unsure["invoer"][0]["pad"] == "baten[0].bedrag"
    assert sum(unsure["histogram"]["aantallen"]) == 500
    assert found["totaal"]["rendement"] == 50


def test_every_scenario_has_its_own_range_of_the_same_draws(written, run):
    name = written(
        CASE + "scenarios:\n  hoger:\n    baten[1].bedrag: 60\n  zeker:\n    baten[0].bedrag: 150\n"
    )
    data = json.loads(run("calc", name, "--draws", "500", "--format", "json").stdout)
    base, higher, sure = (
        data["onzekerheid"]["rendement"],
        *(data["scenarios"][key]["onzekerheid"]["rendement"] for key in ("hoger", "zeker")),
    )
    assert higher["p5"] == pytest.approx(base["p5"] + 50)  # the same draws, and 50 more
    assert (sure["sd"], sure["p5"]) == (0, 150 + 10 - 120)
    table = run("calc", name, "--draws", "500").stdout
    assert "kans boven nul" in table
    assert "onzekerheid" not in json.loads(run("calc", name, "--format", "json").stdout)["scenarios"]["hoger"]


def test_without_draws_nothing_is_said_of_them(name, run):
    found = json.loads(run("calc", name, "--format", "json").stdout)
    assert "onzekerheid" not in found
    assert found["herkomst"]["zaad"] is None


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--draws", "0"], "kies een getal van 1 tot"),
        (["--draws", "-5"], "kies een getal van 1 tot"),
        (["--draws", "1e6"], "geen heel getal"),
        (["--draws", "10.000"], "schrijf 10000"),
        (["--draws", "1000000000"], "kies een getal van 1 tot"),
        (["--draws", "9" * 400], "kies een getal van 1 tot"),
        (["--draws", "٣"], "geen heel getal"),
        (["--draws", ""], "geen heel getal"),
        (["--draws", "10", "--seed", "x"], "geen heel getal"),
        (["--draws", "10", "--seed", "-1"], "kies een getal van 0 tot"),
        (["--seed", "3"], "hoort bij --draws"),
    ],
)
def test_a_wrong_number_is_refused_at_once(name, run, options, said):
    found = run("calc", name, *options)
    assert found.exit_code == 2
    assert said in found.stderr
    assert found.stdout == ""


def test_a_monitor_is_refused_by_name(run, at_root):
    path = "cases/borne/monitor-bijstand.yaml"
    found = run("calc", path, "--draws", "10")
    assert found.exit_code == 2
    assert path in found.stderr


def test_a_case_without_ranges_says_so(written, run):
    name = written(CASE.replace("100..160..200", "160"))
    assert "Geen enkel cijfer heeft een bandbreedte" in run("calc", name, "--draws", "10").stdout


def test_a_row_per_line_has_the_percentiles(name, run):
    rows = list(csv.DictReader(io.StringIO(run("calc", name, "--draws", "100", "--format", "csv").stdout)))
    assert float(rows[0]["netto_p5"]) < float(rows[0]["netto_p50"]) < float(rows[0]["netto_p95"])
    assert rows[1]["netto_p5"] == rows[1]["netto_p95"] == "10"
    assert float(rows[0]["rendement_p5"]) == pytest.approx(float(rows[0]["netto_p5"]) + 10 - 120)
    assert "netto_p5" not in run("calc", name, "--format", "csv").stdout


def test_every_draw_as_a_row_that_can_be_put_back(name, run, tmp_path):
    target = tmp_path / "rijen.csv"
    assert run("calc", name, "--draws", "25", "--trekkingen", str(target)).exit_code == 0
    rows = list(csv.DictReader(target.open(encoding="utf-8")))
    assert [row["trekking"] for row in rows] == [str(number) for number in range(1, 26)]
    for row in rows[:5]:
        change = f"baten[0].bedrag={row['baten[0].bedrag']}"
        again = json.loads(run("calc", name, "--set", change, "--format", "json").stdout)
        assert again["totaal"]["rendement"] == pytest.approx(float(row["totaal.rendement"]), rel=1e-11)


def test_every_draw_in_parquet(name, run, tmp_path):
    pandas = pytest.importorskip("pandas")
    target = tmp_path / "rijen.parquet"
    assert run("calc", name, "--draws", "25", "--trekkingen", str(target)).exit_code == 0
    assert len(pandas.read_parquet(target)) == 25


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--trekkingen", "r.csv"], "hoort bij --draws"),
        (["--draws", "100001", "--trekkingen", "r.csv"], "hooguit 100000 rijen"),
        (["--draws", "10", "--trekkingen", "r.json"], ".csv of .parquet"),
        (["--draws", "10", "--trekkingen", "rijen"], ".csv of .parquet"),
        (["--draws", "10", "--trekkingen", "nergens/r.csv"], "--trekkingen nergens/r.csv"),
    ],
)
def test_a_table_of_draws_that_cannot_be_written_is_refused(name, run, options, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = run("calc", name, *options)
    assert found.exit_code == 2
    assert said in found.stderr
    assert list(tmp_path.glob("r*")) == []


def test_a_table_of_draws_is_of_one_case(name, written, run):
    found = run("calc", name, written(CASE, "tweede.yaml"), "--draws", "10", "--trekkingen", "r.csv")
    assert found.exit_code == 2
    assert "één casus" in found.stderr


def test_few_draws_give_scenarios_without_bounds_and_chances(written, run):
    """As without draws: what is written gives benefits, costs and return."""
    name = written(CASE + "scenarios:\n  hoger:\n    baten[1].bedrag: 60\n")
    few, enough = (run("calc", name, "--draws", draws).stdout for draws in ("299", "300"))
    heads = [
        "scenario baten kosten rendement per euro contante waarde",
        "scenario rendement 5% 95% kans boven nul",
    ]
    for text, shown, other in ((few, *heads), (enough, *reversed(heads))):
        lines = [" ".join(line.split()) for line in text.splitlines()]
        assert shown in lines
        assert other not in lines


def test_few_draws_say_nothing_of_bounds_and_chances(name, run):
    """Of less than 300, what never happened may still have a chance of 1% (3 ÷ N)."""
    few, enough = (run("calc", name, "--draws", draws).stdout for draws in ("299", "300"))
    assert "kans dat het positief is" not in few
    assert "Bandbreedte, in euro" not in few
    assert "vanaf 300" in few
    assert "kans dat het positief is" in enough
    assert "1 trekking, zaad 1" in run("calc", name, "--draws", "1").stdout


def test_without_a_range_no_chance_is_told(written, run):
    found = run("calc", written(CASE.replace("100..160..200", "160")), "--draws", "1000").stdout
    assert "alle gelijk: geen bandbreedtes" in found
    assert "kans dat het positief is" not in found


def test_what_is_together_is_said(written, run):
    text = (
        CASE.replace("bedrag: 10,", "bedrag: 8..12,")
        + "samen:\n  beide: [baten.winst.bedrag, baten.vast.bedrag]\n"
    )
    found = run("calc", written(text), "--draws", "1000", "--format", "markdown").stdout
    assert "Samen getrokken, beide: Winst: bedrag; Vast: bedrag." in found


def test_in_a_file_in_thousands_a_row_is_in_thousands(written, run, tmp_path):
    """So that `--set` takes it."""
    name = written("bedragen_x: 1000\n" + CASE)
    target = tmp_path / "rijen.csv"
    run("calc", name, "--draws", "5", "--trekkingen", str(target))
    for row in csv.DictReader(target.open(encoding="utf-8")):
        change = f"baten[0].bedrag={row['baten[0].bedrag']}"
        assert 100 <= float(row["baten[0].bedrag"]) <= 200
        again = json.loads(run("calc", name, "--set", change, "--format", "json").stdout)
        assert again["totaal"]["rendement"] == pytest.approx(float(row["totaal.rendement"]), rel=1e-9)
