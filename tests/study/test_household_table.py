"""Households from a CSV or a workbook: long, or a column per household, with findings at the row."""

import time

import openpyxl
import pytest

from bare_workbook import bare_workbook, sheet_of
from rendement.model.household_rules import fingerprints, sums_of_others
from rendement.study import household_table
from rendement.study.calculation import Options
from rendement.study.contract import contract
from rendement.study.pipeline import calculate
from row_case import TABLED as CASE

LONG = (
    "casus;omschrijving;post;aantal;bedrag;reden\n"
    "Een;alleen;wonen/mutatie;1;;\n"
    "Een;;jeugd/ots;1,5;;\n"
    "Twee;;wonen/noodwoning;12;350;lagere huur\n"
)
WIDE = "post;Casus 1;Casus 2\nwonen/mutatie;1;0\njeugd/ots;2;1\n"


def run(folder, table, text, **options):
    (folder / table).write_text(text, encoding="utf-8")
    (folder / "casus.yaml").write_text(CASE.format(table=table), encoding="utf-8")
    return calculate(str(folder / "casus.yaml"), Options(**options))


def codes(outcome):
    return [(f.code, f.mark.line) for f in outcome.findings]


def test_long(tmp_path):
    """Een: 1.200 + 1,5 x 8.900; Twee: 12 x 350 instead of 400, with its reason."""
    outcome = run(tmp_path, "t.csv", LONG)
    line = contract(outcome)["baten"][0]
    assert [casus["totaal"] for casus in line["casussen"]] == [1200 + 1.5 * 8900, 12 * 350]
    assert line["casussen"][0]["omschrijving"] == "alleen"
    assert line["casussen"][1]["posten"][0]["reden"] == "lagere huur"


def test_wide_keeps_the_spelling_of_the_heading(tmp_path):
    line = contract(run(tmp_path, "t.csv", WIDE))["baten"][0]
    assert [casus["naam"] for casus in line["casussen"]] == ["Casus 1", "Casus 2"]
    assert line["matrix"]["totalen"] == [1200 + 2 * 8900, 8900]


def test_a_cell_can_be_set_from_the_command(tmp_path):
    changed = run(tmp_path, "t.csv", WIDE, sets=('baten[0].casussen[1].posten."jeugd/ots"=3',))
    assert contract(changed)["baten"][0]["matrix"]["totalen"] == [1200 + 2 * 8900, 3 * 8900]


def test_a_post_that_no_list_has_is_said_once_for_all_households(tmp_path):
    found = run(tmp_path, "t.csv", "post;Een;Twee\njeugd/otss;1;2\n").findings
    assert [(finding.code, finding.mark.line) for finding in found] == [("onbekende-prijs", 2)]


def test_an_empty_cell_is_named_by_the_heading_as_it_was_written(tmp_path):
    (found,) = run(tmp_path, "t.csv", "post;Gezin Een;Twee\nwonen/mutatie;;1\n").findings
    assert found.message == "de cel onder `Gezin Een` is leeg"


def test_an_empty_cell_of_a_workbook_has_its_row_and_column(tmp_path):
    book = openpyxl.Workbook()
    for row in (["post", "Een", "Twee"], ["wonen/mutatie", 1, None]):
        book.active.append(row)
    book.save(tmp_path / "t.xlsx")
    (tmp_path / "casus.yaml").write_text(CASE.format(table="t.xlsx"), encoding="utf-8")
    (found,) = calculate(str(tmp_path / "casus.yaml")).findings
    assert (found.code, found.mark.line, found.mark.column) == ("lege-cel", 2, 3)


