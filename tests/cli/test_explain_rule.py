"""`rendement explain R201`: what a rule sees, why that matters, and what helps."""

import json

import pytest

from rendement.lint.registry import RULES, UPKEEP


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.number)
def test_every_rule_has_a_page_by_number_and_by_name(run, rule):
    by_number, by_name = (run("explain", name) for name in rule.names)
    assert by_number.exit_code == 0
    assert by_number.stdout == by_name.stdout
    head, grave = by_number.stdout.splitlines()[:2]
    assert head == f"{rule.number} {rule.code}"
    assert rule.severity in grave
    assert "…" not in by_number.stdout.partition("Waarom")[0]  # a sentence as a file would read it
    assert rule.why in " ".join(by_number.stdout.split())
    assert ("afwijken:" in by_number.stdout) == (rule.family != UPKEEP)


def test_small_letters_and_other_formats_will_do(run, tmp_path):
    assert run("explain", "r201").stdout == run("explain", "R201").stdout
    data = json.loads(run("explain", "R201", "--format", "json").stdout)
    assert (data["nummer"], data["familie"], data["uit"]) == ("R201", "R2", False)
    assert run("explain", "R201", "--format", "markdown").stdout.startswith("# R201")
    into = tmp_path / "regel.md"
    assert run("explain", "R201", "-o", str(into)).exit_code == 0
    assert into.read_text(encoding="utf-8").startswith("# R201")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["R299"], "dat is geen regel"),
        (["R8"], "dat is een familie; noem er een: R805"),
        (["R201", "totaal"], "een regel heeft geen pad"),
        (["R201", "--set", "baten[0].aantal=3"], "een regel heeft geen pad"),
        (["R201", "--format", "csv"], "kies"),
    ],
)
def test_what_a_rule_has_not_is_wrong_use(run, words, said):
    answer = run("explain", *words)
    assert answer.exit_code == 2
    assert said in answer.stderr
    assert answer.stdout == ""


def test_a_file_of_that_name_goes_first(run, write):
    write("gedrukt-wijkt-af", "naam: Proef\ngemeente: Hier\nperiode: 2024\nbaten: [{naam: A, bedrag: 5}]\n")
    assert "Proef" in run("explain", "gedrukt-wijkt-af").stdout
