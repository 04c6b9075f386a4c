"""Why a figure of the budget of the municipality moved: worked out by hand."""

from fractions import Fraction

import pytest

from moved_parts import near, parts
from rendement.study.calculation import Options
from rendement.study.diff.compared import difference
from rendement.study.pipeline import calculate

CASE = """naam: C
gemeente: G
periode: 2024
baten:
  - {naam: B, aantal: 4, bedrag: 100, verzilverbaar: 50%, taakveld: jeugd}
  - {naam: R, bedrag: 70, ontvanger: rijk}
kosten: [{naam: K, bedrag: 300, soort: structureel, taakveld: jeugd}]
dekking: [{naam: Reserve, uit: reserve, soort: incidenteel, bedragen: {2024: 50}}]
"""
PROGRAMME = """soort: programma
naam: P
gemeente: G
periode: 2024-2025
maatregelen:
  - {naam: M, besparing: {structureel: {2024: 200}}, verzilverbaar: 50%, taakveld: wmo}
  - {casus: casus.yaml}
kosten: [{naam: Kosten, bedragen: {structureel: {2024: 30}}}]
formatie: [{naam: Team, fte: {2024: 2}, tarief: 10}]
dekking: [{naam: Pot, uit: budget, bedragen: {2025: 5}}]
"""


@pytest.fixture
def moved(tmp_path):
    """The difference between two cases, or two programmes with such a case in them."""

    def compare(old, new, figure, programmes=None):
        found = []
        for number, (name, text) in enumerate((("oud", old), ("nieuw", new))):
            folder = tmp_path / name
            folder.mkdir(exist_ok=True)
            path = folder / "casus.yaml"
            path.write_text(text, encoding="utf-8")
            if programmes is not None:
                path = folder / "p.yaml"
                path.write_text(programmes[number], encoding="utf-8")
            found.append(calculate(str(path), Options()))
            assert found[-1].result or found[-1].programme, found[-1].findings
        return difference(*found, ("oud", "nieuw"), f"begroting.{figure}")

    return compare


def changed(*pairs, text=CASE):
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


MORE = changed(
    ("aantal: 4", "aantal: 6"), ("50%", "80%"), ("2024: 50", "2024: 80"), ("bedrag: 70", "bedrag: 90")
)


def test_what_leaves_a_budget(moved):
    found = moved(CASE, MORE, "totaal.saldo")
    # half of 4 × 100, and then four fifths of 6 × 100; what the state receives is not in it
    assert parts(found) == near(
        {
            ("B", "omvang"): (6 - 4) * 100 * (0.5 + 0.8) / 2,
            ("B", "hardheid"): (0.8 - 0.5) * 100 * (4 + 6) / 2,
        }
    )
    assert dict(found.silent) == {"prijs (R)": 1, "dekking (Reserve)": 1}


def test_its_cover(moved):
    found = moved(CASE, MORE, "per_jaar.2024.na_dekking")
    assert parts(found)["Reserve", "dekking"] == 80 - 50
    assert sum(parts(found).values()) == Fraction(found.figure.new) - Fraction(found.figure.old)
    new = changed(
        ("uit: reserve", "uit: stelpost"), ("dekking: [", "dekking: [{naam: N, bedragen: {2025: 9}}, ")
    )
    assert parts(moved(CASE, new, "totaal.dekking")) == {("N", "regel erbij"): 9}
    assert parts(moved(CASE, new, "totaal.dekking_uit.reserve")) == {("Reserve", "herkomst"): -50}
    new = changed(("soort: incidenteel", "soort: structureel"))
    assert parts(moved(CASE, new, "totaal.structurele_dekking")) == {("Reserve", "hardheid"): 50}


def test_where_it_stands_and_whether_it_lasts(moved):
    new = changed(("300, soort: structureel, taakveld: jeugd", "310, soort: incidenteel, taakveld: wmo"))
    assert parts(moved(CASE, new, "per_taakveld.jeugd.totaal.lasten")) == {
        ("K", "taakveld"): -Fraction(300 + 310, 2),
        ("K", "prijs"): Fraction(310 - 300, 2),
    }
    assert parts(moved(CASE, new, "totaal.lasten_naar_soort.structureel")) == {
        ("K", "hardheid"): -Fraction(300 + 310, 2),
        ("K", "prijs"): Fraction(310 - 300, 2),
    }
    assert parts(moved(CASE, new, "totaal.lasten")) == {("K", "prijs"): 10}


def test_elsewhere_the_cover_and_the_field_move_nothing_and_are_said(moved, tmp_path):
    new = changed(
        ("2024: 50", "2024: 60"), ("300, soort: structureel, taakveld: jeugd", "300, taakveld: wmo")
    )
    found = moved(CASE, new, "totaal.lasten")
    assert dict(found.silent) == {"dekking (Reserve)": 1, "hardheid (K)": 1, "taakveld": 1}
    sides = [calculate(str(tmp_path / name / "casus.yaml"), Options()) for name in ("oud", "nieuw")]
    found = difference(*sides, ("oud", "nieuw"), None)
    assert (found.parts, dict(found.silent)) == ((), {"dekking": 1, "hardheid": 1, "taakveld": 1})


def test_of_a_programme_with_the_lines_and_the_cover_of_a_case_in_it(moved):
    new = changed(("200", "260"), ("2024: 2}", "2024: 3}"), ("2025: 5", "2025: 7"), text=PROGRAMME)
    found = moved(CASE, MORE, "totaal.na_dekking", (PROGRAMME, new))
    assert parts(found) == near(
        {
            ("M", "structureel"): 2 * (260 - 200) * 0.5,
            ("Team", "fte"): -(3 - 2) * 10,
            ("Pot", "dekking"): 7 - 5,
            ("C › B", "omvang"): (6 - 4) * 100 * (0.5 + 0.8) / 2,
            ("C › B", "hardheid"): (0.8 - 0.5) * 100 * (4 + 6) / 2,
            ("C › Reserve", "dekking"): 80 - 50,
        }
    )
    found = moved(CASE, MORE, "per_taakveld.jeugd.totaal.lasten", (PROGRAMME, new))
    assert found.parts == ()
    field = changed(("taakveld: wmo", "taakveld: jeugd"), text=PROGRAMME)
    assert parts(moved(CASE, CASE, "per_taakveld.jeugd.per_jaar.2025.verzilverbaar", (PROGRAMME, field))) == {
        ("M", "taakveld"): 200 * Fraction(1, 2)
    }


def test_a_case_of_which_only_cover_is_left_is_still_a_case(moved):
    new = changed(("baten:", "baten: [{naam: N, bedrag: 1}]\nx:")).partition("x:")[0]
    new += "dekking: [{naam: Reserve, uit: reserve, bedragen: {2024: 90}}]\n"
    assert parts(moved(CASE, new, "totaal.na_dekking")) == {
        ("K", "regel eraf"): 300,
        ("B", "regel eraf"): -200,
        ("Reserve", "dekking"): 90 - 50,
    }