def test_a_household_of_zeros_counts_as_zero(tmp_path):
    line = contract(run(tmp_path, "t.csv", "post;Een;Niets\nwonen/mutatie;1;0\n"))["baten"][0]
    assert line["matrix"]["totalen"] == [1200, 0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("naam;hoeveel\nx;1\n", [("kop-onbekend", 1)]),
        ("casus;post\nEen;wonen/mutatie\n", [("kop-onbekend", 1)]),
        ("casus;post;aantal;bedarg\nEen;wonen/mutatie;1;\n", [("kop-onbekend", 1)]),
        ("post;Een\nwonen/mutati;1\n", [("onbekende-prijs", 2)]),
        ("post;Een\nwonen/mutatie;x\njeugd/ots;1\n", [("geen-getal", 2)]),
        ("post;Een;Twee\nwonen/mutatie;;1\n;1;1\n", [("lege-cel", 2), ("lege-cel", 3)]),
        ("post;Een;Twee\nwonen/mutatie;;\njeugd/ots;1;\n", [("lege-cel", 2)]),
        ("post,Een,Twee\nwonen/mutatie,1,5,1\n", [("cel-zonder-kolom", 2)]),
        ("post;Een\nwonen/mutatie;1\nwonen/mutatie;2\n", [("dubbele-cel", 3)]),
        ("casus;post;aantal\nE;jeugd/ots;1\nE;jeugd/ots;2\nE;;2\n", [("dubbele-cel", 3), ("lege-cel", 4)]),
        ("casus;post;aantal;bedrag\nE;jeugd/ots;1;5\n", [("bedrag-zonder-reden", 2)]),
        ("post;Een;een\nwonen/mutatie;1;2\n", [("dubbele-kolom", 1)]),
        ("casus;post;aantal\n", [("tabel-leeg", 0)]),
    ],
)
def test_findings_point_into_the_table(tmp_path, text, expected):
    outcome = run(tmp_path, "t.csv", text)
    assert outcome.failed
    assert codes(outcome) == expected
    assert all(finding.mark.file.endswith("t.csv") for finding in outcome.findings)


@pytest.mark.parametrize(
    ("name", "code"), [("../t.csv", "pad-verlaat-wortel"), ("weg.csv", "tabel-onbekend")]
)
def test_the_path_stays_inside(tmp_path, name, code):
    (tmp_path / "map").mkdir()
    (tmp_path / "t.csv").write_text(WIDE, encoding="utf-8")
    case = tmp_path / "map" / "casus.yaml"
    case.write_text(CASE.format(table=name), encoding="utf-8")
    assert codes(calculate(str(case))) == [(code, 8)]


def test_a_formula_without_a_saved_value_is_an_error_never_zero(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["post", "Een"])
    book.active.append(["wonen/mutatie", "=1+1"])
    book.save(tmp_path / "t.xlsx")
    (tmp_path / "casus.yaml").write_text(CASE.format(table="t.xlsx"), encoding="utf-8")
    assert ("formule-zonder-waarde", 2) in codes(calculate(str(tmp_path / "casus.yaml")))


def test_a_workbook_counts_as_a_csv(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["post", "Casus 1", "Casus 2"], ["wonen/mutatie", 1, 0], ["jeugd/ots", 2, 1]):
        book.active.append(row)
    book.save(tmp_path / "t.xlsx")
    (tmp_path / "casus.yaml").write_text(CASE.format(table="t.xlsx"), encoding="utf-8")
    line = contract(calculate(str(tmp_path / "casus.yaml")))["baten"][0]
    assert line["matrix"]["totalen"] == [1200 + 2 * 8900, 8900]


# -- a sheet of choice


