"""One table in every format: the same figures, and texts that steer nothing."""

import csv
import io
import json
import os
import re
from pathlib import Path

import pytest

from rendement import batch
from rendement.render import parquet
from rendement.render.formats import FORMATS, OF_A_BATCH
from rendement.render.terminal import _table as _lines
from rendement.render.terminal import as_text
from rendement.report.batch import table as batch_table
from rendement.report.batch.columns import COLUMNS, NAMES, PassedOver
from rendement.source.finding import UsageError
from small_batch import CASE, LIST

HOSTILE = '"=HYPERLINK(\\"x\\")|<b>`\\u202eomgekeerd"'


@pytest.fixture
def table(run, many, write, folder):
    """The table as bytes, in any format."""
    many(2)
    write("zaken/kapot.yaml", "naam: Kapot\ngemeente: Borne\n")
    write("zaken/vijand.yaml", CASE.format(name=HOSTILE, count=1))

    def table(name, form=None):
        run("batch", "zaken", "-o", name, *(("--format", form) if form else ()))
        return (folder / name).read_bytes()

    return table


def test_csv_and_json_hold_the_same_unrounded_values(table):
    rows = json.loads(table("uit.json"))
    lines = list(csv.DictReader(io.StringIO(table("uit.csv").decode("utf-8"))))
    assert [list(row) for row in (*rows, *lines)] == [list(NAMES)] * 8
    kinds = {column.name: column.kind for column in COLUMNS}
    for row, line in zip(rows, lines, strict=True):
        for name, value in row.items():
            if value is None:
                assert line[name] == ""
            elif kinds[name] in ("tekst", "hash"):
                assert line[name].lstrip("'") == value
            else:
                assert float(line[name]) == value
    assert lines[1]["totaal.baten"] == str(18500)  # 1 x 37.000 x 50%


def test_a_name_that_is_a_formula_is_text_in_a_spreadsheet(table):
    line = list(csv.DictReader(io.StringIO(table("uit.csv").decode("utf-8"))))[1]
    assert line["naam"] == '\'=HYPERLINK("x")|<b>` omgekeerd'


def test_dutch_csv_has_a_mark_semicolons_and_decimal_commas(table):
    data = table("uit.csv", "csv-nl")
    assert data.startswith(b"\xef\xbb\xbfpad;naam;")
    good = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))[1]
    assert good["totaal.baten_per_euro"] == "0,925"  # 18.500 / 20.000
    assert data.count(b"\r\n") == 1 + 4


def test_markdown_is_a_rounded_table_without_the_empty_columns(table):
    text = table("uit.md").decode("utf-8")
    lines = [line for line in text.splitlines() if line.startswith("|")]
    assert len(lines) == 2 + 4
    heads = [cell.strip() for cell in lines[0].strip("|").split("|")]
    assert heads[:4] == ["pad", "naam", "gemeente", "soort"]
    assert {"rendement", "contante waarde rendement", "fouten", "status", "hash"} <= set(heads)
    assert not {"taakstelling", "gerealiseerd", "interne rentevoet reden"} & set(heads)
    row = dict(zip(heads, [cell.strip() for cell in lines[5].strip("|").split("|")], strict=True))
    assert (row["baten"], row["kosten"], row["rendement"]) == ("37.000", "20.000", "17.000")
    assert "<b>" not in text
    assert "4 rijen · 3 goed · 1 met fouten" in text


def test_what_is_for_readers_has_the_columns_that_are_compared(table):
    heads = table("uit.txt").decode("utf-8").splitlines()[3].split("  ")
    names = [head.strip() for head in heads if head.strip()]
    assert names[:4] == ["pad", "naam", "gemeente", "periode"]
    assert names[-2:] == ["status", "melding"]
    assert {"rendement", "baten per euro"} <= set(names)
    assert not {"hash", "soort", "fouten"} & set(names)
    assert len(re.findall("<th[ >]", table("uit.html").decode("utf-8"))) == len(names)


