"""Tables of rows with a column `jaar`: each row counts in its own year, as lines of households by year do."""

import random
from math import sqrt

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from rendement.engine.sampling import student95
from rendement.report.check import check
from rendement.source.rows import OTHERS
from rendement.study.batch.files import collect
from rendement.study.batch.job import Job
from rendement.study.calculation import Options
from rendement.study.contract import contract
from rendement.study.drawing import Drawing
from rendement.study.pipeline import calculate
from rendement.study.sensitivity.setting import Setting
from rendement.study.sensitivity.things import things
from rendement.study.sensitivity.tornado import tornado

HEAD = """naam: X
gemeente: Y
periode: 2018-2020
prijspeil: 2018
prijslijsten: [zoetermeer-2018]
discontovoet: 4%
horizon: 4
"""
POSTS = ("wonen/mutatie", "jeugd/ots", "wonen/noodwoning")  # 1.200, 8.900 and 400 euro
YEARS = (2018, 2019, 2020)


TWO_YEARS = [(f"c{i}", POSTS[0], "1", year) for i in range(12) for year in ("2018", "2019")]


def run(folder, lines, section="baten", **options):
    written = HEAD + ("baten: []\n" if section == "kosten" else "") + f"{section}:\n" + lines
    (folder / "casus.yaml").write_text(written, encoding="utf-8")
    return calculate(str(folder / "casus.yaml"), Options(**options))


def line(table, more=""):
    return f"  - naam: A\n    casussen: {table}\n" + "".join(
        f"    {key}\n" for key in more.split("; ") if key
    )


def rows_of(clients, seed=1):
    """Rows (who, post, count, year) in no order; counts are halves, so that every sum is exact."""
    pick = random.Random(seed)
    rows = [
        (f"geheim-{number}", post, pick.choice(("0", "1", "2", "0.5", "12")), str(year))
        for number in range(clients)
        for post in POSTS
        for year in YEARS
        if pick.random() < 0.6
    ]
    rows += [(f"geheim-{number}", "jeugd/pleegzorg", "1", "2019") for number in range(clients)]
    pick.shuffle(rows)
    return rows


def write(path, rows, head="client;post;aantal;jaar"):
    path.write_text("\n".join([head, *(";".join(row) for row in rows)]) + "\n", encoding="utf-8")


def write_parquet(path, rows, kind):
    who, posts, counts, years = zip(*rows, strict=True)
    columns = {"client": who, "post": posts, "aantal": counts, "jaar": pa.array(years).cast(kind)}
    pq.write_table(pa.table(columns), path)


def shown(outcome, section="baten"):
    assert not [f.message for f in outcome.findings if f.severity == "fout"]
    return contract(outcome)[section]


def errors(outcome):
    return [(f.code, f.message) for f in outcome.findings if f.severity == "fout"]


def by_hand(folder, rows, more, section="baten"):
    """The same as a line of households for each year, in which everybody has a place."""
    everybody = dict.fromkeys(row[0] for row in rows)
    lines = ""
    for year in YEARS:
        own = [row[:3] for row in rows if row[3] == str(year)]
        away = everybody.keys() - {row[0] for row in own}
        write(
            folder / f"{year}.csv",
            [*own, *((who, POSTS[0], "0") for who in sorted(away))],
            "casus;post;aantal",
        )
        lines += line(f"{year}.csv", f"{more}; jaar: {year}").replace("naam: A", f"naam: A ({year})")
    return run(folder, lines, section)


