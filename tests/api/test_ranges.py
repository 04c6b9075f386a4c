"""Draws and sensitivity in a notebook: the figures of the command line, as frames and as arrays."""

import csv
import io
import json
import math

import numpy as np
import pytest
from typer.testing import CliRunner

import rendement
from project import ROOT
from rendement.cli import app

RANGED = str(ROOT / "cases/zoetermeer/met-bandbreedte/broedplaats-bandbreedte.yaml")
MONITOR = "cases/borne/monitor-prognose.yaml"
CASE = """
naam: Proef
gemeente: Proefstad
periode: 2020-2021
baten:
  - {naam: Winst, per: periode, bedrag: {laag: 100, hoog: 300, verdeling: uniform}, domein: wonen}
  - {naam: Vast, bedrag: 10, per: periode}
kosten:
  - {naam: Inzet, bedrag: 150, per: periode}
"""
ONE, OTHER = "baten[0].slaagkans", "baten[0].business_as_usual.kans"


def command(*words):
    answer = CliRunner().invoke(app, [str(word) for word in words])
    assert answer.exit_code == 0, answer.output
    return answer.stdout


def test_calc_with_draws_is_what_the_command_gives():
    found = rendement.calc(RANGED, draws=400, seed=3)
    assert found.data == json.loads(
        command("calc", RANGED, "--draws", "400", "--seed", "3", "--format", "json")
    )
    assert str(found) == command("calc", RANGED, "--draws", "400", "--seed", "3")
    assert "onzekerheid" not in rendement.calc(RANGED).data


def test_the_ranges_are_a_frame_by_the_path_of_the_figure():
    found = rendement.calc(CASE, draws=2000)
    frame = found.to_frame("bandbreedtes")
    unsure = found.data["onzekerheid"]
    assert list(frame.loc["rendement", ["p5", "p50", "p95"]]) == [
        unsure["rendement"][key] for key in ("p5", "p50", "p95")
    ]
    assert frame.loc["baten[0].netto", "sd"] == unsure["regels"][0]["netto"]["sd"]
    assert frame.loc["baten[1].netto", "sd"] == 0
    assert frame.loc["per_jaar.2021.cumulatief", "gemiddelde"] == pytest.approx(
        unsure["rendement"]["gemiddelde"]
    )
    assert frame.loc["per_domein.wonen", "p50"] == unsure["per_domein"]["wonen"]["p50"]
    assert math.isnan(frame.loc["baten_per_euro", "sd"])  # it has percentiles alone
    assert frame.index.name == "pad"
    assert (frame.dtypes == "float64").all()


def test_the_other_tables_of_draws():
    found = rendement.calc(CASE, draws=2000)
    unsure = found.data["onzekerheid"]
    years = found.to_frame("terugverdiend")
    assert (years.index.name, list(years.index)) == ("jaar", [2020, 2021])
    assert list(years["kans"]) == list(unsure["terugverdiend"].values())
    bars = found.to_frame("histogram")
    assert bars["aantal"].sum() == 2000
    assert list(bars["van"][1:]) == list(bars["tot"][:-1])
    inputs = found.to_frame("invoer")
    assert list(inputs["pad"]) == ["baten[0].bedrag"]
    assert inputs["punt"][0] == (100 + 300) / 2
    assert "netto_p5" in found.to_frame().columns  # the lines, as in the CSV


def test_every_draw_is_an_array_and_a_row(tmp_path):
    found = rendement.calc(CASE, draws=500, seed=2)
    arrays = found.draws
    assert all(isinstance(values, np.ndarray) and values.shape == (500,) for values in arrays.values())
    amounts = arrays["baten[0].bedrag"]
    assert np.array_equal(arrays["totaal.rendement"], amounts + 10 - 150)
    assert 100 <= amounts.min() < amounts.max() <= 300
    assert arrays is found.draws
    assert float(np.quantile(arrays["totaal.rendement"], 0.05)) == pytest.approx(
        found.data["onzekerheid"]["rendement"]["p5"]
    )
    frame = found.to_frame("trekkingen")
    (tmp_path / "casus.yaml").write_text(CASE, "utf-8")
    command(
        *("calc", tmp_path / "casus.yaml", "--draws", "500", "--seed", "2"),
        *("--trekkingen", tmp_path / "uit.csv", "-o", tmp_path / "uit.json"),
    )
    lines = list(csv.reader(io.StringIO((tmp_path / "uit.csv").read_text("utf-8"))))
    assert [frame.index.name, *frame.columns] == lines[0]
    assert list(frame.index) == list(range(1, 501))
    for line, values in zip(lines[1:], frame.itertuples(), strict=True):
        assert [float(cell) for cell in line] == pytest.approx(list(values), rel=1e-11)


@pytest.mark.parametrize("table", ["bandbreedtes", "terugverdiend", "histogram", "invoer", "trekkingen"])
def test_without_draws_there_are_none_of_these(table):
    found = rendement.calc(CASE)
    with pytest.raises(ValueError, match=r"rendement.calc\(…, draws=10000\)"):
        found.to_frame(table)
    with pytest.raises(ValueError, match="er is niets getrokken"):
        found.draws  # noqa: B018