def book_of(folder, *sheets, hidden=()):
    """A workbook with in every sheet one household with so many of a post."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, title in enumerate(sheets, 1):
        sheet = book.create_sheet(title)
        sheet.append(["post", "Gezin"])
        sheet.append(["wonen/mutatie", number])
        sheet.sheet_state = "hidden" if title in hidden else "visible"
    book.save(folder / "t.xlsx")


def of_sheet(folder, key="", **options):
    (folder / "casus.yaml").write_text(CASE.format(table="t.xlsx") + key, encoding="utf-8")
    return calculate(str(folder / "casus.yaml"), Options(**options))


def total_of(outcome):
    return contract(outcome)["baten"][0]["matrix"]["totaal"]


def test_the_first_sheet_that_is_not_hidden_counts_and_the_remedy_can_be_followed(tmp_path):
    book_of(tmp_path, "2018", "2019", "Jaar 2020", hidden=("2018",))
    outcome = of_sheet(tmp_path)
    (remark,) = outcome.findings
    assert (remark.code, remark.severity) == ("een-van-de-bladen", "opmerking")
    assert "`2019`" in remark.message
    assert "heeft er 2" in remark.message
    assert remark.remedy.endswith('`blad: "Jaar 2020"`')
    assert total_of(outcome) == 2 * 1200
    followed = of_sheet(tmp_path, '    blad: "Jaar 2020"\n')
    assert followed.findings == ()
    assert total_of(followed) == 3 * 1200


@pytest.mark.parametrize("tab", ["2018", "2020"])
def test_a_sheet_that_is_hidden_or_not_there_is_refused_at_its_key(tmp_path, tab):
    book_of(tmp_path, "2018", "2019", hidden=("2018",))
    outcome = of_sheet(tmp_path, f"    blad: {tab}\n")
    assert codes(outcome) == [("blad-onbekend", 9)]
    assert ("verborgen" in outcome.findings[0].message) == (tab == "2018")


@pytest.mark.parametrize("table", ["t.csv", "[{naam: A, posten: {wonen/mutatie: 1}}]"])
def test_a_sheet_without_a_workbook_is_refused(tmp_path, table):
    (tmp_path / "t.csv").write_text(WIDE, encoding="utf-8")
    (tmp_path / "casus.yaml").write_text(CASE.format(table=table) + "    blad: X\n", encoding="utf-8")
    assert codes(calculate(str(tmp_path / "casus.yaml"))) == [("hoort-bij", 9)]


def test_a_sheet_is_not_changed_in_silence_when_the_table_has_been_read(tmp_path):
    book_of(tmp_path, "2018", "2019")
    outcome = of_sheet(tmp_path, "    blad: 2018\n", sets=("baten[0].blad=2019",))
    assert [f.code for f in outcome.findings] == ["hoort-bij"]
    assert "noem achter `casussen` het werkboek" in outcome.findings[0].remedy
    both = ("baten[0].casussen=t.xlsx", "baten[0].blad=2019")
    followed = of_sheet(tmp_path, "    blad: 2018\n", sets=both)
    assert followed.findings == ()
    assert total_of(followed) == 2 * 1200


@pytest.mark.parametrize(
    ("first", "beside"), [("a.csv", "leeg: 0"), ("t.xlsx", "blad: 2019"), ("t.xlsx", "blad: 2018")]
)
def test_another_table_by_command_leaves_what_was_read_alone(first, beside, tmp_path):
    """B becomes 2 mutations and a supervision where the file gives it one mutation; A stays as it was."""
    book_of(tmp_path, "2018", "2019")
    (tmp_path / "a.csv").write_text("post;Gezin\nwonen/mutatie;1\njeugd/ots;\n", "utf-8")
    (tmp_path / "b.csv").write_text("post;Gezin\nwonen/mutatie;2\njeugd/ots;1\n", "utf-8")
    (tmp_path / "een.csv").write_text("post;Gezin\nwonen/mutatie;1\n", "utf-8")
    text = CASE.format(table=first) + f"    {beside}\n  - {{naam: B, casussen: een.csv}}\n"
    (tmp_path / "casus.yaml").write_text(text + "scenarios: {anders: {'baten.b.casussen': b.csv}}\n", "utf-8")
    of_a = 2 * 1200 if beside.endswith("2019") else 1200
    for options in (Options(sets=("baten[1].casussen=b.csv",)), Options(scenario="anders")):
        outcome = calculate(str(tmp_path / "casus.yaml"), options)
        assert [found.code for found in outcome.findings if found.severity == "fout"] == []
        assert [line["netto"] for line in contract(outcome)["baten"]] == [of_a, 2 * 1200 + 8900]


@pytest.mark.parametrize("beside", ["leeg: 0", "blad: X"])
def test_a_table_that_could_not_be_read_is_one_mistake(beside, tmp_path):
    (tmp_path / "een.csv").write_text(WIDE, "utf-8")
    text = CASE.format(table="weg.xlsx") + f"    {beside}\n  - {{naam: B, casussen: een.csv}}\n"
    (tmp_path / "casus.yaml").write_text(text, "utf-8")
    outcome = calculate(str(tmp_path / "casus.yaml"), Options(sets=("baten[1].casussen=een.csv",)))
    assert [found.code for found in outcome.findings] == ["tabel-onbekend"]


def test_a_list_by_command_in_place_of_a_table_leaves_no_key_of_the_table(tmp_path):
    (tmp_path / "een.csv").write_text(WIDE, "utf-8")
    (tmp_path / "casus.yaml").write_text(CASE.format(table="een.csv") + "    leeg: 0\n", "utf-8")
    sets = ("baten[0].casussen=[{naam: A, posten: {jeugd/ots: 1}}]",)
    outcome = calculate(str(tmp_path / "casus.yaml"), Options(sets=sets))
    assert [found.code for found in outcome.findings] == ["hoort-bij"]


def test_a_table_is_read_once_however_many_lines_name_it(tmp_path, monkeypatch):
    reads = []
    real = household_table.read_sheet

    def counted(*words):
        reads.append(words[:2])
        return real(*words)

    monkeypatch.setattr(household_table, "read_sheet", counted)
    book_of(tmp_path, "2018", "2019")
    more = "".join(f"  - {{naam: B{i}, casussen: t.xlsx, blad: {2018 + i % 2}}}\n" for i in range(6))
    assert not of_sheet(tmp_path, "    blad: 2018\n" + more).failed
    assert [tab for _, tab in reads] == ["2018", "2019"]


def test_tables_that_are_too_much_together_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(household_table, "MAX_CELLS", 10)
    (tmp_path / "t.csv").write_text(WIDE, encoding="utf-8")
    more = "  - {naam: B, casussen: t.csv}\n"
    (tmp_path / "casus.yaml").write_text(CASE.format(table="t.csv") + more, encoding="utf-8")
    assert codes(calculate(str(tmp_path / "casus.yaml"))) == [("te-veel-waarden", 9)]


# -- one table in four forms, of sizes around every bound


def number(row, at):
    """How many of a post a household has; most have none."""
    return row + 1 if (row + at) % 20 == 0 or row < 5 else 0


def in_forms(folder, households, posts):
    """The same numbers as CSV and as workbook, wide and long; and the case that uses them."""
    names, codes_ = [f"g{i}" for i in range(households)], [f"p/n{i}" for i in range(posts)]
    wide = [["post", *names]]
    wide += [[code, *(number(row, at) for at in range(households))] for row, code in enumerate(codes_)]
    long = [["casus", "post", "aantal"]]
    long += [
        [name, code, number(row, at)] for at, name in enumerate(names) for row, code in enumerate(codes_)
    ]
    for form, rows in (("breed", wide), ("lang", long)):
        text = "".join(";".join(map(str, row)) + "\n" for row in rows)
        (folder / f"{form}.csv").write_text(text, encoding="utf-8")
        bare_workbook(folder / f"{form}.xlsx", sheet_of(rows))
    listed = "".join(f"  {code}: {{naam: N, bedrag: 10}}\n" for code in codes_)
    (folder / "l.yaml").write_text(f"prijslijst: l\nprijspeil: 2018\nposten:\n{listed}", encoding="utf-8")


def of_form(folder, table):
    text = CASE.replace("zoetermeer-2018", "l.yaml").format(table=table)
    (folder / "casus.yaml").write_text(text, encoding="utf-8")
    return calculate(str(folder / "casus.yaml"))


@pytest.mark.parametrize(
    ("households", "posts", "refused"),
    [
        (49, 2, {}),
        (50, 2, {}),
        (51, 2, {}),
        (60, 2, {}),
        (1, 2998, {}),
        (1, 2999, {}),
        (1, 3000, {"breed": "tabel-te-lang", "lang": "tabel-te-lang"}),
        (2, 1499, {}),
        (2, 1500, {"lang": "tabel-te-lang"}),
        (300, 10, {"lang": "tabel-te-lang"}),
        (60, 818, {"lang": "tabel-te-lang"}),
        (60, 819, {"lang": "tabel-te-lang", "breed": "te-veel-waarden"}),
    ],
)
def test_the_four_forms_of_a_table_give_the_same_or_name_the_bound(tmp_path, households, posts, refused):
    in_forms(tmp_path, households, posts)
    for form in ("breed", "lang"):
        for ending in ("csv", "xlsx"):
            outcome = of_form(tmp_path, f"{form}.{ending}")
            if form in refused:
                assert [found.code for found in outcome.findings] == [refused[form]]
            else:
                assert outcome.findings == ()
                every = [number(row, at) for row in range(posts) for at in range(households)]
                assert outcome.result.total.net == 10 * sum(every)


def test_a_row_behind_a_gap_and_a_column_behind_one_count(tmp_path):
    in_forms(tmp_path, 2, 2)
    far = (
        "<sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>post</t></is></c>"
        "<c r='XFD1' t='inlineStr'><is><t>g</t></is></c></row>"
        "<row r='1048576'><c r='A1048576' t='inlineStr'><is><t>p/n0</t></is></c>"
        "<c r='XFD1048576'><v>7</v></c></row></sheetData>"
    )
    bare_workbook(tmp_path / "ver.xlsx", far)
    outcome = of_form(tmp_path, "ver.xlsx")
    assert outcome.result.total.net == 70


# -- totals, names that look alike and empty cells, in every form of a table

POSTS = ("wonen/mutatie", "jeugd/ots", "wonen/noodwoning")  # 1.200, 8.900 and 400 each
PRICES = (1200, 8900, 400)
THREE = {"Gezin A": (1, 0, 12), "Gezin B": (0, 2, 3), "Gezin C": (2, 1, 0)}
OF_THREE = [1200 + 12 * 400, 2 * 8900 + 3 * 400, 2 * 1200 + 8900]


def wide(households, posts=POSTS):
    """A column for every household; None is an empty cell."""
    return [
        ["post", *households],
        *([post, *(counts[i] for counts in households.values())] for i, post in enumerate(posts)),
    ]


def long(households, posts=POSTS):
    """A row for every household and post."""
    cells = [[name, post, counts[i]] for name, counts in households.items() for i, post in enumerate(posts)]
    return [["casus", "post", "aantal"], *cells]


def as_csv(folder, rows):
    text = "\n".join(";".join("" if cell is None else str(cell) for cell in row) for row in rows)
    (folder / "t.csv").write_text(text + "\n", "utf-8")
    return "t.csv"


def as_workbook(folder, rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(folder / "t.xlsx")
    return "t.xlsx"


FORMS = [(write, form) for write in (as_csv, as_workbook) for form in (wide, long)]


@pytest.fixture(params=FORMS, ids=lambda pair: f"{pair[0].__name__}-{pair[1].__name__}")
def table(request, tmp_path):
    """The outcome of a table of households in one of the forms, with keys beside `casussen`."""
    write, form = request.param

    def table(households, posts=POSTS, beside=""):
        name = write(tmp_path, form(households, posts))
        (tmp_path / "casus.yaml").write_text(CASE.format(table=name) + beside, "utf-8")
        return calculate(str(tmp_path / "casus.yaml"))

    return table


def totals(outcome):
    return contract(outcome)["baten"][0]["matrix"]["totalen"]


def test_every_form_of_a_table_gives_the_same(table):
    assert totals(table(THREE)) == OF_THREE


def summed(households):
    return tuple(sum(counts) for counts in zip(*households.values(), strict=True))


TOTAL_NAMES = """Totaal|totaal|TOTAAL|Totaal:|Subtotaal|Eindtotaal|Totaal generaal|Gezinnen totaal|Som|
    som van alles|Gemiddelde|Gemiddelde per gezin|Gem.|gemiddeld|Total|Sum|Average|Σ|Mediaan|
    To\u200btaal|Totaal 2023"""


@pytest.mark.parametrize("name", [name.strip() for name in TOTAL_NAMES.split("|")])
def test_a_household_that_is_called_a_total_is_none(name, table):
    found = table({**THREE, name: summed(THREE)}).findings
    assert [(item.severity, item.code) for item in found] == [("fout", "totaal-in-tabel")]
    assert totals(table(THREE)) == OF_THREE  # without it, as the remedy says


@pytest.mark.parametrize("name", [name.strip() for name in TOTAL_NAMES.split("|")])
def test_nor_is_a_post(name, table):
    rows = {household: (*counts, sum(counts)) for household, counts in THREE.items()}
    found = table(rows, (*POSTS, name)).findings
    assert [(item.severity, item.code) for item in found] == [("fout", "totaal-in-tabel")]


@pytest.mark.parametrize(
    "name",
    ["Gezin Som", "Gezin 3", "Familie Gemiddeld", "De Totale Som", "Sommers", "Totaalplan-gezin", "Meander"],
)
def test_a_name_that_only_resembles_one_is_a_household(name, table):
    outcome = table({**THREE, name: (1, 0, 0)})
    assert outcome.findings == ()
    assert totals(outcome) == [*OF_THREE, 1200]


@pytest.mark.parametrize(
    ("fourth", "warned"),
    [
        ((3, 3, 15), True),  # the sum of the three
        ((3, 3, 14), False),
        ((1, 2, 15), False),  # of the first two alone
        ((0, 0, 0), False),
    ],
)
def test_a_household_that_is_the_sum_of_others_is_most_likely_their_total(fourth, warned, table):
    outcome = table({**THREE, "Alle": fourth})
    assert [(item.severity, item.code) for item in outcome.findings] == [
        ("waarschuwing", "som-van-andere")
    ] * warned
    assert len(totals(outcome)) == 4


def test_wherever_it_stands(table):
    for place in range(4):
        items = list(THREE.items())
        items.insert(place, ("Alle", (3, 3, 15)))
        (found,) = table(dict(items)).findings
        assert "`Alle` is precies de som van 3 andere" in found.message


def test_of_a_run_beside_it_as_well_and_without_those_that_add_nothing(table):
    more = {"Nul": (0, 0, 0), **THREE, "Alle": (3, 3, 15), "Gezin D": (5, 1, 1)}
    assert [item.code for item in table(more).findings] == ["som-van-andere"]
    two = {"A": (1, 2, 3), "Nul": (0, 0, 0), "B": (2, 2, 2), "Samen": (3, 4, 5)}
    assert table(two).findings == ()  # two that are not zero


def test_a_post_that_is_the_sum_of_others(table):
    rows = {household: (*counts, sum(counts)) for household, counts in THREE.items()}
    (found,) = table(rows, (*POSTS, "jeugd/pleegzorg")).findings
    assert (found.severity, found.code) == ("waarschuwing", "som-van-andere")
    assert "`jeugd/pleegzorg` is precies de som van 3 andere" in found.message


def test_the_total_of_the_day_of_real_use(table):
    """Twelve households and their total: not a thirteenth."""
    twelve = {f"Gezin {i}": (i % 3, 1 + i % 2, i) for i in range(1, 13)}
    expected = sum(a * b for counts in twelve.values() for a, b in zip(counts, PRICES, strict=True))
    assert sum(totals(table(twelve))) == expected
    assert table({**twelve, "Totaal": summed(twelve)}).failed


SEEN_AS = [
    "Ge\u200bzin A",
    "Gezin\u00ad A",
    "Gezin A\u2060",
    "\u200eGezin A",
    "Gezin\u200d A",
    "Gezin A\ufe0f",
]


@pytest.mark.parametrize(
    ("name", "other"),
    [*(("Gezin A", name) for name in SEEN_AS), ("Zo\u00eb", "Zoe\u0308"), ("A\u030a", "\u00c5")],
)
def test_two_names_that_look_the_same_are_not_two_households(name, other, table):
    found = table({name: (1, 0, 12), other: (0, 2, 3)}).findings
    assert [(item.severity, item.code) for item in found] == [("fout", "onzichtbaar-verschil")]


def test_nor_two_posts(table):
    found = table({"Gezin A": (1, 0), "Gezin B": (1, 2)}, ("jeugd/ots", "jeugd/o\u200bts")).findings
    assert [(item.severity, item.code) for item in found] == [("fout", "onzichtbaar-verschil")]


def test_names_with_accents_are_as_good_as_any(table):
    assert table({"Zoë": (1, 0, 12), "Zoe": (0, 2, 3), "Łukasz": (1, 1, 1)}).findings == ()


def emptied(households):
    """Without the zeros, as people leave them out."""
    return {name: tuple(count or None for count in counts) for name, counts in households.items()}


def test_empty_cells_are_one_finding(table):
    """Of twelve households and thirteen posts only one cell each is filled: 144 are empty."""
    posts = tuple(f"jeugd/hulp-{number}" for number in range(13))
    many = {f"Gezin {i}": tuple(1 if i == row else None for row in range(13)) for i in range(12)}
    found = [item for item in table(many, posts).findings if item.code == "lege-cel"]
    assert len(found) == 1
    assert found[0].message.startswith("144 cellen zijn leeg: rij ")
    assert found[0].message.endswith(" en nog 141")
    assert found[0].message.count("onder `") == 3


def test_a_line_may_say_that_an_empty_cell_is_nothing(table):
    assert [item.code for item in table(emptied(THREE)).findings] == ["lege-cel"]
    outcome = table(emptied(THREE), beside="    leeg: 0\n")
    (said,) = outcome.findings
    assert (said.code, said.severity) == ("lege-cel-als-nul", "opmerking")
    assert said.message.startswith("3 lege cellen zijn als 0 gelezen")
    assert totals(outcome) == OF_THREE


def test_a_household_of_empty_cells_alone_is_one_of_nothing(table):
    empty = {**THREE, "Gezin D": (None, None, None)}
    assert totals(table(empty, beside="    leeg: 0\n")) == [*OF_THREE, 0]


def test_a_name_that_is_missing_is_never_nothing(table):
    found = table(
        {"Gezin A": (1, 0, 12), "Gezin B": (0, 2, 3)}, ("wonen/mutatie", None, None), beside="    leeg: 0\n"
    )
    assert [item.code for item in found.findings] == ["lege-cel"]
    assert "leeg: 0" not in found.findings[0].remedy
    assert "cellen zijn leeg" in found.findings[0].message


@pytest.mark.parametrize("value", ["1", "nul", "ja", "0.0", "''"])
def test_an_empty_cell_counts_for_nothing_or_is_refused(value, table):
    assert table(THREE, beside=f"    leeg: {value}\n").failed


def test_what_an_empty_cell_is_belongs_to_a_table(tmp_path):
    for keys in ("leeg: 0, bedrag: 5", "leeg: 0, casussen: [{naam: A, posten: {jeugd/ots: 1}}]"):
        text = CASE.format(table="x").partition("baten")[0] + f"baten: [{{naam: A, {keys}}}]\n"
        (tmp_path / "casus.yaml").write_text(text, "utf-8")
        assert codes(calculate(str(tmp_path / "casus.yaml"))) == [("hoort-bij", 6)]


def test_households_in_the_case_itself_are_judged_the_same(tmp_path):
    for names, code in (
        (("Gezin A", "Totaal"), "totaal-in-tabel"),
        (("Gezin A", "Ge\u200bzin A"), "onzichtbaar-verschil"),
    ):
        items = ", ".join(f"{{naam: {name}, posten: {{jeugd/ots: {i + 1}}}}}" for i, name in enumerate(names))
        (tmp_path / "casus.yaml").write_text(CASE.format(table=f"[{items}]"), "utf-8")
        assert codes(calculate(str(tmp_path / "casus.yaml"))) == [(code, 8)]


def test_very_many_households_are_judged_in_little_time():
    """A sum is looked up, not tried against another: 8.000 of 10 posts, of which every 97th is 0."""
    rows = [tuple((i * (7 + post)) % 97 for post in range(10)) for i in range(1, 8_001)]
    began = time.perf_counter()
    rows.append(tuple(map(sum, zip(*rows, strict=True))))
    cells = ((i, post, count) for i, row in enumerate(rows) for post, count in enumerate(row))
    found = list(sums_of_others(fingerprints(len(rows), cells)))
    assert (8_000, 8_000 - 82) in found
    assert time.perf_counter() - began < 5


def test_nor_do_many_posts_that_few_share_take_long():
    """3.000 households with a post each of their own: what counts is what is written, not 9 million cells."""
    rows = [(i, i, 1 + i % 7) for i in range(3_000)]
    began = time.perf_counter()
    assert list(sums_of_others(fingerprints(len(rows), rows))) == []
    assert time.perf_counter() - began < 1


def test_a_wide_table_of_empty_cells_is_refused_at_once(tmp_path):
    """2,000 rows and 24,000 columns are few cells, and 48 million places."""
    rows = [["post", *(f"g{i}" for i in range(24_000))], *([f"p/n{i}"] for i in range(2_000))]
    (tmp_path / "t.csv").write_text("".join(";".join(row) + "\n" for row in rows), "utf-8")
    for beside in ("", "    leeg: 0\n"):
        (tmp_path / "casus.yaml").write_text(CASE.format(table="t.csv") + beside, "utf-8")
        began = time.process_time()
        outcome = calculate(str(tmp_path / "casus.yaml"))
        assert [found.code for found in outcome.findings] == ["te-veel-waarden"]
        assert time.process_time() - began < 5
