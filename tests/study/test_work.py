"""What a file may ask: the bounds that the docs name, and that nothing real comes near them."""

import pytest

from long_lists import GAIN, IN_A_CASE, case
from project import ROOT, files, short
from rendement.model.forms import MOST_BEARERS
from rendement.model.list_files import MOST_FILES
from rendement.model.parse import MOST_ROWS
from rendement.source.build import MAX_DEPTH, MAX_NODES, MAX_SCALAR
from rendement.source.text import MAX_BYTES
from rendement.source.tree import parse
from rendement.study import memory, pipeline, programme, work
from rendement.study.calculation import Options
from rendement.study.pipeline import calculate, calculate_source

PAGE = (ROOT / "docs" / "casustaal.md").read_text(encoding="utf-8").partition("## 12.")[2]
REAL = files("cases", "examples")


def computed(text, **options):
    return calculate_source("x.yaml", *parse(text, "x.yaml"), Options(**options))


def codes(outcome):
    return [found.code for found in outcome.findings]


def dutch(number):
    return f"{number:,}".replace(",", ".")


@pytest.mark.parametrize(
    "words",
    [
        f"{MAX_BYTES // 1_000_000} MB, met {dutch(MAX_NODES)} waarden, {MAX_DEPTH} niveaus",
        f"{dutch(MAX_SCALAR)} tekens",
        f"{MOST_BEARERS} actoren en een verloop {MOST_ROWS} rijen",
        f"{MOST_FILES} prijslijsten",
        f"{MOST_FILES} bestanden met indexcijfers",
        f"{dutch(work.MOST)} rekenstappen",
        f"{dutch(work.AGAIN)} rekenstappen",
        f"samen hooguit {memory.MOST_BYTES // 1_000_000} MB",
        f"Een regel is er {work.LINE},",
        f"in een lijst is er {work.PART}, een regel met meer dan één daarvan nog {work.BLOCK}",
        f"een verloop {work.CURVE}. Een scenario is er {work.SCENARIO}",
        f"een programma is er {programme.MEASURE} ",
    ],
)
def test_the_docs_name_the_bounds_as_they_are(words):
    assert words in PAGE


@pytest.mark.parametrize("path", REAL, ids=short)
def test_nothing_real_comes_near_a_bound(path):
    outcome = calculate(str(path))
    assert "te-veel-rekenwerk" not in codes(outcome)
    if outcome.case is not None:
        assert work.work_of(outcome.case) < work.MOST / 50


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        (GAIN, 25 + 1),
        ("baten:\n- {naam: A, bedrag: 1, duur: 4.5}\n", 25 + 5),
        ("baten:\n- {naam: A, bedrag: 1, duur: 1..4.5}\n", 25 + 5),
        # the logarithm of one among 2^53 draws lies 8.3 deviations of ln 4 ÷ 3.29 above that of 2: 66.0
        ("baten:\n- {naam: A, bedrag: 1, duur: {laag: 1, hoog: 4, verdeling: lognormaal}}\n", 25 + 67),
        ("baten:\n- {naam: A, bedrag: [1, 2, 3]}\n", 25 + 1 + 2 * 15 + 40),
        ("baten:\n- {naam: A, bedrag: 1, duur: 3, terugval: {1: 10%}}\n", 25 + 25 + 3),
        ("kosten:\n- {naam: A, bedrag: 1}\n- {naam: B, bedrag: 1}\n", 2 * 26),
        (
            "prijslijsten: [zoetermeer-2018]\nbaten:\n- naam: A\n  casussen:\n"
            "  - {naam: a, posten: {jeugd/ots: 1}}\n  - {naam: b, posten: {wonen/mutatie: 1}}\n",
            25 + 1 + 40 + 2 * 15 + 2 * 2,
        ),
    ],
)
def test_steps_are_counted_as_the_docs_say(text, steps):
    outcome = computed(case(text))
    assert not outcome.failed
    assert work.work_of(outcome.case) == steps


