"""`rendement sensitivity` with more than one option: what it prints in every format, and what it refuses."""

import csv
import io
import json
import re

import pytest
from jsonschema import Draft7Validator
from typer.testing import CliRunner

from rendement.cli import app
from rendement.figures.schema import result_schema
from rendement.render.terminal import as_text, layout
from rendement.report.sensitivity.comparison import comparison_document
from rendement.study.calculation import Options
from rendement.study.pipeline import calculate, calculate_each
from rendement.study.sensitivity.comparing import comparison
from rendement.study.sensitivity.questions import Questions

CASE = """naam: Casus
gemeente: Plaats
periode: 2020
baten:
  - {naam: Winst, aantal: 4..6, bedrag: 100..300, slaagkans: 90%}
kosten:
  - {naam: Inzet, bedrag: 600..1000}
scenarios:
  meer: {baten.winst.bedrag: 200..400}
  duur: {kosten.inzet.bedrag: 700..1100}
"""
OTHER = CASE.replace("naam: Casus", "naam: Andere").replace("600..1000", "100..1200")
FEW = ("--draws", "2000")
BOTH = ("--scenario", "meer", "--scenario", "duur")
PROGRAMME = (
    "soort: programma\nnaam: P\ngemeente: G\nperiode: 2020\n"
    "maatregelen: [{naam: M, domein: jeugd, besparing: {incidenteel: {2020: 5}}, status: verwacht}]\n"
)


@pytest.fixture
def name(written):
    return written(CASE, "een.yaml")


@pytest.fixture
def said(name, run):
    def said(*words):
        found = run("sensitivity", name, *(() if "--draws" in words else FEW), *words)
        assert found.exit_code == 0, found.stderr
        return found.stdout

    return said


def test_the_tables_and_the_sentences(said):
    text = said(*BOTH)
    for piece in (
        "2 opties, naast niets doen",
        "meer is beter dan de andere optie.",
        "kans beste",
        "niets doen",
        "Bij een vast budget: baten per euro",
        "De kosten verschillen meer dan een tiende. Ligt het budget vast",
        "min de tweede",
        "meer beter dan duur: het verschil is duidelijk, al overlappen de bandbreedtes; wat zij delen",
        "Het besluit is één van deze 2 kiezen, of niets doen.",
        "Wie alles vooraf zeker wist, zou nauwelijks beter kiezen: verwaarloosbaar.",
        "2.000 trekkingen, zaad 1, voor alle opties dezelfde",
        "Samen bewegen in meer dan één optie: Winst: aantal; Winst: bedrag; Inzet: bedrag.",
    ):
        assert piece in text
    assert "Let op" not in text


def test_where_nothing_lies_within_the_difference_there_is_no_ranking(said, written):
    text = said(written(OTHER, "twee.yaml"))
    assert "Geen rangorde tussen Andere en Casus: het verschil is kleiner dan de onzekerheid." in text
    assert "Casus en Andere: het verschil is kleiner dan de onzekerheid." in text
    assert "Beter dan niets doen is Andere in " in text
    assert "Wie alles vooraf zeker wist, zou gemiddeld €" in text
    assert "De opties delen niets van wat onzeker is." in text
    assert "is beter dan" not in text


def test_what_loses_and_what_has_no_costs_is_said(written, run):
    """5 to 9 less 20 is a loss; an option without costs has no benefits per euro."""
    loss = "naam: Verlies\ngemeente: P\nperiode: 2020\nbaten: [{naam: A, bedrag: 5..9}]\n"
    other = loss.replace("Verlies", "Meer verlies").replace("5..9", "1..3")
    costs = "kosten: [{naam: K, bedrag: 20}]\n"
    names = [written(f"{text}{costs}", f"{number}.yaml") for number, text in enumerate((loss, other))]
    assert "Gemiddeld is niets doen beter dan elke optie." in run("sensitivity", *names, *FEW).stdout
    free = written(loss, "gratis.yaml")
    text = run("sensitivity", names[1], free, *FEW).stdout
    assert "Verlies heeft dit cijfer niet: niet in elke trekking zijn er kosten." in text


