"""`rendement sensitivity`: what it prints in every format, and what it refuses."""

import csv
import io
import json

import pytest
from jsonschema import Draft7Validator

from rendement.figures.schema import result_schema
from rendement.render.terminal import as_text, layout
from rendement.report.sensitivity.document import sensitivity_document
from rendement.study.calculation import Options
from rendement.study.pipeline import calculate
from rendement.study.sensitivity.questions import Questions
from rendement.study.sensitivity.whole import sensitivity

CASE = """naam: Casus
gemeente: Plaats
periode: 2020
baten:
  - {naam: Winst, aantal: 4..6, bedrag: 10..30, slaagkans: 90%}
kosten:
  - {naam: Inzet, bedrag: 60..100}
scenarios:
  meer: {baten.winst.bedrag: 20..40}
"""
FEW = ("--draws", "400")
_SET = ("--weten", "baten[0].aantal,kosten[0].bedrag")


@pytest.fixture
def name(written):
    return written(CASE)


@pytest.fixture
def said(name, run):
    def said(*words):
        found = run("sensitivity", name, *(() if "--draws" in words else FEW), *words)
        assert found.exit_code == 0, found.stderr
        return found.stdout

    return said


def test_the_tables_and_the_sentences(said):
    text = said("--one-way", "baten.winst.bedrag", "--two-way", "baten[0].aantal", "kosten[0].bedrag")
    for piece in (
        "Winst: bedrag",
        "bij 10%",
        "Het besluit is doorgaan of stoppen, op het rendement",
        "Wie alles vooraf zeker wist",
        "binnen de bandbreedte keert het oordeel om",
        "samenspel",
        "Kans dat de uitkomst hoger is",
        "▼-",
        "400 trekkingen, zaad 1",
    ):
        assert piece in text


@pytest.mark.parametrize("form", ["table", "markdown", "html", "tsv", "csv", "csv-nl", "json"])
def test_the_same_seed_gives_the_same_bytes(said, form):
    one, two, other = (said("--seed", seed, "--format", form) for seed in ("3", "3", "4"))
    assert one == two
    assert one != other


def test_json_fits_the_schema_and_has_the_keys(said):
    data = json.loads(
        said(
            *("--format", "json", "--ook-zeker", "--weten", "baten[0].aantal,kosten[0].bedrag"),
            *("--one-way", "baten[0].bedrag=10..50", "--two-way", "baten[0].aantal", "baten[0].bedrag"),
        )
    )
    Draft7Validator(result_schema()).validate(data)
    assert (data["soort"], data["uitkomst"], data["trekkingen"]) == ("gevoeligheid", "totaal.rendement", 400)
    assert data["punt"] == pytest.approx(5 * 20 * 0.9 - 80)
    assert list(data["variantie"]) == ["baten[0].aantal", "baten[0].bedrag", "kosten[0].bedrag"]
    assert {bar["pad"] for bar in data["tornado"] if bar["zeker"]} >= {"baten[0].slaagkans"}
    assert [step["waarde"] for step in data["een_op_een"][0]["stappen"]] == pytest.approx(
        [10 + 5 * number for number in range(9)]
    )
    assert [step["uitkomst"] for step in data["een_op_een"][0]["stappen"]] == pytest.approx(
        [5 * (10 + 5 * number) * 0.9 - 80 for number in range(9)]
    )
    members = [data["evppi"][path]["waarde"] for path in data["weten"][0]["paden"]]
    assert len(members) == 2
    assert max(members) <= data["weten"][0]["evppi"]["waarde"]
    assert data["weten"][0]["evppi"]["waarde"] <= data["evpi"]
    assert (len(data["twee_weg"]["waarden"]), len(data["aanvaardbaarheid"])) == (7, 21)


def test_one_draw_is_null_and_said(said):
    data = json.loads(said("--draws", "1", "--format", "json"))
    Draft7Validator(result_schema()).validate(data)
    assert set(data["variantie"].values()) == {None}
    assert data["evpi"] is None
    assert "Met één trekking is er geen spreiding" in said("--draws", "1")


def test_csv_has_a_row_for_each_thing(said):
    rows = list(csv.DictReader(io.StringIO(said("--format", "csv"))))
    assert {row["pad"] for row in rows} == {"baten[0].aantal", "baten[0].bedrag", "kosten[0].bedrag"}
    swings = [abs(float(row["rendement_hoog"]) - float(row["rendement_laag"])) for row in rows]
    assert swings == sorted(swings, reverse=True)


