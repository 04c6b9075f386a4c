"""The public API: `rendement.calc` in a notebook gives the figures of the command line, or every finding."""

import builtins
import doctest
import json
import math
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

import rendement
from project import ROOT, files
from rendement.cli import app

CASES = ROOT / "cases"
PILOT = str(CASES / "zoetermeer/zoveel-meer.yaml")
PROGRAMME = str(CASES / "borne/taakstelling.yaml")
SMALL = """
naam: "Proef\\u202e"
gemeente: Proefstad
periode: 2018-2019
baten:
  - {naam: Opbrengst, aantal: 3, bedrag: 500, per: jaar, domein: zorg}
kosten:
  - {naam: Inzet, bedrag: 1000, per: periode}
scenarios:
  laag:
    baten[0].aantal: 1
"""
CASE_OF_A_DAY = """
naam: Proef
gemeente: Proefstad
periode: 2024
baten: [{naam: Opbrengst, bedrag: 500}]
kosten: [{naam: Inzet, bedrag: 100}]
%s
"""


def test_importing_loads_nothing_but_itself():
    code = (
        "import sys, rendement; own = [name for name in sys.modules if name.startswith('rendement.')]; "
        "print(rendement.__version__, own, 'yaml' in sys.modules)"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown == f"{rendement.__version__} [] False\n"


def test_the_public_names_and_no_others():
    assert rendement.__all__ == [
        *("Batch", "CaseError", "Result", "Sensitivity", "__version__", "batch", "calc", "sensitivity")
    ]
    assert all(getattr(rendement, name) is not None for name in rendement.__all__)
    with pytest.raises(AttributeError, match="'calcc'"):
        rendement.calcc  # noqa: B018


def test_the_totals_are_those_of_the_source():
    result = rendement.calc(PILOT)
    benefits = 6 * 37000 * 0.5 + 12 * 10000 * 0.5
    costs = 2 * 0.5 * 65000 + 2 * 20000
    assert (result.baten, result.kosten, result.rendement) == (benefits, costs, benefits - costs)
    assert result.baten_per_euro == benefits / costs
    assert result.contante_waarde == pytest.approx((benefits - costs) / 2 * (1 + 1 / 1.0225))
    assert result.terugverdienjaar == 2017
    assert result.naam == "Zoveel Meer"
    assert all(found.severity == "opmerking" for found in result.findings)


@pytest.mark.parametrize("file", [PILOT, PROGRAMME], ids=["case", "programme"])
def test_data_is_what_the_command_line_gives(file):
    answer = CliRunner().invoke(app, ["calc", file, "--format", "json"])
    assert json.loads(json.dumps(rendement.calc(Path(file)).data)) == json.loads(answer.stdout)


def test_text_and_path_are_told_apart(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("casus.yaml").write_text(SMALL, encoding="utf-8")
    assert rendement.calc(SMALL).rendement == 2 * 3 * 500 - 1000
    assert rendement.calc("casus.yaml").data["totaal"] == rendement.calc(SMALL).data["totaal"]
    assert rendement.calc("{naam: A, gemeente: B, periode: 2018, kosten: [{naam: K, bedrag: 5}]}").kosten == 5


def test_a_text_may_use_a_price_list_beside_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("lijst.yaml").write_text("prijslijst: l\nprijspeil: 2018\nposten: {a/b: {naam: A, bedrag: 7}}\n")
    text = "naam: A\ngemeente: B\nperiode: 2018\nprijslijsten: [lijst.yaml]\nbaten: [{naam: X, prijs: a/b}]\n"
    assert rendement.calc(text).baten == 7


def test_sets_scenario_and_perspective():
    assert rendement.calc(SMALL, sets=["baten[0].aantal=4", "kosten[0].bedrag=0"]).rendement == 2 * 4 * 500
    assert rendement.calc(SMALL, sets="baten[0].aantal=4").baten == 2 * 4 * 500
    assert rendement.calc(SMALL, scenario="laag").baten == 2 * 1 * 500
    assert rendement.calc(SMALL, perspective="rijk").baten == 0


def test_a_figure_that_does_not_exist_is_none():
    result = rendement.calc("naam: A\ngemeente: B\nperiode: 2018\nkosten:\n  - {naam: K, bedrag: 5}\n")
    assert (result.rendement, result.contante_waarde, result.baten_per_euro) == (None, None, None)
    assert result.terugverdienjaar is None
    assert repr(result) == "<A: rendement ->"


def test_a_programme_has_its_own_totals():
    result = rendement.calc(PROGRAMME)
    assert result.data["soort"] == "programma"
    assert repr(result).startswith("<Taakstelling sociaal domein: saldo € ")
    with pytest.raises(AttributeError, match="programma heeft geen `rendement`"):
        result.rendement  # noqa: B018
    assert not hasattr(result, "contante_waarde")


@pytest.mark.parametrize(
    ("given", "options", "codes"),
    [
        ("naam: A\nperiode: 18\nbaten: []\n", {}, {"geen-periode", "geen-regels", "sleutel-ontbreekt"}),
        (SMALL, {"sets": ["baten[0].toerekening=50"]}, {"aandeel-buiten-bereik"}),
        (SMALL, {"scenario": "hoog"}, {"onbekend-scenario"}),
        ("naam: \ud800\n", {}, {"codering-onbekend"}),
    ],
)
def test_what_cannot_be_computed_raises_with_every_finding(given, options, codes):
    with pytest.raises(rendement.CaseError) as caught:
        rendement.calc(given, **options)
    assert {finding.code for finding in caught.value.findings} == codes
    assert all(f"[{code}]" in str(caught.value) for code in codes)
    assert "remedie: " in str(caught.value)


@pytest.mark.parametrize(
    ("given", "options", "said"), [("weg.yaml", {}, "bestaat niet"), (SMALL, {"sets": ["x"]}, "PAD=WAARDE")]
)
def test_wrong_use_is_a_case_error_too(given, options, said):
    with pytest.raises(rendement.CaseError, match=said) as caught:
        rendement.calc(given, **options)
    assert caught.value.findings == ()
    assert isinstance(caught.value, ValueError)


def test_frame_of_lines_is_the_table_of_the_csv():
    result = rendement.calc(PILOT)
    frame = result.to_frame()
    answer = CliRunner().invoke(app, ["calc", PILOT, "--format", "csv"])
    head, *rows = answer.stdout.splitlines()
    assert list(frame.columns) == head.split(",")
    assert len(frame) == len(rows) == 4
    assert list(frame["in_totaal"]) == [111000, 60000, 65000, 40000]
    assert frame["toerekening"].dtype == "float64"
    assert math.isnan(frame["toerekening"][0])
    assert frame["groep"][0] is None


def test_frames_of_years_domains_and_actors():
    result = rendement.calc(SMALL)
    years = result.to_frame("jaren")
    assert (years.index.name, list(years.index)) == ("jaar", [2018, 2019])
    assert list(years["cumulatief"]) == [1500 - 500, 3000 - 1000]
    assert result.to_frame("domeinen").loc["zorg", "baten"] == 3000
    columns = ["baten", "kosten", "saldo", "baten_per_euro", "bijdrage"]
    assert list(result.to_frame("actoren").columns) == columns
    with pytest.raises(ValueError, match="kies regels, jaren, domeinen, actoren"):
        result.to_frame("maanden")


def test_every_bundled_file_has_frames():
    for file in files("cases"):
        result = rendement.calc(file)
        lines = result.to_frame()
        if result.data["soort"] == "casus":
            assert list(lines["netto"]) == [
                line["netto"] for key in ("baten", "kosten") for line in result.data[key]
            ]
        if result.data["soort"] == "monitor":
            with pytest.raises(ValueError, match="een monitor heeft geen jaren"):
                result.to_frame("jaren")
            assert list(result.to_frame("domeinen").index) == list(result.data["per_domein"])
            assert repr(result) == f"<{result.naam}: monitor>"
        else:
            assert len(result.to_frame("jaren")) == len(result.data["per_jaar"])


def test_without_pandas_the_remedy_is_named(monkeypatch):
    real = builtins.__import__

    def refuse(name, *args, **kwargs):
        if name == "pandas":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(ImportError, match=r"rendement\[pandas\]"):
        rendement.calc(SMALL).to_frame()
    with pytest.raises(ImportError, match=r"rendement\[pandas\]"):
        rendement.batch(PILOT).to_frame()


def test_what_a_notebook_and_print_show():
    result = rendement.calc(SMALL.replace("Opbrengst", "<b>Opbrengst"))
    assert repr(result) == "<Proef: rendement € 2.000>"
    assert "&lt;b&gt;Opbrengst" in result._repr_html_()
    assert "<b>" not in result._repr_html_()
    answer = CliRunner().invoke(app, ["calc", PILOT])
    assert str(rendement.calc(PILOT)) == answer.stdout


def test_a_batch_is_the_table_of_the_command_line(tmp_path, monkeypatch):
    (tmp_path / "kapot.yaml").write_text("naam: Kapot\ngemeente: Borne\n")
    (tmp_path / "los.yml").write_text("services: {}\n")
    paths = (CASES / "zoetermeer", CASES / "borne", tmp_path)
    for options, words in (
        ({}, []),
        ({"perspective": "rijk", "sets": ["horizon=9"]}, ["--perspective", "rijk"]),
    ):
        found = rendement.batch(*paths, **options)
        more = ["--set", "horizon=9"] if words else []
        answer = CliRunner().invoke(app, ["batch", *map(str, paths), "--format", "json", *words, *more])
        assert found.rows == json.loads(answer.stdout)
        assert len(found) == len(found.rows) == 14 + 4 + 18 + 1
        assert found.passed_over.paths == (str(tmp_path / "los.yml"),)
    assert repr(rendement.batch(tmp_path)) == (
        "<1 rij · 0 goed · 1 met fouten · 1 bestand overgeslagen (geen casus, programma of monitor)>"
    )


def test_a_batch_as_a_frame_has_a_type_for_every_column():
    found = rendement.batch(CASES / "zoetermeer", PROGRAMME)
    frame = found.to_frame()
    assert frame["totaal.rendement"].dtype == frame["totaal.saldo"].dtype == "float64"
    assert frame["totaal.terugverdienjaar"].dtype == frame["fouten"].dtype == "Int64"
    for name in ("naam", "totaal.rendement", "totaal.terugverdienjaar", "hash"):
        shown = [
            None if missing else value for value, missing in zip(frame[name], frame[name].isna(), strict=True)
        ]
        assert shown == [row[name] for row in found.rows]


def test_a_batch_with_workers_and_a_memory_gives_the_same(tmp_path):
    plain = rendement.batch(CASES)
    kept = rendement.batch(CASES, workers=2, cache=tmp_path / "geheugen")
    again = rendement.batch(CASES, cache=tmp_path / "geheugen")
    assert plain.rows == kept.rows == again.rows
    assert str(plain) == CliRunner().invoke(app, ["batch", str(CASES)]).stdout
    assert "<table" in plain._repr_html_()


@pytest.mark.parametrize(
    ("given", "options", "said"),
    [
        ("er/niet", {}, "er/niet bestaat niet"),
        ("cases", {"sets": "geen pad"}, "schrijf PAD=WAARDE"),
        ("cases", {"sets": "baten[0].aantal={a:1}"}, "spatie"),
        ("cases", {"cache": "pyproject.toml"}, "de cache pyproject.toml is niet te gebruiken"),
    ],
)
@pytest.mark.usefixtures("at_root")
def test_wrong_use_of_a_batch_is_a_case_error(given, options, said):
    with pytest.raises(rendement.CaseError, match=said):
        rendement.batch(given, **options)


@pytest.mark.usefixtures("at_root")
def test_the_day_says_whether_a_waiver_holds(tmp_path):
    text = CASE_OF_A_DAY % "afwijken: [{regel: R103, reden: later, tot: 2026-11}]"
    for day, grave in (("2026-11-30", "afgeweken"), (date(2026, 12, 1), "opmerking")):
        found = rendement.calc(text, day=day).findings
        assert [item.severity for item in found if item.number == "R103"] == [grave]
    (tmp_path / "a.yaml").write_text(text, "utf-8")
    (tmp_path / "b.yaml").write_text(CASE_OF_A_DAY % "toelichting: nog eens", "utf-8")
    before, after = (rendement.batch(tmp_path, day=day) for day in ("2026-11-30", "2026-12-31"))
    assert [row["waarschuwingen"] for row in after.rows] == [1 + before.rows[0]["waarschuwingen"], 0]
    assert [item.number for item in before.findings] == ["R610"]
    for call in (lambda: rendement.calc(text, day="30-11-2026"), lambda: rendement.batch(tmp_path, day="x")):
        with pytest.raises(rendement.CaseError, match="geen dag"):
            call()


def test_the_page_about_notebooks_is_right():
    page = (ROOT / "docs/notebook.md").read_text(encoding="utf-8").replace("```", "")
    examples = doctest.DocTestParser().get_doctest(page, {}, "notebook.md", "docs/notebook.md", 0)
    outcome = doctest.DocTestRunner(verbose=False).run(examples)
    assert outcome.failed == 0
    assert outcome.attempted >= 10