def test_the_columns_can_be_chosen_in_every_format(run, many, folder):
    pytest.importorskip("pyarrow")
    many(2)
    names = ["status", "totaal.rendement", "pad", "totaal.saldo"]  # this order, also where nothing stands
    for form in OF_A_BATCH:
        words = ("-o", f"uit.{form}", "--format", form)
        assert run("batch", "zaken", *words, "--columns", ", ".join(names)).exit_code == 0
    assert (folder / "uit.csv").read_text("utf-8").splitlines()[:2] == [
        "status,totaal.rendement,pad,totaal.saldo",
        "goed,-1500,zaken/z0000.yaml,",
    ]
    assert (folder / "uit.csv-nl").read_text("utf-8-sig").startswith("status;totaal.rendement;pad;")
    assert [list(row) for row in json.loads((folder / "uit.json").read_text("utf-8"))] == [names, names]
    read = __import__("pyarrow.parquet").parquet.read_table(folder / "uit.parquet")
    assert read.column_names == names
    heads = (folder / "uit.markdown").read_text("utf-8").splitlines()[4]
    assert [head.strip() for head in heads.strip("|").split("|")] == ["status", "rendement", "pad", "saldo"]


def test_short_and_all_are_names_for_columns_too(run, many, folder):
    many(1)
    run("batch", "zaken", "-o", "kort.csv", "--columns", "kort")
    assert (folder / "kort.csv").read_text("utf-8").splitlines()[0].split(",") == list(places("kort"))
    run("batch", "zaken", "-o", "alle.csv", "--columns", "alle")
    assert (folder / "alle.csv").read_text("utf-8").splitlines()[0].split(",") == list(NAMES)
    shown = run("batch", "zaken", "--columns", "alle").stdout
    assert "hash" in shown
    assert "--columns alle" not in shown
    assert "hash" not in run("batch", "zaken", "--format", "markdown", "--columns", "kort").stdout


def places(columns):
    return [NAMES[place] for place in batch_table.places_of(columns)]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("totaal.rendemant", "bedoelt u `totaal.rendement`?"),
        (",", "noem een kolom"),
        ("per_actor.rijk.saldo", "dit cijfer staat in `rendement calc BESTAND --format json`"),
        ("pad,baten[0].netto", "elk bestand heeft dezelfde kolommen"),
        ("scenarios.laag.totaal.rendement", "alleen totalen"),
    ],
)
def test_a_column_that_is_none_is_wrong_use(written, said, run, many, computed):
    many(1)
    answer = run("batch", "zaken", "--columns", written)
    assert answer.exit_code == 2
    assert said in answer.stderr
    assert computed == []


def test_what_fits_the_window_is_shown(run, many):
    """Every window has the columns that matter most, and no wider one has fewer."""
    many(3)
    rows = list(batch(*sorted(Path("zaken").glob("*.yaml"))).values)
    block = batch_table.batch_document(rows, PassedOver()).blocks[0]
    heads = []
    for width in (80, 100, 120, 140, 200):
        lines = as_text(_lines(block, width)).splitlines()
        assert max(map(len, lines)) <= width
        (last,) = [line for line in lines if line.startswith("pad")]  # a head may be two words high
        assert last.rstrip().endswith(("status", "melding"))
        heads.append(len(last.split()))
    assert heads == sorted(heads)
    assert heads[0] < heads[-1]


def test_without_rows_there_is_no_table(run, write):
    write("zaken/prijzen.yaml", LIST.format(amount=1))
    answer = run("batch", "zaken")
    assert "0 rijen" in answer.stdout
    assert "pad" not in answer.stdout


def test_parquet_has_a_type_for_every_column(table):
    pytest.importorskip("pyarrow")
    table("uit.parquet")
    found = __import__("pyarrow.parquet").parquet.read_table("uit.parquet")
    assert found.column_names == list(NAMES)
    types = {"tekst": "string", "hash": "string", "jaar": "int64", "telling": "int64"}
    assert [str(kind) for kind in found.schema.types] == [
        types.get(column.kind, "double") for column in COLUMNS
    ]
    assert found.to_pylist() == json.loads(table("uit.json"))


