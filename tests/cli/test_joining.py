"""`batch --samen`: the shards of a batch are the whole again, or it is said why not."""

import csv
import resource
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rendement.cli import joining
from rendement.render import csv_rows, parquet, rows
from rendement.report.batch.columns import COLUMNS, NAMES
from rendement.report.batch.shard import Place, place_in
from small_batch import CASE, LIST, LISTED

pytest.importorskip("pyarrow")

PARTS = 3
FORMULAS = ("=1+1", "x;=1+1", "x;'=1", "'=1+1", "@som", "-", "a, b")


@pytest.fixture
def shards(run, many, write, folder):
    """The table of the whole and those of its shards, in a format, of a folder with everything in it."""
    many(8)
    write("zaken/kapot.yaml", "naam: Kapot\ngemeente: Borne\n")
    write("zaken/lijst/prijzen.yaml", LIST.format(amount=100))
    write("zaken/lijst/zaak.yaml", LISTED)
    write("zaken/met.yaml", CASE.format(name="Met", count=2) + "scenarios: {meer: {'baten[0].aantal': 9}}\n")
    for number, name in enumerate(FORMULAS):
        write(f"zaken/f{number}.yaml", CASE.format(name=f'"{name}"', count=2))

    def shards(form, *words):
        run("batch", "zaken", "-o", f"heel.{form}", *words)
        for number in range(1, PARTS + 1):
            run("batch", "zaken", "--shard", f"{number}/{PARTS}", "-o", f"deel-{number}.{form}", *words)
        return (folder / f"heel.{form}").read_bytes()

    return shards


def said(outcome, code):
    """What a command says: each on its own line."""
    assert outcome.exit_code == code, outcome.stderr
    assert "Traceback" not in outcome.stderr
    return outcome.stderr.splitlines()


@pytest.mark.parametrize("form", ["csv", "parquet"])
@pytest.mark.parametrize(
    "words", [(), ("--scenario", "alle"), ("--draws", "50", "--seed", "3"), ("--set", "kosten[0].bedrag=7")]
)
def test_shards_are_byte_for_byte_the_whole(run, shards, folder, form, words):
    whole = shards(form, *words)
    last = said(run("batch", "--samen", f"deel-*.{form}", "-o", f"alles.{form}"), 0)[-1]
    assert (folder / f"alles.{form}").read_bytes() == whole
    assert last.startswith(f"geschreven: alles.{form} (")


def test_a_part_that_is_named_twice_counts_once_and_that_is_said(run, shards, folder):
    whole = shards("csv")
    first, *_ = said(run("batch", "--samen", "deel-*.csv", "./deel-1.csv", "-o", "alles.csv"), 0)
    assert first == "./deel-1.csv is meer dan één keer genoemd, en telt één keer"
    assert (folder / "alles.csv").read_bytes() == whole


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_whatever_figure_is_written_is_read_back(value):
    """In 12 digits, however many zeros stand before them; an amount of billions in cents."""
    fields = [SimpleNamespace(name="x", kind="bedrag")]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "uit.csv"
        with path.open("wb") as sink:
            csv_rows.write_rows(fields, [[value]], sink)
        ((again,),) = csv_rows.read_rows(fields, str(path))
    assert again == pytest.approx(value, rel=1e-11, abs=0.0)


def test_parquet_of_csv_has_the_types_of_the_whole_and_csv_of_parquet_its_bytes(run, shards, folder):
    whole = shards("csv")
    shards("parquet")
    assert run("batch", "--samen", "deel-*.parquet", "-o", "uit.csv").exit_code == 0
    assert (folder / "uit.csv").read_bytes() == whole
    assert run("batch", "--samen", "deel-*.csv", "-o", "uit.parquet").exit_code == 0
    made, own = (list(parquet.read_rows(COLUMNS, name)) for name in ("uit.parquet", "heel.parquet"))
    assert len(made) == len(own) == 18  # 8 + kapot + zaak + met + 7
    for row, other in zip(made, own, strict=True):
        for column, value, wanted in zip(COLUMNS, row, other, strict=True):
            if type(wanted) is float:
                assert value == pytest.approx(wanted, rel=1e-11), column.name
            elif column.kind == "tekst" and wanted is not None:  # what made it text in csv stays
                assert value.replace("'", "") == wanted.replace("'", "")
            else:
                assert value == wanted, column.name


