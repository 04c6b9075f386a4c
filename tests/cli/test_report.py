"""`rendement report`: one file, one report, whole or not at all, and never over what it was read from."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from project import ROOT
from rendement.cli import app
from rendement.render.formats import OF_A_REPORT

CASE = """
naam: Café & Co
gemeente: Zoetermeer
periode: 2020
prijspeil: 2020
prijslijsten: [eigen.yaml]
baten:
  - naam: Iets
    aantal: {laag: 1, hoog: 3}
    posten: {post: 1}
kosten:
  - {naam: Inzet, bedrag: 1000}
scenarios:
  meer: {"kosten[0].bedrag": 1500}
"""
ENDS = [form.extension for form in OF_A_REPORT.values()]
LIST = (
    "prijslijst: eigen\nprijspeil: 2020\nposten:\n  post: {naam: Post, bedrag: 900, betaler: rijk, bron: B}\n"
)


@pytest.fixture
def case(written):
    written(LIST, "eigen.yaml")
    return written(CASE)


def run(*arguments):
    return CliRunner().invoke(app, ["report", *map(str, arguments)])


def test_it_writes_the_report_of_one_file(case, tmp_path):
    target = tmp_path / "uit.md"
    result = run(case, "-o", target)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.splitlines()[-1] == f"geschreven: {target}"
    text = target.read_text("utf-8")
    assert text.startswith("# Café & Co\n\nZoetermeer · 2020 · prijspeil 2020 · perspectief financieel")
    assert "\n# Bijlage bij Café & Co\n" in text


def test_without_a_target_it_goes_to_the_screen_as_markdown(case, tmp_path):
    shown = run(case)
    assert shown.exit_code == 0
    run(case, "-o", tmp_path / "uit.md")
    assert shown.stdout == (tmp_path / "uit.md").read_text("utf-8")


def test_a_case_may_come_through_a_pipe():
    text = "naam: N\ngemeente: G\nperiode: 2020\nprijspeil: 2020\nbaten:\n  - {naam: B, bedrag: 5}\n"
    shown = CliRunner().invoke(app, ["report", "-"], input=text)
    assert shown.exit_code == 0
    assert "- Casus (standaardinvoer): **sha256:" in shown.stdout


@pytest.mark.parametrize("extension", ENDS)
def test_the_same_file_gives_the_same_bytes(case, tmp_path, extension):
    first, second = (tmp_path / f"{name}{extension}" for name in ("een", "twee"))
    assert [run(case, "-o", target).exit_code for target in (first, second)] == [0, 0]
    assert first.read_bytes() == second.read_bytes()


def test_what_is_asked_beside_the_file_stands_under_the_title(case, tmp_path):
    target = tmp_path / "uit.md"
    sets = ("--set", "baten[0].aantal=4", "--scenario", "meer", "--perspective", "rijk")
    assert run(case, "-o", target, *sets).exit_code == 0
    text = target.read_text("utf-8")
    assert "Opdracht: --set baten\\[0\\].aantal=4 · --scenario meer · --perspective rijk\n" in text
    assert "| **Saldo (baten − kosten)** " in text
    assert "**3.600**" in text  # 4 × 900: the state gains all of it, and pays nothing of the 1.500


def test_draws_stand_in_the_conclusion(case, tmp_path):
    target = tmp_path / "uit.md"
    assert run(case, "-o", target, "--draws", "1000", "--seed", "3").exit_code == 0
    assert "In 90 van de 100 trekkingen" in target.read_text("utf-8")


def test_more_files_or_a_folder_go_into_a_folder(case, written, tmp_path):
    other = written(CASE, "ander.yaml")
    target = tmp_path / "uit.md"
    for names in ([case, other], [tmp_path]):
        result = run(*names, "-o", target)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "er een pagina voor elk; noem achter -o een map" in result.stderr
    assert not target.exists()


@pytest.mark.parametrize("name", ["casus.yaml", "eigen.yaml"])
def test_what_was_read_is_never_overwritten(case, name):
    """Not the case, and not the price list that it names."""
    target = Path(case).with_name(name)
    before = target.read_bytes()
    result = run(case, "-o", target)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert target.read_bytes() == before


def test_a_table_that_was_read_is_not_overwritten_either(written, tmp_path):
    """A name that any report may have, and which is read here as a table of households."""
    table = tmp_path / "tabel.md"
    text = CASE.replace("posten: {post: 1}", "casussen: tabel.md").replace(
        "    aantal: {laag: 1, hoog: 3}\n", ""
    )
    written(LIST, "eigen.yaml")
    table.write_text("| casus | post |\n", "utf-8")
    before = table.read_bytes()
    assert run(written(text), "-o", table).exit_code != 0
    assert table.read_bytes() == before


def test_a_file_with_an_error_leaves_no_report(written, tmp_path):
    target = tmp_path / "uit.md"
    target.write_text("van gisteren", "utf-8")
    result = run(written(CASE.replace("bedrag: 1000", "bedrag: duizend")), "-o", target)
    assert result.exit_code == 1
    assert "fout:" in result.stderr
    assert target.read_text("utf-8") == "van gisteren"


def test_an_unknown_extension_says_which_there_are(case):
    result = run(case, "-o", "uit.zip")
    known = ", ".join(form.extension for form in OF_A_REPORT.values())
    assert result.exit_code == 2
    assert result.stderr == f"rendement: -o uit.zip: de extensie .zip is onbekend; kies {known}\n"


@pytest.mark.parametrize("name", ["uit.doc", "uit.odt"])
def test_for_another_word_processor_it_says_what_opens_there(case, name):
    result = run(case, "-o", name)
    assert result.exit_code == 2
    assert "; schrijf -o uit.docx (Word opent dat), of kies .md, " in result.stderr


@pytest.mark.parametrize(
    ("name", "what"), [("uit.xlsx", "een werkboek dat meerekent"), ("uit.PDF", "een pdf")]
)
def test_calc_points_to_it_for_what_is_a_report(case, tmp_path, name, what):
    target = tmp_path / name
    result = CliRunner().invoke(app, ["calc", case, "-o", str(target)])
    assert result.exit_code == 2
    advised = f"`rendement report {case} -o {target}`"
    assert result.stderr == f"rendement: -o {target}: {what} maakt {advised}\n"
    assert not target.exists()


@pytest.mark.parametrize(
    "name",
    ["zoetermeer/monitor-huishoudens.yaml", "borne/taakstelling.yaml", "elders/ontwormen-kenia.yaml"],
)
def test_every_kind_of_file_has_a_report(name, tmp_path):
    target = tmp_path / "uit.md"
    assert run(ROOT / "cases" / name, "-o", target).exit_code == 0
    assert target.read_text("utf-8").count("\n## Waarmee gerekend is\n") == 2


WAIVING = """naam: Proef
gemeente: Hier
periode: 2024
baten:
  - {naam: Een, bedrag: 50}
  - {naam: Twee, bedrag: 60}
