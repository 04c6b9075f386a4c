"""Files and folders as they may be met: an answer about the file, never an internal error."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from rendement.source.finding import UsageError
from rendement.source.root import find_root
from rendement.study.batch import files
from rendement.study.batch.files import collect
from rendement.study.files import expand
from small_batch import CASE, LIST, LISTED

needs_links = pytest.mark.skipif(os.name == "nt", reason="koppelingen vragen daar een recht")


@needs_links
def test_a_link_to_itself_is_a_row(run, many, folder):
    many(1)
    (folder / "zaken" / "lus.yaml").symlink_to("lus.yaml")
    for words in (["zaken"], ["zaken", "zaken/lus.yaml"]):
        found = {row["pad"]: row for row in json.loads(run("batch", *words, "--format", "json").stdout)}
        assert found["zaken/lus.yaml"]["status"] == "fout"
        assert "interne fout" not in found["zaken/lus.yaml"]["melding"]
        assert found["zaken/z0000.yaml"]["status"] == "goed"


@needs_links
def test_a_folder_reached_by_two_names_is_counted_once(records, many, folder):
    many(2)
    (folder / "zaken" / "lus").symlink_to(".")
    (folder / "elders").symlink_to("zaken")
    found = records("zaken", "zaken/lus", "elders", "elders/z0001.yaml")
    assert [path.rpartition("/")[2] for path in found] == ["z0001.yaml", "z0000.yaml"]


def test_a_folder_that_goes_while_it_is_walked_is_a_row(run, many, folder, monkeypatch):
    many(1)
    (folder / "zaken" / "weg").mkdir()
    scan = os.scandir

    def gone(path):
        if path.endswith("weg"):
            (folder / "zaken" / "weg").rmdir()
        return scan(path)

    monkeypatch.setattr(files.os, "scandir", gone)
    found = json.loads(run("batch", "zaken", "--format", "json").stdout)
    assert [(row["pad"], row["melding"]) for row in found] == [
        ("zaken/weg", "het bestand is er niet meer"),
        ("zaken/z0000.yaml", None),
    ]


def test_a_checkout_that_may_not_be_looked_at_is_none(tmp_path, monkeypatch):
    """Asking for `.git` in a folder of somebody else fails; that is no reason to stop."""
    real = os.stat

    def stat(path, **words):
        if str(path).endswith(".git"):
            raise PermissionError(13, "Permission denied")
        return real(path, **words)

    monkeypatch.setattr(os, "stat", stat)
    assert find_root(str(tmp_path / "a.yaml")) == tmp_path


@pytest.mark.parametrize("name", ["", "x" * 300, "a/" * 3000])
def test_a_name_that_no_file_can_have_is_wrong_use(name, run, folder):
    answer = run("batch", name)
    assert answer.exit_code == 2
    assert answer.stderr.startswith("rendement: ")


def test_a_name_with_a_zero_is_wrong_use(folder):
    for ask in (expand, collect):
        with pytest.raises(UsageError, match="nulteken"):
            ask(["a\0b.yaml"])


def test_a_price_list_with_a_name_that_no_file_can_have_is_a_finding(run, write):
    write("zaken/met.yaml", LISTED.replace("prijzen.yaml", f"{'x' * 300}.yaml"))
    (row,) = json.loads(run("batch", "zaken", "--format", "json").stdout)
    assert row["status"] == "fout"
    assert "interne fout" not in row["melding"]


@pytest.mark.skipif(sys.platform != "linux", reason="zulke namen zijn er elders niet")
def test_names_that_are_no_text_can_be_told_apart_in_every_format(run, write, folder):
    pytest.importorskip("pyarrow")
    for name in ("\udcfe", "\udcff"):
        write(f"zaken{name}/a.yaml", LISTED)
        write(
            f"zaken{name}/prijzen.yaml", LIST.format(amount="40.000")
        )  # its own name stands in what is said of it
    for form in ("csv", "json", "parquet", "html"):
        run("batch", ".", "-o", f"uit.{form}")
        data = (folder / f"uit.{form}").read_bytes()
        data = data.replace(b"\\\\", b"\\")  # JSON doubles it
        assert data.count(rb"zaken\udcfe/a.yaml") >= 1
        assert data.count(rb"zaken\udcff/prijzen.yaml") >= 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pijpen bestaan hier niet")
def test_a_pipe_that_is_named_is_a_row_and_is_not_waited_for(run, many, folder):
    many(1)
    os.mkfifo(folder / "zaken" / "pijp.yaml")
    for words in (["zaken/*.yaml"], ["zaken/pijp.yaml", "zaken"], ["zaken/pijp.yaml", "--cache", "cache"]):
        found = {row["pad"]: row for row in json.loads(run("batch", *words, "--format", "json").stdout)}
        assert found["zaken/pijp.yaml"]["melding"] == "dit is geen gewoon bestand"
    assert "geen gewoon bestand" in run("check", "zaken/pijp.yaml").stdout


@needs_links
@pytest.mark.parametrize("more", [[], ["--wortel", "zaken"]])
@pytest.mark.parametrize("name", ["zaken/pw.yaml", "zaken/p*.yaml", "zaken/map/p*.yaml"])
def test_no_verb_opens_what_lies_outside(run, many, write, folder, name, more):
    many(1)
    write("elders/pw.yaml", "root:geheim:0:0\n")
    write(".git/HEAD", "")
    (folder / "zaken" / ".git").mkdir()
    (folder / "zaken" / "pw.yaml").symlink_to("../elders/pw.yaml")
    (folder / "zaken" / "map").symlink_to("../elders")
    for words in (["calc"], ["check"], ["batch", "--format", "json"], ["batch", "--cache", "cache"]):
        answer = run(*words, name, *more)
        assert answer.exit_code == 1
        assert "geheim" not in answer.stdout + answer.stderr
        assert "de map waarin gewerkt wordt" in answer.stdout + answer.stderr
    if "*" not in name:
        for words in (["explain", name, "totaal"], ["prices", "zoek", "x", "--lijst", name]):
            answer = run(*words)
            assert answer.exit_code == 1
            assert "[pad-verlaat-wortel]" in answer.stderr


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pijpen bestaan hier niet")
def test_no_verb_waits_for_a_pipe(run, folder):
    for name in ("pijp.yaml", "pijp.csv", "pijp.xlsx"):
        os.mkfifo(folder / name)
    for words in (
        ["calc", "pijp.yaml"],
        ["explain", "pijp.yaml", "totaal"],
        ["prices", "zoek", "x", "--lijst", "pijp.yaml"],
        ["prices", "import", "pijp.csv", "-o", "l.yaml"],
        ["prices", "import", "pijp.xlsx", "-o", "l.yaml"],
    ):
        answer = run(*words)
        assert answer.exit_code in (1, 2), words
        assert "bestand" in answer.stderr


@needs_links
def test_a_pattern_for_all_folders_follows_no_links(records, many, write, folder):
    many(1)
    write("zaken/diep/a.yaml", CASE.format(name="A", count=1))
    write("zaken/.verborgen/b.yaml", CASE.format(name="B", count=1))
    for name in ("x", "y"):
        (folder / "zaken" / name).symlink_to(".")
    assert list(records("zaken/**/*.yaml")) == ["zaken/diep/a.yaml", "zaken/z0000.yaml"]
    assert list(records(f"{folder}/zaken/**/a.yaml")) == [f"{folder}/zaken/diep/a.yaml"]


@needs_links
def test_a_file_counts_once_however_many_links_lead_to_it(run, records, many, folder):
    many(2)
    links = {"a": "z0000", "zz": "z0000", "b": ".elders/c", "c": ".elders/c", "d": "weg"}
    for name, target in links.items():
        (folder / "zaken" / f"{name}.yaml").symlink_to(f"{target}.yaml")
    assert len(records("zaken")) == 2 + 3  # what leads nowhere is a row each, that says so
    (folder / "zaken" / ".elders").mkdir()
    (folder / "zaken" / ".elders" / "c.yaml").write_text(CASE.format(name="C", count=1), "utf-8")
    names = ["zaken/b.yaml", "zaken/d.yaml", "zaken/z0000.yaml", "zaken/z0001.yaml"]
    assert list(records("zaken")) == list(records("zaken/*.yaml")) == names
    assert list(records("zaken/a.yaml")) == ["zaken/a.yaml"]
    assert "4 bestanden" in run("check", "zaken").stderr
    (folder / "zaken" / "d.yaml").unlink()
    assert "3 casussen" in run("calc", "zaken/*.yaml").stdout


@needs_links
def test_a_pattern_means_what_the_folder_means(records, many, folder):
    many(2)
    (folder / "zaken" / "kopie.yaml").symlink_to("z0000.yaml")
    assert list(records("zaken")) == list(records("zaken/*.yaml"))
    assert list(records("zak*")) == list(records("zaken"))  # a pattern may mean folders


@pytest.mark.parametrize("verb", ["batch", "calc", "check", "explain"])
def test_a_root_that_is_no_folder_is_wrong_use(verb, run, many):
    many(1)
    for root in ("nergens", "zaken/z0000.yaml", ""):
        answer = run(verb, "zaken/z0000.yaml", "--wortel", root)
        assert answer.exit_code == 2
        assert f"--wortel {root}: deze map bestaat niet" in answer.stderr


# -- where the table goes


def test_where_nothing_may_be_written_is_said_before_the_work(run, many, computed, monkeypatch):
    many(1)
    monkeypatch.setattr(files.os, "access", lambda path, mode: False)
    answer = run("batch", "zaken", "-o", "uit.csv")
    assert answer.exit_code == 1  # the command is right; the table cannot be written
    assert answer.stderr == "rendement: -o uit.csv: u mag hier niet schrijven; kies een andere plaats\n"
    assert computed == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="dit systeem heeft geen /dev/full")
@pytest.mark.parametrize("words", [["--resume", "-o", "uit.csv"], ["--format", "csv", "--resume"]])
def test_that_nobody_can_hear_it_costs_nothing(words, many, folder):
    many(2)
    main = "from rendement.__main__ import main; main()"
    with open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123 - no file of ours
        command = [sys.executable, "-c", main, "batch", "zaken", *words]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=full, check=True)
    table = done.stdout if "--format" in words else (folder / "uit.csv").read_bytes()
    assert table.count(b"\n") == 1 + 2
    command = [sys.executable, "-c", main, "batch", "nergens"]
    with open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123
        assert subprocess.run(command, stderr=full, check=False).returncode == 2


def test_a_dash_for_the_output_is_refused_with_what_to_do(run, many):
    many(1)
    case = "zaken/z0000.yaml"
    for words in (["batch", "zaken"], ["calc", case], ["explain", case], ["check", "zaken"]):
        answer = run(*words, "-o", "-")
        assert answer.exit_code == 2
        assert "laat -o weg" in answer.stderr


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="dit systeem heeft geen /dev/stdout")
def test_a_stream_is_added_to_and_never_replaced(many, folder):
    many(1)
    log = folder / "log"
    log.write_text("wat er al stond\n")
    main = "from rendement.__main__ import main; main()"
    words = ["batch", "zaken", "--format", "csv", "--resume", "-o", "/dev/stdout"]
    with log.open("ab") as stream:
        subprocess.run(
            [sys.executable, "-c", main, *words], stdout=stream, stderr=subprocess.DEVNULL, check=True
        )
    lines = log.read_text().splitlines()
    assert [line.split(",")[0] for line in lines] == ["wat er al stond", "pad", "zaken/z0000.yaml"]
    assert (folder / ".rendement-cache").is_dir()  # here, for beside a stream there is no place
