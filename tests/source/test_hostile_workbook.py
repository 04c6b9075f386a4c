"""A small workbook that unpacks to a lot costs two seconds and 200 MB at most, whatever it says of itself."""

import json
import subprocess
import sys
import zipfile

import pytest

from bare_workbook import bare_workbook

SECONDS, MEGABYTES = 2.0, 200

ROW = "<row><c><v>1</v></c></row>"
DATA = f"<sheetData>{ROW}</sheetData>"
TEXT = "<sheetData><row><c t='s'><v>0</v></c></row></sheetData>"


def book(**parts):
    return lambda file: bare_workbook(file, **{"sheet": DATA, **parts})


def repacked(file):
    """A part that is packed in a way that may ask for any amount of memory."""
    bare_workbook(file, DATA)
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_LZMA) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def large(file):
    file.write_bytes(b"PK\x03\x04" + b"x" * 6_000_000)


# name: how it is made, and the finding that it gives; None where it is read
HOSTILE = {
    "3500000-stijlen": (book(styles=f"<cellXfs>{'<xf/>' * 3_500_000}</cellXfs>"), "bestand-te-groot"),
    "100000-bladen": (
        book(sheets="".join(f"<sheet name='b{i}' r:id='r1'/>" for i in range(100_000))),
        "bestand-te-groot",
    ),
    "3000000-niveaus": (book(sheet="<a>" * 3_000_000), "bestand-te-groot"),
    "niveaus-in-de-stijlen": (book(styles="<a>" * 3_000_000), "bestand-te-groot"),
    "30-mb-tekst": (book(sheet=TEXT, strings=f"<si><t>{'x' * 30_000_000}</t></si>"), "bestand-te-groot"),
    "een-kenmerk-van-19-mb": (book(sheet=f"<a b='{'x' * 19_000_000}'/>"), "werkboek-onleesbaar"),
    "een-miljoen-kenmerken": (
        book(sheet="<a " + " ".join(f"b{i}=''" for i in range(1_000_000)) + "/>"),
        "werkboek-onleesbaar",
    ),
    "2000000-lege-cellen": (
        book(sheet=f"<sheetData><row>{'<c/>' * 2_000_000}</row></sheetData>"),
        "werkboek-onleesbaar",
    ),
    "een-miljoen-rijen": (book(sheet=f"<sheetData>{'<row/>' * 1_000_000}</sheetData>"), "bestand-te-groot"),
    "200000-gevulde-rijen": (book(sheet=f"<sheetData>{ROW * 200_000}</sheetData>"), "tabel-te-lang"),
    "wijd-uiteen": (
        book(sheet="<sheetData><row r='1'><c r='XFD1'><v>1</v></c></row><row r='1048576'>"
             "<c r='XFD1048576'><v>1</v></c></row></sheetData>"),
        None,
    ),
    "een-tekst-duizend-keer": (
        book(
            sheet="<sheetData><row>" + "<c t='s'><v>0</v></c>" * 1_000 + "</row></sheetData>",
            strings=f"<si><t>{'woord ' * 10_000}</t></si>",
        ),
        "bestand-te-groot",
    ),
    "entiteiten-die-verdubbelen": (
        lambda file: bare_workbook(
            file,
            DATA,
            **{
                "xl/workbook.xml": "<!DOCTYPE a [<!ENTITY a0 'x'>"
                + "".join(f"<!ENTITY a{i} '&a{i - 1};&a{i - 1};'>" for i in range(1, 40))
                + "]><a>&a39;</a>"
            },
        ),
        "werkboek-onleesbaar",
    ),
    "haken-in-een-opmaak": (
        book(
            styles="<numFmts><numFmt numFmtId='200' formatCode='" + "[" * 900_000 + "'/></numFmts>"
            "<cellXfs>" + "<xf numFmtId='200'/>" * 50 + "</cellXfs>"
        ),
        None,
    ),
    "anders-ingepakt": (repacked, "werkboek-onleesbaar"),
    "6-mb": (large, "bestand-te-groot"),
    "20000-onderdelen": (book(**{f"xl/media/{i}.png": "" for i in range(20_000)}), None),
    "100000-foute-cellen": (
        book(sheet="<sheetData>" + "<row><c t='e'><v>#N/A</v></c></row>" * 100_000 + "</sheetData>"),
        "cel-fout",
    ),
}  # fmt: skip

MEASURE = """
import json, pathlib, resource, sys, time
resource.setrlimit(resource.RLIMIT_CPU, (120, 120))
resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
from rendement.source.sheet import read_sheet
found = {}
for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    began = time.process_time()
    _, findings = read_sheet(str(path))
    found[path.stem] = (time.process_time() - began, [finding.code for finding in findings])
print(json.dumps([found, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""
RELAY = "import subprocess, sys; sys.exit(subprocess.call(sys.argv[1:]))"  # keeps our own peak out of it


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    """What every workbook costs, in a process of its own under resource limits."""
    folder = tmp_path_factory.mktemp("werkboeken")
    for name, (make, _) in HOSTILE.items():
        make(folder / f"{name}.xlsx")
    done = subprocess.run(
        [sys.executable, "-c", RELAY, sys.executable, "-c", MEASURE, str(folder)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_workbook_is_answered_within_two_seconds(name, measured):
    seconds, codes = measured[0][name]
    assert codes[:1] == ([] if HOSTILE[name][1] is None else [HOSTILE[name][1]])
    assert seconds < SECONDS
    assert len(codes) <= 202


def test_all_of_them_take_little_memory(measured):
    assert measured[1] < MEGABYTES
