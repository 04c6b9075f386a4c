"""Tables of rows: added up with the outcome of households one by one, and never telling of few."""

import json
import os
import random
import sys
from fractions import Fraction
from hashlib import sha256
from math import sqrt

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from rendement.cli import app
from rendement.engine.households import scaling
from rendement.render.formats import FORMATS
from rendement.report.assembly import assemble
from rendement.report.factors import factor_cells
from rendement.report.households import scaling_sentence
from rendement.source.finding import UsageError
from rendement.source.rows import OTHERS
from rendement.study.calculation import Options
from rendement.study.contract import contract
from rendement.study.drawing import Drawing
from rendement.study.pipeline import calculate
from rendement.study.rows.files import files_of
from rendement.study.rows.query import opened
from row_case import TABLED as CASE

HOMES = ("huishouden", "huishoudens")
POSTS = ("wonen/mutatie", "jeugd/ots", "wonen/noodwoning")  # 1.200, 8.900 and 400 euro
PRICES = dict(zip(POSTS, (1200, 8900, 400), strict=True))


def run(folder, table, more="", **options):
    (folder / "casus.yaml").write_text(CASE.format(table=table) + more, encoding="utf-8")
    return calculate(str(folder / "casus.yaml"), Options(**options))


def rows_of(clients, seed=1):
    """Rows (who, post, count, group), in no order; counts are halves, so that every sum is exact."""
    pick = random.Random(seed)
    rows = [
        (f"geheim-{number}", post, pick.choice(("0", "1", "2", "0.5", "12")), "nz"[number % 2])
        for number in range(clients)
        for post in POSTS
        if post == POSTS[0] or pick.random() < 0.6
    ]
    pick.shuffle(rows)
    return rows