@pytest.mark.parametrize("section", ["baten", "kosten"])
@pytest.mark.parametrize("clients", [1, 2, 40])
@pytest.mark.parametrize("table", ["t.csv", "tekst.parquet", "heel.parquet", "komma.parquet"])
def test_every_table_both_ways(tmp_path, section, clients, table):
    rows = rows_of(clients, clients)
    share = "toerekening" if section == "baten" else "additioneel"
    more = f"opschalen_naar: {3 * clients}; {share}: 80%; duur: 2.5; groei: 2%; discontovoet: 3%"
    if table.endswith("csv"):
        write(tmp_path / table, rows)
    else:
        kinds = {"tekst": pa.string(), "heel": pa.int16(), "komma": pa.string()}
        write_parquet(tmp_path / table, rows, kinds[table.partition(".")[0]])
        if table.startswith("komma"):
            whole = pq.read_table(tmp_path / table)
            years = whole["jaar"].cast(pa.int64()).cast(pa.float64())
            pq.write_table(whole.set_column(3, "jaar", years), tmp_path / table)
    one = by_hand(tmp_path, rows, more, section)
    added = run(tmp_path, line(table, f"{more}; kleinste_groep: 1"), section)
    assert len(shown(added, section)) == len(YEARS)
    for own, other in zip(shown(added, section), shown(one, section), strict=True):
        assert own["naam"] == other["naam"]
        for key in ("netto", "contante_waarde", "prijs", "aantal", "jaren", "per_jaar", "per_actor"):
            assert own[key] == pytest.approx(other[key], rel=1e-13), key
        for key, figure in other["opschaling"].items():
            assert own["opschaling"][key] == (pytest.approx(figure, rel=1e-12) if figure else figure), key
        used = {row["post"]: (row["totaal"], row["betaler"]) for row in other["matrix"]["rijen"]}
        found = {row["post"]: (row["totaal"], row["betaler"]) for row in own["matrix"]["rijen"]}
        assert {key: value for key, value in used.items() if value[0]} == {
            key: value for key, value in found.items() if value[0]
        }
    for key in ("totaal", "per_jaar", "per_actor", "per_domein"):
        mine, theirs = contract(added)[key], contract(one)[key]
        assert dict(flat(mine)) == pytest.approx(dict(flat(theirs)), rel=1e-12, abs=1e-6)


def flat(node, path=""):
    for key, value in node.items():
        if isinstance(value, dict):
            yield from flat(value, f"{path}.{key}")
        elif isinstance(value, int | float):
            yield f"{path}.{key}", value


def test_the_outcome_worked_out_by_hand(tmp_path):
    """Twelve with one mutatie in 2018 and ten with two ots in 2020, at 4% from the start of a year."""
    rows = [(f"c{i}", POSTS[0], "1", "2018") for i in range(12)]
    rows += [(f"c{i}", POSTS[1], "2", "2020") for i in range(10)]
    write(tmp_path / "t.csv", rows)
    outcome = run(tmp_path, line("t.csv"))
    first, second = shown(outcome)
    assert [first["naam"], second["naam"]] == ["A (2018)", "A (2020)"]
    assert (first["netto"], second["netto"]) == (12 * 1200, 20 * 8900)
    assert first["matrix"]["casussen"] == ["alle 12 cliënten, 2018"]
    found = contract(outcome)
    assert found["per_jaar"]["2018"]["baten"] == 12 * 1200
    assert found["per_jaar"]["2019"]["baten"] == 0
    assert found["per_jaar"]["2020"]["baten"] == 20 * 8900
    assert found["totaal"]["contante_waarde"]["baten"] == pytest.approx(12 * 1200 + 20 * 8900 / 1.04**2)


def test_later_years_stand_behind_the_lines_of_the_file(tmp_path):
    """So that every line that is written keeps its place in paths."""
    write(
        tmp_path / "t.csv", [(f"c{i}", POSTS[0], "1", year) for i in range(12) for year in ("2018", "2019")]
    )
    lines = line("t.csv") + "  - {naam: B, bedrag: 5, jaar: 2018}\n"
    found = shown(run(tmp_path, lines))
    assert [item["naam"] for item in found] == ["A (2018)", "B", "A (2019)"]
    assert [item["pad"] for item in found] == ["baten[0]", "baten[1]", "baten[2]"]
    assert [item["id"] for item in found] == ["a", "b", "a-2019"]


def test_what_is_changed_on_the_line_holds_in_every_year(tmp_path):
    write(
        tmp_path / "t.csv", [(f"c{i}", POSTS[0], "1", year) for i in range(12) for year in ("2018", "2019")]
    )
    changed = run(tmp_path, line("t.csv", "toerekening: 50%"), sets=("baten.a.toerekening=25%",))
    assert [item["netto"] for item in shown(changed)] == [12 * 1200 * 0.25] * 2
    status = run(tmp_path, line("t.csv", "status: {2018: gerealiseerd, 2019: verwacht}"))
    assert contract(status)["totaal"]["gerealiseerd"]["baten"] == 12 * 1200


