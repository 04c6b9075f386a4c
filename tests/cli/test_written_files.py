"""`-o` writes a file whole or not at all, and says in one sentence what stood in the way."""

import errno
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from format_readers import Markdown, Page, separated
from rendement.cli import app
from rendement.render.formats import FORMATS, OF_A_BATCH, OF_A_CHECK, WITHOUT_LINES, choose
from rendement.source.finding import UsageError
from rendement.study.files import WriteFailedError, check_target, write_whole

CASE = """
naam: Café & Co
gemeente: Zoetermeer
periode: 2020
prijspeil: 2020
baten:
  - {naam: Iets, bedrag: 2000.5}
kosten:
  - {naam: Inzet, bedrag: 1000}
"""

EXTENSIONS = [form.extension for form in FORMATS.values() if form.extension]


@pytest.fixture
def case(written):
    return written(CASE)


def run(*arguments):
    return CliRunner().invoke(app, ["calc", *map(str, arguments)])


@pytest.mark.parametrize(
    ("extension", "start"),
    [
        (".md", "# Café & Co\n"),
        (".html", "<!doctype html>\n"),
        (".tsv", "\ufeffCafé & Co\n"),
        (".csv", "bestand,casus,"),
        (".json", '{\n  "naam": "Café & Co",'),
        (".txt", "Café & Co\nZoetermeer · 2020"),
        (".JSON", '{\n  "naam"'),
    ],
)
def test_the_extension_says_the_format(case, tmp_path, extension, start):
    target = tmp_path / f"uit{extension}"
    result = run(case, "-o", target)
    (first, *others) = result.stderr.splitlines()
    assert (result.exit_code, result.stdout, first) == (0, "", f"geschreven: {target}")
    assert [line.rpartition(": ")[2] for line in others] == (
        ["--format csv-nl"] if extension == ".csv" else []
    )
    assert target.read_bytes().decode().startswith(start)


def test_the_format_named_wins_from_the_extension(case, tmp_path):
    target = tmp_path / "uit.csv"
    assert run(case, "--format", "csv-nl", "-o", target).exit_code == 0
    raw = target.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfbestand;casus;")
    assert raw.count(b"\r\n") == raw.count(b"\n") == 3
    assert "2000,5" in separated(raw.decode(), ";")[1]


def test_a_page_says_how_it_is_encoded(case, tmp_path):
    target = tmp_path / "uit.html"
    run(case, "-o", target)
    text = target.read_text("utf-8")
    assert '<meta charset="utf-8">' in text
    assert "Café &amp; Co" in text
    page = Page(text)
    assert page.open == []
    assert page.items[0] == "Café & Co"


def test_what_a_page_and_its_fragment_say_is_the_same(case, tmp_path):
    target = tmp_path / "uit.html"
    run(case, "-o", target)
    fragment = run(case, "--format", "html").stdout
    assert fragment.isascii()
    assert Page(fragment).tables == Page(target.read_text("utf-8")).tables


@pytest.mark.parametrize("name", ["uit.png", "uit", "uit.docx"])
def test_an_unknown_extension_is_misuse(case, tmp_path, name):
    result = run(case, "-o", tmp_path / name)
    assert result.exit_code == 2
    assert f"kies {', '.join(EXTENSIONS)}, of noem het formaat met --format" in result.stderr
    assert not (tmp_path / name).exists()


OFFICE = {
    "uit.docx": "schrijf -o {}uit.html (Word opent dat), of ",
    "uit.DOCX": "schrijf -o {}uit.html (Word opent dat), of ",
    "uit.doc": "schrijf -o {}uit.html (Word opent dat), of ",
    "uit.odt": "schrijf -o {}uit.html (Word opent dat), of ",
    "verslag.v2.rtf": "schrijf -o {}verslag.v2.html (Word opent dat), of ",
    "uit.xls": "schrijf --format csv-nl -o {}uit.csv (Excel opent dat), of ",
    "uit.ods": "schrijf --format csv-nl -o {}uit.csv (Excel opent dat), of ",
    "uit.png": "",
    "uit.pptx": "",
    "uit": "",
}


@pytest.mark.parametrize("name", OFFICE)
def test_for_a_file_of_an_office_program_it_says_what_does_exist(case, tmp_path, name):
    """And what it says to write, is written."""
    said = run(case, "-o", tmp_path / name).stderr
    advised = OFFICE[name].format(f"{tmp_path}/")
    assert f"; {advised}kies " in said
    if advised:
        words = re.search(r"schrijf (.*) \(", advised)[1].split()
        result = run(case, *words)
        assert result.exit_code == 0
        assert Path(words[-1]).stat().st_size > 100


