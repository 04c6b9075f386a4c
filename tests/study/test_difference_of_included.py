"""Why a figure of a programme moved when a case or a programme in it changed: worked out by hand."""

from fractions import Fraction

import pytest

from moved_parts import near, parts
from rendement.study.calculation import Options
from rendement.study.diff.compared import difference
from rendement.study.pipeline import calculate

OUTER = """soort: programma
naam: P
gemeente: G
periode: 2021-2022
maatregelen:
  - {naam: Noord, besparing: {structureel: {2021: 60}}}
  - {casus: casus.yaml}
"""
CASE = """naam: C
gemeente: G
periode: 2021
horizon: 3
baten: [{naam: B, aantal: 3, bedrag: 10, duur: 3}, {naam: D, bedrag: 5}]
kosten: [{naam: K, bedrag: 4}]
"""
LIST = "prijslijst: l\nprijspeil: onbekend\nposten:\n  a/b: {naam: Post, bedrag: 100}\n"
PART = """soort: programma
naam: Deel
gemeente: G
periode: 2021-2022
maatregelen:
  - {naam: M, besparing: {structureel: {2022: 7}}}
  - {casus: casus.yaml}
formatie: [{naam: Team, fte: {2021: 1, 2022: 1}, tarief: 10}]
"""
WITH_PART = OUTER.replace("casus: casus.yaml", "programma: deel.yaml")


@pytest.fixture
def moved(tmp_path):
    """The difference between two folders: a programme, and what is in it by the name of its file."""

    def compare(old, new, figure=None, swap=False, **options):
        found = []
        for name, files, asked in (("oud", old, {}), ("nieuw", new, options)):
            folder = tmp_path / name
            folder.mkdir(exist_ok=True)
            for file, text in files.items():
                (folder / f"{file}.yaml").write_text(text, encoding="utf-8")
            found.append(calculate(str(folder / "p.yaml"), Options(**asked)))
            assert found[-1].programme is not None, found[-1].findings
        return difference(*(reversed(found) if swap else found), ("oud", "nieuw"), figure)

    return compare


def both(outer=OUTER, case=CASE, part="", lists=""):
    files = {"p": outer, "casus": case, "deel": part, "lijst": lists}
    return {name: text for name, text in files.items() if text}


def test_a_price_in_a_case_and_the_years_of_the_programme_around_it(moved):
    new = both(OUTER.replace("2021-2022", "2021-2023"), CASE.replace("bedrag: 10", "bedrag: 14"))
    found = moved(both(), new)
    # three clients, in two years of the benefit and then in three; at 10 euros, and then 14
    assert parts(found) == {
        ("C › B", "prijs"): 3 * (14 - 10) * Fraction(2 + 3, 2),
        ("het programma", "periode"): (3 - 2) * 3 * Fraction(10 + 14, 2) + 60,
    }
    assert found.figure.gap == (3 * 3 * 14 - 2 * 3 * 10) + 60
    price = next(part for part in found.parts if part.group == "prijs")
    assert (price.paths, price.was, price.now) == (
        ("maatregelen.c.baten.b.bedrag",),
        "bedrag: 10",
        "bedrag: 14",
    )
    lines = {part.group: {name: amount[0] for _, name, amount in part.by_line} for part in found.parts}
    assert lines["periode"] == {"C › B": 36, "Noord": 60}


def test_what_came_and_went_in_a_case_and_its_settings(moved):
    case = CASE.replace("horizon: 3", "horizon: 1").replace("{naam: D, bedrag: 5}", "{naam: E, bedrag: 6}")
    assert parts(moved(both(), both(case=case))) == {
        ("C", "horizon"): -3 * 10,
        ("C › E", "regel erbij"): 6,
        ("C › D", "regel eraf"): -5,
    }


def test_what_the_measure_says_of_a_case_is_a_part_beside_those_of_the_case(moved):
    out = OUTER.replace("{casus: casus.yaml}", "{casus: casus.yaml, telt_mee: nee, reden: r}")
    new = CASE.replace("aantal: 3", "aantal: 4")
    # nothing, and then all of it: at three clients and at four, in two years
    assert parts(moved(both(out), both(case=new))) == {
        ("C", "telt mee"): Fraction(2 * 3 * 10 + 2 * 4 * 10, 2) + 5 - 4,
        ("C › B", "omvang"): Fraction(2 * 10, 2),
    }