def write_csv(path, rows, head="client;post;aantal", columns=3):
    lines = [head, *(";".join(row[:columns]) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_parquet(path, rows, kind=None):
    counts = pa.array([row[2] for row in rows])
    table = pa.table(
        {
            "client": [row[0] for row in rows],
            "post": [row[1] for row in rows],
            "aantal": counts.cast(kind) if kind is not None else counts,
            "groep": [row[3] for row in rows],
        }
    )
    pq.write_table(table, path)


def line_of(outcome):
    assert not [f.message for f in outcome.findings if f.severity == "fout"]
    return contract(outcome)["baten"][0]


def errors(outcome):
    return [(f.code, f.message) for f in outcome.findings if f.severity == "fout"]


def test_the_outcome_of_a_table_worked_out_by_hand(tmp_path):
    """Twelve clients with one mutatie, the first four of them two ots besides: 12 x 1.200 + 4 x 2 x 8.900."""
    rows = [(f"c{i}", POSTS[0], "1") for i in range(12)] + [(f"c{i}", POSTS[1], "2") for i in range(4)]
    write_csv(tmp_path / "t.csv", rows)
    line = line_of(run(tmp_path, "t.csv", "    kleinste_groep: 4\n    opschalen_naar: 24\n"))
    assert line["matrix"]["casussen"] == ["alle 12 cliënten"]
    assert [row["bedragen"] for row in line["matrix"]["rijen"]] == [[8 * 8900], [12 * 1200]]
    mean = (12 * 1200 + 8 * 8900) / 12
    assert line["opschaling"]["gemiddelde"] == pytest.approx(mean)
    assert line["opschaling"]["van"] == 12
    # four cost 19.000 and eight 1.200; Student at 11 is 2,201
    variance = (4 * (1200 + 17800 - mean) ** 2 + 8 * (1200 - mean) ** 2) / 11
    half = 2.201 * 24 * (variance / 12) ** 0.5 * ((24 - 12) / 24) ** 0.5
    assert line["opschaling"]["hoog"] == pytest.approx(24 * mean + half)
    assert line["opschaling"]["laag"] == pytest.approx(24 * mean - half)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("clients", [1, 2, 40, 300])
def test_every_table_both_ways(tmp_path, clients, seed):
    rows = rows_of(clients, seed)
    more = f"    opschalen_naar: {3 * clients}\n    toerekening: 80%\n    duur: 2\n"
    write_csv(tmp_path / "een.csv", rows, "casus;post;aantal")
    one = line_of(run(tmp_path, "een.csv", more))
    for table in ("rijen.csv", "rijen.parquet", "getallen.parquet"):
        if table == "rijen.csv":
            write_csv(tmp_path / table, rows)
        else:
            write_parquet(tmp_path / table, rows, None if table.startswith("rijen") else pa.float64())
        added = line_of(run(tmp_path, table, more + "    kleinste_groep: 1\n"))
        for key in ("netto", "contante_waarde", "prijs", "aantal", "jaren", "per_jaar", "per_actor"):
            assert added[key] == pytest.approx(one[key], rel=1e-13), key
        for key, figure in one["opschaling"].items():
            assert added["opschaling"][key] == (pytest.approx(figure, rel=1e-12) if figure else figure), key
        assert added["matrix"]["totaal"] == one["matrix"]["totaal"]
        sums = {row["post"]: (row["totaal"], row["betaler"]) for row in added["matrix"]["rijen"]}
        assert sums == {row["post"]: (row["totaal"], row["betaler"]) for row in one["matrix"]["rijen"]}


def test_order_moves_no_bit(tmp_path):
    """Thirds of many sizes: added as floats their sum would follow the order."""
    rows = [(f"c{i}", POSTS[i % 3], f"{i % 97}.{i:09d}"[:12]) for i in range(1, 3000)]
    found = []
    for name in ("a", "b"):
        write_csv(tmp_path / f"{name}.csv", rows)
        found.append(line_of(run(tmp_path, f"{name}.csv", "    opschalen_naar: 9000\n")))
        rows.reverse()
    exact = {post: sum(Fraction(row[2]) for row in rows if row[1] == post) for post in POSTS}
    for key in ("netto", "opschaling", "per_actor"):
        assert found[0][key] == found[1][key]
    for cell in found[0]["casussen"][0]["posten"]:
        assert cell["aantal"] == pytest.approx(float(exact[cell["post"]]), rel=1e-15)


def test_groups_apart(tmp_path):
    rows = rows_of(60)
    write_parquet(tmp_path / "t.parquet", rows)
    line = line_of(run(tmp_path, "t.parquet", "    splits: groep\n    opschalen_naar: 90\n"))
    whole = line_of(run(tmp_path, "t.parquet", "    opschalen_naar: 90\n"))
    assert line["matrix"]["casussen"] == ["n", "z"]
    for column, group in enumerate("nz"):
        own = sum(float(row[2]) * PRICES[row[1]] for row in rows if row[3] == group)
        assert line["matrix"]["totalen"][column] == pytest.approx(own)
    assert line["opschaling"] == pytest.approx(whole["opschaling"], rel=1e-12)


def test_small_groups_stand_together(tmp_path):
    """Of 30 clients 3 are in `b` and 9 in `c`: neither may stand alone, together they are 12."""
    rows = [(f"c{i}", POSTS[0], "1", "b" if i < 3 else "c" if i < 12 else "a") for i in range(30)]
    write_parquet(tmp_path / "t.parquet", rows)
    line = line_of(run(tmp_path, "t.parquet", "    splits: groep\n"))
    assert line["matrix"]["casussen"] == ["a", "overige groepen"]
    assert line["matrix"]["totalen"] == [18 * 1200, 12 * 1200]


def test_the_next_smallest_group_joins(tmp_path):
    """One group of 3 takes the smallest of the others with it: 13 and 20 are left, not 3."""
    rows = [(f"c{i}", POSTS[0], "1", "b" if i < 3 else "c" if i < 13 else "a") for i in range(33)]
    write_parquet(tmp_path / "t.parquet", rows)
    line = line_of(run(tmp_path, "t.parquet", "    splits: groep\n"))
    assert line["matrix"]["casussen"] == ["a", "overige groepen"]
    assert line["matrix"]["totalen"] == [20 * 1200, 13 * 1200]


def few(folder, posts):
    """Twenty clients with each of the first posts, three with the last one."""
    rows = [(f"geheim-{i}", post, "1") for post in posts[:-1] for i in range(20)]
    write_csv(folder / "t.csv", rows + [(f"geheim-{i}", posts[-1], "1") for i in range(3)])


def test_what_few_use_stands_with_the_next_of_the_same_payer(tmp_path):
    """Three have pleegzorg (7.000); ots has the same payer and domain, so 20 x 8.900 stands with it."""
    few(tmp_path, ("wonen/mutatie", "jeugd/ots", "jeugd/pleegzorg"))
    outcome = run(tmp_path, "t.csv", "    opschalen_naar: 40\n")
    line = line_of(outcome)
    rows = {row["post"]: row["totaal"] for row in line["matrix"]["rijen"]}
    assert rows == {"wonen/mutatie": 20 * 1200, OTHERS: 20 * 8900 + 3 * 7000}
    assert line["netto"] == 2 * (20 * 1200 + 20 * 8900 + 3 * 7000)
    inputs = [item.path for item in outcome.plan.ledger.inputs]
    assert not [path for path in inputs if "casussen" in path and ("pleegzorg" in path or "ots" in path)]


def test_a_payer_that_rests_on_few_is_refused_until_the_line_says_who_bears_it(tmp_path):
    few(tmp_path, ("jeugd/ots", "wonen/mutatie"))
    refused = run(tmp_path, "t.csv")
    assert [code for code, _ in errors(refused)] == ["kleinste-groep"]
    line = line_of(run(tmp_path, "t.csv", "    ontvanger: gemeente\n    domein: zorg\n"))
    assert [(row["post"], row["totaal"]) for row in line["matrix"]["rijen"]] == [
        (OTHERS, 20 * 8900 + 3 * 1200)
    ]
    assert line["netto"] == 20 * 8900 + 3 * 1200


def test_a_table_of_few_is_refused(tmp_path):
    write_csv(tmp_path / "t.csv", [(f"c{i}", POSTS[0], "1") for i in range(9)])
    assert [code for code, _ in errors(run(tmp_path, "t.csv"))] == ["kleinste-groep"]
    assert line_of(run(tmp_path, "t.csv", sets=("baten[0].kleinste_groep=9",)))["netto"] == 9 * 1200


def test_nobody_is_ever_named(tmp_path):
    rows = rows_of(30)
    write_csv(tmp_path / "t.csv", rows)
    outcome = run(tmp_path, "t.csv", "    opschalen_naar: 60\n")
    assert "geheim" not in json.dumps(contract(outcome), ensure_ascii=False)
    write_csv(
        tmp_path / "t.csv", [*rows, rows[0], ("geheim-1", "wonen/mutatie", "-1"), ("geheim-2", "x", "?")]
    )
    assert "geheim" not in str(run(tmp_path, "t.csv").findings)


BAD = (
    ("c0;wonen/mutatie;", "lege-cel", "één rij heeft geen aantal: rij 14"),
    ("c0;;1", "lege-cel", "één rij heeft geen post: rij 14"),
    (";wonen/mutatie;1", "lege-cel", "één rij zegt niet van wie zij is: rij 14"),
    ("c0;wonen/mutatie;-2", "aantal-negatief", "één rij heeft een aantal onder 0: rij 14"),
    ("c0;wonen/mutatie;veel", "geen-getal", "één rij heeft geen aantal dat te lezen is: rij 14"),
    ("c0;wonen/mutatie;1,1234567891", "geen-getal", "één rij heeft geen aantal dat te lezen is: rij 14"),
    ("c0;wonen/mutatie;40.000", "dubbelzinnig-getal", "één rij heeft een aantal dat op twee manieren"),
    ("c0;wonen/mutatie;1", "dubbele-cel", "één rij herhaalt een client en post van een eerdere rij: rij 14"),
)


@pytest.mark.parametrize(("row", "code", "said"), BAD)
def test_a_bad_row_is_one_finding_with_its_place(tmp_path, row, code, said):
    text = "client;post;aantal\n" + "".join(f"c{i};wonen/mutatie;1\n" for i in range(12)) + row + "\n"
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    ((found, message),) = errors(run(tmp_path, "t.csv"))
    assert found == code
    assert message.startswith(said)


@pytest.mark.parametrize("kind", [pa.float64(), pa.float32()])
@pytest.mark.parametrize("value", ["nan", "inf", "-inf", "1e30"])
def test_what_is_no_number_in_a_parquet_is_no_count(tmp_path, value, kind):
    counts = pa.array([1.0] * 30 + [float(value)], kind)
    columns = {"client": list(range(31)), "post": [POSTS[0]] * 31, "aantal": counts}
    pq.write_table(pa.table(columns), tmp_path / "t.parquet")
    ((code, message),) = errors(run(tmp_path, "t.parquet"))
    assert (code, message.endswith("rij 31")) == ("geen-getal", True)


def test_a_csv_of_posts_and_counts_lacks_its_clients(tmp_path):
    (tmp_path / "t.csv").write_text("post;aantal\njeugd/ots;1\n", encoding="utf-8")
    assert errors(run(tmp_path, "t.csv")) == [("kop-onbekend", "er ontbreekt een kolom `client`")]


def test_a_count_is_explained_as_a_sum_of_rows(tmp_path):
    write_csv(tmp_path / "t.csv", GOOD)
    run(tmp_path, "t.csv")
    asked = ["explain", str(tmp_path / "casus.yaml"), "baten[0].casussen[0].posten[0].aantal"]
    assert "- opgeteld uit de rijen van de tabel" in CliRunner().invoke(app, asked).stdout


def test_of_many_bad_rows_the_first_five_are_named(tmp_path):
    text = "client;post;aantal\n" + "".join(f"c{i};wonen/mutatie;{'' if i % 2 else 1}\n" for i in range(20))
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    ((_, message),) = errors(run(tmp_path, "t.csv"))
    assert message == "10 rijen hebben geen aantal: rij 3, 5, 7, 9, 11, …"
    line = line_of(run(tmp_path, "t.csv", "    leeg: 0\n"))
    assert line["netto"] == 10 * 1200


def test_an_unknown_post_comes_with_its_rows_and_the_nearest_name(tmp_path):
    write_csv(
        tmp_path / "t.csv",
        [(f"c{i}", "wonen/mutatie" if i % 2 else "jeugd/pleegzrog", "1") for i in range(30)],
    )
    outcome = run(tmp_path, "t.csv")
    (found,) = [f for f in outcome.findings if f.severity == "fout"]
    assert found.code == "onbekende-prijs"
    assert "15 rijen: rij 2, 4, 6, 8, 10, …" in found.message
    assert "jeugd/pleegzorg" in found.remedy


def test_a_column_that_is_missing_or_unknown(tmp_path):
    (tmp_path / "t.csv").write_text("client;post;antal\nc;wonen/mutatie;1\n", encoding="utf-8")
    assert {code for code, _ in errors(run(tmp_path, "t.csv"))} == {"kop-onbekend"}


def test_a_folder_and_a_pattern_are_one_table(tmp_path):
    rows = rows_of(40)
    (tmp_path / "deel").mkdir()
    write_parquet(tmp_path / "deel" / "1.parquet", rows[:30])
    write_parquet(tmp_path / "deel" / "2.parquet", rows[30:])
    write_parquet(tmp_path / "alles.parquet", rows)
    whole = line_of(run(tmp_path, "alles.parquet"))
    for name in ("deel/", "deel/*.parquet"):
        outcome = run(tmp_path, name)
        assert line_of(outcome)["netto"] == whole["netto"]
        assert [name for name, _ in outcome.source.tables] == sorted(
            str(tmp_path / "deel" / f"{i}.parquet") for i in (1, 2)
        )


def drawing_of(folder, more):
    return Drawing(run(folder, "t.csv", more))


def drawn_nets(drawing, count):
    nets = []
    program = drawing.figures(["baten[0].netto"])
    drawing.run(program, count, 1, lambda _count, _inputs, figures: nets.append(figures["baten[0].netto"]))
    return np.concatenate(nets)


def test_draws_have_the_mean_and_the_deviation_of_the_sample(tmp_path):
    """One post: N x s / sqrt(n) x sqrt((N - n) / N), with 50 clients of 0 and 50 of 2 mutaties."""
    write_csv(tmp_path / "t.csv", [(f"c{i}", POSTS[0], "0" if i % 2 else "2") for i in range(100)])
    nets = drawn_nets(drawing_of(tmp_path, "    opschalen_naar: 400\n"), 40_000)
    deviation = 400 * 1200 * sqrt(100 / 99) / sqrt(100) * sqrt(300 / 400)
    assert nets.mean() == pytest.approx(400 * 1200, abs=4 * deviation / sqrt(40_000))
    assert nets.std() == pytest.approx(deviation, rel=4 / sqrt(80_000))


def test_posts_that_go_together_are_drawn_together(tmp_path):
    """Whoever has an ots has no mutatie: the totals of a client differ less than each post does."""
    rows = [(f"c{i}", POSTS[0] if i % 2 else POSTS[1], "89" if i % 2 else "12") for i in range(100)]
    write_csv(tmp_path / "t.csv", rows)  # 89 x 1.200 and 12 x 8.900 are the same amount
    nets = drawn_nets(drawing_of(tmp_path, "    opschalen_naar: 400\n"), 1000)
    assert nets == pytest.approx(np.full(1000, 400 * 106_800), rel=1e-9)


def test_one_draw_is_the_first_of_a_thousand(tmp_path):
    write_csv(tmp_path / "t.csv", rows_of(300))
    drawing = drawing_of(tmp_path, "    opschalen_naar: 900\n")
    many = drawn_nets(drawing, 1000)
    for count in (1, 2, 17):
        assert (drawn_nets(drawing, count) == many[:count]).all()


GOOD = [(f"c{i}", POSTS[0], "1") for i in range(12)]


def test_a_name_cannot_get_into_the_query(tmp_path):
    name = "it's; DROP TABLE x; --.csv"
    write_csv(tmp_path / name, GOOD)
    assert line_of(run(tmp_path, f'"{name}"'))["netto"] == 12 * 1200


@pytest.mark.parametrize("head", ['"""; SELECT 1";post;aantal', "client'; ATTACH 'x.db';post;aantal"])
def test_a_heading_cannot_get_into_the_query(tmp_path, head):
    write_csv(tmp_path / "t.csv", GOOD, head)
    assert run(tmp_path, "t.csv").result is None
    assert sorted(path.name for path in tmp_path.iterdir()) == ["casus.yaml", "t.csv"]


def test_a_post_cannot_get_into_the_query(tmp_path):
    write_csv(tmp_path / "t.csv", [*GOOD, ("c1", '"x\'); DROP TABLE sleutels; --"', "1")])
    assert [code for code, _ in errors(run(tmp_path, "t.csv"))] == ["onbekende-prijs"]


def test_a_file_whose_name_is_a_pattern_is_refused_and_not_matched(tmp_path):
    (tmp_path / "deel").mkdir()
    write_csv(tmp_path / "deel" / "[a].csv", GOOD)
    write_csv(tmp_path / "deel" / "a.csv", GOOD)
    ((code, message),) = errors(run(tmp_path, "deel/"))
    assert code == "tabel-onbekend"
    assert "teken van een patroon" in message


@pytest.mark.parametrize(
    "table", ["../t.csv", "../t.parquet", "/etc/passwd.parquet", "../*.csv", "sub/../../*.parquet"]
)
def test_nothing_outside_the_root_is_opened(tmp_path, table):
    write_csv(tmp_path / "t.csv", GOOD)
    write_parquet(tmp_path / "t.parquet", [(*row, "a") for row in GOOD])
    inner = tmp_path / "binnen"
    (inner / "sub").mkdir(parents=True)
    assert [code for code, _ in errors(run(inner, table))] == ["pad-verlaat-wortel"]


def test_a_link_out_of_the_root_is_not_followed(tmp_path):
    write_csv(tmp_path / "t.csv", GOOD)
    inner = tmp_path / "binnen"
    inner.mkdir()
    (inner / "t.csv").symlink_to(tmp_path / "t.csv")
    for table in ("t.csv", "'*.csv'"):
        assert [code for code, _ in errors(run(inner, table))] == ["pad-verlaat-wortel"]


@pytest.mark.parametrize("table", ["https://localhost/t.parquet", "s3://emmer/t.parquet"])
def test_an_address_is_not_visited(tmp_path, table):
    assert [code for code, _ in errors(run(tmp_path, table))] == ["pad-verlaat-wortel"]


def test_what_is_no_parquet_is_said(tmp_path):
    (tmp_path / "t.parquet").write_text("client;post;aantal\n", encoding="utf-8")
    assert [code for code, _ in errors(run(tmp_path, "t.parquet"))] == ["rijen-onleesbaar"]
    assert [code for code, _ in errors(run(tmp_path, "weg.parquet"))] == ["tabel-onbekend"]


def test_a_row_with_a_cell_too_many_is_said_without_what_is_in_it(tmp_path):
    write_csv(tmp_path / "t.csv", [*GOOD, ("geheim", POSTS[0], "1;9;9")])
    (found,) = [f for f in run(tmp_path, "t.csv").findings if f.severity == "fout"]
    assert found.code == "rijen-onleesbaar"
    assert "rij 14" in found.message
    assert "geheim" not in str(found)


ATTACKS = (
    "COPY (SELECT 1) TO '{}/uit.csv'",
    "ATTACH '{}/uit.db'",
    "SELECT * FROM read_csv('{}/andere.csv')",
    "SELECT * FROM read_text('{}/andere.csv')",
    "SELECT * FROM glob('{}/*')",
    "SELECT * FROM read_csv('http://localhost/x.csv')",
    "EXPORT DATABASE '{}/uit'",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SET enable_external_access = true",
    "SET lock_configuration = false",
    "SET allowed_paths = ['{}/andere.csv']",
    "SET memory_limit = '8GB'",
)


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_connection_itself_is_locked(tmp_path, attack):
    """Even a query of one's own reaches nothing but the table, and changes nothing of how it is read."""
    write_csv(tmp_path / "t.csv", GOOD)
    write_csv(tmp_path / "andere.csv", GOOD)
    files, _ = files_of("t.csv", tmp_path, tmp_path)
    with opened(files) as connection:
        assert connection.execute("SELECT count(*) FROM read_csv(?)", [files[0].path]).fetchall() == [(12,)]
        with pytest.raises(duckdb.Error):
            connection.execute(attack.format(tmp_path)).fetchall()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["andere.csv", "t.csv"]


def test_without_the_extra_the_command_to_install_it_is_named(tmp_path, monkeypatch):
    write_csv(tmp_path / "t.csv", GOOD)
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(UsageError, match=r"pip install 'rendement\[rijen\]'"):
        run(tmp_path, "t.csv")


def test_keys_of_a_table_of_rows_belong_to_one(tmp_path):
    (tmp_path / "t.csv").write_text("casus;post;aantal\nEen;wonen/mutatie;1\n", encoding="utf-8")
    assert [code for code, _ in errors(run(tmp_path, "t.csv", "    kleinste_groep: 5\n"))] == ["hoort-bij"]
    write_csv(tmp_path / "t.csv", GOOD)
    for key in ("splits: groep", "blad: Een"):
        assert [code for code, _ in errors(run(tmp_path, "t.csv", f"    {key}\n"))] == ["hoort-bij"]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("weg.csv", "het bestand weg.csv bestaat niet"),
        ("weg.parquet", "het bestand weg.parquet bestaat niet"),
        ("map/", "de map map bestaat niet"),
        ("map", "`map` is geen lijst en geen tabel"),
        ("5", "`5` is geen lijst en geen tabel"),
    ],
)
def test_a_table_that_is_not_there_is_all_that_is_said(tmp_path, written, said):
    ((_, message),) = errors(run(tmp_path, written, "    splits: groep\n    kleinste_groep: 5\n"))
    assert message.replace(f"{tmp_path}{os.sep}", "") == said