def test_a_group_of_rows_is_written_as_it_comes(monkeypatch, run, shards, folder):
    monkeypatch.setattr(parquet, "GROUP", 4)
    whole = shards("parquet")
    assert run("batch", "--samen", "deel-*.parquet", "-o", "alles.parquet").exit_code == 0
    assert (folder / "alles.parquet").read_bytes() == whole
    assert parquet.require().parquet.ParquetFile("alles.parquet").metadata.num_row_groups == 5  # 18 rows


def test_the_column_says_which_rows_of_what_whole_they_are(shards, folder):
    shards("csv")
    with (folder / "deel-2.csv").open(newline="") as file:
        places = [place_in(row["deel"]) for row in csv.DictReader(file)]
    # 18 rows and a price list are 19 files; the second of three has 2, 5, … 17
    assert [place.file for place in places] == [2, 5, 8, 11, 14, 17]
    assert {(place.part, place.rows, place.files) for place in places} == {((2, 3), 6, 19)}
    assert [place.row for place in places] == [1, 2, 3, 4, 5, 6]
    with (folder / "heel.csv").open(newline="") as file:
        assert {row["deel"] for row in csv.DictReader(file)} == {""}


@pytest.mark.parametrize(
    "text", ["", "2/8", "2/8, rij x", "1/1, rij 1 van 1, bestand 1 van 1, opdracht 0123ABCD"]
)
def test_what_is_no_place_is_none(text):
    assert place_in(text) is None


def test_a_place_can_be_read_again():
    place = Place((1, 2), 3, 4, 5, 6, "0123abcd", (("een naam", "89abcdef"), ("een naam", "01234567")))
    assert place_in(place.text) == place


# -- what stands in the way


def change(folder, name, old, new, count=-1):
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, count), "utf-8")


def drop_row(folder, name, number):
    lines = (folder / name).read_text("utf-8").splitlines(keepends=True)
    (folder / name).write_text("".join([*lines[:number], *lines[number + 1 :]]), "utf-8")


def twice(folder, name, number):
    lines = (folder / name).read_text("utf-8").splitlines(keepends=True)
    (folder / name).write_text("".join([*lines[: number + 1], *lines[number:]]), "utf-8")


SPOILT = {
    "versie": (lambda f: change(f, "deel-2.csv", ",0.1.0,", ",0.0.9,"), "verschillende versies"),
    "opties": (
        lambda f: change(f, "deel-2.csv", "opdracht ", "opdracht 0000000", 0) or options(f),
        "van andere bestanden, opties of",
    ),
    "aantal": (lambda f: change(f, "deel-2.csv", " van 19,", " van 20,"), "een ander aantal bestanden"),
    "verdeling": (lambda f: change(f, "deel-1.csv", "1/3,", "1/6,"), "verschillende verdelingen"),
    "munt": (lambda f: change(f, "deel-3.csv", ",EUR,", ",USD,"), "niet alle rijen rekenen in dezelfde munt"),
    "lijst": (
        lambda f: change(f, "deel-1.csv", "opdracht", "opdracht", 0) or lists(f),
        "niet overal dezelfde inhoud",
    ),
    "rij weg": (lambda f: drop_row(f, "deel-2.csv", 3), "rij 3 ontbreekt"),
    "eerste weg": (lambda f: drop_row(f, "deel-2.csv", 1), "rij 1 ontbreekt"),
    "laatste weg": (lambda f: drop_row(f, "deel-2.csv", 6), "na rij 5 van 6 houdt dit bestand op"),
    "rij dubbel": (lambda f: twice(f, "deel-2.csv", 3), "rij 3 staat er twee keer"),
    "geen deel": (
        lambda f: (f / "deel-2.csv").write_bytes((f / "heel.csv").read_bytes()),
        "dit is geen deel",
    ),
    "zelfde deel": (
        lambda f: (f / "deel-2.csv").write_bytes((f / "deel-1.csv").read_bytes()),
        "deel 1/3 staat er twee",
    ),
    "weg": (lambda f: (f / "deel-2.csv").unlink(), "er ontbreken delen: 2/3"),
    "leeg": (lambda f: (f / "deel-2.csv").write_text(""), "zonder kolom `pad`"),
    "kolom": (lambda f: change(f, "deel-2.csv", ",versie,", ",verzie,", 1), "zonder kolom `versie`"),
    "csv-nl": (lambda f: change(f, "deel-2.csv", ",", ";"), "dit is csv-nl"),
    "bytes": (lambda f: (f / "deel-2.csv").write_bytes(b"\xff\xfe\x00"), "dit is geen utf-8"),
    "cel": (lambda f: change(f, "deel-2.csv", ",goed,0,", ",goed,nul,", 1), "waar een getal hoort"),
    "oneindig": (lambda f: change(f, "deel-2.csv", ",goed,0,", ",goed,inf,", 1), "waar een getal hoort"),
    "te weinig": (lambda f: change(f, "deel-2.csv", ",goed,0,", ",goed,", 1), "cellen in plaats van"),
    "open": (lambda f: (f / "deel-2.csv").open("a").write('"a'), "dit is geen csv"),
    "stuurt": (
        lambda f: change(f, "deel-2.csv", ",Borne,", ",Bor\x1b[2Jne,", 1),
        "een teken dat geen tekst is",
    ),
    "volgorde": (lambda f: change(f, "deel-2.csv", "zaken/", "zazen/", 1), "niet op volgorde van pad"),
}