kosten:
  - {naam: Team, bedrag: 40}
afwijken: [{regel: R201, pad: baten.een, reden: zo is het, tot: 2027-01}]
"""


def test_the_day_decides_whether_a_waiver_holds_and_stands_in_the_report(written):
    name = written(WAIVING)
    held, ended = (run(name, "--op", day).stdout for day in ("2026-11-30", "2027-02-01"))
    assert "- Beoordeeld op: **2026-11-30**" in held
    assert "## Afgeweken" in held
    assert "- Beoordeeld op: **2027-02-01**" in ended
    assert "## Afgeweken" not in ended
    assert "Beoordeeld op" not in run(written(WAIVING.partition("afwijken")[0])).stdout
    wrong = run(name, "--op", "gisteren")
    assert (wrong.exit_code, wrong.stdout) == (2, "")


def test_findings_are_counted_as_check_and_calc_count_them(written):
    """Two remarks beside each other: what is waived counts apart."""
    name, day = written(WAIVING), ("--op", "2026-11-30")
    checked = CliRunner().invoke(app, ["check", str(name), "--opmerkingen", *day]).stderr
    remarks, waived = re.search(r"(\d+) opmerkingen? · (\d+) afgeweken", checked).groups()
    word = "bevinding" if remarks == "1" else "bevindingen"
    assert f"- {remarks} {word}, daarnaast {waived} afgeweken" in run(name, *day).stdout
    shown = CliRunner().invoke(app, ["calc", str(name), *day]).stdout
    assert re.search(rf"Bevindingen, daarnaast {waived} afgeweken \(zie onder\) +{remarks}\n", shown)


def test_what_may_stand_is_not_said_again_beside_the_report(written):
    beside = run(written(WAIVING), "--op", "2026-11-30").stderr
    assert "R201" not in beside


def test_an_existing_case_is_not_written_over_and_the_names_that_would_do_are_those_of_a_report(
    case, tmp_path
):
    other = tmp_path / "ipta.yaml"
    other.write_text("naam: x\n", "utf-8")
    refused = run(case, "-o", other)
    assert refused.exit_code == 2
    names = [str(other.with_suffix(extension)) for extension in ENDS]
    assert f"bijvoorbeeld {', '.join(names[:-1])} of {names[-1]}" in refused.stderr.replace("\n", " ")
    assert ".csv" not in refused.stderr
    assert other.read_text("utf-8") == "naam: x\n"