@pytest.mark.parametrize(
    ("more", "code", "key"),
    [
        ("per: jaar", "reeks-met-per", "per"),
        ("jaar: 2018", "reeks-met-jaar", "jaar"),
        ("jaren: 2018-2019", "reeks-met-jaar", "jaren"),
        ("aantal: {2018: 1, 2019: 2}", "reeks-met-jaar", "aantal"),
        ("per: jaar; jaar: 2018; maanden: 6", "reeks-met-jaar", "maanden"),
        ("ontvanger: {rijk: € 100, gemeente: rest}", "reeks-met-jaar", "ontvanger"),
    ],
)
def test_a_line_whose_table_names_the_years_does_not(tmp_path, more, code, key):
    write(tmp_path / "t.csv", [(f"c{i}", POSTS[0], "1", "2018") for i in range(12)])
    outcome = run(tmp_path, line("t.csv", more))
    found = [f for f in outcome.findings if f.severity == "fout" and f.place == ("baten", 0, key)]
    assert [f.code for f in found] == [code]
    assert outcome.result is None


def test_a_cost_of_a_table_with_years_does_not_return(tmp_path):
    write(tmp_path / "t.csv", [(f"c{i}", POSTS[0], "1", "2018") for i in range(12)])
    outcome = run(tmp_path, line("t.csv", "jaar: 2018; herhaling: {elke: 1, tot: 2020}"), "kosten")
    found = [f.code for f in outcome.findings if f.severity == "fout" and f.place[2:] == ("herhaling",)]
    assert found == ["reeks-met-jaar"]


OUTSIDE = "ligt buiten de periode 2018-2020"
BAD = (
    ("c0;wonen/mutatie;1;", "lege-cel", "één rij heeft geen jaar: rij 14"),
    ("c0;wonen/mutatie;1;18", "geen-jaar", "één rij noemt geen jaartal: rij 14"),
    ("c0;wonen/mutatie;1;2018.5", "geen-jaar", "één rij noemt geen jaartal: rij 14"),
    ("c0;wonen/mutatie;1;99999999999999999999", "geen-jaar", "één rij noemt geen jaartal: rij 14"),
    ("c0;wonen/mutatie;1;1-1-2018", "geen-jaar", "één rij noemt geen jaartal: rij 14"),
    (
        "c0;wonen/mutatie;1;2017",
        "jaar-buiten-periode",
        "2017 ligt buiten de periode 2018-2020; één rij: rij 14",
    ),
    (
        "c0;wonen/mutatie;1;2021",
        "jaar-buiten-periode",
        "2021 ligt buiten de periode 2018-2020; één rij: rij 14",
    ),
    (
        "c0;wonen/mutatie;1;2018",
        "dubbele-cel",
        "één rij herhaalt een client, post en jaar van een eerdere rij: rij 14",
    ),
)


@pytest.mark.parametrize(("row", "code", "said"), BAD)
def test_a_bad_year_is_one_finding_with_its_place(tmp_path, row, code, said):
    write(tmp_path / "t.csv", [*([f"c{i}", POSTS[0], "1", "2018"] for i in range(12)), row.split(";")])
    ((found, message),) = errors(run(tmp_path, line("t.csv", "kleinste_groep: 1")))
    assert (found, message) == (code, said)


def test_of_many_years_outside_the_first_five_rows_are_named(tmp_path):
    write(tmp_path / "t.csv", [(f"c{i}", POSTS[0], "1", "2018" if i % 2 else "2025") for i in range(24)])
    ((_, message),) = errors(run(tmp_path, line("t.csv")))
    assert message == "2025 ligt buiten de periode 2018-2020; 12 rijen: rij 2, 4, 6, 8, 10, …"
    assert not errors(run(tmp_path, line("t.csv"), sets=("periode=2018-2025", "horizon=8")))


def test_costs_may_come_after_the_period(tmp_path):
    write(tmp_path / "t.csv", [(f"c{i}", POSTS[0], "1", "2022") for i in range(12)])
    outcome = run(tmp_path, line("t.csv"), "kosten")
    assert contract(outcome)["per_jaar"]["2022"]["kosten"] == 12 * 1200
    write(tmp_path / "t.csv", [(f"c{i}", POSTS[0], "1", "2017") for i in range(12)])
    ((_, message),) = errors(run(tmp_path, line("t.csv"), "kosten"))
    assert message == "2017 ligt buiten de periode 2018-2020; 12 rijen: rij 2, 3, 4, 5, 6, …"