def copy(folder, name):
    (folder / "deel-2.csv").write_bytes((folder / name).read_bytes())


def options(folder):
    path = folder / "deel-2.csv"
    own = place_in(next(csv.DictReader(path.open(newline="")))["deel"]).command
    change(folder, "deel-2.csv", own, "00000000")


def lists(folder):
    """The only row with a list is in one shard; another says that it has one of that name as well."""
    (name,) = (path.name for path in folder.glob("deel-*.csv") if "lijst eigen " in path.read_text("utf-8"))
    other = next(path.name for path in folder.glob("deel-*.csv") if path.name != name)
    own = place_in(next(csv.DictReader((folder / other).open(newline="")))["deel"]).command
    change(folder, other, f"opdracht {own}", f"opdracht {own}, lijst eigen 01234567", 1)


@pytest.mark.parametrize("what", SPOILT)
def test_what_is_no_whole_is_refused_and_nothing_is_written(run, shards, folder, what):
    shards("csv")
    spoil, sentence = SPOILT[what]
    spoil(folder)
    for target in ("alles.csv", "alles.parquet"):
        lines = said(run("batch", "--samen", "deel-*.csv", "-o", target), 1)
        assert any(sentence in line for line in lines[:-1]), lines
        assert lines[-1].endswith("er is niets geschreven")
        assert not (folder / target).exists()
    assert not list(folder.glob(".rendement-*"))


def test_every_reason_is_said_at_once(run, shards, folder):
    shards("csv")
    for what in ("versie", "aantal", "munt"):
        SPOILT[what][0](folder)
    lines = said(run("batch", "--samen", "deel-*.csv", "-o", "alles.csv"), 1)
    assert len(lines) == 4


def test_shards_of_other_folders_are_not_one_whole(run, many, folder):
    """As many files in both, of which one has another name by now."""
    many(4)
    run("batch", "zaken", "--shard", "1/2", "-o", "deel-1.csv")
    (folder / "zaken/z0003.yaml").rename(folder / "zaken/z0004.yaml")
    run("batch", "zaken", "--shard", "2/2", "-o", "deel-2.csv")
    (folder / "alles.csv").write_text("er stond al iets")
    lines = said(run("batch", "--samen", "deel-1.csv", "deel-2.csv", "-o", "alles.csv"), 1)
    assert "van andere bestanden, opties of" in lines[0]
    assert (folder / "alles.csv").read_text() == "er stond al iets"


def test_a_row_in_two_shards_is_refused(run, many, folder):
    """The second has z0001 and z0003; called z0002 it is in both, as the first has z0000 and z0002."""
    many(4)
    for number in (1, 2):
        run("batch", "zaken", "--shard", f"{number}/2", "-o", f"deel-{number}.csv")
    change(folder, "deel-2.csv", "zaken/z0003", "zaken/z0002")
    lines = said(run("batch", "--samen", "deel-*.csv", "-o", "alles.csv"), 1)
    assert lines[0].startswith("zaken/z0002.yaml staat in twee delen")
    assert not (folder / "alles.csv").exists()
    assert not list(folder.glob(".rendement-*"))


def test_a_shard_without_rows_is_a_shard(run, many, folder):
    many(2)
    for number in (1, 2, 3):
        run("batch", "zaken", "--shard", f"{number}/3", "-o", f"deel-{number}.csv")
    run("batch", "zaken", "-o", "heel.csv")
    assert run("batch", "--samen", "deel-*.csv", "-o", "alles.csv").exit_code == 0
    assert (folder / "alles.csv").read_bytes() == (folder / "heel.csv").read_bytes()
    lines = said(run("batch", "--samen", "deel-3.csv", "-o", "niets.csv"), 1)
    assert lines[0] == "in geen van deze bestanden staat een rij"
    (folder / "deel-4.csv").write_bytes((folder / "deel-3.csv").read_bytes())
    assert "te veel" in said(run("batch", "--samen", "deel-*.csv", "-o", "meer.csv"), 1)[0]


