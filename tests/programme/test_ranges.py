"""Ranges in a programme: what may be one, what is computed with, and what is refused."""

import pytest

from programme_text import by_year, data, run

HEAD = "periode: 2021-2022\ntelling: nieuw\ntaakstelling: {2021: 10}\n"


def codes(text):
    return [finding.code for finding in run(text).findings]


def measure(rest):
    return f"{HEAD}maatregelen:\n  - {{naam: A, {rest}}}\n"


@pytest.mark.parametrize(
    ("written", "middle"),
    [
        ("{2021: 60..80}", (60 + 80) / 2),
        ("{2021: 60..65..80}", 65),
        ("{2021: {laag: 60, midden: 65, hoog: 80, verdeling: driehoek}}", 65),
        ("{2021: {discreet: {10: 25%, 30: 75%}}}", 10 * 0.25 + 30 * 0.75),
        ("60..80", (60 + 80) / 2),
        ("{laag: 60, hoog: 80}", (60 + 80) / 2),
        ("{2021-2022: 60..80}", (60 + 80) / 2),
    ],
)
@pytest.mark.parametrize("kind", ["structureel", "jaarlijks", "incidenteel"])
def test_a_saving_is_computed_with_its_middle(kind, written, middle):
    found = data(measure(f"besparing: {{{kind}: {written}}}"))
    assert found["maatregelen"][0]["gepland"] == pytest.approx(middle)
    assert [item["waarde"] for item in found["bandbreedtes"]] == [pytest.approx(middle)]


def test_what_became_of_it_costs_and_staff_may_be_ranges():
    """2021: 70 - 6 - 15 - 1.5 × 20; 2022: 40 beside it, less costs and staff that stay."""
    found = data(
        measure(
            "besparing: {structureel: {2021: 60..80, 2022: 30}}, bijgesteld: {2022: 20..60}, "
            "investering: {2021: 4..8}"
        )
        + "kosten: [{naam: K, bedragen: {structureel: {2021: 10..20}}}]\n"
        "formatie: [{naam: F, fte: {structureel: {2021: 1..2}}, tarief: 10..30}]\n"
    )
    assert by_year(found, "saldo") == [70 - 6 - 15 - 1.5 * 20, 70 + 40 - 15 - 1.5 * 20]
    labels = [item["naam"] for item in found["bandbreedtes"]]
    assert labels == [
        "A: structurele besparing in 2021",
        "A: bijgesteld in 2022",
        "A: investering in 2021",
        "K: structureel bedrag in 2021",
        "F: structureel fte in 2021",
        "F: tarief",
    ]


def test_what_is_realised_and_a_range_is_a_warning():
    text = measure("besparing: {structureel: {2021: 60..80, 2022: 5..9}}, status: {2021: gerealiseerd}")
    assert codes(text).count("bereik-gerealiseerd") == 1
    assert by_year(data(text), "gerealiseerd") == [70, 0]
    text = measure("besparing: {structureel: {2021: 60}}, gerealiseerd: {2021: 50..60}")
    assert codes(text).count("bereik-gerealiseerd") == 1
    assert by_year(data(text), "gerealiseerd") == [55, 0]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("periode: 2021\ntelling: nieuw\ntaakstelling: {2021: 5..9}\n", "bereik-hier-niet"),
        ("periode: 2021\ntelling: nieuw\ntaakstelling: {2021: {laag: 5, hoog: 9}}\n", "bereik-hier-niet"),
        (HEAD + "dekking: [{naam: D, bedragen: {2021: 1..2}}]\n", "bereik-hier-niet"),
        (measure("besparing: {structureel: {2021: 4}}, huidig_budget: 10..20"), "bereik-hier-niet"),
        (measure("besparing: {structureel: {2021: 4}}, verzilverbaar: 10%..20%"), "bereik-hier-niet"),
        (measure("besparing: {structureel: {2021: 4}}, investering: {2021: -2..9}"), "investering-negatief"),
        (measure("besparing: {structureel: {2021: 4}}, investering: 5..9"), "per-jaar-nodig"),
        (measure("besparing: {structureel: {2021: {geteld: 4, van: 9}}}"), "geteld-geen-aandeel"),
        (measure("besparing: {structureel: {2021: 9..4}}"), "bereik-omgekeerd"),
        (HEAD + "kosten: [{naam: K, bedragen: {2021: -2..9}}]\n", "kosten-negatief"),
        (HEAD + "kosten: [{naam: K, bedragen: {laag: 2, hoog: 9}}]\n", "per-jaar-nodig"),
        (
            HEAD + "kosten: [{naam: K, bedragen: {2021: {laag: 1, hoog: 90, verdeling: normaal}}}]\n",
            "kosten-negatief",
        ),
        (HEAD + "formatie: [{naam: F, fte: {2021: 1}, tarief: -2..9}]\n", "te-klein"),
    ],
)
def test_wrong_ranges_are_refused(text, code):
    assert code in codes(text)
    assert run(text).programme is None


def test_the_remedy_keeps_a_range_as_it_was_written():
    text = measure("besparing: {structureel: {2021: 4}, incidenteel: {2021: 1}}, bijgesteld: {2021: 5..6..9}")
    (finding,) = [found for found in run(text).findings if found.code == "soort-ontbreekt"]
    assert finding.remedy == "schrijf `{structureel: {2021: 5..6..9}}`"


def test_a_cost_by_kind_has_its_bound():
    """So that of what lies below 0 nothing is drawn."""
    plan = run(HEAD + "kosten: [{naam: K, bedragen: {structureel: {2021: 5..9}}}]\n").programme.plan
    assert [item.bounds for item in plan.ledger.ranges] == [(0.0, None)]