def test_a_case_without_a_return_or_a_range_has_its_tables():
    bare = rendement.calc(
        "naam: A\ngemeente: B\nperiode: 2018\nkosten:\n  - {naam: K, bedrag: 5}\n", draws=50
    )
    assert "rendement" not in bare.to_frame("bandbreedtes").index
    assert bare.to_frame("bandbreedtes").loc["kosten", "p50"] == 5
    assert len(bare.to_frame("histogram")) == len(bare.to_frame("invoer")) == 0
    assert list(bare.draws) == ["kosten[0].netto"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"draws": 0}, "kies een heel getal van 1 tot"),
        ({"draws": 10_000_001}, "kies een heel getal van 1 tot"),
        ({"draws": 1e4}, "draws=10000.0: geen heel getal"),
        ({"draws": "100"}, "geen heel getal"),
        ({"draws": True}, "kies een heel getal"),
        ({"draws": 10, "seed": -1}, "kies een heel getal van 0"),
        ({"draws": 10, "seed": "x"}, "geen heel getal"),
        ({"seed": 3}, "hoort bij draws"),
    ],
)
def test_a_wrong_number_of_draws_is_a_case_error(options, said):
    for call in (rendement.calc, rendement.batch):
        with pytest.raises(rendement.CaseError, match=said):
            call(RANGED, **options)


def test_numbers_of_numpy_are_numbers():
    assert rendement.calc(CASE, draws=np.int64(20), seed=np.int32(4)).data["onzekerheid"]["zaad"] == 4


@pytest.mark.usefixtures("at_root")
def test_what_has_no_draws_says_so():
    with pytest.raises(rendement.CaseError, match="voor een monitor zijn er geen trekkingen"):
        rendement.calc(MONITOR, draws=10)


# -- sensitivity


QUESTIONS = {
    "draws": 800,
    "seed": 2,
    "ook_zeker": True,
    "one_way": [ONE, f"{OTHER}=5%..9%"],
    "two_way": (ONE, OTHER),
    "weten": f"{ONE},{OTHER}",
    "sets": ["kosten[0].bedrag=100000..120000"],
}
WORDS = [
    *("--draws", "800", "--seed", "2", "--ook-zeker", "--one-way", ONE, "--one-way", f"{OTHER}=5%..9%"),
    *("--two-way", ONE, OTHER, "--weten", f"{ONE},{OTHER}", "--set", "kosten[0].bedrag=100000..120000"),
]


@pytest.fixture(scope="module")
def found():
    return rendement.sensitivity(RANGED, **QUESTIONS)


def test_sensitivity_is_what_the_verb_gives(found):
    assert found.data == json.loads(command("sensitivity", RANGED, *WORDS, "--format", "json"))
    assert str(found) == command("sensitivity", RANGED, *WORDS)
    assert "<table" in found._repr_html_()
    assert repr(found) == (
        "<Broedplaats, met bandbreedtes: gevoeligheid van totaal.rendement: "
        "vooral Uitstroom naar werk of opleiding: slaagkans>"
    )
    assert (found.naam, found.uitkomst, found.evpi) == (
        "Broedplaats, met bandbreedtes",
        "totaal.rendement",
        found.data["evpi"],
    )


def test_the_standard_is_that_of_the_verb():
    whole = rendement.sensitivity(CASE)
    assert (whole.data["trekkingen"], whole.data["zaad"]) == (50_000, 1)
    named = rendement.sensitivity(CASE, uitkomst="totaal.baten", draws=100)
    assert (named.uitkomst, named.data["punt"]) == ("totaal.baten", 200 + 10)


PROGRAMME = """soort: programma
naam: Geheel
gemeente: Proefstad
periode: 2020
maatregelen:
  - naam: Een
    besparing: {incidenteel: {2020: {laag: 100, hoog: 300, verdeling: uniform}}}
    investering: {2020: 150}
"""


def test_a_programme_gives_what_the_verb_gives(written):
    """Its balance is the saving less 150; the 10% point of that saving is 100 + 0.1 * 200."""
    name = written(PROGRAMME)
    whole = rendement.sensitivity(name, draws=400)
    assert (whole.uitkomst, whole.data["punt"]) == ("totaal.saldo", 200 - 150)
    bar = whole.to_frame("tornado").iloc[0]
    assert (bar["rendement_laag"], bar["rendement_hoog"]) == pytest.approx((120 - 150, 280 - 150))
    assert whole.data == json.loads(command("sensitivity", name, "--draws", "400", "--format", "json"))
    assert str(whole) == command("sensitivity", name, "--draws", "400")
    assert np.array_equal(whole.draws["totaal.saldo"], whole.draws[bar["pad"]] - 150)
    assert len(whole.to_frame("trekkingen")) == 400


def test_a_monitor_is_refused_by_its_name():
    with pytest.raises(rendement.CaseError, match=r"prognose\.yaml is een monitor; .* casus of programma"):
        rendement.sensitivity(str(ROOT / MONITOR), draws=400)


