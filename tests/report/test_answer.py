"""The answer on top of a report: whose euros, how much, how firm; at most eight lines."""

import pytest
from typer.testing import CliRunner

from project import ROOT, files, short
from rendement.cli import app
from rendement.report.assembly import assemble
from rendement.report.document import Facts
from rendement.source.tree import parse
from rendement.study.calculation import Options
from rendement.study.pipeline import calculate, calculate_source

FILES = files("cases", "examples")
MOST = 8

CASE = """
naam: Proef
gemeente: Hier
periode: 2020-2021
prijspeil: 2020
discontovoet: 0.25
baten:
  - {naam: Hulp, aantal: {2021: 10}, bedrag: 1000, toerekening: 50%, duur: 1}
  - {naam: Uitkering, bedrag: {2020: 2000}, ontvanger: rijk}
  - {naam: Inkomen, bedrag: {2020: 3000}, ontvanger: client}
kosten:
  - {naam: Team, bedrag: {2020: 4000}}
"""


def answered(calculation):
    (document,) = assemble("verslag", [calculation])
    first = next(block for block in document.blocks if block.key != "nulalternatief")
    assert isinstance(first, Facts)
    return {label: cell.text for label, cell in first.items}


def of_the_outcome(found):
    """The answer without how much there is to say of it."""
    *facts, last = found.items()
    assert last[0].startswith("Bevindingen")
    return facts


def test_what_it_is_compared_with_comes_before_everything():
    head = "naam: N\nplaats: Leeds\nperiode: 2020\nnulalternatief: Niets doen.\n"
    source = parse(f"{head}resultaten: [{{naam: R, aantal: 3}}]\n", "proef.yaml")
    calculation = calculate_source("proef.yaml", *source, Options())
    (document,) = assemble("verslag", [calculation])
    assert document.blocks[0].items == ("Niets doen.",)
    assert answered(calculation)["Rendement: bestaat niet, want er staat geen enkel bedrag"] == "-"
    assert not any(block.key == "regels" for block in document.blocks)


def answer_of(text, **options):
    return answered(calculate_source("proef.yaml", *parse(text, "proef.yaml"), Options(**options)))


def test_every_line_by_hand():
    """Gemeente: 10 × 1.000 × 50% − 4.000 = 1.000; rijk 2.000. One euro of 2021 is 0,80 in 2020."""
    found = answer_of(CASE)
    assert of_the_outcome(found) == [
        ("Rendement voor overheid en organisaties (gemeente, rijk)", "€ 3.000"),
        ("De gemeente alleen", "€ 1.000"),
        ("Contante waarde (25%, basisjaar 2020)", "€ 2.000"),  # 5.000 × 0,80 + 2.000 − 4.000
        ("Baten per euro (contant 1,50)", "1,75"),  # 7.000 ÷ 4.000, and 6.000 ÷ 4.000
        ("Terugverdiend in", "2021 (na 1,4 jaar)"),  # 1 + (4.000 − 2.000) ÷ 5.000
        # 20 points to 20%; the number and the amount 60% to 4 and 400, the costs 75% to 7.000
        ("Zwakste aanname (Hulp: toerekening, nu 50%): rendement nul bij", "20%"),
    ]


@pytest.mark.parametrize(
    ("perspective", "whose", "amount"),
    [
        ("maatschappij", "de samenleving als geheel (gemeente, cliënt, rijk)", "€ 6.000"),
        ("gemeente", "de gemeente", "€ 1.000"),
        ("rijk", "het rijk", "€ 2.000"),
    ],
)
def test_a_perspective_in_words(perspective, whose, amount):
    first = next(iter(answer_of(CASE, perspective=perspective).items()))
    assert first == (f"Rendement voor {whose}", amount)


def test_without_benefits_there_is_no_return():
    head, costs = CASE.split("baten:", maxsplit=1)[0], CASE.partition("kosten:")[2]
    found = answer_of(f"{head}pm: [{{naam: Rust, reden: niet te meten}}]\nkosten:{costs}")
    assert of_the_outcome(found) == [
        ("Kosten voor overheid en organisaties (gemeente)", "€ 4.000"),
        ("Rendement: bestaat niet, want geen enkele baat heeft een bedrag", "-"),
    ]


@pytest.mark.parametrize("path", FILES, ids=short)
def test_of_every_file_it_is_short_and_holds_the_return_of_the_table(path):
    calculation = calculate(str(path))
    found = answered(calculation)
    assert 2 <= len(found) <= MOST
    assert list(found)[-1].startswith("Bevindingen")


def run(*arguments):
    result = CliRunner().invoke(app, ["calc", *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_what_lines_are_made_of_comes_last_and_brief_leaves_it_out():
    path = str(ROOT / "cases" / "zoetermeer" / "crisisteam.yaml")
    whole, brief = run(path), run(path, "--kort")
    said, _, computed_with = brief.rstrip("\n").rpartition("\n\n")  # that stands under either
    assert whole.startswith(said)
    assert whole.rstrip("\n").endswith(computed_with)
    assert len(brief.splitlines()) < len(whole.splitlines()) / 2
    assert "huishouden" in whole.removeprefix(said)


@pytest.mark.parametrize("form", ["csv", "csv-nl"])
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--by", "actor", "--omslag"], "--by en --omslag kunnen niet in"),
        (["--omslag"], "--omslag kan niet in"),
        (["--by", "jaar"], "--by kan niet in"),
    ],
)
def test_a_table_of_lines_refuses_what_it_has_no_room_for(tmp_path, form, arguments, said):
    target = tmp_path / "a.csv"
    path = str(ROOT / "examples" / "01-vijf-regels.yaml")
    result = CliRunner().invoke(app, ["calc", path, "--format", form, "-o", str(target), *arguments])
    assert result.exit_code == 2
    assert f"{said} {form}" in result.stderr
    assert "--format tsv" in result.stderr
    assert not target.exists()
