"""Draws of a table of rows: clients weigh as households do, and who has no table cannot draw them again."""

import random

import numpy as np
import pytest

from rendement.study.calculation import Options
from rendement.study.drawing import Drawing
from rendement.study.pipeline import calculate
from rendement.study.rows import counting
from row_case import TABLED

CASE = TABLED + "    opschalen_naar: {group}\n"
POSTS = ("wonen/mutatie", "jeugd/ots", "wonen/noodwoning")  # 1.200, 8.900 and 400 euro
DRAWS = 20_000


def skewed(clients, seed=1):
    """Rows (who, post, count): a post that all have, one of which a few have very much, and one of twelve."""
    pick = random.Random(seed)
    rows = []
    for number in range(clients):
        rows.append((f"c{number}", POSTS[0], str(pick.randint(1, 3))))
        if pick.random() < 0.4:
            rows.append((f"c{number}", POSTS[1], f"{0.1 + pick.lognormvariate(0, 1.5):.2f}"))
        if number < 12:
            rows.append((f"c{number}", POSTS[2], f"{20 * pick.lognormvariate(0, 1):.0f}"))
    return rows


def drawing_of(folder, rows, group, head="client", more=""):
    table = folder / f"{head}.csv"
    lines = [f"{head};post;aantal", *(";".join(row) for row in rows)]
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    text = CASE.format(table=table.name, group=group) + more
    (folder / "casus.yaml").write_text(text, encoding="utf-8")
    outcome = calculate(str(folder / "casus.yaml"), Options())
    assert not [f.message for f in outcome.findings if f.severity == "fout"]
    return Drawing(outcome)


def drawn(drawing, count=DRAWS, paths=("baten[0].netto",), seed=1):
    found = {path: [] for path in paths}

    def keep(_count, _inputs, figures):
        for path, kept in found.items():
            kept.append(figures[path])

    drawing.run(drawing.figures(list(found)), count, seed, keep)
    return [np.concatenate(kept) for kept in found.values()]


@pytest.mark.parametrize("clients", [60, 150])
def test_clients_weigh_as_households_do(tmp_path, clients):
    """Of each the percentile, within what chance does to both; the density there comes from the draws."""
    rows, actors = skewed(clients), ("baten[0].netto", "per_actor.woningcorporatie.saldo")
    ours = drawn(drawing_of(tmp_path, rows, 10 * clients), paths=actors)
    theirs = drawn(drawing_of(tmp_path, rows, 10 * clients, "casus"), paths=actors)
    for own, other in zip(ours, theirs, strict=True):
        assert own.mean() == pytest.approx(other.mean(), abs=4 * other.std() * (2 / DRAWS) ** 0.5)
        for part in (0.05, 0.5, 0.95):
            wide = np.quantile(other, part + 0.04) - np.quantile(other, part - 0.04)
            slack = 4 * (2 * part * (1 - part) / DRAWS) ** 0.5 * wide / 0.08
            assert np.quantile(own, part) == pytest.approx(np.quantile(other, part), abs=slack)


def test_the_group_never_costs_more_than_its_dearest_nor_less_than_its_cheapest(tmp_path):
    """Eleven of 1.200 and one of ten times that; of normal weights one draw in a hundred is below."""
    rows = [(f"c{number}", POSTS[0], "10" if number == 0 else "1") for number in range(12)]
    (nets,) = drawn(drawing_of(tmp_path, rows, 120))
    assert nets.min() > 120 * 1200
    assert nets.max() < 120 * 12_000
    assert nets.std() > 120 * 1200 / 2  # s is 2,6 x 1.200, and the square root of twelve 3,5


def test_who_is_called_otherwise_or_stands_elsewhere_draws_the_same(tmp_path):
    rows = skewed(60)
    (before,) = drawn(drawing_of(tmp_path, rows, 600), 1000)
    other = [(f"x{99 - int(who[1:])}", post, count) for who, post, count in reversed(rows)]
    (after,) = drawn(drawing_of(tmp_path, other, 600), 1000)
    assert (before == after).all()


