"""Every figure of every case can be explained, and the numbers of the explanation give the figure."""

from math import isclose, prod

import pytest

from project import ROOT, files, short, without_monitors
from rendement.engine.discounting import internal_rate, payback_year
from rendement.figures.lookup import LookupFailedError, lookup
from rendement.report.explain import MonitorSubject, ProgrammeSubject, Subject, derive, every_path
from rendement.source.path import parse_path
from rendement.study.contract import contract
from rendement.study.pipeline import calculate

FILES = files("cases", "examples")
PROGRAMMES = [path for path in FILES if "soort: programma" in path.read_text(encoding="utf-8")]
MONITORS = [path for path in FILES if path not in without_monitors(FILES)]
OVER_THE_YEARS = [path for path in files("tests/figures") if path.stem == "kosten-over-de-jaren"]
CASES = [path for path in (*without_monitors(FILES), *OVER_THE_YEARS) if path not in PROGRAMMES]


def subject_of(path):
    outcome = calculate(str(path))
    assert not outcome.failed, outcome.findings
    sources = outcome.scenario_sources
    return Subject(contract(outcome), outcome.source, outcome.result, outcome.scenarios, sources)


def recombine(terms):
    return sum(
        term.sign * prod(1 / figure.value if figure.inverse else figure.value for figure in term.figures)
        for term in terms
    )


def balances(terms):
    """The yearly balances that a payback year or an internal rate is read from."""
    return {int(term.figures[0].name.removeprefix("saldo ")): recombine([term]) for term in terms}


@pytest.mark.parametrize("path", CASES, ids=short)
def test_every_path_has_a_derivation_that_gives_its_figure(path):
    assert_every_figure_follows(subject_of(path))


MULTIPLIED = """
naam: Voorlezen op school
plaats: Voorbeeldstad
nulalternatief: De bibliotheek leent boeken uit; voorlezen doet zij niet.
periode: 2024-2026
horizon: 5
prijslijsten: [lijst.yaml]
baten:
  - {naam: Uren, bedrag: 1.50, per: jaar, factoren: {leerlingen: 2200, weken: 38..42, uren: 4}, groei: 1%}
  - naam: Welzijn
    jaar: 2024
    aantal: 60
    slaagkans: 50%
    bedrag: 15000
    factoren: {wellby: 0.466}
    business_as_usual: {kans: 10%, van: 60}
    duur: 15 maanden
    ontvanger: client
  - {naam: Taalhulp, bedrag: 1000, jaar: 2024, duur: 6, ingroei: {1: 25%, 2: 60%, 3: 100%}, terugval: 10%}
  - {naam: Heft op, bedrag: {2024: 100, 2025: -100}, groei: 100%}
  - {naam: Post, prijs: uur/week, aantal: 2, per: jaar}
  - naam: Mandje
    jaar: 2024
    posten: {uur/week: {aantal: 3, factoren: {weken per jaar: 40}}, dag: {bedrag: 10, reden: R}}
kosten:
  - {naam: Begeleiders, fte: 0.5, tarief: 70000, factoren: {overhead: 115%}, groei: {voet: 0.5%, vanaf: 2023}}
  - {naam: Reeks, aantal: {2024: 1, 2026: 2}, bedrag: {2024: 10, 2026: 20}, factoren: {weken: 4}, groei: -5%}
omslag: [uur/week]
"""
LIST = "prijslijst: l\nprijspeil: 2024\nposten: {uur/week: {naam: Week, bedrag: 50, factoren: {uren: 6}}}\n"


def test_factors_growth_and_ramps_too(tmp_path):
    (tmp_path / "lijst.yaml").write_text(LIST, encoding="utf-8")
    (tmp_path / "casus.yaml").write_text(MULTIPLIED, encoding="utf-8")
    subject = subject_of(tmp_path / "casus.yaml")
    assert_every_figure_follows(subject)
    assert_named_figures_are_the_figures(subject)
    weeks = next(figure for figure in terms_of_count(subject) if figure.name == "weken")
    assert (weeks.value, weeks.path) == (40, "baten[0].factoren.weken")


def terms_of_count(subject):
    return [figure for term in derive(subject, ("baten", 0, "aantal")).terms for figure in term.figures]