def test_without_pyarrow_parquet_says_what_to_install(run, many, monkeypatch):
    many(1)
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    answer = run("batch", "zaken", "-o", "uit.parquet")
    assert answer.exit_code == 2
    assert "pip install 'rendement[parquet]'" in answer.stderr
    with pytest.raises(UsageError, match="pyarrow"):
        parquet.require()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--format", "parquet"], "parquet is geen tekst"),
        (["--format", "pdf"], "--format pdf"),
        (["-o", "uit.pdf"], "de extensie .pdf is onbekend"),
        (["-o", "zaken"], "dit is een map"),
        (["-o", "er/is/niet.csv"], "bestaat niet"),
        (["--workers", "0"], "--workers"),
    ],
)
def test_an_output_that_cannot_be_is_wrong_use(run, many, words, said):
    many(1)
    answer = run("batch", "zaken", *words)
    assert answer.exit_code == 2
    assert said in answer.stderr


@pytest.mark.skipif(os.name == "nt", reason="zulke namen zijn er daar niet")
def test_a_name_of_a_file_steers_no_terminal_either(run, write):
    write("zaken/a\x1b[31m\nb.yaml", CASE.format(name="Rood", count=1))
    for form in (name for name, form in FORMATS.items() if form.kind != "contract"):
        answer = run("batch", "zaken", "--format", form)
        assert "\x1b" not in answer.stdout + answer.stderr
        assert "[31m b.yaml" in answer.stdout
    assert json.loads(run("batch", "zaken", "--format", "json").stdout)[0]["pad"] == "zaken/a\x1b[31m\nb.yaml"


def test_what_is_read_is_never_written_over(run, many, write, folder):
    """Not a case, not a price list, not the table that a case takes its households from."""
    many(2)
    write("zaken/lijst.yaml", LIST.format(amount=1))
    table = write("zaken/gezinnen.csv", "casus;post;aantal\nA;jeugd/plaatsing;1\n")
    line = "  - {naam: Gezinnen, casussen: gezinnen.csv}"
    write(
        "zaken/met-tabel.yaml",
        f"naam: Met\ngemeente: Borne\nperiode: 2018\nprijslijsten: [lijst.yaml]\nbaten:\n{line}\n",
    )
    assert run("batch", "zaken", "--format", "json").exit_code == 0
    before = {path: path.read_bytes() for path in (folder / "zaken").iterdir()}
    for name in ("z0000.yaml", "lijst.yaml", "gezinnen.csv"):
        for words in ([], ["--cache", "cache"], ["--cache", "cache"]):
            answer = run("batch", "zaken", "-o", f"zaken/{name}", "--format", "csv", *words)
            assert answer.exit_code == 2
            assert "kies een andere naam" in answer.stderr
    for words in (["check", "zaken"], ["calc", "zaken/met-tabel.yaml"], ["explain", "zaken/z0000.yaml"]):
        answer = run(*words, "-o", "zaken/lijst.yaml", "--format", "json")
        assert answer.exit_code == 2
        assert "wordt niet overschreven" in answer.stderr
    (folder / "uit.csv").symlink_to("zaken/z0000.yaml")
    for words in (["batch", "zaken"], ["calc", "zaken/z0001.yaml"], ["check", "zaken"]):
        assert run(*words, "-o", "uit.csv").exit_code == 2
    for words in (
        ["check", "zaken", "--format", "github"],
        ["check", "zaken/met-tabel.yaml", "--format", "json"],
    ):
        assert "wordt zelf gelezen" in run(*words, "-o", str(table)).stderr
    answer = run("calc", "zaken/met-tabel.yaml", "-o", str(table))
    assert answer.exit_code == 2
    assert "wordt zelf gelezen" in answer.stderr
    assert {path: path.read_bytes() for path in (folder / "zaken").iterdir()} == before
