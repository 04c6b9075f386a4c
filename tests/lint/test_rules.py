"""Every rule has a file that fires it and one that does not; every finding of a rule is whole."""

import re

import pytest

import rules_page
from rendement.lint.registry import RULES, remark_codes
from rules_page import FAMILIES, PAGE, SAYINGS, examples

EXAMPLES = examples()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.path.stem)
def test_a_rule_fires_where_it_should_and_nowhere_else(example):
    found = re.findall(r"\[(R\d{3}) [a-z-]+\]$", rules_page.said(example), re.MULTILINE)
    assert found == [example.number] * example.fires


def test_every_rule_has_both_and_every_file_has_a_rule():
    names = {example.path.stem for example in EXAMPLES}
    plain = {f"{rule.number}-{word}" for rule in RULES for word in ("vuurt", "zwijgt")}
    assert plain <= names
    assert {name.partition("--")[0] for name in names} == plain


def test_a_rule_stands_once_and_says_all():
    names = [name for rule in RULES for name in rule.names]
    assert len(names) == len(set(names)) == 2 * len(RULES)
    assert not set(names) & remark_codes()
    assert [rule.number for rule in RULES] == sorted(rule.number for rule in RULES)
    for rule in RULES:
        assert re.fullmatch(r"R\d{3}", rule.number)
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.code)
        assert rule.family in FAMILIES
        assert rule.severity in ("waarschuwing", "opmerking")
        assert rule.why.endswith(".")
        assert not rule.message.endswith(".")
        assert not rule.remedy.endswith(".")
        assert not rule.ground.endswith(".")
        looks = [rule.case, rule.programme, rule.monitor, rule.over]
        assert any(looks) != (rule.family == "R0")
        assert (rule.over is None) == (rule.facts is None)


def test_the_page_is_up_to_date():
    """After a change: python tools/rules_page.py; read the diff."""
    assert PAGE.read_text(encoding="utf-8") == rules_page.page()
    assert SAYINGS.read_text(encoding="utf-8") == rules_page.sayings_text()
    assert all(rule.severity in rules_page.sayings()[rule.number]["ernst"] for rule in RULES)
