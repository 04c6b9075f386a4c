"""`report --grafieken`: pictures in a folder, all or none, and one sentence on what stood in the way."""

import os
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from project import ROOT
from rendement.cli import app
from rendement.study.files import WriteFailedError, write_all

CASE = ROOT / "cases" / "zoetermeer" / "zoveel-meer.yaml"
NAMES = [f"zoveel-meer-{kind}.{end}" for kind in ("omslag", "verloop", "waterval") for end in ("png", "svg")]


def run(*arguments):
    return CliRunner().invoke(app, ["report", *map(str, arguments)])


def files_in(folder):
    return sorted(path.name for path in folder.iterdir())


def test_every_chart_is_written_twice_under_the_name_of_the_case(tmp_path):
    folder = tmp_path / "nieuw"
    result = run(CASE, "--grafieken", folder)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.splitlines()[-1].startswith(f"geschreven in {folder}: zoveel-meer-waterval.svg, ")
    assert files_in(folder) == NAMES


def test_with_a_report_both_are_written(tmp_path):
    result = run(CASE, "--grafieken", tmp_path, "-o", tmp_path / "uit.md")
    assert result.exit_code == 0
    assert files_in(tmp_path) == ["uit.md", *NAMES]
    alone = tmp_path / "alleen.md"
    assert run(CASE, "-o", alone).exit_code == 0
    assert alone.read_text("utf-8") == (tmp_path / "uit.md").read_text("utf-8")


def test_what_is_asked_is_what_is_drawn(tmp_path):
    for folder, more in (("een", []), ("twee", ["--set", "baten[0].aantal=4"])):
        assert run(CASE, "--grafieken", tmp_path / folder, *more).exit_code == 0
    name = "zoveel-meer-waterval.svg"
    one, other = ((tmp_path / folder / name).read_text("utf-8") for folder in ("een", "twee"))
    # 6 * 37.000 of gross benefits become 4 * 37.000; with 50% and other lines the return is 29.000
    assert "het rendement € 66.000" in one
    assert "het rendement € 29.000" in other


MONITOR = ROOT / "cases" / "borne" / "monitor-bijstand.yaml"
UNTARGETED = ROOT / "cases" / "borne" / "beheersmaatregelen.yaml"
NOTHING = ROOT / "cases" / "zoetermeer" / "enjoy-life.yaml"


@pytest.mark.parametrize(
    ("path", "why"),
    [
        (MONITOR, "want een monitor heeft geen grafieken; een casus heeft ze, en een programma met een"),
        (UNTARGETED, "want een programma zonder taakstelling, of waarvan niets een bedrag heeft,"),
        (NOTHING, "want een programma zonder taakstelling, of waarvan niets een bedrag heeft,"),
    ],
)
def test_what_has_none_says_why_and_fails_but_the_report_is_there(path, why, tmp_path):
    folder, target = tmp_path / "leeg", tmp_path / "uit.md"
    result = run(path, "--grafieken", folder, "-o", target)
    assert result.exit_code == 1
    said = result.stderr.splitlines()[-1]
    assert said.startswith(f"rendement: --grafieken {folder}: er is niets getekend, {why}")
    assert not folder.exists()
    assert target.exists()


def test_a_case_without_a_return_of_one_year_and_one_party_has_none(written, tmp_path):
    path = written("naam: N\ngemeente: G\nperiode: 2020\nkosten:\n  - {naam: B, bedrag: 5}\n")
    result = run(path, "--grafieken", tmp_path / "leeg")
    assert result.exit_code == 1
    assert "een casus zonder rendement, met één jaar en één partij" in result.stderr


def test_a_programme_with_a_target_has_its_chart(tmp_path):
    assert run(ROOT / "cases" / "borne" / "taakstelling.yaml", "--grafieken", tmp_path).exit_code == 0
    assert (tmp_path / "taakstelling-doel.svg").exists()


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("", "noem achter --grafieken een map"),
        ("weg/nieuw", "weg bestaat niet; maak haar eerst"),
        ("bestand", "dit is een bestand, geen map"),
        ("nul\0teken", "noem achter --grafieken een map"),
    ],
)
def test_a_folder_that_cannot_be_is_refused_before_the_work(folder, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bestand").write_text("x")
    result = run("geen-casus.yaml", "--grafieken", folder)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert "geen-casus" not in result.stderr
    assert files_in(tmp_path) == ["bestand"]


def test_without_matplotlib_one_sentence_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    result = run(CASE, "--grafieken", tmp_path / "nieuw", "-o", tmp_path / "uit.md")
    assert result.exit_code == 2
    assert result.stderr == (
        "rendement: voor grafieken is matplotlib nodig: pip install 'rendement[report]'\n"
    )
    assert files_in(tmp_path) == []


def test_it_says_nothing_of_a_home_that_cannot_be_written_in(tmp_path):
    nowhere = {"MPLCONFIGDIR": str(tmp_path / "een-bestand" / "x"), "HOME": str(tmp_path / "een-bestand")}
    (tmp_path / "een-bestand").write_text("x")
    words = [sys.executable, "-m", "rendement", "report", str(CASE), "--grafieken", str(tmp_path / "nieuw")]
    done = subprocess.run(words, env=os.environ | nowhere, capture_output=True, check=True)
    assert done.stderr.startswith(b"geschreven in ")
    assert len(files_in(tmp_path / "nieuw")) == len(NAMES)


def test_a_folder_that_may_not_be_written_in_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("os.access", lambda *_: False)
    result = run(CASE, "--grafieken", tmp_path)
    assert result.exit_code == 1
    assert "u mag hier niet schrijven" in result.stderr


def test_all_of_them_or_none(tmp_path):
    (tmp_path / "zoveel-meer-verloop.png").mkdir()
    (tmp_path / "zoveel-meer-waterval.svg").write_text("wat er stond")
    result = run(CASE, "--grafieken", tmp_path)
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1].endswith("is niet geschreven: dit is een map, geen bestand")
    assert files_in(tmp_path) == ["zoveel-meer-verloop.png", "zoveel-meer-waterval.svg"]
    assert (tmp_path / "zoveel-meer-waterval.svg").read_text() == "wat er stond"


def test_a_folder_that_was_made_for_nothing_goes_again(tmp_path):
    with pytest.raises(WriteFailedError, match="nieuw is niet geschreven"):
        write_all(str(tmp_path / "nieuw"), {"a.svg": b"x", "er/is/geen/map.svg": b"y"})
    assert files_in(tmp_path) == []
    with pytest.raises(WriteFailedError, match="de map bestaat niet"):
        write_all(str(tmp_path / "weg" / "nieuw"), {"a.svg": b"x"})


@pytest.mark.skipif(os.name == "nt", reason="koppelingen vragen daar een recht")
def test_a_link_to_the_case_is_replaced_and_the_case_stays(tmp_path):
    text = CASE.read_text("utf-8")
    case = tmp_path / "zoveel-meer.yaml"
    case.write_text(text.replace("../../", f"{ROOT}/"), "utf-8")
    before = case.read_bytes()
    (tmp_path / "zoveel-meer-waterval.svg").symlink_to(case)
    assert run(case, "--grafieken", tmp_path).exit_code == 0
    assert case.read_bytes() == before
    assert (tmp_path / "zoveel-meer-waterval.svg").read_bytes().startswith(b"<?xml")