def test_one_step_too_many_is_refused_and_says_how_many(monkeypatch):
    monkeypatch.setattr(work, "MOST", 26)
    assert codes(computed(case(GAIN))) == []
    (found,) = computed(case(GAIN, "2020-2021").replace("10}", "10, per: jaar}")).findings
    assert found.code == "te-veel-rekenwerk"
    assert "27 rekenstappen" in found.message
    assert found.arguments == {"stappen": 27, "hooguit": 26}


def test_scenarios_are_counted_together(monkeypatch):
    """Each is 50, and half of what the case asks and holds: 26 steps, and 7 values beside the scenarios."""
    text = IN_A_CASE["scenarios"](3)
    source, _ = parse(text, "x.yaml")
    outcome = computed(text)
    assert work.work_of_scenarios(outcome.case, source, 3) == 3 * (50 + (26 + 7) // 2)
    monkeypatch.setattr(work, "MOST", 197)
    (found,) = computed(text).findings
    assert (found.code, found.path) == ("te-veel-rekenwerk", "scenarios")
    assert codes(computed(text, scenario="s1")) == []  # one of them is not all of them


def test_the_cases_of_a_programme_are_counted_together(tmp_path, monkeypatch):
    for name in ("een", "twee"):
        (tmp_path / f"{name}.yaml").write_text(case(GAIN).replace("Proef", name), encoding="utf-8")
    whole = tmp_path / "geheel.yaml"
    whole.write_text(
        "soort: programma\nnaam: P\ngemeente: Z\nperiode: 2020\nmaatregelen:\n"
        "- {casus: een.yaml}\n- {casus: twee.yaml}\n",
        encoding="utf-8",
    )
    assert not calculate(str(whole)).failed
    monkeypatch.setattr(work, "MOST", 110)  # two measures of one year are 2 x 53, their cases 2 x 26
    assert not calculate(str(whole)).failed
    monkeypatch.setattr(work, "MOST", 51)
    assert codes(calculate(str(whole))) == ["te-veel-rekenwerk"]


# -- a programme reads and computes each file once

HEAD = "soort: programma\nnaam: {name}\ngemeente: Z\nperiode: 2020\nmaatregelen:\n"


def write_programme(folder, name, *included, more=""):
    """A programme of files, each by what it is: `casus` or `programma`."""
    rows = "".join(f"- {{{kind}: {file}.yaml}}\n" for kind, file in included)
    path = folder / f"{name}.yaml"
    path.write_text(HEAD.format(name=name) + rows + more, encoding="utf-8")
    return str(path)


def write_cases(folder, count, more=""):
    for number in range(count):
        text = case(GAIN).replace("Proef", f"zaak {number}") + more
        (folder / f"zaak-{number}.yaml").write_text(text, encoding="utf-8")
    return [("casus", f"zaak-{number}") for number in range(count)]


@pytest.fixture
def computed_cases(monkeypatch):
    """The name of every case that is computed, as often as it is."""
    names, compute = [], pipeline.compute

    def counting(plan):
        names.append(plan.name)
        return compute(plan)

    monkeypatch.setattr(pipeline, "compute", counting)
    return names


def test_a_case_that_many_programmes_take_in_is_computed_once(tmp_path, computed_cases):
    """Programmes that each take in both of the next: 2^9 ways lead to the case."""
    (tmp_path / "zaak.yaml").write_text(case(GAIN), encoding="utf-8")
    for side in "ab":
        write_programme(tmp_path, f"{side}9", ("casus", "zaak"))
    for depth in range(8, 0, -1):
        for side in "ab":
            write_programme(tmp_path, f"{side}{depth}", *(("programma", f"{own}{depth + 1}") for own in "ab"))
    found = codes(calculate(str(tmp_path / "a1.yaml")))
    assert set(found) == {"dubbele-regel"}  # and that it counts so often is said
    assert computed_cases == ["Proef"]


def test_a_scenario_computes_the_cases_that_it_changes_and_no_others(tmp_path, computed_cases):
    cases = write_cases(tmp_path, 5)
    more = "scenarios:\n" + "".join(f"  s{n}: {{'maatregelen[0].baten[0].bedrag': {n}}}\n" for n in (20, 30))
    outcome = calculate(write_programme(tmp_path, "geheel", *cases, more=more))
    assert computed_cases == [*(f"zaak {number}" for number in range(5)), "zaak 0", "zaak 0"]
    totals = {name: found.net.total for name, found in outcome.programmes.items()}
    assert (outcome.programme.net.total, totals) == (5 * 10, {"s20": 20 + 4 * 10, "s30": 30 + 4 * 10})


def test_the_scenarios_of_a_case_are_its_own(tmp_path, computed_cases):
    scenarios = "scenarios: {hoog: {'baten[0].bedrag': 99}}\n"
    whole = write_programme(tmp_path, "geheel", *write_cases(tmp_path, 2, scenarios))
    assert calculate(whole).programme.net.total == 2 * 10
    assert computed_cases == ["zaak 0", "zaak 1"]
    assert list(calculate(str(tmp_path / "zaak-0.yaml")).scenarios) == ["hoog"]


def test_what_is_changed_on_disk_is_read_again_by_the_next_run(tmp_path):
    whole = write_programme(tmp_path, "geheel", *write_cases(tmp_path, 1))
    assert calculate(whole).programme.net.total == 10
    (tmp_path / "zaak-0.yaml").write_text(case(GAIN.replace("10", "11")), encoding="utf-8")
    assert calculate(whole).programme.net.total == 11


def test_what_stands_in_a_programme_within_counts_as_well(tmp_path, monkeypatch):
    write_programme(tmp_path, "binnen", *write_cases(tmp_path, 3))
    whole = write_programme(tmp_path, "geheel", ("programma", "binnen"))
    # a measure is 53; three of them with their cases of 26 steps, and the one that all of that is
    assert calculate(whole).work == 53 + 3 * (53 + 26)
    monkeypatch.setattr(work, "MOST", 3 * (53 + 26) - 1)
    assert codes(calculate(whole)) == ["te-veel-rekenwerk"]


def test_no_more_is_read_than_a_programme_may_take_in(tmp_path, monkeypatch, computed_cases):
    cases = write_cases(tmp_path, 4)
    size = (tmp_path / "zaak-0.yaml").stat().st_size
    monkeypatch.setattr(memory, "MOST_BYTES", 2 * size)
    (found,) = calculate(write_programme(tmp_path, "geheel", *cases)).findings
    assert (found.code, found.path) == ("te-veel-rekenwerk", "maatregelen[2].casus")
    assert computed_cases == ["zaak 0", "zaak 1"]


def test_scenarios_that_compute_too_much_again_are_refused(tmp_path, monkeypatch):
    """Each: a case of 26 steps and its other values, and a quarter of the programme, 53 and that case."""
    more = "scenarios:\n" + "".join(f"  s{n}: {{'maatregelen[0].baten[0].bedrag': {n}}}\n" for n in (20, 30))
    whole = write_programme(tmp_path, "geheel", *write_cases(tmp_path, 1), more=more)
    values = len(parse((tmp_path / "zaak-0.yaml").read_text("utf-8"), "x")[0].values)
    each = 26 + values - 1 + (53 + 26) // 4
    monkeypatch.setattr(work, "AGAIN", 2 * each)
    assert set(calculate(whole).programmes) == {"s20", "s30"}
    monkeypatch.setattr(work, "AGAIN", 2 * each - 1)
    (found,) = calculate(whole).findings
    assert (found.code, found.path) == ("te-veel-rekenwerk", "scenarios")
    assert codes(calculate(whole, Options(scenario="s20"))) == []
