"""What is shipped: the wheel holds the price lists and the cases, and works from an empty folder."""

import os
import shutil
import subprocess
import sys
import tarfile
import zipapp
import zipfile
from pathlib import Path

import pytest

from project import ROOT


def built(target, folder):
    """What is made without a network by the build tool that is installed for the tests."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)
    (path,) = folder.iterdir()
    return path


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    return built("wheel", tmp_path_factory.mktemp("wiel"))


@pytest.fixture(scope="module")
def unpacked(wheel, tmp_path_factory):
    """The wheel as an installer lays it out."""
    folder = tmp_path_factory.mktemp("site")
    shutil.unpack_archive(wheel, folder, "zip")
    return folder


def run(unpacked, where, *arguments):
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=where,
        env=os.environ | {"PYTHONPATH": str(unpacked), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def names(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_every_price_list_and_every_case_travels_along(wheel):
    for folder in ("prijslijst", "cases"):
        files = [path for path in (ROOT / folder).rglob("*") if path.is_file()]
        assert files
        shipped = {f"rendement/gegevens/{path.relative_to(ROOT).as_posix()}" for path in files}
        assert shipped <= names(wheel)


def package():
    """Every file of the package: the modules, and what they read."""
    files = [path for path in (ROOT / "src" / "rendement").rglob("*") if path.is_file()]
    return {path.relative_to(ROOT / "src").as_posix() for path in files if path.suffix != ".pyc"}


def test_every_module_travels_along_and_nothing_else_of_the_repository(wheel):
    assert {"rendement/py.typed", "rendement/study/eerste-casus.yaml"} < package()
    assert package() <= names(wheel)
    tops = {name.split("/")[0] for name in names(wheel)}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"rendement"}
    assert not [name for name in names(wheel) if "__pycache__" in name or "/tests/" in name]


def test_the_source_holds_every_file_of_the_package(tmp_path):
    with tarfile.open(built("sdist", tmp_path)) as archive:
        held = {name.partition("/src/")[2] for name in archive.getnames()}
    assert package() <= held


def test_it_works_from_an_empty_folder(unpacked, tmp_path):
    where = run(unpacked, tmp_path, "-c", "import rendement; print(rendement.__file__)")
    assert where.startswith(str(unpacked))
    (tmp_path / "zaak.yaml").write_text(
        "naam: Proef\ngemeente: Zoetermeer\nperiode: 2018\nprijspeil: 2018\nprijslijsten: [zoetermeer-2018]\n"
        "baten:\n  - {naam: Uitzetting voorkomen, aantal: 3, prijs: wonen/huisuitzetting}\n"
        "kosten:\n  - {naam: Inzet, bedrag: 5000}\n"
    )
    shown = run(unpacked, tmp_path, "-m", "rendement", "calc", "zaak.yaml")
    total = next(line for line in shown.splitlines() if line.startswith("Rendement"))
    assert total.split()[-1] == f"{3 * 6 - 5}.000"  # three times 6.000, less 5.000
    bundled = unpacked / "rendement" / "gegevens" / "cases" / "zoetermeer" / "zoveel-meer.yaml"
    assert "66.000" in run(unpacked, tmp_path, "-m", "rendement", "calc", str(bundled))


def test_it_makes_a_first_case(unpacked, tmp_path):
    script = "from rendement.study.starter import starter; print(starter('mijn.yaml').text)"
    assert "calc mijn.yaml" in run(unpacked, tmp_path, "-c", script)


def test_the_version_is_said(unpacked, tmp_path):
    expected = run(unpacked, tmp_path, "-c", "import rendement; print(rendement.__version__)").strip()
    assert run(unpacked, tmp_path, "-m", "rendement", "--version") == f"rendement {expected}\n"
    assert expected in Path(next(unpacked.glob("*.dist-info"))).name


# -- without unpacking: from a zip on the path, and as a zip that starts by itself

VERBS = (
    "calc zaak.yaml",
    "calc zaak.yaml --format html -o uit.html",
    "calc zaak.yaml --omslag",
    "check zaak.yaml",
    "explain zaak.yaml",
    "prices",
    "prices zoek huisuitzetting",
    "prices toon wonen/huisuitzetting",
    "init eerste.yaml",
    "init --voorbeeld zoveel-meer",
    "batch zaak.yaml zoveel-meer.yaml --cache bewaard",
    "batch zaak.yaml zoveel-meer.yaml --cache bewaard --resume",
    "schema",
)
CASE = """
naam: Proef
gemeente: Zoetermeer
periode: 2018
prijslijsten: [zoetermeer-2018]
baten:
  - {naam: Uitzetting voorkomen, aantal: 3, prijs: wonen/huisuitzetting}
kosten:
  - {naam: Inzet, bedrag: 5000}
"""
EACH = """
import sys
import rendement
from typer.testing import CliRunner
from rendement.cli import app
print(rendement.__file__)
for words in sys.argv[1:]:
    done = CliRunner().invoke(app, words.split())
    print(words, "->", done.exit_code, repr(done.exception or ""))
"""


def test_it_works_from_a_zip_as_from_a_folder(wheel, tmp_path):
    (tmp_path / "zaak.yaml").write_text(CASE, encoding="utf-8")
    where, *said = run(wheel, tmp_path, "-c", EACH, *VERBS).splitlines()
    assert where.startswith(str(wheel))
    assert said == [f"{words} -> 0 ''" for words in VERBS]


def test_a_zip_that_starts_by_itself_says_what_an_installed_one_says(unpacked, tmp_path):
    (tmp_path / "zaak.yaml").write_text(CASE, encoding="utf-8")
    zipapp.create_archive(unpacked, tmp_path / "rendement.pyz", main="rendement.__main__:main")
    empty = tmp_path / "leeg"
    empty.mkdir()
    from_zip = run(empty, tmp_path, "rendement.pyz", "calc", "zaak.yaml")
    assert from_zip == run(unpacked, tmp_path, "-m", "rendement", "calc", "zaak.yaml")
    assert "13.000" in from_zip
