"""However long a list of the language is, the file is answered or refused with its place; nothing breaks."""

import pytest

from long_lists import GAIN, IN_A_CASE, IN_A_LIST, IN_A_PROGRAMME, USES, case, lines
from project import times
from rendement.source.finding import MAX_FINDINGS
from rendement.study.pipeline import calculate

LENGTHS = times((1_000,), (0, 1, 2, 1_000, 10_000))
TEXTS = IN_A_CASE | IN_A_PROGRAMME


def using(name, n):
    """A case with a line for each of what a price list has so many of."""
    listed = "prijspeil: 2020\nprijslijsten: [lijst.yaml]\nbaten:\n"
    return case(listed + lines(f"- {{naam: b{i}, {USES[name](i)}}}" for i in range(n)))


@pytest.fixture
def outcome_of(tmp_path):
    """What becomes of a text, with the files beside it that some texts name."""

    def outcome_of(text, **beside):
        for name, other in {"klein": case(GAIN), **beside}.items():
            (tmp_path / f"{name}.yaml").write_text(other, "utf-8")
        (tmp_path / "lang.yaml").write_text(text, "utf-8")
        return calculate(str(tmp_path / "lang.yaml"))

    return outcome_of


def check(outcome):
    """There is a result, or a mistake; of the findings no more than a reader reads, each with what to do."""
    errors = [found for found in outcome.findings if found.severity == "fout"]
    assert outcome.failed == bool(errors) == (outcome.result is None and outcome.programme is None)
    assert len(outcome.findings) <= MAX_FINDINGS + 1
    assert all(found.mark.file and found.message and found.remedy for found in outcome.findings)


@pytest.mark.parametrize("n", LENGTHS)
@pytest.mark.parametrize("name", TEXTS)
def test_a_long_list_is_answered_or_refused(name, n, outcome_of):
    check(outcome_of(TEXTS[name](n)))


@pytest.mark.parametrize("n", LENGTHS)
@pytest.mark.parametrize("name", IN_A_LIST)
def test_so_is_a_long_price_list(name, n, outcome_of):
    check(outcome_of(using(name, n), lijst=IN_A_LIST[name](n)))


def test_every_price_list_is_used():
    assert set(USES) == set(IN_A_LIST)