def test_a_name_with_a_space_is_quoted_and_a_command_offers_only_what_it_has(case, tmp_path):
    assert "schrijf -o 'mijn verslag.html' (" in run(case, "-o", "mijn verslag.docx").stderr
    for name, among, offered in (
        ("uit.docx", OF_A_CHECK, False),
        ("uit.xlsx", OF_A_CHECK, False),
        ("uit.docx", WITHOUT_LINES, True),
        ("uit.xlsx", WITHOUT_LINES, True),
        ("uit.xlsx", OF_A_BATCH, True),
    ):
        with pytest.raises(UsageError) as error:
            choose(None, name, among)
        assert ("opent dat" in str(error.value)) == offered


def test_an_unknown_format_is_misuse(case):
    result = run(case, "--format", "xml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"rendement: --format xml: kies {', '.join(FORMATS)}\n"


def test_every_format_has_one_extension_at_most():
    assert len(EXTENSIONS) == len(set(EXTENSIONS)) > 5
    for form in FORMATS.values():
        assert choose(form.name, "uit.onbekend") is form
        assert not form.extension or choose(None, f"uit{form.extension}") is form
    assert choose(None, None) is FORMATS["table"]


def test_the_case_itself_is_never_overwritten(case):
    result = run(case, "--format", "json", "-o", case)
    assert result.exit_code == 2
    assert "dit bestand wordt zelf gelezen" in result.stderr
    assert Path(case).read_text("utf-8") == CASE


def test_a_folder_as_target_is_misuse(case, tmp_path):
    result = run(case, "--format", "csv", "-o", tmp_path)
    assert result.exit_code == 2
    assert f"dit is een map; noem een bestand, bijvoorbeeld {tmp_path / 'uitkomst.md'}" in result.stderr


def test_a_missing_folder_is_misuse(case, tmp_path):
    result = run(case, "-o", tmp_path / "weg" / "uit.md")
    assert result.exit_code == 2
    assert f"de map {tmp_path / 'weg'} bestaat niet; maak haar eerst" in result.stderr
    assert not (tmp_path / "weg").exists()


@pytest.mark.parametrize("verb", [["calc"], ["explain"], ["batch"], ["check"]])
def test_where_nothing_may_be_written_the_answer_fails(case, tmp_path, monkeypatch, verb):
    """The command is right, so it is no misuse."""
    monkeypatch.setattr(os, "access", lambda *_: False)
    done = CliRunner().invoke(app, [*verb, case, "-o", str(tmp_path / "uit.html")])
    assert done.exit_code == 1
    assert "u mag hier niet schrijven; kies een andere plaats" in done.stderr
    assert not (tmp_path / "uit.html").exists()


def test_what_may_not_be_looked_at_is_not_written(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "stat", in_use)
    with pytest.raises(WriteFailedError, match="u mag hier niet schrijven"):
        check_target(str(tmp_path / "uit.md"), [])


def test_a_name_too_long_is_misuse(tmp_path):
    with pytest.raises(UsageError, match="de naam is te lang"):
        check_target(str(tmp_path / ("a" * 5000 + ".md")), [])


def test_nothing_is_written_when_the_case_is_wrong(written, tmp_path):
    target = tmp_path / "uit.md"
    target.write_text("oud")
    result = run(written(CASE.replace("2000.5", "2.000")), "-o", target)
    assert (result.exit_code, target.read_text()) == (1, "oud")


def full(*_):
    raise OSError(errno.ENOSPC, "No space left on device")


def in_use(*_):
    raise PermissionError(errno.EACCES, "The process cannot access the file")


@pytest.mark.parametrize(
    ("at", "failure", "why"),
    [
        ("fsync", full, "de schijf is vol"),
        ("replace", in_use, "het bestand is elders geopend, of u mag hier niet schrijven"),
        ("replace", full, "de schijf is vol"),
    ],
)
def test_what_stood_there_stays_when_writing_fails(case, tmp_path, monkeypatch, at, failure, why):
    target = tmp_path / "uit.md"
    target.write_text("oud")
    before = sorted(tmp_path.iterdir())
    monkeypatch.setattr(*((os, "fsync") if at == "fsync" else (Path, "replace")), failure)
    result = run(case, "-o", target)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"rendement: {target} is niet geschreven: {why}")
    assert result.stderr.count("\n") == 1
    assert target.read_text() == "oud"
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("number", "why"),
    [
        (errno.EDQUOT, "uw schijfruimte is op"),
        (errno.EROFS, "deze schijf is alleen te lezen"),
        (errno.EIO, "het systeem weigert (EIO)"),
    ],
)
def test_every_failure_has_a_reason(tmp_path, monkeypatch, number, why):
    def failing(*_):
        raise OSError(number, "x")

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(WriteFailedError) as error:
        write_whole(str(tmp_path / "uit.md"), b"x")
    assert str(error.value).endswith(why)
    assert list(tmp_path.iterdir()) == []


