"""Draws of programmes: closed forms, and what must hold of any programme and of the cases in it."""

from math import sqrt

import numpy as np
import pytest

from project import files, short
from rendement.figures.programme_fields import PROGRAMME
from rendement.source.tree import parse
from rendement.study.calculation import Options
from rendement.study.contract import contract, figures_of
from rendement.study.drawing import Drawing
from rendement.study.drawing_programme import BALANCE, ProgrammeDrawing
from rendement.study.draws_programme import programme_uncertainty
from rendement.study.pipeline import calculate, calculate_source
from rendement.study.recording_case import figures_by_path

HEAD = "soort: programma\nnaam: Geheel\ngemeente: Plaats\n"
MANY = 40_000
PRICE = 'prijzen."a/b"'


def programme(text, *sets, period="2020-2021"):
    source, findings = parse(f"{HEAD}periode: {period}\n{text}", "geheel.yaml")
    found = calculate_source("geheel.yaml", source, findings, Options(sets))
    assert found.programme is not None, found.findings
    return found


def drawn(text, draws=MANY, seed=1, period="2020-2021"):
    return programme_uncertainty(programme(text, period=period), draws, seed)


def every_draw(drawing, paths, draws=200, seed=1):
    """What is drawn, and these figures, draw by draw."""
    rows = {}

    def watch(size, columns, figures):
        for path, values in (*columns.items(), *figures.items()):
            rows.setdefault(path, []).append(np.broadcast_to(values, size).copy())

    drawing.run(drawing.figures(paths), draws, seed, watch)
    return {path: np.concatenate(parts) for path, parts in rows.items()}


def near(value, expected, error, times=4):
    assert abs(value - expected) <= times * error, (value, expected, error)


def uniform(low, high):
    return f"{{laag: {low}, hoog: {high}, verdeling: uniform}}"


def test_a_target_that_is_met_in_a_known_part_of_the_draws():
    """Of 0 to 100 uniform 40 is met in 60%, 0 to 200 beside it in the year after in 50 of 100: 100 is asked.
    What is met in 80 of 100 is the 20% point: 20, and 40. Both at once 60% × 50%."""
    found = drawn(
        "telling: nieuw\ntaakstelling: {2020: 40, 2021: 100}\nmaatregelen:\n"
        f"  - {{naam: A, besparing: {{incidenteel: {{2020: {uniform(0, 100)}}}}}}}\n"
        f"  - {{naam: B, besparing: {{incidenteel: {{2021: {uniform(0, 200)}}}}}}}\n"
    )
    first, second = found.target.years["2020"], found.target.years["2021"]
    near(first.chance, 0.6, sqrt(0.6 * 0.4 / MANY))
    near(second.chance, 0.5, sqrt(0.5 * 0.5 / MANY))
    near(found.target.every, 0.6 * 0.5, sqrt(0.3 * 0.7 / MANY))
    near(first.reached, 20, first.error)
    near(second.reached, 40, second.error)
    assert first.cumulative == first.chance


def test_what_runs_up_may_be_met_later_and_covers_count():
    """A ≥ 50 of 0 to 100 in 2020 after 10 of cover: 60 of 100 draws. In 2021 as much again of the same draw,
    and no cover, so 2 A ≥ 100 - 10: 55%; both years of one draw 55% too, for the second asks more."""
    found = drawn(
        "telling: nieuw\ntaakstelling: {2020: 50, 2021: 50}\ndekking: [{naam: D, bedragen: {2020: 10}}]\n"
        f"maatregelen:\n  - {{naam: A, besparing: {{structureel: {{2020: {uniform(0, 100)}, "
        f"2021: {uniform(0, 100)}}}}}}}\n"
    )
    near(found.target.years["2020"].chance, 0.6, sqrt(0.6 * 0.4 / MANY))
    near(found.target.years["2021"].chance, 0.5, 0.5 / sqrt(MANY))
    near(found.target.years["2021"].cumulative, 0.55, 0.5 / sqrt(MANY))
    near(found.target.every, 0.5, 0.5 / sqrt(MANY))
    near(found.target.every_cumulative, 0.55, 0.5 / sqrt(MANY))
    near(found.target.whole.chance, 0.55, 0.5 / sqrt(MANY))
    near(found.target.whole.reached, 10 + 2 * 20, found.target.whole.error)