def test_the_table_is_known_by_its_hash(tmp_path):
    write_csv(tmp_path / "t.csv", GOOD)
    raw = (tmp_path / "t.csv").read_bytes()
    assert run(tmp_path, "t.csv").source.tables == (
        (str(tmp_path / "t.csv"), f"sha256:{sha256(raw).hexdigest()}"),
    )


def test_scaling_up_to_fewer_than_there_are_is_refused(tmp_path):
    write_csv(tmp_path / "t.csv", GOOD)
    outcome = run(tmp_path, "t.csv", "    opschalen_naar: 11\n")
    assert {code for code, _ in errors(outcome)} == {"opschalen-te-klein"}


def test_a_client_in_two_groups_is_said(tmp_path):
    rows = [(f"c{i}", POSTS[0], "1", "a") for i in range(12)] + [("c3", POSTS[1], "1", "b")]
    write_parquet(tmp_path / "t.parquet", rows)
    ((_, message),) = errors(run(tmp_path, "t.parquet", "    splits: groep\n    kleinste_groep: 1\n"))
    assert message == "één rij zet een client in een andere groep dan een eerdere rij: rij 13"


def few_of_two_groups():
    """Twenty in each group, of whom three have a home as well."""
    rows = [(f"g{i}", "jeugd/ots", 1, "nz"[i % 2]) for i in range(40)]
    return rows + [(f"g{i}", "jeugd/pleegzorg", 1, "nz"[i % 2]) for i in range(6)]