def test_options_that_are_the_same_differ_in_nothing(name, said, written):
    same = written(CASE, "twee.yaml")
    text = said(same)
    assert "Tussen een.yaml en twee.yaml is er geen verschil." in text
    assert "Geen rangorde" not in text
    assert "is beter dan" not in text
    (pair,) = [line.split() for line in text.splitlines() if line.split()[:2] == ["een.yaml", "twee.yaml"]]
    assert pair[2:] == ["0", "0", "0", "-"]  # mean and ends, and no chance that the first is better
    third = said(same, written(CASE.replace("600..1000", "100..120"), "drie.yaml"))
    assert "drie.yaml is beter dan elk van de andere opties." in third
    better = run_of(written, ("vijf", "100..120"), ("zes", "100..120"))
    assert "Tussen vijf.yaml en zes.yaml is er geen verschil." in said(*better)
    assert "vijf.yaml en zes.yaml zijn beter dan de andere optie." in said(*better)


def run_of(written, *named):
    return [written(CASE.replace("600..1000", costs), f"{name}.yaml") for name, costs in named]


EVEN = """naam: X
gemeente: P
periode: 2020
baten: [{naam: A, bedrag: {laag: 0, hoog: 200, verdeling: uniform}}]
"""


@pytest.mark.parametrize(("costs", "likelier"), [(95, True), (60, False)])
def test_doing_nothing_that_is_as_likely_the_best_is_said(costs, likelier, written, run):
    """Of costs of 95 each is above 0 in 105 of 200; two alike share that, and 0 is best in 95 of 200."""
    text = EVEN + f"kosten: [{{naam: K, bedrag: {costs}}}]\n"
    shown = run("sensitivity", written(text, "a.yaml"), written(text, "b.yaml"), "--draws", "5000").stdout
    told = re.search(r"niets doen is minstens zo vaak de beste als elke optie \((\d+)%\)", shown)
    assert (told is not None) == likelier
    if told is not None:
        assert int(told[1]) == pytest.approx(100 * 95 / 200, abs=3)


def test_options_without_any_range_do_not_speak_of_what_is_uncertain(written, run):
    text = "naam: {0}\ngemeente: P\nperiode: 2020\nbaten: [{{naam: A, bedrag: {0}0}}]\n"
    names = [written(text.format(number), f"{number}.yaml") for number in (1, 2)]
    shown = run("sensitivity", *names, *FEW).stdout
    assert "2 is beter dan de andere optie." in shown
    assert "Geen enkel getal heeft een bandbreedte" in shown
    assert "Geen van deze onzekerheden" not in shown


def test_what_is_no_fair_comparison_stands_on_top(said, written):
    other = OTHER.replace("periode: 2020", "periode: 2021\nprijspeil: 2021")
    text = said(written(other, "twee.yaml"))
    above, _, _ = text.partition("kans beste")
    assert "De opties zijn niet zonder meer te vergelijken: zij verschillen in periode en prijspeil." in above
    assert "Periode: 2020 (Casus); 2021 (Andere)." in above
    assert "Prijspeil: geen (Casus); 2021 (Andere)." in above


@pytest.mark.parametrize("form", ["table", "markdown", "html", "tsv", "csv", "csv-nl", "json"])
def test_the_same_seed_gives_the_same_bytes(said, form):
    first, second, other = (said(*BOTH, "--seed", seed, "--format", form) for seed in ("3", "3", "4"))
    assert first == second
    assert first != other


def test_json_fits_the_schema_and_has_the_keys(said):
    data = json.loads(said(*BOTH, "--format", "json", "--set", "baten[0].slaagkans=100%"))
    Draft7Validator(result_schema()).validate(data)
    assert (data["soort"], data["trekkingen"], data["zaad"]) == ("vergelijking", 2000, 1)
    assert data["opdracht"] == {"set": ["baten[0].slaagkans=100%"], "scenario": None, "perspectief": None}
    found = data["vergelijking"]
    assert [option["naam"] for option in found["opties"]] == ["meer", "duur"]
    assert [option["punt"] for option in found["opties"]] == pytest.approx([5 * 300 - 800, 5 * 200 - 900])
    chances = [option["kans_beste"] for option in found["opties"]] + [found["kans_niets_doen"]]
    assert sum(chances) == pytest.approx(1)
    (pair,) = found["paren"]
    assert (pair["a"], pair["b"]) == ("meer", "duur")
    means = [option["waarde"]["gemiddelde"] for option in found["opties"]]
    assert pair["verschil"]["gemiddelde"] == pytest.approx(means[0] - means[1])
    assert pair["kans"] == pair["verschil"]["kans_positief"]
    assert pair["oordeel"] == "duidelijk-bij-overlap"
    assert found["evpi"] >= 0
    assert found["opties"][0]["baten_per_euro"]["punt"] == pytest.approx(5 * 300 / 800)


