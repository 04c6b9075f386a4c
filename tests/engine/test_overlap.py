"""What a programme comes to when every euro counts once: the terms of its ends, and its variants."""

from dataclasses import replace

import pytest

from rendement.engine.overlap import Overlap, overlap_of
from rendement.engine.overlap_plan import Agreements, CaseClaim, Choice, Pots, SharedPart
from rendement.engine.overlap_pots import claims_of, pots_of, variants
from rendement.engine.programme import compute_programme
from rendement.engine.programme_plan import AmountRow, Measure, ProgrammePlan, StaffRow, Tranche, YearAmount

HALF = Agreements(parts=(SharedPart("m[0]", "m[1]", 0.5, 0.5),))


def saving(kind, amount, year=2024):
    return Tranche("", kind, (year, year), amount)


def measure(number, *tranches, pot="pot"):
    return Measure(f"m[{number}]", f"M{number}", f"m{number}", tranches, pot=pot)


TWO = (measure(0, saving("structureel", 100)), measure(1, saving("structureel", 60)))


def plan(*measures, agreed=HALF, counting="nieuw", target=(120.0, 10.0), **more):
    wanted = tuple(YearAmount("", 2024 + i, value) for i, value in enumerate(target)) or None
    whole = ProgrammePlan(
        "P", "x", (2024, 2025), None, "gemeente", "gemeente", True, counting, wanted, measures=measures
    )
    return replace(whole, pots=Pots(agreed=agreed), **more)


def found(*measures, **more) -> Overlap:
    overlap = overlap_of(compute_programme(plan(*measures, **more)))
    assert overlap is not None
    return overlap


def test_nothing_said_or_nothing_saved_is_nothing():
    assert overlap_of(compute_programme(plan(*TWO, agreed=None))) is None
    result = compute_programme(plan(*TWO))
    assert overlap_of(replace(result, empty=True)) is None


def test_the_terms_of_the_balance():
    """2 · 160, less half of 60 in both years."""
    low = found(*TWO).balance.low
    assert low.terms == (
        ("saldo, alles opgeteld", 320, "totaal.saldo"),
        ("telt niet nog eens: pot 2024", -30, ""),
        ("telt niet nog eens: pot 2025", -30, ""),
    )


def test_the_terms_of_the_difference_of_what_is_new():
    differences = found(*TWO).differences
    assert differences[2024].high.terms == (
        ("verschil, alles opgeteld", 160 - 120, "per_jaar.2024.verschil"),
        ("telt niet nog eens: pot 2024", -30, ""),
    )
    assert differences[2025].high.terms == (
        ("verschil, alles opgeteld", -10, "per_jaar.2025.verschil"),
        ("wat daarvan in 2024 al niet telde: pot", 30, ""),
        ("telt niet nog eens: pot 2025", -30, ""),
    )


def test_of_what_stands_only_the_year_itself_counts():
    assert len(found(*TWO, counting="stand").differences[2025].low.terms) == 2


def test_what_was_there_once_was_not_there_a_year_later():
    """Once 40 of 100 + 60: a quarter of the claims, and of the 30 that is lost three quarters stood."""
    once = measure(0, saving("structureel", 60), saving("incidenteel", 40))
    overlap = found(once, TWO[1])
    assert overlap.pots[0].passing == 40 / 160
    stood = [amount for name, amount, _ in overlap.differences[2025].low.terms if name.startswith("wat ")]
    assert stood == [30 * (1 - 40 / 160)]
    gone = found(*(measure(i, saving("incidenteel", 60)) for i in (0, 1)))
    assert len(gone.differences[2025].low.terms) == 1


def test_what_is_there_once_is_never_below_nothing_nor_above_the_claim():
    down = measure(0, saving("structureel", 100), saving("incidenteel", -30))
    most = measure(1, saving("structureel", -40), saving("incidenteel", 100))
    claims = [claim for claim in claims_of(plan(down, most), own=False) if claim.year == 2024]
    assert [(claim.amount, claim.passing) for claim in claims] == [(70, 0), (60, 60)]


def test_half_a_cent_is_no_claim():
    small = measure(0, saving("structureel", 0.005))
    assert pots_of(plan(small, measure(1, saving("structureel", 0.5)))) != ()
    assert [claim.amount for claim in pots_of(plan(small, TWO[1]))[0].claims] == [60]
    assert len(pots_of(plan(measure(0, saving("structureel", 0.5))))) == 2
    assert pots_of(plan(small)) == ()


def test_a_measure_without_a_pot_or_that_does_not_count_claims_nothing():
    bare, out = measure(0, saving("structureel", 9), pot=None), replace(TWO[1], counted=False)
    assert list(claims_of(plan(bare, out), own=False)) == []