def test_each_group_has_its_own_posts_of_few(tmp_path):
    write_parquet(tmp_path / "t.parquet", few_of_two_groups())
    found = run(tmp_path, "t.parquet", "    splits: groep\n")
    assert contract(found)["totaal"]["baten"] == 40 * 8900 + 6 * 7000


@pytest.mark.parametrize("value", ["1..2"])
def test_a_post_of_few_has_no_range_and_no_price_of_its_own(tmp_path, value):
    write_parquet(tmp_path / "t.parquet", few_of_two_groups())
    change = f'baten[0].casussen[0].posten."jeugd/pleegzorg"={value}'
    found = run(tmp_path, "t.parquet", sets=(change,))
    assert "kleinste-groep" in [finding.code for finding in found.findings]


def test_a_group_says_how_many_clients_it_has_itself(tmp_path):
    """Of 2.500 clients 1.200 are in `a`, and 1.300 in `b`."""
    rows = [(f"c{i}", POSTS[0], "1", "a" if i < 1200 else "b") for i in range(2500)]
    write_parquet(tmp_path / "t.parquet", rows)
    split = contract(run(tmp_path, "t.parquet", "    splits: groep\n"))["baten"][0]["casussen"]
    assert [one["omschrijving"].partition(" (")[0] for one in split] == [
        "1.200 cliënten opgeteld",
        "1.300 cliënten opgeteld",
    ]
    (whole,) = contract(run(tmp_path, "t.parquet"))["baten"][0]["casussen"]
    assert whole["omschrijving"].startswith("2.500 cliënten opgeteld (")


