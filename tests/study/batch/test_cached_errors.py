"""A row from the cache is what a run without one gives, whatever became of the files it depends on."""

import json
import os
import random
import shutil
import zipfile

import pytest

from small_batch import CASE, LIST, LISTED

pytestmark = pytest.mark.skipif(os.name == "nt", reason="koppelingen en pijpen zijn er daar niet zomaar")

TABLE = """\
naam: Met een tabel
gemeente: Borne
periode: 2018
prijspeil: 2018
prijslijsten: [zoetermeer-2018]
baten:
  - {naam: Huishoudens, casussen: huis.csv, per: periode}
"""
PROGRAMME = (
    "soort: programma\nnaam: P\ngemeente: Borne\nperiode: 2018\nmaatregelen:\n  - casus: ../los/c.yaml\n"
)
ROWS = "casus;post;aantal\nA;jeugd/ots;{}\n"
STEPS = 40

# what is read, the file it needs, and what may be in there
NEEDS = {
    "prijslijst": (LISTED, "zaken/prijzen.yaml", [LIST.format(amount=9000), LIST.format(amount=9500)]),
    "tabel": (TABLE, "zaken/huis.csv", [ROWS.format(1), ROWS.format(2), "x;y\n1;2\n"]),
    "casus": (PROGRAMME, "los/c.yaml", [CASE.format(name="C", count=1), CASE.format(name="C", count=2)]),
}


def become(path, state):
    """A file with this text, or something else of that name."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    neighbour = path.with_name(f"x{path.name}")
    neighbour.unlink(missing_ok=True)
    match state:
        case "weg":
            pass
        case "map":
            path.mkdir()
        case "pijp":
            os.mkfifo(path)
        case "kring":
            path.symlink_to(path.name)
        case "nergens":
            path.symlink_to("bestaat-niet")
        case "buiten":
            path.symlink_to("/etc/hostname")
        case "buurman":  # a message may suggest it
            neighbour.write_text("a: 1\n")
        case text:
            path.write_text(text, "utf-8")


@pytest.mark.parametrize("what", NEEDS)
def test_what_was_missing_or_broken_and_is_no_longer_so(what, run, write, folder):
    text, name, texts = NEEDS[what]
    write("zaken/zaak.yaml", text)
    write(".git/HEAD", "")
    path = write(name, "")
    large = f"{texts[0]}{'# vol' * 250_000}\n"
    states = [*texts, large, f"{large}#\n", "naam: [\n"]
    states += ["weg", "map", "pijp", "kring", "nergens", "buiten", "buurman"]
    chance = random.Random(24)
    for state in (chance.choice(states) for _ in range(STEPS)):
        become(path, state)
        fresh, kept, again = (
            json.loads(run("batch", "zaken", "--format", "json", *words).stdout)
            for words in ([], ["--cache", "cache"], ["--cache", "cache"])
        )
        assert kept == again == fresh, state[:40]


def large_workbook(path, count):
    """A table of one household in a file of more than a megabyte, as one with pictures is."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["casus", "post", "aantal"], ["A", "jeugd/ots", count]):
        book.active.append(row)
    book.save(path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/media/beeld.png", random.Random(24).randbytes(1_100_000))


def test_a_large_workbook_is_looked_at_again(run, write, folder, computed):
    write("zaken/zaak.yaml", TABLE.replace("huis.csv", "huis.xlsx"))
    book = folder / "zaken" / "huis.xlsx"

    def total():
        (row,) = json.loads(run("batch", "zaken", "--cache", "cache", "--format", "json").stdout)
        return row["status"], row["totaal.baten"]

    large_workbook(book, 1)
    assert book.stat().st_size > 1_000_000
    status, one = total()
    assert (status, total()) == ("goed", ("goed", one))
    assert computed == ["zaken/zaak.yaml"]
    large_workbook(book, 3)
    assert total() == ("goed", 3 * one)
    book.unlink()
    assert total() == ("fout", None)
    large_workbook(book, 1)
    assert total() == ("goed", one)