def test_another_date_is_no_year(tmp_path):
    rows = [(f"c{i}", POSTS[0], "1", "2018-01-01") for i in range(12)]
    write_parquet(tmp_path / "t.parquet", rows, pa.date32())
    ((code, message),) = errors(run(tmp_path, line("t.parquet")))
    assert code == "geen-jaar"
    assert message.startswith("12 rijen noemen geen jaartal: rij 1, 2, 3, 4, 5")


def test_what_few_use_in_one_year_stands_together_in_that_year(tmp_path):
    """Twenty have an ots in both years, and pleegzorg (7.000) twenty in 2018 but three in 2019."""
    rows = [(f"geheim-{i}", "jeugd/ots", "1", year) for i in range(20) for year in ("2018", "2019")]
    rows += [(f"geheim-{i}", "jeugd/pleegzorg", "1", "2018") for i in range(20)]
    rows += [(f"geheim-{i}", "jeugd/pleegzorg", "1", "2019") for i in range(3)]
    write(tmp_path / "t.csv", rows)
    outcome = run(tmp_path, line("t.csv", "opschalen_naar: 40"))
    first, second = (
        {row["post"]: row["totaal"] for row in item["matrix"]["rijen"]} for item in shown(outcome)
    )
    assert first == {"jeugd/ots": 20 * 8900, "jeugd/pleegzorg": 20 * 7000}
    assert second == {OTHERS: 20 * 8900 + 3 * 7000}
    inputs = [item.path for item in outcome.plan.ledger.inputs]
    assert [path for path in inputs if "casussen" in path and "pleegzorg" in path] == [
        'baten[0].casussen[0].posten."jeugd/pleegzorg".aantal'
    ]


def test_a_year_of_few_is_refused(tmp_path):
    rows = [(f"c{i}", POSTS[0], "1", "2018") for i in range(20)]
    write(tmp_path / "t.csv", [*rows, *((f"c{i}", POSTS[0], "1", "2019") for i in range(3))])
    assert {code for code, _ in errors(run(tmp_path, line("t.csv")))} == {"kleinste-groep"}


def test_groups_apart_in_each_year(tmp_path):
    rows = [
        (f"c{i}", POSTS[0], str(1 + i % 2), year, "nz"[i % 2]) for i in range(24) for year in ("2018", "2019")
    ]
    write(tmp_path / "t.csv", rows, "client;post;aantal;jaar;groep")
    first, second = shown(run(tmp_path, line("t.csv", "splits: groep")))
    assert first["matrix"]["casussen"] == ["n, 2018", "z, 2018"]
    assert second["matrix"]["totalen"] == [12 * 1200, 12 * 2 * 1200]


def test_draws_know_that_the_clients_of_a_later_year_are_those_of_the_first(tmp_path):
    """Whoever costs in 2018 does not in 2019: all years together nobody differs, and nothing varies."""
    rows = [(f"c{i}", POSTS[0], "2", "2018" if i % 2 else "2019") for i in range(100)]
    write(tmp_path / "t.csv", rows)
    drawing = Drawing(run(tmp_path, line("t.csv", "opschalen_naar: 400")))
    found = {"baten[0].netto": [], "baten[1].netto": []}
    program = drawing.figures(list(found))

    def keep(_count, _inputs, figures):
        for path, kept in found.items():
            kept.append(figures[path])

    drawing.run(program, 20_000, 1, keep)
    first, second = (np.concatenate(kept) for kept in found.values())
    assert first + second == pytest.approx(np.full(20_000, 400 * 2400), rel=1e-9)
    deviation = 400 * 1200 * sqrt(100 / 99) / sqrt(100) * sqrt(300 / 400)
    assert first.std() == pytest.approx(deviation, rel=4 / sqrt(40_000))