def test_ranked_shards_are_refused(run, many):
    many(6)
    for number in (1, 2):
        words = ("--rangschik", "totaal.rendement", "-o", f"deel-{number}.csv")
        run("batch", "zaken", "--shard", f"{number}/2", *words)
    lines = said(run("batch", "--samen", "deel-*.csv", "-o", "alles.csv"), 1)
    assert all("--rangschik" in line for line in lines[:-1])


@pytest.mark.parametrize("damage", ["half", "head", "noise", "small"])
def test_a_damaged_parquet_is_refused(monkeypatch, run, shards, folder, damage):
    shards("parquet")
    path = folder / "deel-2.parquet"
    data = path.read_bytes()
    middle = len(data) // 2
    if damage == "small":  # groups that are larger than any of ours
        monkeypatch.setattr(parquet, "GROUP", 2)
    else:
        changed = {
            "half": data[:middle],
            "head": data[:4],
            "noise": data[:9] + bytes(middle) + data[9 + middle :],
        }
        path.write_bytes(changed[damage])
    lines = said(run("batch", "--samen", "deel-*.parquet", "-o", "alles.parquet"), 1)
    assert "deel-2.parquet: " in "".join(lines)
    assert not (folder / "alles.parquet").exists()


def test_text_of_a_hostile_csv_is_no_formula_in_the_whole(run, shards, folder):
    shards("csv")
    (name,) = (path.name for path in folder.glob("deel-*.csv") if ",Zaak 0," in path.read_text("utf-8"))
    change(folder, name, ",Zaak 0,", ",=HYPERLINK(1),", 1)
    assert run("batch", "--samen", "deel-*.csv", "-o", "alles.csv").exit_code == 0
    assert ",'=HYPERLINK(1)," in (folder / "alles.csv").read_text("utf-8")


@pytest.mark.parametrize("text", FORMULAS)
def test_a_cell_of_ours_is_the_same_when_it_is_written_again(text):
    assert csv_rows.shown_again(rows.word(text)) == rows.word(text)


# -- wrong use


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("deel-1.csv",), "noem met -o het bestand"),
        (("deel-1.csv", "-o", "uit.json"), "de extensie .json is onbekend"),
        (("deel-1.csv", "-o", "uit.csv", "--format", "json"), "kies csv, parquet"),
        (("deel-1.csv", "-o", "uit.csv", "--set", "x=1"), "--set kan niet bij --samen"),
        (("deel-1.csv", "-o", "uit.csv", "--shard", "1/2"), "--shard kan niet bij --samen"),
        (("deel-1.csv", "-o", "uit.csv", "--workers", "2"), "--workers kan niet bij --samen"),
        (("nergens.csv", "-o", "uit.csv"), "dit bestaat niet"),
        (("zaken", "-o", "uit.csv"), "dit is geen gewoon bestand"),
        (("*.tsv", "-o", "uit.csv"), "geen enkel bestand past bij"),
        (("deel-1.csv", "deel-2.csv", "-o", "deel-1.csv"), "dit bestand wordt zelf gelezen"),
        (("deel-1.csv", "deel.json", "-o", "uit.csv"), "dit is json"),
        (("deel-1.csv", "deel.parquet", "-o", "uit.csv"), "alleen csv, of alleen parquet"),
    ],
)
def test_wrong_use_is_said(run, many, folder, words, sentence):
    many(4)
    for name in ("deel-1.csv", "deel-2.csv"):
        run("batch", "zaken", "--shard", f"{name[5]}/2", "-o", name)
    run("batch", "zaken", "--shard", "1/2", "-o", "deel.json")
    run("batch", "zaken", "--shard", "1/2", "-o", "deel.parquet")
    (line,) = said(run("batch", "--samen", *words), 2)
    assert sentence in line
    assert not (folder / "uit.csv").exists()


def test_no_more_files_than_may_be_open(monkeypatch, run, many):
    many(4)
    for number in (1, 2):
        run("batch", "zaken", "--shard", f"{number}/2", "-o", f"deel-{number}.csv")
    monkeypatch.setattr(joining, "MOST_PARTS", 1)
    (line,) = said(run("batch", "--samen", "deel-*.csv", "-o", "uit.csv"), 2)
    assert "meer dan 1 kan niet" in line
    assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] > 500


def test_the_columns_of_a_notebook_have_it_as_well():
    assert NAMES[-1] == "deel"