def test_without_a_target_there_is_no_difference():
    overlap, target = found(*TWO, target=()), found(*TWO)
    assert overlap.differences == {}
    for base, result in ((overlap, target), (target, overlap)):
        mixed = replace(base.variants[0], result=result.result)
        with pytest.raises(ValueError, match=r"^no target$"):
            mixed.difference(2024)


ROWS = tuple(measure(i, saving("incidenteel", amount)) for i, amount in enumerate((100, 60, 30, 7)))


def test_every_way_to_choose_has_its_name_and_what_goes():
    choices = (Choice(("m[0]", "m[1]")), Choice(("m[2]", "m[3]"), "m[3]"))
    assert list(variants(plan(*ROWS), Agreements(choices=choices))) == [
        ("M0 + M3", ("m[1]", "m[2]")),
        ("M1 + M3", ("m[0]", "m[2]")),
    ]


def test_of_three_alternatives_the_ends_are_those_of_the_variants():
    """Of 100, 60 and 30 comes one; beside it 7 from another pot. The target of 2024 is 120."""
    agreed = Agreements(choices=(Choice(("m[0]", "m[1]", "m[2]")),))
    overlap = found(*ROWS[:3], replace(ROWS[3], pot="q"), agreed=agreed)
    assert [one.name for one in overlap.open_variants] == ["M0", "M1", "M2"]
    assert (overlap.balance.low.value, overlap.balance.high.value) == (37, 107)
    assert overlap.balance.low.terms[:2] == (
        ("saldo, alles opgeteld", 197, "totaal.saldo"),
        ("wat er anders is in de variant M2", -160, ""),
    )
    difference = overlap.differences[2024]
    assert (difference.low.value, difference.high.value) == (37 - 120, 107 - 120)
    assert [(pot.name, pot.low.net, pot.high.net) for pot in overlap.pots] == [("pot", 30, 100), ("q", 7, 7)]
    sums = (overlap.summed(), overlap.summed(2024), overlap.summed(pot="q"), overlap.summed(2025))
    assert [(one.gross, one.low.net, one.high.net) for one in sums] == [
        (197, 37, 107),
        (197, 37, 107),
        (7, 7, 7),
        (0, 0, 0),
    ]
    assert list(overlap.by_year) == [2024]
    assert (overlap.summed().low.cut, overlap.summed().low.capped) == (160, 0)


def test_without_a_choice_there_is_no_variant_to_show():
    assert found(*TWO).open_variants == ()


def test_an_alternative_takes_the_costs_staff_and_cover_of_its_programme_along():
    """With the programme m[0]: 2 · 100, less 9 and 2 · 3; with m[1]: 2 · 60; and 5 of its own either way."""

    def row(path, amount):
        return AmountRow(path, "R", (YearAmount("", 2024, amount),))

    inside, outside = "m[0].rijen[0]", "rijen[0]"
    overlap = found(
        measure(0, saving("structureel", 100)),
        TWO[1],
        agreed=Agreements(choices=(Choice(("m[0]", "m[1]")),)),
        costs=(row(inside, 9.0), row(outside, 5.0)),
        staff=(StaffRow(inside, "S", (YearAmount("", 2024, 2.0),), 3.0),),
        cover=(row(inside, 4.0), row(outside, 1.0)),
    )
    assert [(one.name, one.ends.low.value) for one in overlap.open_variants] == [
        ("M0", 200 - 9 - 2 * 3 - 5),
        ("M1", 120 - 5),
    ]
    assert [[item.path for item in one.result.plan.cover] for one in overlap.variants] == [
        [inside, outside],
        [outside],
    ]


def test_the_target_is_about_the_money_of_the_municipality_only():
    """Of each 100 the perspective has all and the municipality 0,4; a case saves 50, of which 20 its own."""
    shared = replace(TWO[0], own_share=0.4)
    claims = tuple(CaseClaim(pot, None, 2024, 50.0, 20.0) for pot in ("pot", None))
    case = Measure("m[1]", "M1", "m1", claims=claims)
    government = plan(shared, case, perspective="overheid", bearer_inside=True)
    for own, amounts in ((False, [100, 50]), (True, [40, 20])):
        assert [one.amount for one in claims_of(government, own=own) if one.year == 2024] == amounts
    assert [pot.gross for pot in pots_of(government)] == [150, 100]
    overlap = overlap_of(compute_programme(government))
    assert overlap is not None
    (variant,) = overlap.variants
    assert [[pot.gross for pot in pots] for pots in (variant.pots, variant.own)] == [[150, 100], [60, 40]]
    same = overlap_of(compute_programme(plan(*TWO)))
    assert same is not None
    assert same.variants[0].own is same.variants[0].pots