def test_an_unknown_post_of_the_second_group_comes_with_its_rows(tmp_path):
    rows = [(f"c{i}", POSTS[0] if i < 12 else "x/y", "1", "a" if i < 12 else "b") for i in range(24)]
    write_parquet(tmp_path / "t.parquet", rows)
    ((_, message),) = errors(run(tmp_path, "t.parquet", "    splits: groep\n"))
    assert message.endswith("12 rijen: rij 13, 14, 15, 16, 17, …")


def refused(outcome):
    (found,) = [f for f in outcome.findings if f.severity == "fout"]
    assert found.code == "kleinste-groep"
    return found


def test_who_rests_on_few_is_named_with_remedies_that_work(tmp_path):
    """With 3 as the smallest group the six of `eiland` stand alone, and one of them has an ots."""
    rows = [(f"a{i}", POSTS[0], "1", "land") for i in range(20)]
    rows += [(f"a{i}", POSTS[1], "1", "land") for i in range(12)]
    rows += [(f"b{i}", POSTS[0], "1", "eiland") for i in range(6)] + [("b0", POSTS[1], "1", "eiland")]
    write_parquet(tmp_path / "t.parquet", rows)
    asked = "    splits: groep\n    kleinste_groep: {}\n"
    found = refused(run(tmp_path, "t.parquet", asked.format(3)))
    assert found.message == (
        f"in `{OTHERS}` rust op minder dan 3 cliënten: ontvanger gemeente, domein jeugd, groep eiland"
    )
    assert found.remedy == (
        "zet `ontvanger` en `domein` op de regel (elke post gaat dan daarheen), "
        "schrijf `kleinste_groep: 7` of haal `splits` weg"
    )
    whole = 26 * 1200 + 13 * 8900
    for more in (
        asked.format(3) + "    ontvanger: gemeente\n    domein: zorg\n",
        asked.format(7),
        "    kleinste_groep: 3\n",
    ):
        assert line_of(run(tmp_path, "t.parquet", more))["netto"] == whole