def assert_every_figure_follows(subject):
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


def sums_that_follow(subject, given):
    """How many figures are sums, each the one its terms make; only what is named here is a given number."""
    sums = 0
    for where in every_path(subject.data):
        found = derive(subject, where)
        if found.kind == "som":
            sums += 1
            assert isclose(recombine(found.terms), found.value, rel_tol=1e-9, abs_tol=1e-6), (where, found)
        if found.kind == "gegeven" and isinstance(found.value, float):
            assert where[-1] in given, where
    return sums


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


@pytest.mark.parametrize("path", CASES, ids=short)
def test_a_number_with_a_path_is_what_stands_at_that_path(path):
    assert_named_figures_are_the_figures(subject_of(path))


@pytest.mark.parametrize("path", PROGRAMMES, ids=short)
def test_a_number_with_a_path_of_a_programme_too(path):
    outcome = calculate(str(path))
    assert_named_figures_are_the_figures(
        ProgrammeSubject(contract(outcome), outcome.source, outcome.programme)
    )


def test_computed_figures_are_never_called_given():
    """Amounts that the engine made are sums; only what was written, or does not exist, is given."""
    subject = subject_of(ROOT / "cases/zoetermeer/zoveel-meer.yaml")
    for where in every_path(subject.data):
        found = derive(subject, where)
        if isinstance(found.value, float) and found.kind == "gegeven":
            assert where[-1] in {"voet", "aandeel", "aftrek", "gedrukt", "afronding", "bijdrage"}, where


def test_a_line_and_a_step_may_be_named():
    subject = subject_of(ROOT / "cases/zoetermeer/zoveel-meer.yaml")
    named = derive(subject, ("baten", "uitstroom-uit-de-bijstand", "business_as_usual"))
    assert named.path == "baten[0].stappen[1].bedrag"
    assert named.value == 6 * 37000 * 0.5


@pytest.mark.parametrize("path", PROGRAMMES, ids=short)
def test_every_path_of_a_programme_too(path):
    outcome = calculate(str(path))
    subject = ProgrammeSubject(contract(outcome), outcome.source, outcome.programme)
    sums = sums_that_follow(subject, {"gedrukt", "afronding", "huidig_budget", "verzilverbaar"})
    assert sums > 0 or subject.result.empty


@pytest.mark.parametrize("path", [*MONITORS, ROOT / "tests/figures/alles-monitor.yaml"], ids=short)
def test_every_path_of_a_monitor_too(path):
    outcome = calculate(str(path))
    subject = MonitorSubject(contract(outcome), outcome.source, outcome.monitor)
    assert sums_that_follow(subject, {"gedrukt", "afronding", "index"}) > 0
    assert_named_figures_are_the_figures(subject)


PROGRAMME = """
soort: programma
naam: P
gemeente: G
periode: 2025-2026
telling: nieuw
maatregelen:
  - {naam: Vervoer, besparing: {jaarlijks: {2025: 24000, 2026: 18000}}}
  - {naam: Toegang, besparing: {structureel: {2025: 30000}}}
  - casus: zaak.yaml
formatie:
  - {naam: Administratie, fte: {2026: -0.5}, tarief: 64000}
"""
CASE_OF_TWO_DOMAINS = """
naam: Zaak
gemeente: G
periode: 2026
baten:
  - {naam: Zorg, domein: wmo, bedrag: 5000}
  - {naam: Huur, domein: wonen, bedrag: 700}
kosten:
  - {naam: Team, domein: wmo, bedrag: 1000}
"""


@pytest.fixture
def programme(tmp_path):
    (tmp_path / "zaak.yaml").write_text(CASE_OF_TWO_DOMAINS, encoding="utf-8")
    (tmp_path / "programma.yaml").write_text(PROGRAMME, encoding="utf-8")
    outcome = calculate(str(tmp_path / "programma.yaml"))
    return ProgrammeSubject(contract(outcome), outcome.source, outcome.programme)


def terms_of(subject, *path):
    """Sign, and of every number its name, value and unit."""
    found = derive(subject, path)
    return [(term.sign, *((f.name, f.value, f.unit) for f in term.figures)) for term in found.terms]