def test_a_scenario_and_another_value_count(said):
    point = json.loads(said("--format", "json", "--scenario", "meer", "--set", "kosten[0].bedrag=50..70"))
    assert point["punt"] == pytest.approx(5 * 30 * 0.9 - 60)
    assert point["opdracht"]["scenario"] == "meer"


def test_a_case_without_ranges_says_so(written, run):
    name = written("naam: C\ngemeente: P\nperiode: 2020\nbaten: [{naam: A, bedrag: 5}]\n")
    found = run("sensitivity", name, *FEW)
    assert found.exit_code == 0
    assert "Geen enkel getal heeft een bandbreedte" in found.stdout


def test_everything_realised_is_behind_us(written, run):
    name = written(
        "naam: C\ngemeente: P\nperiode: 2020\n"
        "baten: [{naam: A, bedrag: 5..9, status: gerealiseerd}]\n"
        "kosten: [{naam: K, bedrag: 7, status: gerealiseerd}]\n"
    )
    assert "het besluit ligt achter ons" in run("sensitivity", name, *FEW).stdout
    assert json.loads(run("sensitivity", name, *FEW, "--format", "json").stdout)["evpi"] is None


def test_where_nothing_turns_it_says_so(said):
    text = said("--set", "kosten[0].bedrag=1..2")
    assert "Geen van deze onzekerheden kan het oordeel omkeren" in text


def test_nothing_is_wider_than_eighty(name):
    calculation = calculate(name, Options())
    two = ("baten[0].aantal", "baten[0].bedrag")
    found = sensitivity(calculation, Questions(400, certain=True, one_way=two[:1], two_way=two))
    lines = as_text(layout(sensitivity_document(found, calculation), 80)).splitlines()
    assert max(map(len, lines)) <= 80
    assert any("│" in line and line.endswith("nul") for line in lines)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--one-way", "baten.winst.bedrg"], "dat wijst niets onzekers aan; bedoelt u"),
        (["--one-way", "baten[0].slaagkans"], "dat getal is zeker"),
        (["--one-way", "baten[0].slaagkans=50%..90%"], "of met --set baten[0].slaagkans=van..tot"),
        (["--two-way", "baten[0].slaagkans", "baten[0].bedrag"], "dat getal is zeker"),
        (["--weten", "baten[0].aantal,baten[0].slaagkans"], "dat getal is zeker"),
        (["--two-way", "baten[0].bedrag", "baten.winst.bedrag"], "tweemaal hetzelfde"),
        (["--two-way", "baten[0].bedrag"], "achter --two-way ontbreekt een waarde"),
        (["--weten", "baten[0].bedrag,baten[0].bedrag"], "tweemaal hetzelfde"),
        (["--weten", "baten[0].bedrag"], "noem er minstens twee"),
        (["--one-way", "baten[0].bedrag", "--one-way", "baten.winst.bedrag=5..9"], "tweemaal gevraagd"),
        ([*_SET, "--weten", "kosten[0].bedrag,baten[0].aantal"], "tweemaal gevraagd; vraag het één keer"),
        (["--uitkomst", "totaal.baten", "--uitkomst", "totaal.kosten"], "--uitkomst staat er 2 keer"),
        (["--one-way", "baten[0].bedrag=5"], "schrijf PAD=van..tot"),
        (["--one-way", "baten[0].bedrag=9..5"], "het eerste getal moet kleiner zijn"),
        (["--one-way", "..x"], "is geen pad"),
        (["--uitkomst", "totaal.rendemnt"], "bedoelt u `totaal.rendement`?"),
        (["--uitkomst", "naam"], "dat is tekst"),
        (["--uitkomst", "totaal"], "dat is een blok"),
        (["--uitkomst", "[0]"], "is geen pad"),
        (["--draws", "0"], "kies een getal van 1"),
        (["--format", "csv", "--weten", "baten[0].aantal,kosten[0].bedrag"], "--weten kan niet in csv"),
        (["--format", "xml"], "--format xml"),
    ],
)
def test_a_wrong_question_is_one_sentence(name, run, words, sentence):
    found = run("sensitivity", name, *words)
    assert (found.exit_code, found.stdout) == (2, "")
    assert sentence in found.stderr
    assert found.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("between", "sentence"),
    [
        ("kosten[0].aantal=-5..5", "dat loopt buiten wat kosten[0].aantal mag zijn (minstens 0)"),
        ("baten[0].slaagkans=50%..150%", "150%"),
        ("groep=1..5", "hier bewegen meer getallen samen; schrijf alleen groep"),
        ("baten.hulp.casussen", "gewichten van huishoudens"),
    ],
)
def test_a_value_that_cannot_be_is_refused(written, run, between, sentence):
    name = written(
        "naam: C\ngemeente: P\nperiode: 2020\n"
        "baten:\n  - {naam: A, bedrag: 50..90, slaagkans: 50%..90%}\n"
        "  - naam: Hulp\n    opschalen_naar: 9\n    casussen:\n"
        "      - {naam: X, posten: {los: {bedrag: 1, aantal: 1, reden: proef}}}\n"
        "      - {naam: Y, posten: {los: {bedrag: 2, aantal: 1, reden: proef}}}\n"
        "kosten:\n  - {naam: K, aantal: 4..8, bedrag: 7}\n  - {naam: L, aantal: 4..8, bedrag: 7..9}\n"
        "samen: {groep: [kosten.l.aantal, kosten.l.bedrag]}\n"
    )
    found = run("sensitivity", name, *FEW, "--one-way", between)
    assert (found.exit_code, found.stdout) == (2, "")
    assert sentence in found.stderr