def test_csv_has_a_row_for_each_option_and_each_pair(said):
    rows = list(csv.DictReader(io.StringIO(said(*BOTH, "--format", "csv"))))
    pairs = [(row["optie"], row["tegenover"]) for row in rows]
    assert pairs == [("meer", "niets doen"), ("duur", "niets doen"), ("meer", "duur")]
    assert [float(row["punt"]) for row in rows] == [5 * 300 * 0.9 - 800, 5 * 200 * 0.9 - 900, 550 - 0]
    assert [row["kans_beste"] == "" for row in rows] == [False, False, True]
    assert float(rows[0]["baten_per_euro_punt"]) == pytest.approx(5 * 300 * 0.9 / 800)


def test_csv_of_few_draws_has_no_percentiles_chances_or_verdict(said):
    few, many = (
        list(csv.DictReader(io.StringIO(said(*BOTH, "--draws", draws, "--format", "csv"))))
        for draws in ("299", "300")
    )
    hidden = {
        *("p5", "p50", "p95", "kans", "kans_beste", "oordeel"),
        *(f"baten_per_euro_{key}" for key in ("p5", "p50", "p95", "kans_beste")),
    }
    assert all(row[key] == "" for row in few for key in hidden)
    assert all(any(row[key] for row in many) for key in hidden)
    assert [float(row["punt"]) for row in few] == [5 * 300 * 0.9 - 800, 5 * 200 * 0.9 - 900, 550 - 0]
    assert few[0].keys() == many[0].keys()
    assert {key for key in few[0] if few[0][key]} == {key for key in many[0] if many[0][key]} - hidden


def test_nothing_is_wider_than_eighty(name, written):
    longer = written(OTHER.replace("Andere", "Een andere aanpak met een langere naam"), "twee.yaml")
    many = [calculate(name), calculate(longer)]
    for found in (
        comparison(many, Questions(400)),
        comparison(calculate_each(name, [Options(scenario=key) for key in ("meer", "duur")]), Questions(400)),
    ):
        lines = as_text(layout(comparison_document(found), 80)).splitlines()
        assert max(map(len, lines)) <= 80
        assert any(line.startswith("  niets doen") for line in lines)


def test_many_options_and_much_that_is_shared_are_told_of_briefly(written, run):
    """Five of one kind are ten pairs, and eight of them are told of; so it is with ten lines."""
    names = [
        written(CASE.replace("naam: Casus", f"naam: C{number}"), f"{number}.yaml") for number in range(5)
    ]
    assert "; en nog 2 paren: het verschil is kleiner" in run("sensitivity", *names, *FEW).stdout
    lines = "".join(f"  - {{naam: Baat {number}, bedrag: 5..15}}\n" for number in range(10))
    head = "naam: C\ngemeente: P\nperiode: 2020\n"
    name = written(f"{head}baten:\n{lines}scenarios: {{a: {{}}, b: {{baten.baat-1.bedrag: 9}}}}\n", "l.yaml")
    text = run("sensitivity", name, "--scenario", "a", "--scenario", "b", *FEW).stdout
    assert "; Baat 8: bedrag en nog 1." in text


def test_few_draws_say_nothing_of_which_is_better(said):
    text = said(*BOTH, "--draws", "100")
    assert "Met minder dan 300 trekkingen valt niet te zeggen welke optie beter is" in text
    assert "kans beste" not in text
    assert "is beter" not in text
    data = json.loads(said(*BOTH, "--draws", "1", "--format", "json"))
    Draft7Validator(result_schema()).validate(data)
    assert data["vergelijking"]["evpi"] is None
    assert data["vergelijking"]["paren"][0]["verschil"]["sd"] is None


def test_what_is_certain_says_so(said):
    certain = ("--set", "baten[0].aantal=5", "--set", "kosten[0].bedrag=800", "--set", "baten[0].bedrag=200")
    text = said(*certain, "--scenario", "meer", "--scenario", "duur")
    assert "Geen enkel getal heeft een bandbreedte: elke trekking is de gewone berekening." in text