def test_figures_of_a_programme_with_a_case_are_those_of_their_paths(programme):
    assert_named_figures_are_the_figures(programme)


def test_staff_is_a_number_of_fte_and_a_rate(programme):
    half = ("Administratie 2026: fte", -0.5, "aantal")
    assert terms_of(programme, "per_jaar", "2026", "formatie") == [
        (1, half, ("tarief van Administratie", 64000, "euro"))
    ]
    assert terms_of(programme, "per_jaar", "2026", "fte") == [(1, half)]


def test_what_falls_away_is_taken_off_and_says_of_which_year_it_is(programme):
    assert terms_of(programme, "per_jaar", "2026", "realisatie") == [
        (-1, ("Vervoer: jaarlijks 2025 (vervalt)", 24000, "euro")),
        (1, ("Vervoer: jaarlijks 2026", 18000, "euro")),
        (1, ("Zaak: jaarlijks 2026", 5000, "euro")),
        (1, ("Zaak: jaarlijks 2026", 700, "euro")),
    ]
    assert terms_of(programme, "totaal", "in_plaats")[2] == (
        1,
        ("Toegang: structureel 2025", 30000, "euro"),
        ("keer dat het telt", 2, "aantal"),
    )


def test_an_amount_of_a_case_names_the_case_and_where_in_it(programme):
    grounds = [
        term.figures[0].source for term in derive(programme, ("maatregelen", 2, "saldo", "2026")).terms
    ]
    assert [ground.rpartition("/")[2] for ground in grounds] == [
        "zaak.yaml: per_jaar.2026.baten, domein wmo",
        "zaak.yaml: per_jaar.2026.baten, domein wonen",
        "zaak.yaml: per_jaar.2026.kosten, domein wmo",
    ]


PARTS = """
naam: C
gemeente: G
periode: 2020
baten:
  - {naam: Zorg, bedrag: 1000, aantal: 3, duur: 2, ontvanger: {gemeente: 80%, client: rest}}
scenarios:
  laag:
    baten[0].aantal: 1
"""


def test_a_part_in_the_perspective_is_the_whole_amount_times_its_share(tmp_path):
    case = tmp_path / "casus.yaml"
    case.write_text(PARTS, encoding="utf-8")
    subject = subject_of(case)
    share = ("deel in het perspectief", pytest.approx(0.8), "aandeel")
    assert terms_of(subject, "totaal", "baten") == [(1, ("Zorg", 6000, "euro"), share)]
    assert terms_of(subject, "per_jaar", "2021", "baten") == [(1, ("Zorg", 3000, "euro"), share)]
    scenario = derive(subject, ("scenarios", "laag", "totaal", "baten")).terms[0].figures[0]
    assert (scenario.value, scenario.path, scenario.source) == (2000, "scenarios.laag.baten[0].netto", "")


SAMPLE = """
naam: C
gemeente: G
periode: 2020
baten:
  - naam: Gezinnen
    casussen:
      - {naam: A, posten: {huur: {bedrag: 1200, reden: factuur}}}
      - {naam: B, posten: {huur: {bedrag: 2400, reden: factuur}}}
      - {naam: C, posten: {huur: {bedrag: 3600, reden: factuur}}}
    opschalen_naar: 10
    toerekening: 50%
"""


def test_an_interval_is_told_in_the_numbers_of_its_formula(tmp_path):
    """24.000 x 50% less half of 4,303 x 10 x 1.200 / sqrt 3 x sqrt 0,7; s of 1.200, 2.400, 3.600 is 1.200."""
    case = tmp_path / "casus.yaml"
    case.write_text(SAMPLE, encoding="utf-8")
    subject = subject_of(case)
    net, half = derive(subject, ("baten", 0, "opschaling", "laag")).terms
    assert recombine([net]) == 12000
    assert [figure.value for figure in half.figures] == pytest.approx(
        [4.303, 10, 1200, 3**0.5, 0.7**0.5, 0.5]
    )
    assert_named_figures_are_the_figures(subject)
    for where in every_path(subject.data):
        found = derive(subject, where)
        if found.kind == "som":
            assert recombine(found.terms) == pytest.approx(found.value), where