BOTH = "zet `ontvanger` en `domein` op de regel (elke post gaat dan daarheen)"


@pytest.mark.parametrize(
    ("others", "remedy"),
    [
        # the twenty of `n` have an ots: with thirteen as the smallest, `z` goes with them
        (20, f"{BOTH}, schrijf `kleinste_groep: 13` of haal `splits` weg"),
        # nobody else has anything of that domain, in whatever group
        (0, BOTH),
    ],
)
def test_a_larger_smallest_group_is_named_where_it_helps(tmp_path, others, remedy):
    """Three of the twelve of `z` have pleegzorg."""
    rows = [(f"n{i}", "wonen/mutatie", "1", "n") for i in range(20)]
    rows += [(f"n{i}", "jeugd/ots", "1", "n") for i in range(others)]
    rows += [(f"z{i}", "wonen/mutatie", "1", "z") for i in range(12)]
    rows += [(f"z{i}", "jeugd/pleegzorg", "1", "z") for i in range(3)]
    write_parquet(tmp_path / "t.parquet", rows)
    assert refused(run(tmp_path, "t.parquet", "    splits: groep\n")).remedy == remedy


def test_what_is_on_the_line_already_is_no_remedy(tmp_path):
    """Three clients use anything at all: of no line are there ever ten."""
    rows = [(f"c{i}", POSTS[0], "0") for i in range(20)] + [(f"c{i}", POSTS[1], "1") for i in range(3)]
    write_csv(tmp_path / "t.csv", rows)
    both = "    ontvanger: gemeente\n    domein: zorg\n"
    own = "neem een tabel waarin meer van hen de post gebruiken, of laat de post weg"
    assert refused(run(tmp_path, "t.csv", both)).remedy == own
    assert refused(run(tmp_path, "t.csv")).remedy == own
    write_csv(tmp_path / "t.csv", [*rows, ("c0", "jeugd/pleegzorg", "1")])
    assert refused(run(tmp_path, "t.csv", both)).remedy == "neem in de tabel posten samen"
    few(tmp_path, ("jeugd/ots", "wonen/mutatie"))
    said = refused(run(tmp_path, "t.csv", "    ontvanger: gemeente\n")).remedy
    assert said == "zet `domein` op de regel (elke post gaat dan daarheen)"