def test_a_set_may_be_a_tuple():
    written, paired = (
        rendement.sensitivity(RANGED, draws=400, weten=asked).data["weten"]
        for asked in ([f"{ONE},{OTHER}"], [(ONE, OTHER)])
    )
    assert written == paired
    assert paired[0]["paden"] == [ONE, OTHER]


def test_every_table_of_sensitivity_is_a_frame(found):
    data = found.data
    bars = found.to_frame()
    assert list(bars["rendement_hoog"]) == [bar["rendement_hoog"] for bar in data["tornado"]]
    assert bars["zeker"].any()
    assert not bars["zeker"].all()
    assert list(found.to_frame("omslag")["pad"]) == [turn["pad"] for turn in data["omslag"]]
    shares = found.to_frame("variantie")
    assert shares.loc[ONE, "eerste_orde"] == data["variantie"][ONE]["eerste_orde"]
    assert found.to_frame("evppi").loc[ONE, "waarde"] == data["evppi"][ONE]["waarde"]
    assert found.to_frame("weten")["paden"][0] == f"{ONE}, {OTHER}"
    assert found.to_frame("weten")["waarde"][0] == data["weten"][0]["evppi"]["waarde"]
    assert len(found.to_frame("aanvaardbaarheid")) == len(data["aanvaardbaarheid"]) == 21
    assert list(found.to_frame("gehaald_in")["keren_op_100"]) == [50, 80, 95]
    steps = found.to_frame("een_op_een")
    assert len(steps) == 9 + 9
    assert steps["uitkomst"][0] == data["een_op_een"][0]["stappen"][0]["uitkomst"]
    two = found.to_frame("twee_weg")
    assert (two.shape, two.index.name, two.columns.name) == ((7, 7), ONE, OTHER)
    assert two.iloc[2, 5] == data["twee_weg"]["waarden"][2][5]
    with pytest.raises(ValueError, match="kies tornado, omslag"):
        found.to_frame("jaren")


def test_the_draws_of_sensitivity_have_its_outcome():
    asked = rendement.sensitivity(CASE, draws=300, uitkomst="totaal.baten")
    assert np.array_equal(asked.draws["totaal.baten"], asked.draws["baten[0].bedrag"] + 10)
    assert len(asked.to_frame("trekkingen")) == 300


def test_a_table_that_was_not_asked_says_how():
    bare = rendement.sensitivity(CASE, draws=1)
    with pytest.raises(ValueError, match=r"two_way=\(pad, ander_pad\)"):
        bare.to_frame("twee_weg")
    assert len(bare.to_frame("een_op_een")) == len(bare.to_frame("weten")) == 0
    assert bare.to_frame("variantie").isna().all(axis=None)  # of a single draw there is no variance
    assert list(bare.to_frame("variantie").columns) == ["eerste_orde", "totaal", "fout"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"draws": None}, "gevoeligheid vraagt trekkingen"),
        ({"draws": 0}, "kies een heel getal"),
        ({"two_way": "baten"}, "noem er twee"),
        ({"two_way": ["baten[0].bedrag"]}, "noem er twee"),
        ({"one_way": "baten[1].bedrag"}, "dat getal is zeker"),
        ({"uitkomst": "totaal.niets"}, "die uitkomst is er niet"),
        ({"weten": "baten[0].bedrag"}, "noem er minstens twee"),
        ({"weten": ("a", "b")}, "--weten a: "),
        ({"weten": 3}, r'zoals weten=\["baten'),
        ({"weten": [("a", 3)]}, r'zoals weten=\["baten'),
        ({"one_way": 3}, r'zoals one_way=\["baten'),
        ({"one_way": [("a", "b")]}, r'zoals one_way=\["baten'),
        ({"two_way": (1, 2)}, r'zoals two_way=\("baten'),
        ({"sets": [4]}, r'zoals sets=\["baten'),
        ({"scenario": ["a", "b"]}, "schrijf er één, als tekst; scenario's vergelijken kan met"),
        ({"perspective": ["a"]}, "perspective=.*: schrijf er één, als tekst$"),
        ({"uitkomst": ["totaal.baten"]}, "uitkomst=.*: schrijf er één, als tekst$"),
        ({"sets": "baten[0].toerekening=50"}, "aandeel-buiten-bereik"),
        ({"scenario": "hoog"}, "onbekend-scenario"),
        ({"day": "x"}, "geen dag"),
    ],
)
def test_a_wrong_question_is_a_case_error(options, said):
    with pytest.raises(rendement.CaseError, match=said):
        rendement.sensitivity(CASE, **options)


@pytest.mark.parametrize("ask", [rendement.calc, rendement.sensitivity])
@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["a.yaml", "b.yaml"], "noem één bestand, .* bestanden vergelijken kan met"),
        (3, "3: noem één bestand"),
    ],
)
def test_what_is_no_single_file_is_a_case_error(ask, given, said):
    with pytest.raises(rendement.CaseError, match=said):
        ask(given)


def test_a_batch_takes_one_scenario():
    with pytest.raises(rendement.CaseError, match="schrijf er één, als tekst"):
        rendement.batch(RANGED, scenario=["a", "b"])
