"""Which files are meant: patterns that no shell expanded, several files, standard input."""

import json

import pytest
from typer.testing import CliRunner

from rendement.cli import app
from rendement.render.formats import FORMATS, OF_A_BATCH
from rendement.source.finding import UsageError
from rendement.study.files import expand

CASE = """
naam: {name}
gemeente: Zoetermeer
periode: 2020
prijspeil: 2020
baten:
  - {{naam: Iets, bedrag: {amount}}}
kosten:
  - {{naam: Inzet voor {name}, bedrag: 1000}}
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Two cases at the top, one below, one file that is no YAML."""
    (tmp_path / "onder" / "dieper").mkdir(parents=True)
    for path, amount in (("b.yaml", 2000), ("a.yaml", 1500), ("onder/dieper/c.yaml", 3000)):
        (tmp_path / path).write_text(CASE.format(name=path[-6], amount=amount), "utf-8")
    (tmp_path / "lees.mij").write_text("niets")
    (tmp_path / "map.yaml").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments, stdin=None):
    return CliRunner().invoke(app, ["calc", *map(str, arguments)], input=stdin)


@pytest.mark.parametrize(
    ("names", "meant"),
    [
        (["*.yaml"], ["a.yaml", "b.yaml"]),
        (["**/*.yaml"], ["a.yaml", "b.yaml", "onder/dieper/c.yaml"]),
        (["onder/**/*.yaml"], ["onder/dieper/c.yaml"]),
        (["?.yaml", "b.yaml"], ["a.yaml", "b.yaml"]),
        (["b.yaml", "*.yaml"], ["b.yaml", "a.yaml"]),
        (["[ab].yaml"], ["a.yaml", "b.yaml"]),
        (["./b.yaml", "b.yaml", "onder/../b.yaml"], ["./b.yaml"]),
        (["weg.yaml", "-"], ["weg.yaml", "-"]),
    ],
)
def test_names_and_patterns(folder, names, meant):
    assert [name.replace("\\", "/") for name in expand(names)] == meant


def test_a_name_with_brackets_that_exists_is_no_pattern(folder):
    (folder / "[ab].yaml").write_text("x")
    assert expand(["[ab].yaml"]) == ["[ab].yaml"]


@pytest.mark.parametrize("pattern", ["*.json", "weg/*.yaml", "[xyz].yaml"])
def test_a_pattern_without_a_match_is_misuse(folder, pattern):
    result = run(pattern)
    assert result.exit_code == 2
    assert result.stderr == f"rendement: geen enkel bestand past bij {pattern}\n"


def test_several_files_are_a_list_in_json_and_one_table_in_csv(folder):
    data = json.loads(run("*.yaml", "--format", "json").stdout)
    assert [item["totaal"]["rendement"] for item in data] == [1500 - 1000, 2000 - 1000]
    lines = run("*.yaml", "--format", "csv").stdout.splitlines()
    assert [line.split(",")[:2] for line in lines[1:]] == [
        *([["a.yaml", "a"]] * 2),
        *([["b.yaml", "b"]] * 2),
    ]
    assert json.loads(run("a*.yaml", "--format", "json").stdout)["naam"] == "a"


def test_several_files_are_shown_one_by_one_and_then_side_by_side(folder):
    shown = run("**/*.yaml").stdout
    tail = shown[shown.index("\nOverzicht\n") :]
    assert shown.index("\na\n" if not shown.startswith("a\n") else "a\n") < shown.index("\nb\n") < len(shown)
    assert [
        line.split()[-5:-2] for line in tail.splitlines() if line.strip().startswith(("a ", "b ", "c "))
    ] == [
        ["1.500", "1.000", "500"],
        ["2.000", "1.000", "1.000"],
        ["3.000", "1.000", "2.000"],
    ]
    assert "6.500" in tail  # 1.500 + 2.000 + 3.000
    assert "3.500" in tail  # 6.500 - 3 x 1.000


@pytest.mark.parametrize("form", list(FORMATS))
def test_one_wrong_file_among_several_stops_them_all(folder, form):
    """An overview that silently misses a case would be a wrong one; every finding is shown at once."""
    (folder / "a.yaml").write_text(CASE.format(name="a", amount="2.000"), "utf-8")
    (folder / "z.yaml").write_text("naam: z\n", "utf-8")
    result = run("*.yaml", "--format", form)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "a.yaml:7:" in result.stderr
    assert "z.yaml:1:1: fout: hier ontbreekt `gemeente`" in result.stderr