def test_a_price_in_a_list_that_a_case_uses(moved):
    case = "prijslijsten: [lijst.yaml]\n" + CASE.replace("bedrag: 10", "prijs: a/b")
    old, new = both(case=case, lists=LIST), both(case=case, lists=LIST.replace("100", "130"))
    found = moved(old, new)
    assert parts(found) == {("C › Post", "prijs in de lijst"): 2 * 3 * 30}
    assert found.parts[0].by_line[0][:2] == ("maatregelen.c.baten.b", "C › B")


def test_a_case_that_has_another_name_or_another_file_is_still_that_measure(moved):
    new = CASE.replace("naam: C", "naam: Anders").replace("bedrag: 10", "bedrag: 11")
    found = moved(both(), both(case=new))
    assert parts(found) == {("Anders › B", "prijs"): 2 * 3}
    assert dict(found.silent) == {"hernoemd": 1}
    other = {
        "p": OUTER.replace("casus.yaml", "ander.yaml"),
        "ander": CASE.replace("bedrag: 10", "bedrag: 11"),
    }
    assert parts(moved(both(), other)) == {("C › B", "prijs"): 2 * 3}


def test_costs_that_follow_the_domain_of_the_benefits_are_computed_with_the_whole_case(moved):
    old = CASE.replace("{naam: D, bedrag: 5}", "{naam: D, bedrag: 5, domein: zorg}").replace(
        "bedrag: 10,", "bedrag: 10, domein: zorg,"
    )
    new = old.replace("naam: K, bedrag: 4", "naam: K, bedrag: 9").replace("bedrag: 5", "bedrag: 6")
    found = moved(both(case=old), both(case=new), "per_domein.zorg.saldo")
    assert parts(found) == {("C › K", "prijs"): -(9 - 4), ("C › D", "prijs"): 6 - 5}
    # the domain of one benefit is another: its worth and the costs leave, for these have several domains now
    new = old.replace("bedrag: 10, domein: zorg", "bedrag: 10, domein: wonen")
    found = moved(both(case=old), both(case=new), "per_domein.zorg.saldo")
    assert parts(found) == {("C › B", "domein"): -2 * 3 * 10 + 4}
    assert moved(both(case=old), both(case=new)).parts == ()


def test_a_status_by_year_is_asked_of_the_whole_case(moved):
    status = "{casus: casus.yaml, status: {2021: gerealiseerd, 2022: verwacht}}"
    old = OUTER.replace("{casus: casus.yaml}", status) + "telling: nieuw\ntaakstelling: {2021: 9}\n"
    new = both(old, CASE.replace("aantal: 3", "aantal: 5").replace("bedrag: 5", "bedrag: 8"))
    assert parts(moved(both(old), new, "per_jaar.2021.gerealiseerd")) == {
        ("C › B", "omvang"): 2 * 10,
        ("C › D", "prijs"): 3,
    }


def test_what_changed_in_a_case_and_moves_nothing_is_said(moved):
    new = CASE.replace("gemeente: G", "gemeente: G\ntoelichting: t\ndiscontovoet: 3%")
    found = moved(both(), both(case=new))
    assert found.parts == ()
    assert dict(found.silent) == {"toelichting": 1, "voet (C)": 1}


def test_a_programme_within_has_parts_down_to_the_lines_of_a_case_in_it(moved):
    new = both(
        WITH_PART,
        CASE.replace("bedrag: 10", "bedrag: 14"),
        PART.replace("2022: 7", "2022: 9")
        .replace("tarief: 10", "tarief: 12")
        .replace("2022: 1}", "2022: 2}"),
    )
    found = moved(both(WITH_PART, part=PART), new)
    # two fte-years at 10, three at 12
    assert parts(found) == {
        ("Deel › C › B", "prijs"): 2 * 3 * 4,
        ("Deel › Team", "tarief"): -2 * Fraction(2 + 3, 2),
        ("Deel › Team", "fte"): -1 * Fraction(10 + 12, 2),
        ("Deel › M", "structureel"): 9 - 7,
    }
    paths = {part.subject: part.paths[0] for part in found.parts}
    assert paths["Deel › C › B"] == "maatregelen.deel.maatregelen.c.baten.b.bedrag"
    assert paths["Deel › M"] == "maatregelen.deel.maatregelen.m.besparing.structureel"