def test_a_monitor_is_refused_by_name(written, run):
    monitor = (
        "soort: monitor\nnaam: M\ngemeente: G\nkolommen: {2020: realisatie}\n"
        "posten: [{naam: A, bedragen: {2020: 5}}]\n"
    )
    found = run("sensitivity", written(monitor))
    assert (found.exit_code, found.stdout) == (2, "")
    assert "is een monitor; gevoeligheid is er voor een casus of programma" in found.stderr


PROGRAMME = (
    "soort: programma\nnaam: P\ngemeente: G\nperiode: 2020-2021\ntelling: nieuw\ntaakstelling: {2020: 4}\n"
    "maatregelen:\n  - {naam: M, besparing: {structureel: {2020: 2000..9000}}, investering: {2020: 9000}}\n"
    "  - {naam: N, besparing: {incidenteel: {2021: 50..90}}}\n"
)


def test_a_programme_says_it_of_each_measure(written, run):
    shown = run("sensitivity", written(PROGRAMME), "--draws", "4000").stdout
    assert "G · programma · 2020-2021" in shown
    assert "Het besluit is per maatregel doorgaan of stoppen" in shown
    assert "zou met dit programma gemiddeld € " in shown
    assert "Dat zit in 1 van de 2 maatregelen: M (" in shown
    data = json.loads(run("sensitivity", written(PROGRAMME), *FEW, "--format", "json").stdout)
    assert data["uitkomst"] == "totaal.saldo"
    assert (data["besluit"]["uitkomst"], data["besluit"]["reden"]) == ("totaal.saldo", "maatregelen")
    assert [item["pad"] for item in data["besluit"]["maatregelen"]] == ["maatregelen[0]", "maatregelen[1]"]
    assert data["omslag"] == []


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("totaal.rendement", "die uitkomst is er niet"),
        ("per_jaar.2020", "dat is een blok"),
        ("totaal.terugverdienjaar", "kies een bedrag, zoals totaal.saldo"),
    ],
)
def test_another_outcome_of_a_programme_exists_and_is_a_figure(written, run, asked, said):
    name = written(PROGRAMME)
    refused = run("sensitivity", name, *FEW, "--uitkomst", asked)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert said in refused.stderr
    data = json.loads(
        run("sensitivity", name, *FEW, "--uitkomst", "per_jaar.2021.cumulatief", "--format", "json").stdout
    )
    assert data["punt"] == 5500 - 4 + 70


def test_a_case_without_a_return_asks_for_another_outcome(written, run):
    name = written("naam: C\ngemeente: P\nperiode: 2020\nkosten: [{naam: K, bedrag: 5..9}]\n")
    assert "heeft geen rendement" in run("sensitivity", name, *FEW).stderr
    assert run("sensitivity", name, *FEW, "--uitkomst", "totaal.kosten").exit_code == 0