def test_a_table_stands_on_two_lines_in_one_way(tmp_path):
    """The difference of a matrix with groups and one without would be what few of a group have."""
    write_parquet(tmp_path / "t.parquet", few_of_two_groups())
    costs = "kosten:\n  - {naam: Zelfde, casussen: t.parquet, aantal: 0.1%s}\n"
    for more, wrong in (("", True), (", splits: groep", False), (", splits: groep, kleinste_groep: 4", True)):
        found = run(tmp_path, "t.parquet", "    splits: groep\n" + costs % more)
        said = [(finding.code, finding.remedy) for finding in found.findings if finding.severity == "fout"]
        assert said == ([("kleinste-groep", "schrijf op beide regels hetzelfde")] if wrong else [])


def test_a_change_reaches_posts_that_stand_apart_alone(tmp_path):
    """Of three who have pleegzorg, and ots that stands with it; a post that is not there tells no more."""
    few(tmp_path, ("wonen/mutatie", "jeugd/ots", "jeugd/pleegzorg"))
    path = 'baten[0].casussen[0].posten."{}".aantal={}'
    for post, change in (("jeugd/pleegzorg", 0), ("jeugd/ots", 30), ("wonen/noodwoning", 5)):
        found = run(tmp_path, "t.csv", sets=(path.format(post, change),))
        assert errors(found) == [
            ("kleinste-groep", f"`{post}` staat in deze tabel niet apart, en is hier niet te zetten")
        ]
    found = run(tmp_path, "t.csv", sets=(path.format("wonen/mutatie", 30),))
    assert line_of(found)["netto"] == 30 * 1200 + 20 * 8900 + 3 * 7000


def test_a_table_of_few_does_not_say_how_few(tmp_path):
    write_csv(tmp_path / "t.csv", [(f"c{i}", POSTS[0], "1") for i in range(3)])
    found = refused(run(tmp_path, "t.csv"))
    assert found.message == "de tabel gaat over minder cliënten dan de kleinste groep, 10"
    assert "lager" in found.remedy
    found = refused(run(tmp_path, "t.csv", "    kleinste_groep: 4\n"))
    assert found.remedy == "neem een grotere tabel"


def partly_joined(folder):
    """Two of `b` have a huisuitzetting: that stands with its fifteen mutaties; of `a` each by itself."""
    rows = [(f"a{i}", "wonen/mutatie", "1", "a") for i in range(20)]
    rows += [(f"a{i}", "wonen/huisuitzetting", "1", "a") for i in range(12)]
    rows += [(f"a{i}", "wonen/noodwoning", "1", "a") for i in range(11)]
    rows += [(f"b{i}", "wonen/mutatie", "1", "b") for i in range(15)]
    rows += [(f"b{i}", "wonen/huisuitzetting", "1", "b") for i in range(2)]
    write_parquet(folder / "t.parquet", rows)
    return run(folder, "t.parquet", "    splits: groep\n")


NOTE = "Een rij met * mist wat van een andere groep in overige posten staat, ook in haar totaal."


