"""A batch of cases with tables of rows: kept while the rows are the same, and the same whoever computes."""

import json

import pytest

CASE = """naam: {name}
gemeente: Borne
periode: 2018-2019
prijspeil: 2018
prijslijsten: [zoetermeer-2018]
baten:
  - {{naam: Trajecten {name}, casussen: {table}, opschalen_naar: 90}}
"""
YEARS = (2018, 2019)


def rows(count, head="client;post;aantal;jaar"):
    """Of thirty clients in both years so many mutaties each; nobody is alike, so draws weigh everybody."""
    lines = [f"geheim-{i};wonen/mutatie;{count + i};{year}" for i in range(30) for year in YEARS]
    return "\n".join([head, *lines]) + "\n"


def benefits(count):
    """Three times the sum of what thirty clients have, in both years, at 1.200 each."""
    return 3 * 2 * (30 * count + 29 * 30 // 2) * 1200


@pytest.fixture
def two(write):
    write("zaken/a.yaml", CASE.format(name="A", table="a.csv"))
    write("zaken/b.yaml", CASE.format(name="B", table="delen/"))
    write("zaken/a.csv", rows(1))
    write("zaken/delen/1.csv", rows(2))


@pytest.fixture
def kept(kept_in):
    """Run a batch with a cache: which files were computed for it, and its rows."""

    def kept(*words):
        fresh, text = kept_in("uit.json", *words)
        return sorted(fresh), {row["pad"]: row for row in json.loads(text)}

    return kept


def test_a_row_has_the_sums_of_its_table(two, records):
    found = records("zaken")
    assert found["zaken/a.yaml"]["totaal.baten"] == benefits(1)
    assert found["zaken/b.yaml"]["totaal.baten"] == benefits(2)


def test_a_file_is_kept_until_its_table_changes(two, kept, write):
    kept()
    fresh, _ = kept()
    assert "zaken/a.yaml" not in fresh
    write("zaken/a.csv", rows(5))
    fresh, found = kept()
    assert "zaken/a.yaml" in fresh
    assert found["zaken/a.yaml"]["totaal.baten"] == benefits(5)


def test_a_folder_may_get_another_file_and_is_looked_at_again(two, kept, write):
    kept()
    write("zaken/delen/2.csv", rows(1).replace("\ngeheim", "\nander"))
    fresh, found = kept()
    assert "zaken/b.yaml" in fresh
    assert found["zaken/b.yaml"]["totaal.baten"] == pytest.approx((benefits(2) + benefits(1)) / 2)


def test_a_table_with_what_is_wrong_is_one_row_that_says_so_and_names_nobody(two, run, write):
    write("zaken/a.csv", rows(1) + "geheim-9;wonen/mutatie;-1;2018\n")
    answer = run("batch", "zaken", "--workers", 1, "--format", "json")
    found = {row["pad"]: row for row in json.loads(answer.stdout)}
    assert found["zaken/a.yaml"]["status"] == "fout"
    assert found["zaken/b.yaml"]["status"] == "goed"
    assert "geheim" not in answer.output


@pytest.mark.parametrize("words", [[], ["--draws", "300"]])
def test_workers_and_shards_give_what_one_process_gives(two, run, folder, words):
    tables = {}
    for name, more in (("een", ["--workers", 1]), ("twee", ["--workers", 2])):
        answer = run("batch", "zaken", "-o", f"{name}.json", *more, *words)
        assert answer.exit_code == 0, answer.output
        tables[name] = (folder / f"{name}.json").read_bytes()
    assert tables["een"] == tables["twee"]
    found = []
    for number in (1, 2):
        name = f"deel-{number}.json"
        assert run("batch", "zaken", "--shard", f"{number}/2", "-o", name, *words).exit_code == 0
        found += json.loads((folder / name).read_text("utf-8"))
    whole = json.loads(tables["een"])
    key = "totaal.baten" if not words else "onzekerheid.rendement.p5"
    assert {row["pad"]: row[key] for row in found} == {row["pad"]: row[key] for row in whole}
    assert all(row[key] is not None for row in whole)


def test_the_cache_and_the_table_hold_nobody(two, kept, folder):
    kept("--draws", "300")
    for path in (*(folder / "cache").glob("*.jsonl"), folder / "uit.json"):
        assert "geheim" not in path.read_text("utf-8")