def test_a_wrong_case_ends_with_one(written, run):
    found = run("sensitivity", written("naam: C\n"))
    assert found.exit_code == 1
    assert found.stdout == ""


def test_the_remedy_for_a_certain_number_works(said):
    """5 × 20 at 50% to 90%, less 80."""
    found = json.loads(
        said(
            *("--set", "baten[0].slaagkans=50%..90%", "--one-way", "baten[0].slaagkans=50%..90%"),
            *("--format", "json"),
        )
    )
    steps = found["een_op_een"][0]["stappen"]
    assert (steps[0]["uitkomst"], steps[8]["uitkomst"]) == pytest.approx((100 * 0.5 - 80, 100 * 0.9 - 80))


def test_the_help_says_the_standard_once(run):
    helped = run("sensitivity", "--help").stdout
    assert "Aantal trekkingen (standaard 50000)." in helped
    assert helped.count("50000") == 1


def test_without_any_range_there_is_nothing_to_measure(written, run):
    text = "naam: C\ngemeente: P\nperiode: 2020\nbaten: [{naam: A, bedrag: 10}]\n"
    shown = run("sensitivity", written(text), "--draws", "400", "--ook-zeker").stdout
    assert "Geen enkel getal heeft een bandbreedte; schrijf in het bestand wat onzeker is" in shown
    assert "Geen van deze onzekerheden" not in shown
    assert "Wat meten?" not in shown


def test_what_is_certain_and_moved_is_not_denied(said):
    without, moved = said(), said("--ook-zeker")
    assert "wat als zeker is opgeschreven, telt niet mee." in without
    assert "(zeker, ±10%)" in moved
    assert "telt niet mee" not in moved
    assert "wat als zeker is opgeschreven, is niet getrokken: het beweegt alleen in de staven" in moved


SETTLED = """soort: programma
naam: Geheel
gemeente: Plaats
periode: 2020
maatregelen:
  - naam: Achter ons
    status: gerealiseerd
    besparing: {incidenteel: {2020: {laag: 100, hoog: 300, verdeling: uniform}}}
    investering: {2020: 250}
  - {naam: Nog te doen, status: verwacht, besparing: {incidenteel: {2020: 40..60}}}
"""


def test_of_a_programme_the_decision_is_apart_from_its_balance(written, run):
    """From 120 - 250 + 50 to 280 - 250 + 50 the balance crosses 0; what is left, 40 to 60, does not."""
    shown = run("sensitivity", written(SETTLED), "--draws", "400").stdout
    assert " nul\n" in shown
    assert "Geen van deze onzekerheden kan een besluit per maatregel omkeren: in geen enkele van 400" in shown
    assert "ligt wat een maatregel nog brengt aan de andere kant van nul." in shown
    assert "Het woord nul bij een staaf gaat over het geheel (saldo), en niet over dit besluit." in shown
    cheaper = run("sensitivity", written(SETTLED.replace("250", "50")), "--draws", "400").stdout
    assert "een besluit per maatregel omkeren" in cheaper
    assert "Het woord nul" not in cheaper  # 120 - 50 + 50 and more


def test_csv_of_few_draws_has_no_shares_and_no_worth(said):
    few, many = (
        list(csv.DictReader(io.StringIO(said("--draws", draws, "--format", "csv"))))
        for draws in ("299", "300")
    )
    drawn = ("eerste_orde", "totaal", "fout", "evppi", "evppi_fout")
    assert all(row[key] == "" for row in few for key in drawn)
    assert all(row[key] for row in many for key in drawn)
    assert [row["rendement_laag"] for row in few] == [row["rendement_laag"] for row in many]


def test_few_draws_say_nothing_of_worth(said):
    text = said("--draws", "100")
    assert "Met minder dan 300 trekkingen valt niet te zeggen wat weten waard is" in text
    assert "Kans dat de uitkomst hoger is" not in text


def test_many_things_are_told_of_briefly(written, run):
    lines = "".join(f"  - {{naam: Baat {number}, bedrag: 5..15}}\n" for number in range(10))
    costs = "kosten:\n  - {naam: K, bedrag: 100}\n"
    name = written(f"naam: C\ngemeente: P\nperiode: 2020\nbaten:\n{lines}{costs}")
    assert "; elk van de andere (2) minder." in run("sensitivity", name, "--draws", "3000").stdout