def test_of_all_years_together_each_client_is_the_sum_of_its_years(tmp_path):
    """Of a hundred half cost 1.200 in both years, half nothing; the chain leaves 80% of either.

    A client costs 2.400 or 0: mean 1.200, s = 1.200 x sqrt(100 / 99), and 80% of that is left.
    """
    rows = [(f"c{i}", POSTS[0], "1", year) for i in range(0, 100, 2) for year in ("2018", "2019")]
    rows += [(f"c{i}", POSTS[0], "0", "2018") for i in range(1, 100, 2)]
    write(tmp_path / "t.csv", rows)
    outcome = run(tmp_path, line("t.csv", "opschalen_naar: 400; toerekening: 80%"))
    (whole,) = contract(outcome)["opschaling"]
    assert (whole["pad"], whole["van"], whole["naar"]) == ("baten[0]", 100, 400)
    assert whole["gemiddelde"] == pytest.approx(1200)
    assert whole["netto"] == pytest.approx(400 * 1200 * 0.8)
    half = student95(99) * 400 * 1200 * sqrt(100 / 99) / sqrt(100) * sqrt(300 / 400) * 0.8
    assert whole["hoog"] - whole["netto"] == pytest.approx(half)
    assert whole["netto"] - whole["laag"] == pytest.approx(half)
    own = [item["opschaling"] for item in shown(outcome)]
    assert [one["hoog"] - one["netto"] for one in own] == pytest.approx([half / 2] * 2)


@pytest.mark.parametrize("clients", [2, 40])
def test_the_interval_of_all_years_is_that_of_households_with_all_of_them(tmp_path, clients):
    """Where the chain leaves as much of every year: then a household is the sum of its years."""
    rows = rows_of(clients, 3)
    write(tmp_path / "t.csv", rows)
    more = f"opschalen_naar: {3 * clients}; toerekening: 80%"
    (found,) = contract(run(tmp_path, line("t.csv", more + "; kleinste_groep: 1")))["opschaling"]
    sums = {}
    for who, post, count, _ in rows:
        sums[who, post] = sums.get((who, post), 0) + float(count)
    write(tmp_path / "h.csv", [(*key, f"{count:g}") for key, count in sums.items()], "casus;post;aantal")
    (households,) = shown(run(tmp_path, line("h.csv", more + "; jaar: 2018")))
    assert found.pop("pad") == "baten[0]"
    assert found == {key: pytest.approx(value) for key, value in households["opschaling"].items()}


def said_of(outcome):
    return [(f.message, f.remedy) for f in outcome.findings if f.severity == "fout"]


def test_of_a_year_that_is_mistaken_only_that_is_said(tmp_path):
    """Not also that so few have anything in it."""
    write(tmp_path / "t.csv", [*TWO_YEARS, ("c0", POSTS[0], "1", "2025")])
    ((message, _),) = said_of(run(tmp_path, line("t.csv")))
    assert message == "2025 ligt buiten de periode 2018-2020; één rij: rij 26"


def test_a_year_of_few_is_named_with_what_may_help(tmp_path):
    write(tmp_path / "t.csv", [*TWO_YEARS, *((f"c{i}", POSTS[0], "1", "2020") for i in range(3))])
    ((message, remedy),) = said_of(run(tmp_path, line("t.csv", "ontvanger: gemeente; domein: wonen")))
    assert message.endswith("ontvanger gemeente, domein wonen, jaar 2020")
    assert remedy == "tel dat jaar in de tabel bij een ander jaar, of laat het weg"


def test_a_sample_moves_with_all_its_years_together(tmp_path):
    """Of ten times a post some come in 2018 and the rest in 2019: every client costs the same in the end."""
    rows = [
        (f"c{i}", POSTS[0], str(count), year)
        for i in range(40)
        for year, count in (("2018", i % 11), ("2019", 10 - i % 11))
    ]
    write(tmp_path / "t.csv", rows)
    drawing = Drawing(run(tmp_path, line("t.csv", "opschalen_naar: 400")))
    (weights,) = things(drawing)
    assert weights.label == "A: gewicht van de cliënten"
    (bar,) = tornado(Setting(drawing, "totaal.rendement"), [weights], 1, 2000, certain=False)
    assert (bar.low, bar.high) == (pytest.approx(1), pytest.approx(1))
    assert (bar.at_low, bar.at_high) == (pytest.approx(400 * 10 * 1200), pytest.approx(400 * 10 * 1200))


def test_years_of_costs_are_held_against_all_years_of_a_table(tmp_path):
    write(tmp_path / "t.csv", TWO_YEARS)
    costs = "kosten:\n  - {naam: K, bedrag: 100, jaren: 2018-%d, per: jaar}\n"
    seen = []
    for last in (2019, 2020):
        run(tmp_path, line("t.csv") + costs % last)
        (item,) = check(collect([str(tmp_path / "casus.yaml")]), Job(day="2026-01-01"))
        seen.append([found.arguments["kosten"] for found in item.findings if found.number == "R114"])
    assert seen == [[], ["2018-2020"]]