def test_a_target_met_exactly_is_met():
    found = drawn(
        "telling: nieuw\ntaakstelling: {2020: 30}\nmaatregelen:\n"
        "  - {naam: A, besparing: {structureel: {2020: {discreet: {10: 50%, 20: 50%}}}}}\n"
        "  - {naam: B, besparing: {structureel: {2020: 10}}}\n"
    )
    near(found.target.years["2020"].chance, 0.5, 0.5 / sqrt(MANY))


def test_the_years_of_one_kind_of_one_measure_are_one_draw_and_nothing_else_is():
    text = (
        "maatregelen:\n"
        f"  - naam: A\n    besparing: {{structureel: {{2020: {uniform(0, 10)}, 2021: {uniform(20, 40)}}}, "
        f"incidenteel: {{2020: {uniform(0, 10)}}}}}\n"
        f"    bijgesteld: {{structureel: {{2021: {uniform(50, 60)}}}}}\n"
        f"    investering: {{2020: {uniform(0, 10)}, 2021: {uniform(0, 20)}}}\n"
        f"  - {{naam: B, besparing: {{structureel: {{2020: {uniform(0, 10)}}}}}}}\n"
        f"kosten: [{{naam: K, bedragen: {{2020: {uniform(0, 10)}, 2021: {uniform(0, 20)}}}}}]\n"
        f"formatie: [{{naam: F, fte: {{2020: {uniform(0, 10)}, 2021: {uniform(0, 20)}}}, "
        f"tarief: {uniform(0, 10)}}}]\n"
    )
    rows = every_draw(ProgrammeDrawing(programme(text)), [BALANCE])
    first = "maatregelen[0].besparing.structureel.2020"
    same = {
        first: (0, 10),
        "maatregelen[0].besparing.structureel.2021": (20, 20),
        "maatregelen[0].bijgesteld.structureel.2021": (50, 10),
    }
    for path, (low, width) in same.items():
        assert (rows[path] - low) / width == pytest.approx(rows[first] / 10)
    for section in ("maatregelen[0].investering", "kosten[0].bedragen", "formatie[0].fte"):
        assert rows[f"{section}.2021"] == pytest.approx(2 * rows[f"{section}.2020"])
    apart = (
        first,
        "maatregelen[0].besparing.incidenteel.2020",
        "maatregelen[0].investering.2020",
        "maatregelen[1].besparing.structureel.2020",
        "kosten[0].bedragen.2020",
        "formatie[0].fte.2020",
        "formatie[0].tarief",
    )
    table = np.corrcoef([rows[path] for path in apart])
    assert np.abs(table - np.eye(len(apart))).max() < 0.3


def test_a_single_kind_need_not_be_named_to_move_along():
    text = (
        f"maatregelen:\n  - {{naam: A, besparing: {{jaarlijks: {{2020: {uniform(0, 10)}}}}}, "
        f"gerealiseerd: {{2021: {uniform(0, 20)}}}}}\n"
        f"  - {{naam: Oud, besparing: {{jaarlijks: {{2020: 5}}}}, bijgesteld: {{2020: {uniform(1, 2)}}}}}\n"
        "  - {naam: Nieuw, vervangt: [oud], besparing: {jaarlijks: {2020: 5}}}\n"
    )
    rows = every_draw(ProgrammeDrawing(programme(text)), [BALANCE])
    plan, done = rows["maatregelen[0].besparing.jaarlijks.2020"], rows["maatregelen[0].gerealiseerd.2021"]
    assert done == pytest.approx(2 * plan)


def test_the_order_of_measures_changes_no_draw():
    one = "  - {naam: A, besparing: {structureel: {2020: 4..9}}}\n"
    two = "  - {naam: B, besparing: {structureel: {2020: 1..30}}}\n"
    new = "  - {naam: C, besparing: {structureel: {2020: 1}}}\n"
    base = every_draw(ProgrammeDrawing(programme(f"maatregelen:\n{one}{two}")), [BALANCE])
    turned = every_draw(ProgrammeDrawing(programme(f"maatregelen:\n{two}{new}{one}")), [BALANCE])
    path = "maatregelen[{}].besparing.structureel.2020"
    assert (base[path.format(0)] == turned[path.format(2)]).all()
    assert (base[path.format(1)] == turned[path.format(0)]).all()
    assert turned[BALANCE] - 2 == pytest.approx(base[BALANCE])  # C: 1 in each of two years