def test_a_programme_within_in_other_years_around_it(moved):
    new = both(WITH_PART.replace("2021-2022", "2021-2023"), part=PART.replace("2022: 7", "2022: 9"))
    # what is structural goes on in the third year: in two years of 2022 and on instead of one
    assert parts(moved(both(WITH_PART, part=PART), new)) == {
        ("Deel › M", "structureel"): (9 - 7) * Fraction(1 + 2, 2),
        ("het programma", "periode"): Fraction(7 + 9, 2) + 60 + 0,
    }


def test_the_target_of_the_programmes_within(moved):
    goal = "telling: nieuw\ntaakstelling: {2022: 50}\n"
    old, new = PART + goal, PART.replace("2022: 7", "2022: 9") + goal.replace("50", "80")
    found = moved(both(WITH_PART, part=old), both(WITH_PART, part=new), "totaal.verschil")
    assert parts(found) == {("Deel › M", "structureel"): 9 - 7, ("het programma", "taakstelling"): -(80 - 50)}
    # a measure of the outer programme counts for it as well
    outer = WITH_PART.replace("{2021: 60}", "{2021: 65}")
    assert parts(moved(both(WITH_PART, part=old), both(outer, part=old), "totaal.verschil")) == {
        ("Noord", "structureel"): 5
    }


def test_a_perspective_is_asked_of_a_programme_within(moved):
    part = PART.replace("2022: 7}}", "2022: 7}}, tegenpartij: client")
    files = both(WITH_PART, part=part)
    found = moved(files, files, perspective="maatschappij")
    # what clients lose is lost to society: the 7 of the last year
    assert parts(found) == {("het programma", "perspectief"): -7}


def test_the_other_way_around(moved):
    new = both(
        WITH_PART.replace("2021-2022", "2021-2023"),
        CASE.replace("bedrag: 10", "bedrag: 14"),
        PART.replace("2022: 7", "2022: 9"),
    )
    there, back = (parts(moved(both(WITH_PART, part=PART), new, swap=swap)) for swap in (False, True))
    assert there
    assert back == near({key: -amount for key, amount in there.items()})


def test_a_case_in_the_place_of_a_programme_is_one_part(moved):
    part = PART.replace("naam: Deel", "naam: C").replace("  - {casus: casus.yaml}\n", "")
    old, new = both(), both(OUTER.replace("casus: casus.yaml", "programma: deel.yaml"), part=part)
    # a benefit of 30 in two years and one of 5, less costs of 4; then 7 less twice 10
    found = moved(old, new)
    assert parts(found) == {("C", "casus + programma"): (7 - 2 * 10) - (2 * 30 + 5 - 4)}


def test_very_many_changes_in_one_case_are_joined_as_those_of_a_case_are(moved):
    new = CASE.replace(
        "{naam: D, bedrag: 5}",
        "{naam: D, aantal: 2, bedrag: 6, duur: 2, terugval: 10%, business_as_usual: 20%, toerekening: 90%,"
        " verdringing: 5%, optimismecorrectie: 5%, aanlooptijd: 1}",
    ).replace("horizon: 3", "horizon: 2\nprijspeil: 2021\ndiscontovoet: 2%\nperspectief: maatschappij")
    found = moved(both(), both(OUTER.replace("2021-2022", "2021-2023"), new))
    assert "meer dan 12 wijzigingen" in found.joints[0].why
    assert sum(parts(found).values()) == Fraction(found.figure.new) - Fraction(found.figure.old)


def test_the_perspective_may_be_an_actor_of_a_case(moved):
    case = CASE + "actoren: {school: {naam: School, soort: organisatie}}\n"
    outer = OUTER.replace("maatregelen:", "perspectief: school\nmaatregelen:")
    new = case.replace("aantal: 3,", "aantal: 4, ontvanger: school,")
    assert parts(moved(both(outer, case), both(outer, new))) == {
        ("C › B", "omvang"): Fraction(2 * 10, 2),
        ("C › B", "wie"): 2 * 10 * Fraction(3 + 4, 2),
    }