def test_a_row_that_lacks_what_another_group_has_together_is_marked(tmp_path):
    (document,) = assemble("verslag", [partly_joined(tmp_path)])
    table = next(block for block in document.blocks if block.key == "casussen")
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Uitzetting uit een huurwoning *", "72.000", "", "72.000"],
        ["Mutatie van een woning *", "24.000", "", "24.000"],
        ["Noodwoning", "4.400", "", "4.400"],
        [OTHERS, "", "30.000", "30.000"],  # 15 x 1.200 + 2 x 6.000
        ["Totaal", "100.400", "30.000", "130.400"],
    ]
    after = document.blocks[document.blocks.index(table) + 1]
    assert after.items == (NOTE,)


@pytest.mark.parametrize("form", ["markdown", "html", "table"])
def test_the_mark_is_explained_in_every_format(tmp_path, form):
    shown = FORMATS[form].text(assemble("verslag", [partly_joined(tmp_path)]), "stream")
    bare = shown.replace("\\", "")
    assert NOTE in bare
    assert "Mutatie van een woning *" in bare
    assert "Noodwoning *" not in bare


def test_the_workbook_names_the_totals_that_lack_something(tmp_path):
    partly_joined(tmp_path)
    saved = CliRunner().invoke(app, ["report", str(tmp_path / "casus.yaml"), "-o", str(tmp_path / "r.xlsx")])
    assert saved.exit_code == 0
    sheet = load_workbook(tmp_path / "r.xlsx")["Posten"]
    said = [str(row[0]) for row in sheet.iter_rows(values_only=True)]
    assert (
        "Wat van een andere groep in overige posten staat, missen de totalen van "
        "Uitzetting uit een huurwoning, Mutatie van een woning."
    ) in said


def test_nothing_is_marked_where_every_group_has_the_post_by_itself(tmp_path):
    write_parquet(tmp_path / "t.parquet", rows_of(60))
    (document,) = assemble("verslag", [run(tmp_path, "t.parquet", "    splits: groep\n")])
    assert "elders" not in [block.key for block in document.blocks]


def test_a_mean_of_clients_is_printed_in_cents_at_most(tmp_path):
    """11 mutaties of 12 clients: 13.200 / 12 = 1.100; and one of noodwoning less: 1.066,67."""
    rows = [(f"c{i}", POSTS[0], "1") for i in range(11)] + [("c11", POSTS[0], "0")]
    write_csv(tmp_path / "t.csv", [*rows, *((f"c{i}", POSTS[2], "0.1") for i in range(11))])
    outcome = run(tmp_path, "t.csv", "    opschalen_naar: 90000\n")
    cells = factor_cells(outcome.result.lines[0])
    mean = (11 * 1200 + 1.1 * 400) / 12
    assert mean == pytest.approx(1136.666666, abs=1e-6)
    assert [cell.text for cell in cells[:3]] == ["90.000", "1.136,67", "gem. per cliënt"]


@pytest.mark.parametrize(("who", "one", "more"), [("client", "cliënt", "cliënten"), ("huishouden", *HOMES)])
def test_those_who_were_added_up_are_called_what_the_table_calls_them(tmp_path, who, one, more):
    write_csv(tmp_path / "t.csv", [(f"c{i}", POSTS[0], "1") for i in range(1200)], f"{who};post;aantal")
    outcome = run(tmp_path, "t.csv", "    opschalen_naar: 90000\n")
    found = outcome.result.lines[0]
    said = scaling_sentence(found, scaling(found))
    assert said.startswith(f"Van 1.200 {more} naar 90.000: gemiddeld € 1.200 per {one}, samen")
    assert "een steekproef van 1.200." in said
    checked = CliRunner().invoke(app, ["check", str(tmp_path / "casus.yaml")]).output
    assert f"1.200 doorgerekende {more} staan voor 90.000, zonder `optimismecorrectie` [R304" in checked


def test_a_folder_without_its_slash_is_told_so(tmp_path):
    (tmp_path / "deel").mkdir()
    write_csv(tmp_path / "deel" / "a.csv", GOOD)
    (found,) = [f for f in run(tmp_path, "deel").findings if f.severity == "fout"]
    assert (found.message, found.remedy) == (
        "`deel` is een map",
        "schrijf `deel/` als haar bestanden de tabel zijn",
    )
    assert line_of(run(tmp_path, "deel/"))["netto"] == 12 * 1200


@pytest.mark.parametrize(
    ("row", "times"), [('c0,wonen/mutatie,"1,5"', 1.5), ("c0,wonen/mutatie,40.0000", 40)]
)
def test_a_decimal_in_a_csv_with_commas(tmp_path, row, times):
    text = "client,post,aantal\n" + "".join(f"c{i},wonen/mutatie,1\n" for i in range(1, 12)) + row + "\n"
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    assert line_of(run(tmp_path, "t.csv"))["netto"] == (11 + times) * 1200


@pytest.mark.parametrize("end", [".parquet", "/", "/*.csv"])
def test_a_name_that_is_too_long_is_said(tmp_path, end):
    assert [code for code, _ in errors(run(tmp_path, f"'{'a' * 300}{end}'"))] == ["tabel-onbekend"]
    assert [code for code, _ in errors(run(tmp_path, f"{'a' * 300}.csv"))] == ["bestand-onleesbaar"]