def test_an_interrupted_write_leaves_nothing(tmp_path, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(str(tmp_path / "uit.md"), b"x")
    assert list(tmp_path.iterdir()) == []


def test_what_a_kill_left_while_writing_goes_in_the_end(tmp_path):
    left = {name: tmp_path / name for name in (".rendement-0123456789ab.tmp", ".rendement-ba9876543210.tmp")}
    old, young = left.values()
    mine = [tmp_path / name for name in (".rendement-van-mij.tmp", "rendement-0123456789ab.tmp", "x.tmp")]
    folder = tmp_path / ".rendement-aaaaaaaaaaaa.tmp"
    folder.mkdir()
    for path in (old, young, *mine):
        path.write_text("half")
    for path in (old, folder, *mine):
        os.utime(path, (time.time() - 24 * 3600,) * 2)
    write_whole(str(tmp_path / "uit.md"), b"heel")
    assert sorted(tmp_path.iterdir()) == sorted([young, folder, *mine, tmp_path / "uit.md"])


@pytest.mark.skipif(sys.platform == "win32", reason="een pijp met een naam is er alleen op Unix")
def test_a_pipe_is_written_to_and_never_replaced(case, tmp_path):
    pipe = tmp_path / "pijp"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)  # what is written waits in the pipe
    try:
        assert run(case, "--format", "csv", "-o", pipe).exit_code == 0
        assert os.read(reader, 65536).startswith(b"bestand,casus,")
    finally:
        os.close(reader)
    assert pipe.is_fifo()


@pytest.mark.skipif(sys.platform == "win32", reason="grenzen per proces zijn er alleen op Unix")
def test_a_file_that_may_not_grow_is_not_left_half_written(tmp_path):
    """A real failure halfway: the process may write 100 bytes, the system refuses the rest."""
    code = (
        "import resource, sys; from rendement.study.files import write_whole, WriteFailedError\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))\n"
        "try: write_whole(sys.argv[1], b'x' * 1000)\n"
        "except WriteFailedError as error: print(error)\n"
    )
    target = tmp_path / "uit.csv"
    target.write_text("oud")
    done = subprocess.run(
        [sys.executable, "-c", code, str(target)], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"{target} is niet geschreven: het bestand wordt groter dan hier mag\n"
    assert [path.name for path in tmp_path.iterdir()] == ["uit.csv"]
    assert target.read_text() == "oud"


@pytest.mark.skipif(sys.platform == "win32", reason="rechten en links zoals Unix ze kent")
def test_rights_and_links_stay_as_they_were(tmp_path):
    real, link, fresh = tmp_path / "echt.md", tmp_path / "link.md", tmp_path / "nieuw.md"
    real.write_text("oud")
    real.chmod(0o640)
    link.symlink_to(real)
    before = os.umask(0o027)
    try:
        write_whole(str(link), b"nieuw")
        write_whole(str(fresh), b"nieuw")
    finally:
        os.umask(before)
    assert (real.read_text(), link.is_symlink(), real.stat().st_mode & 0o777) == ("nieuw", True, 0o640)
    assert fresh.stat().st_mode & 0o777 == 0o640


def test_a_read_only_file_is_respected(tmp_path, monkeypatch):
    target = tmp_path / "uit.md"
    target.write_text("oud")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(WriteFailedError, match="u mag hier niet schrijven"):
        write_whole(str(target), b"nieuw")
    assert target.read_text() == "oud"


def test_a_second_run_replaces_the_first(case, tmp_path):
    target = tmp_path / "uit.md"
    run(case, "-o", target)
    run(case, "--set", "baten[0].bedrag=3000", "-o", target)
    tables = Markdown(target.read_text("utf-8")).tables
    assert [row[-1] for row in tables[0] if row[0] == "Rendement"] == ["2.000"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["casus.yaml", "uit.md"]
