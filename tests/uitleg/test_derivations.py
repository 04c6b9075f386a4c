"""Every figure of every case can be explained, and the numbers of the explanation give the figure."""

from math import isclose, prod
from pathlib import Path

import pytest

from rendement.engine.discounting import internal_rate, payback_year
from rendement.report.contract import contract
from rendement.report.explain import ProgrammeSubject, Subject, derive, every_path
from rendement.report.lookup import LookupFailedError, lookup
from rendement.source.path import parse_path
from rendement.study.single import calculate

FILES = sorted([*Path("cases").rglob("*.yaml"), *Path("examples").rglob("*.yaml")])
PROGRAMMES = [path for path in FILES if "soort: programma" in path.read_text(encoding="utf-8")]
CASES = [path for path in FILES if path not in PROGRAMMES]


def subject_of(path):
    outcome = calculate(str(path))
    assert not outcome.failed, outcome.findings
    return Subject(contract(outcome), outcome.source, outcome.result, outcome.scenarios)


def recombine(terms):
    return sum(
        term.sign * prod(1 / figure.value if figure.inverse else figure.value for figure in term.figures)
        for term in terms
    )


def balances(terms):
    """The yearly balances that a payback year or an internal rate is read from."""
    return {int(term.figures[0].name.removeprefix("saldo ")): recombine([term]) for term in terms}


@pytest.mark.parametrize("path", CASES, ids=str)
def test_every_path_has_a_derivation_that_gives_its_figure(path):
    subject = subject_of(path)
    looked = {"som": 0, "gegeven": 0, "blok": 0, "afgelezen": 0, "opgelost": 0}
    for where in every_path(subject.data):
        found = derive(subject, where)
        looked[found.kind] += 1
        if found.kind == "som":
            assert isclose(recombine(found.terms), found.value, rel_tol=1e-9, abs_tol=1e-6), (where, found)
        if found.kind == "afgelezen":
            assert found.value == payback_year(balances(found.terms))
        if found.kind == "opgelost" and found.value is not None:
            assert internal_rate(balances(found.terms))[0] == pytest.approx(found.value)
    assert looked["som"] > 10


def assert_named_figures_are_the_figures(subject):
    """A number with the path of an outcome is that outcome, not something near it."""
    for where in every_path(subject.data):
        for figure in (figure for term in derive(subject, where).terms for figure in term.figures):
            if not figure.path or figure.place:
                continue
            try:
                found = lookup(subject.data, parse_path(figure.path))
            except LookupFailedError:
                continue  # the path of something written, such as a price in a list
            assert found == pytest.approx(figure.value, rel=1e-9, abs=1e-6), (where, figure)


@pytest.mark.parametrize("path", CASES, ids=str)
def test_a_number_with_a_path_is_what_stands_at_that_path(path):
    assert_named_figures_are_the_figures(subject_of(path))


@pytest.mark.parametrize("path", PROGRAMMES, ids=str)
def test_a_number_with_a_path_of_a_programme_too(path):
    outcome = calculate(str(path))
    assert_named_figures_are_the_figures(
        ProgrammeSubject(contract(outcome), outcome.source, outcome.programme)
    )


def test_computed_figures_are_never_called_given():
    """Amounts that the engine made are sums; only what was written, or does not exist, is given."""
    subject = subject_of(Path("cases/zoetermeer/zoveel-meer.yaml"))
    for where in every_path(subject.data):
        found = derive(subject, where)
        if isinstance(found.value, float) and found.kind == "gegeven":
            assert where[-1] in {"voet", "aandeel", "aftrek", "gedrukt", "afronding", "bijdrage"}, where


def test_a_line_and_a_step_may_be_named():
    subject = subject_of(Path("cases/zoetermeer/zoveel-meer.yaml"))
    named = derive(subject, ("baten", "uitstroom-uit-de-bijstand", "business_as_usual"))
    assert named.path == "baten[0].stappen[1].bedrag"
    assert named.value == 6 * 37000 * 0.5


@pytest.mark.parametrize("path", PROGRAMMES, ids=str)
def test_every_path_of_a_programme_too(path):
    outcome = calculate(str(path))
    subject = ProgrammeSubject(contract(outcome), outcome.source, outcome.programme)
    sums = 0
    for where in every_path(subject.data):
        found = derive(subject, where)
        if found.kind == "som":
            sums += 1
            assert isclose(recombine(found.terms), found.value, rel_tol=1e-9, abs_tol=1e-6), (where, found)
        if found.kind == "gegeven" and isinstance(found.value, float):
            assert where[-1] in {"gedrukt", "afronding", "huidig_budget", "verzilverbaar"}, where
    assert sums > 0 or subject.result.empty