def test_an_unknown_way_of_looking_is_misuse(folder):
    result = run("a.yaml", "--by", "maand")
    assert (result.exit_code, result.stderr) == (2, "rendement: --by maand: kies jaar, domein, actor\n")


def test_a_missing_file_is_misuse(folder):
    result = run("a.yaml", "weg.yaml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "weg.yaml bestaat niet" in result.stderr


def test_standard_input_is_a_case(folder):
    shown = run("-", "--format", "json", stdin=CASE.format(name="uit de pijp", amount=1234))
    assert json.loads(shown.stdout)["totaal"]["rendement"] == 1234 - 1000


def test_standard_input_finds_its_price_lists_from_the_current_folder(folder):
    (folder / "onder" / "lijst.yaml").write_text(
        "prijslijst: eigen\nprijspeil: 2020\nposten:\n  dak/lek:\n    naam: Lek dak\n    bedrag: 75\n"
        "    eenheid: keer\n    betaler: gemeente\n    bron: offerte\n",
        "utf-8",
    )
    case = CASE.format(name="pijp", amount=0).replace("bedrag: 0}", "prijs: dak/lek, aantal: 4}")
    case = case.replace("prijspeil: 2020", "prijspeil: 2020\nprijslijsten: [onder/lijst.yaml]")
    result = run("-", "--format", "json", stdin=case)
    assert result.stderr == ""
    assert json.loads(result.stdout)["totaal"]["baten"] == 4 * 75


def test_a_finding_in_standard_input_says_where(folder):
    result = run("-", stdin="naam: x\nbaten: [\n")
    assert result.exit_code == 1
    assert result.stderr.startswith("standaardinvoer:")


def test_standard_input_goes_beside_files_but_only_once(folder):
    case = CASE.format(name="pijp", amount=0)
    data = json.loads(run("a.yaml", "-", "--format", "json", stdin=case).stdout)
    assert [item["naam"] for item in data] == ["a", "pijp"]
    with pytest.raises(UsageError, match="kan maar één keer"):
        expand(["-", "a.yaml", "-"])


def test_a_price_list_among_the_cases_is_said_and_gets_no_table(folder):
    (folder / "prijzen.yaml").write_text("prijslijst: p\nprijspeil: 2020\nposten: {}\n", "utf-8")
    result = run("*.yaml")
    assert result.exit_code == 0
    assert "2 casussen" in result.stdout
    assert result.stderr == "rendement: prijzen.yaml is een prijslijst en krijgt geen tabel\n"
    alone = run("prijzen.yaml")
    assert alone.exit_code == 1
    assert alone.stdout == ""
    assert alone.stderr.count("fout:") == 1
    assert "[geen-casus]" in alone.stderr


def test_a_table_for_excel_is_pointed_at_and_a_batch_knows_its_own_formats(folder):
    assert "--format csv-nl" in run("a.yaml", "-o", "a.xls").stderr
    batch = CliRunner().invoke(app, ["batch", ".", "--format", "xml"])
    assert batch.exit_code == 2
    assert batch.stderr == f"rendement: --format xml: kies {', '.join(OF_A_BATCH)}\n"
    assert "parquet" in OF_A_BATCH


def test_a_file_with_another_ending_or_a_slip_is_pointed_at(folder):
    (folder / "kladblok.yaml.txt").write_text("naam: X", "utf-8")
    for named, meant in (
        ("kladblok.yaml", "kladblok.yaml.txt"),
        ("a", "a.yaml"),
        ("kladblk.yaml", "kladblok"),
    ):
        result = run(named)
        assert result.exit_code == 2
        assert f"het bestand {named} bestaat niet; bedoelt u {meant}" in result.stderr
    assert (
        run("heel-iets-anders.yaml").stderr == "rendement: het bestand heel-iets-anders.yaml bestaat niet\n"
    )
    assert run("weg/a.yaml").stderr == "rendement: het bestand weg/a.yaml bestaat niet\n"