CASE = """naam: {name}
gemeente: Plaats
periode: 2020-2021
prijspeil: 2020
prijslijsten: [lijst.yaml]
baten:
  - {{naam: Winst, jaren: 2020-2021, per: jaar, aantal: {count}, posten: {{a/b: {times}}}}}
kosten:
  - {{naam: Inzet, jaar: 2020, bedrag: 10..30}}
"""
POST = "{naam: Post, bedrag: {laag: 60, hoog: 120, verdeling: uniform}, betaler: gemeente}"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "lijst.yaml").write_text(f"prijslijst: lijst\nprijspeil: 2020\nposten:\n  a/b: {POST}\n")
    (tmp_path / "een.yaml").write_text(CASE.format(name="Een", count="4..6..20", times=3))
    (tmp_path / "twee.yaml").write_text(CASE.format(name="Twee", count="4..6..20", times=5))
    return tmp_path


def whole(folder, rest, name="geheel", head=HEAD):
    path = folder / f"{name}.yaml"
    path.write_text(f"{head.replace('Geheel', name)}periode: 2020-2021\n{rest}")
    found = calculate(str(path))
    assert found.programme is not None, found.findings
    return found


def test_a_programme_of_one_case_has_the_draws_of_that_case(folder):
    alone = every_draw(Drawing(calculate(str(folder / "een.yaml"))), ["totaal.rendement"])
    found = whole(folder, "maatregelen: [{casus: een.yaml}]\n")
    inside = every_draw(ProgrammeDrawing(found), [BALANCE])
    assert inside[BALANCE] == pytest.approx(alone["totaal.rendement"], rel=1e-12)
    for path, values in alone.items():
        if path != "totaal.rendement":
            place = path if path.startswith("prijzen") else f"maatregelen[0].{path}"
            assert (inside[place] == values).all()


def test_a_price_that_two_cases_use_is_one_draw_and_their_counts_are_not(folder):
    """Certain counts 2 and 2 over two years, times 3 and 5: 2 × 2 × 8 deviations of the price, where apart it
    would be 2 × 2 × √(9 + 25); uncertain counts are apart."""
    for name in ("een", "twee"):
        text = (folder / f"{name}.yaml").read_text()
        (folder / f"{name}.yaml").write_text(text.replace("4..6..20", "2").replace("10..30", "20"))
    both = whole(folder, "maatregelen: [{casus: een.yaml}, {casus: twee.yaml}]\n")
    found = programme_uncertainty(both, MANY, 1)
    near(found.net.deviation, 2 * 2 * 8 * 60 / sqrt(12), 0.01 * found.net.deviation)
    assert found.uncertain == 1


def test_counts_of_two_cases_are_two_draws(folder):
    both = whole(folder, "maatregelen: [{casus: een.yaml}, {casus: twee.yaml}]\n")
    rows = every_draw(ProgrammeDrawing(both), [BALANCE], 2000)
    counts = [rows[f"maatregelen[{number}].baten[0].aantal"] for number in range(2)]
    assert abs(np.corrcoef(counts)[0, 1]) < 0.1
    parts = [rows[PRICE] * times * 2 * count for times, count in zip((3, 5), counts, strict=True)]
    spent = rows["maatregelen[0].kosten[0].bedrag"] + rows["maatregelen[1].kosten[0].bedrag"]
    assert rows[BALANCE] == pytest.approx(parts[0] + parts[1] - spent, rel=1e-12)


