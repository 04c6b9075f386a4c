"""A rule is passed over on lines without its keys, and only where it has nothing to say."""

import pytest

from project import files
from rendement.model import read
from rendement.model.rules import RULES
from rendement.source.tree import read_source

FILES = files("tests/fouten", "cases", "examples")


@pytest.fixture(scope="module")
def seen():
    """The facts of every line in every case of the repository, also of those that must fail."""
    facts = []
    patch = pytest.MonkeyPatch()
    findings = read.line_findings
    patch.setattr(read, "line_findings", lambda line: facts.append(line) or findings(line))
    for path in FILES:
        source, _ = read_source(str(path))
        if source is not None:
            read.read_case(source)
    patch.undo()
    return facts


@pytest.mark.parametrize(("keys", "rule"), RULES, ids=[rule.__name__ for _, rule in RULES])
def test_a_rule_says_nothing_of_a_line_without_its_keys(keys, rule, seen):
    other = [facts for facts in seen if keys is not None and keys.isdisjoint(facts.keys)]
    assert len(seen) > 400
    assert (len(other) > 100) == (keys is not None)
    assert [found.code for facts in other for found in rule(facts)] == []
    assert any(list(rule(facts)) for facts in seen)  # and elsewhere it does say something
