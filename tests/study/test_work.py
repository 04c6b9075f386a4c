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
from rendement.study import programme, work
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