def test_clients_with_the_same_counts_are_drawn_as_one(tmp_path):
    rows = [(f"c{number}", POSTS[0], "1" if number % 3 else "2") for number in range(60)]
    drawing = drawing_of(tmp_path, rows, 600)
    alike = drawing.plan.lines[0].sample.alike
    mean = (40 + 20 * 2) / 60
    assert alike.sizes == (40, 20)
    assert alike.counts == (((0, pytest.approx(1 / mean)),), ((0, pytest.approx(2 / mean)),))


def test_another_table_draws_otherwise_though_all_its_sums_are_the_same(tmp_path):
    """Whoever knows the seed, the posts and their sums cannot draw again what only the table says."""
    one = [(f"c{number}", POSTS[0], count) for number, count in enumerate(["1", "1", "4"] * 10)]
    other = [
        (f"c{number}", POSTS[0], count) for number, count in enumerate(["2", "2", "2"] * 9 + ["1", "1", "4"])
    ]
    first, second = (drawn(drawing_of(tmp_path, rows, 300))[0] for rows in (one, other))
    assert first.mean() == pytest.approx(second.mean(), rel=0.02)
    assert abs(np.corrcoef(first, second)[0, 1]) < 4 / DRAWS**0.5


def test_one_draw_is_the_first_of_a_thousand(tmp_path):
    drawing = drawing_of(tmp_path, skewed(60), 600)
    (many,) = drawn(drawing, 1100)
    for count in (1, 2, 17, 513):
        assert (drawn(drawing, count)[0] == many[:count]).all()


def test_two_clients_of_millions(tmp_path):
    """As with two households a draw is nearly one of both."""
    rows = [("a", POSTS[0], "1"), ("b", POSTS[0], "3")]
    (nets,) = drawn(drawing_of(tmp_path, rows, 1_000_000, more="    kleinste_groep: 1\n"))
    assert nets.mean() == pytest.approx(1e6 * 2400, rel=0.02)
    assert np.quantile(nets, 0.25) == pytest.approx(1e6 * 1200, rel=1e-3)
    assert np.quantile(nets, 0.75) == pytest.approx(1e6 * 3600, rel=1e-3)


def test_a_post_of_which_nobody_has_any_weighs_nothing(tmp_path):
    rows = [(f"c{number}", POSTS[0], "1") for number in range(12)]
    rows += [(f"c{number}", POSTS[1], "0") for number in range(12)]
    (nets,) = drawn(drawing_of(tmp_path, rows, 120), 100)
    assert nets == pytest.approx(np.full(100, 120 * 1200))


@pytest.mark.parametrize(("most", "apart"), [(60, True), (59, False)])
def test_of_more_clients_the_sums_say_how_they_weigh(tmp_path, monkeypatch, most, apart):
    monkeypatch.setattr(counting, "MOST_APART", most)
    drawing = drawing_of(tmp_path, skewed(60), 600)
    assert (drawing.plan.lines[0].sample.alike is not None) == apart
    (nets,) = drawn(drawing)
    line = drawing.result.benefits[0]
    assert nets.mean() == pytest.approx(line.net, abs=4 * nets.std() / DRAWS**0.5)


def test_groups_that_stand_together_are_weighed_by_client_too(tmp_path):
    rows = skewed(60)
    group = {f"c{number}": "a" if number > 20 else "bc"[number % 2] for number in range(60)}
    table = "\n".join(["client;post;aantal;groep", *(";".join((*row, group[row[0]])) for row in rows)])
    plain = drawing_of(tmp_path, rows, 600)
    (tmp_path / "client.csv").write_text(table + "\n", encoding="utf-8")
    with (tmp_path / "casus.yaml").open("a", encoding="utf-8") as stream:
        stream.write("    splits: groep\n    kleinste_groep: 15\n    ontvanger: gemeente\n    domein: zorg\n")
    split = Drawing(calculate(str(tmp_path / "casus.yaml"), Options()))
    assert [name for name, _ in split.plan.lines[0].households] == ["a", "overige groepen"]
    (one,), (other,) = drawn(plain), drawn(split)
    assert other.mean() == pytest.approx(one.mean(), rel=0.02)
    assert other.std() == pytest.approx(one.std(), rel=0.05)