def test_what_is_behind_us_is_no_choice(written, run):
    done = CASE.replace("naam: Winst", "status: gerealiseerd, naam: Winst")
    done = done.replace("naam: Inzet", "status: gerealiseerd, naam: Inzet").replace("naam: Casus", "naam: Af")
    found = run("sensitivity", written(done, "af.yaml"), written(OTHER, "twee.yaml"), *FEW)
    assert "Af is helemaal gerealiseerd: dat besluit ligt achter ons" in found.stdout


def test_a_case_from_standard_input_is_read_once():
    found = CliRunner().invoke(app, ["sensitivity", "-", *BOTH, *FEW], input=CASE)
    assert found.exit_code == 0, found.stderr
    assert "meer beter dan duur" in found.stdout


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("een.yaml", "een.yaml"), "een.yaml staat er tweemaal; er blijft één optie over; noem een ander"),
        (("een.yaml", "./een.yaml"), "staat er tweemaal"),
        (("een.yaml", "twee.yaml", "een.yaml"), "een.yaml staat er tweemaal; noem het één keer"),
        (("een.yaml", "e*.yaml"), "staat er tweemaal"),
        (("een.yaml", "--scenario", "meer", "--scenario", "meer"), "--scenario meer: dat staat er tweemaal"),
        (("een.yaml", "twee.yaml", *BOTH), "vergelijkt bestanden of scenario's, niet beide"),
        (
            ("een.yaml", "--scenario", "meer", "twee.yaml", "--one-way", "kosten[0].bedrag"),
            "--one-way gaat over",
        ),
        (("een.yaml", "p.yaml"), "p.yaml is een programma; vergelijken gaat alleen tussen casussen"),
        (("p.yaml", *BOTH), "p.yaml is een programma; vergelijken gaat alleen tussen casussen"),
        (("een.yaml", "twee.yaml", "--one-way", "baten[0].bedrag"), "--one-way gaat over één casus"),
        (("een.yaml", *BOTH, "--ook-zeker"), "--ook-zeker gaat over één casus; laat dat weg"),
        (("een.yaml", "twee.yaml", "--uitkomst", "totaal.kosten"), "een bedrag dat hoger beter is"),
        (("een.yaml", "twee.yaml", "--uitkomst", "totaal.rendemnt"), "bedoelt u `totaal.rendement`?"),
        (("een.yaml", "twee.yaml", "--draws", "0"), "kies een getal van 1"),
    ],
)
def test_a_wrong_question_is_one_sentence(written, run, monkeypatch, tmp_path, words, sentence):
    for text, file in ((CASE, "een.yaml"), (OTHER, "twee.yaml"), (PROGRAMME, "p.yaml")):
        written(text, file)
    monkeypatch.chdir(tmp_path)
    found = run("sensitivity", *words)
    assert (found.exit_code, found.stdout) == (2, "")
    assert sentence in found.stderr
    assert found.stderr.count("\n") == 1


def test_a_scenario_that_is_not_there_or_a_wrong_file_ends_with_one(name, written, run):
    found = run("sensitivity", name, "--scenario", "meer", "--scenario", "mer")
    assert (found.exit_code, found.stdout) == (1, "")
    assert "bedoelt u `meer`" in found.stderr
    found = run("sensitivity", name, written("naam: C\n", "kapot.yaml"))
    assert (found.exit_code, found.stdout) == (1, "")


def test_another_currency_cannot_stand_beside(name, written, run):
    found = run("sensitivity", name, written(f"valuta: USD\n{OTHER}", "dollars.yaml"))
    assert (found.exit_code, found.stdout) == (1, "")
    assert "USD" in found.stderr


@pytest.mark.parametrize("verb", ["calc", "check", "explain", "report"])
def test_elsewhere_a_second_scenario_is_refused_and_never_the_last_one_taken(name, run, verb):
    words = [verb, name, *(["baten[0]"] if verb == "explain" else []), *BOTH]
    found = run(*words)
    if verb == "check":
        assert found.exit_code == 2
        return
    assert (found.exit_code, found.stdout) == (2, "")
    assert "--scenario staat er 2 keer; noem het één keer" in found.stderr