def test_a_price_with_another_range_in_one_case_is_two_inputs_of_one_draw(folder):
    """Both have 90 in the middle; the second from 80 to 100."""
    own = POST.replace("60", "80").replace("120", "100")
    (folder / "ander.yaml").write_text(f"prijslijst: ander\nprijspeil: 2020\nposten:\n  a/b: {own}\n")
    text = (folder / "twee.yaml").read_text()
    (folder / "twee.yaml").write_text(text.replace("lijst.yaml", "ander.yaml"))
    both = whole(folder, "maatregelen: [{casus: een.yaml}, {casus: twee.yaml}]\n")
    rows = every_draw(ProgrammeDrawing(both), [BALANCE])
    first, second = (rows[f"maatregelen[{number}].{PRICE}"] for number in range(2))
    assert (first - 60) / 60 == pytest.approx((second - 80) / 20)


def test_splitting_over_programmes_changes_nothing(folder):
    flat = whole(folder, "maatregelen: [{casus: een.yaml}, {casus: twee.yaml}]\n")
    own = "maatregelen: [{casus: twee.yaml}]\nkosten: [{naam: K, bedragen: {2020: 1..5}}]\n"
    alone = every_draw(ProgrammeDrawing(whole(folder, own, "binnen")), [BALANCE])
    nested = whole(folder, "maatregelen: [{programma: binnen.yaml}, {casus: een.yaml}]\n")
    base, rows = (every_draw(ProgrammeDrawing(found), [BALANCE]) for found in (flat, nested))
    assert (rows["maatregelen[0].kosten[0].bedragen.2020"] == alone["kosten[0].bedragen.2020"]).all()
    cost = rows["maatregelen[0].kosten[0].bedragen.2020"]
    assert rows[BALANCE] + cost == pytest.approx(base[BALANCE], rel=1e-12)


def test_households_of_a_case_weigh_as_when_it_is_run_alone(tmp_path):
    (tmp_path / "een.yaml").write_text(
        "naam: Een\ngemeente: Plaats\nperiode: 2020\nprijspeil: 2020\nbaten:\n  - naam: Winst\n"
        "    opschalen_naar: 30\n    casussen:\n"
        "      - {naam: H1, posten: {wonen/huisuitzetting: {bedrag: 100, reden: R}}}\n"
        "      - {naam: H2, posten: {wonen/huisuitzetting: {bedrag: 500, reden: R}}}\n"
    )
    alone = every_draw(Drawing(calculate(str(tmp_path / "een.yaml"))), ["totaal.rendement"])
    found = whole(tmp_path, "maatregelen: [{casus: een.yaml}]\n")
    inside = every_draw(ProgrammeDrawing(found), [BALANCE])
    assert inside[BALANCE] == pytest.approx(alone["totaal.rendement"], rel=1e-12)
    drawn_ = programme_uncertainty(found, 500, 1)
    assert (drawn_.samples, drawn_.uncertain) == ((2,), 0)
    assert drawn_.net.deviation > 0


FULL = (
    "telling: stand\ntaakstelling: {2020: 50, 2021: 80}\ndekking: [{naam: D, bedragen: {2020: 7}}]\n"
    "maatregelen:\n  - {casus: een.yaml, domein: wonen}\n  - {casus: twee.yaml, status: gerealiseerd}\n"
    "  - {naam: A, domein: jeugd, besparing: {structureel: {2020: 10..40, 2021: 5..6..9}, incidenteel: 1..3}"
    ", status: {2020: gerealiseerd}, investering: {2020: 4..8}}\n"
    "  - {naam: B, besparing: {jaarlijks: {2020-2021: 10..20}}, tegenpartij: client}\n"
    "kosten: [{naam: K, bedragen: {structureel: {2020: 1..5}}}]\n"
    "formatie: [{naam: F, fte: {2020: 0.5..1.5}, tarief: 10..30}]\n"
)


def test_a_row_put_back_gives_that_row(folder):
    """Every figure, to a billionth: sums of a programme are rounded once in a single run."""
    found = whole(folder, FULL)
    drawing = ProgrammeDrawing(found)
    rows = every_draw(drawing, drawing.known, 5, 7)
    inputs = [one.item.path for one in drawing.drawn]
    # a price; two of each case; three savings and an investment; B; K; F: fte and tariff
    assert len(inputs) == 1 + 2 * 2 + 4 + 1 + 1 + 2
    for i in range(5):
        sets = tuple(f"{path}={float(rows[path][i])!r}" for path in inputs)
        again = calculate(str(folder / "geheel.yaml"), Options(sets))
        figures = figures_by_path(PROGRAMME, figures_of(again, ()))
        assert len(figures) > 100
        for path, value in figures.items():
            if path in rows and isinstance(value, float):
                assert rows[path][i] == pytest.approx(value, rel=1e-9, abs=1e-9), path


def test_what_is_realised_and_what_is_expected_are_the_whole_in_every_draw(folder):
    drawing = ProgrammeDrawing(whole(folder, FULL))
    keys = ("realisatie", "gerealiseerd", "verwacht", "verschil", "dekking", "taakstelling", "saldo")
    rows = every_draw(
        drawing, [f"{base}.{key}" for base in ("totaal", "per_jaar.2020", "per_jaar.2021") for key in keys]
    )
    for base in ("totaal", "per_jaar.2020", "per_jaar.2021"):
        one = {key: rows[f"{base}.{key}"] for key in keys}
        assert one["gerealiseerd"] + one["verwacht"] == pytest.approx(one["realisatie"], abs=1e-9)
        assert one["realisatie"] + one["dekking"] - one["taakstelling"] == pytest.approx(
            one["verschil"], abs=1e-9
        )


def test_every_measure_year_and_domain_has_its_range(folder):
    found = whole(folder, FULL)
    data = contract(calculate(str(folder / "geheel.yaml"), Options(draws=500)))["onzekerheid"]
    assert [item["pad"] for item in data["maatregelen"]] == [f"maatregelen[{i}]" for i in range(4)]
    assert all(item["saldo"]["sd"] > 0 for item in data["maatregelen"])
    assert list(data["per_jaar"]) == ["2020", "2021"]
    assert set(data["per_domein"]) == set(contract(found)["per_domein"])
    assert list(data["taakstelling"]["2020"]) == ["kans", "gehaald_80", "kans_cumulatief"]
    means = sum(item["saldo"]["gemiddelde"] for item in data["per_jaar"].values())
    apart = data["saldo"]["gemiddelde"] - means  # 1 to 3 of A, 10 to 20 of B
    assert 1 + 10 < apart < 3 + 20


def test_a_certain_programme_has_no_spread_and_no_target_no_chance():
    found = drawn("maatregelen: [{naam: A, besparing: {structureel: {2020: 5}}}]\n", 500)
    assert (found.net.mean, found.net.deviation, found.uncertain) == (10, 0, 0)
    assert (found.target, found.histogram) == (None, None)
    data = contract(
        calculate_source(
            "p.yaml",
            *parse(HEAD + "periode: 2020\nmaatregelen: [{naam: A, pm: onbekend}]\n", "p.yaml"),
            Options(draws=10),
        )
    )["onzekerheid"]
    assert (data["saldo"], data["kans_alle_jaren"], data["taakstelling"]) == (None, None, {})


def test_a_scenario_has_its_own_draws():
    text = HEAD + (
        "periode: 2020\nmaatregelen: [{naam: A, besparing: {structureel: {2020: 10..20}}}]\n"
        "scenarios: {laag: {maatregelen.a.besparing.structureel.2020: 0..10}}\n"
    )
    data = contract(calculate_source("p.yaml", *parse(text, "p.yaml"), Options(draws=400)))
    mine, own = data["onzekerheid"]["saldo"], data["scenarios"]["laag"]["onzekerheid"]
    assert own["saldo"]["p50"] == pytest.approx(mine["p50"] - 10)
    assert own["kans_alle_jaren"] is None


PROGRAMMES = [
    path
    for path in files("cases", "examples", "tests/figures")
    if "soort: programma" in path.read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("path", PROGRAMMES, ids=short)
def test_every_programme_runs_with_draws(path):
    found = calculate(str(path), Options(draws=3))
    assert found.programme is not None, found.findings
    drawn_ = programme_uncertainty(found, 3, 1)
    point = found.programme.net.total
    assert (drawn_.net is None) == found.programme.empty
    assert all(band is not None for band in drawn_.rows.values())
    if drawn_.net is not None and not drawn_.uncertain and not drawn_.samples:
        assert drawn_.net.mean == pytest.approx(point, rel=1e-9, abs=1e-6)
