"""What is said about a programme in which something is wrong: one mistake, one finding, at its place."""

import pytest

from programme_text import codes, run
from rendement.source.tree import parse
from rendement.study.pipeline import calculate_source

M = "maatregelen:\n"
ONE = "  - {naam: A, besparing: {structureel: {2021: 5}}}\n"

WRONG = {
    "target without counting": ("taakstelling: {2021: 5}\n" + M + ONE, "telling-ontbreekt", "taakstelling"),
    "measure without an amount": (M + "  - {naam: A}\n", "maatregel-zonder-bedrag", "maatregelen[0]"),
    "saving without a kind": (
        M + "  - {naam: A, besparing: {}}",
        "maatregel-zonder-bedrag",
        "maatregelen[0]",
    ),
    "investment alone": (
        M + "  - {naam: A, investering: {2021: 5}}\n",
        "maatregel-zonder-bedrag",
        "maatregelen[0]",
    ),
    "amount and pro memorie": (
        M + "  - {naam: A, besparing: {structureel: 5}, pm: x}\n",
        "pm-met-besparing",
        "maatregelen[0].pm",
    ),
    "no name": (M + "  - {besparing: {structureel: 5}}\n", "sleutel-ontbreekt", "maatregelen[0]"),
    "year of a saving outside": (
        M + "  - {naam: A, besparing: {structureel: {2025: 5}}}\n",
        "jaar-buiten-periode",
        "maatregelen[0].besparing.structureel.2025",
    ),
    "span half outside": (
        M + "  - {naam: A, besparing: {incidenteel: {2020-2021: 5}}}\n",
        "jaar-buiten-periode",
        "maatregelen[0].besparing.incidenteel.2020-2021",
    ),
    "year of an investment outside": (
        M + "  - {naam: A, besparing: {structureel: 5}, investering: {2019: 5}}\n",
        "jaar-buiten-periode",
        "maatregelen[0].investering.2019",
    ),
    "year of the target outside": (
        "telling: nieuw\ntaakstelling: {2019: 5}\n" + M + ONE,
        "jaar-buiten-periode",
        "taakstelling.2019",
    ),
    "year of a cost outside": (
        "kosten: [{naam: K, bedragen: {2019: 5}}]",
        "jaar-buiten-periode",
        "kosten[0].bedragen.2019",
    ),
    "year of a cover outside": (
        "telling: nieuw\ntaakstelling: {2021: 5}\ndekking: [{naam: K, bedragen: {2019: 5}}]\n" + M + ONE,
        "jaar-buiten-periode",
        "dekking[0].bedragen.2019",
    ),
    "year of staff outside": (
        "formatie: [{naam: K, fte: {2019: 5}, tarief: 1}]",
        "jaar-buiten-periode",
        "formatie[0].fte.2019",
    ),
    "negative investment": (
        M + "  - {naam: A, besparing: {structureel: 5}, investering: {2021: -5}}\n",
        "investering-negatief",
        "maatregelen[0].investering.2021",
    ),
    "negative cost": (
        "kosten: [{naam: K, bedragen: {2021: -5}}]",
        "kosten-negatief",
        "kosten[0].bedragen.2021",
    ),
    "negative rate": ("formatie: [{naam: K, fte: {2021: 1}, tarief: -5}]", "te-klein", "formatie[0].tarief"),
    "status without a tranche": (
        M + "  - {naam: A, besparing: {structureel: {2021: 5}}, status: {2022: verwacht}}\n",
        "status-zonder-tranche",
        "maatregelen[0].status.2022",
    ),
    "status of a year where only a span stands": (
        M + "  - {naam: A, besparing: {structureel: {2021-2022: 5}}, status: {2021: verwacht}}\n",
        "status-zonder-tranche",
        "maatregelen[0].status.2021",
    ),
    "status by year of pro memorie": (
        M + "  - {naam: A, pm: x, status: {2021: verwacht}}\n",
        "status-zonder-tranche",
        "maatregelen[0].status.2021",
    ),
    "the same years twice": (
        M + "  - {naam: A, besparing: {structureel: {2021-2022: 5, 2021 - 2022: 6}}}\n",
        "dubbele-tranche",
        'maatregelen[0].besparing.structureel."2021 - 2022"',
    ),
    "the same status twice": (
        M + "  - naam: A\n    besparing: {structureel: {2021: 5}}\n"
        "    status: {2021: verwacht, 2021-2021: verwacht}\n",
        "dubbele-tranche",
        "maatregelen[0].status.2021-2021",
    ),
    "no amounts": (
        M + "  - {naam: A, besparing: {structureel: {}}}\n",
        "lege-waarde",
        "maatregelen[0].besparing.structureel",
    ),
    "cost without a year": ("kosten: [{naam: K, bedragen: 5}]", "per-jaar-nodig", "kosten[0].bedragen"),
    "staff without a year": ("formatie: [{naam: K, fte: 5, tarief: 1}]", "per-jaar-nodig", "formatie[0].fte"),
    "reason with what counts": (
        M + "  - {naam: A, besparing: {structureel: 5}, reden: x}\n",
        "hoort-bij",
        "maatregelen[0].reden",
    ),
    "more beside a case": (
        M + "  - {casus: x.yaml, naam: A}\n",
        "casus-met-meer",
        "maatregelen[0].naam",
    ),
    "two measures of one name": (M + ONE + ONE, "dubbele-regel", "maatregelen[1].naam"),
    "two costs of one name": (
        "kosten:\n  - {naam: K, bedragen: {2021: 5}}\n  - {naam: k, bedragen: {2021: 5}}\n",
        "dubbele-regel",
        "kosten[1].naam",
    ),
    "nothing": ("toelichting: leeg", "geen-regels", ""),
    "unknown key": (M + "  - {naam: A, besparing: {strukctureel: 5}}\n", "onbekende-sleutel", None),
    "unknown actor": (
        M + "  - {naam: A, besparing: {structureel: 5}, tegenpartij: clent}\n",
        "onbekende-actor",
        "maatregelen[0].tegenpartij",
    ),
    "printed at no path": (M + ONE + "gedrukt: {'a[': {waarde: 5}}", "pad-onbekend", 'gedrukt."a["'),
}


@pytest.mark.parametrize("name", WRONG)
def test_one_mistake_is_one_finding_at_its_place(name):
    text, code, path = WRONG[name]
    found = codes("periode: 2021-2022\n" + text)
    assert [found_code for found_code, _, _ in found] == [code]
    assert found[0][2] == "fout"
    assert path is None or found[0][1] == path


DOUBTFUL = {
    "yearly without a year": (
        M + "  - {naam: A, besparing: {jaarlijks: 5}}\n",
        "jaarlijks-zonder-jaar",
        "maatregelen[0].besparing.jaarlijks",
    ),
    "yearly of several years": (
        M + "  - {naam: A, besparing: {jaarlijks: {2021-2022: 5}}}\n",
        "jaarlijks-zonder-jaar",
        "maatregelen[0].besparing.jaarlijks.2021-2022",
    ),
    "savings with a minus": (
        M + "  - {naam: A, besparing: {structureel: {2021: -5, 2022: -6}}}\n",
        "alles-negatief",
        "maatregelen[0].besparing",
    ),
    "target with a minus": (
        "telling: nieuw\ntaakstelling: {2021: -5}\n" + M + ONE,
        "alles-negatief",
        "taakstelling",
    ),
    "a level that falls away": (
        "telling: stand\ntaakstelling: {2021: 5}\n" + M + ONE,
        "taakstelling-per-jaar",
        "taakstelling",
    ),
    "cover for no target": (
        "dekking: [{naam: D, bedragen: {2021: 5}}]\n" + M + ONE,
        "dekking-zonder-taakstelling",
        "dekking",
    ),
}


@pytest.mark.parametrize("name", DOUBTFUL)
def test_what_is_probably_not_meant_is_a_warning_and_computes(name):
    text, code, path = DOUBTFUL[name]
    assert codes("periode: 2021-2022\n" + text) == [(code, path, "waarschuwing")]
    assert run("periode: 2021-2022\n" + text).programme is not None


FINE = {
    "a saving that partly falls away": M + "  - {naam: A, besparing: {structureel: {2021: 5, 2022: -5}}}\n",
    "a level that begins later": "telling: stand\ntaakstelling: {2022: 5}\n" + M + ONE,
    "a status for all of pro memorie": M + "  - {naam: A, pm: x, status: verwacht}\n",
    "costs alone": "kosten: [{naam: K, bedragen: {2021: 5}}]",
    "staff alone": "formatie: [{naam: K, fte: {2021: -5}, tarief: 0}]",
    "everything said of a measure": (
        M + "  - naam: A\n    id: a-1\n    domein: d\n    groep: g\n    bron: b\n    toelichting: t\n"
        "    eigenaar: e\n    huidig_budget: 100\n    besparing: {structureel: 5}\n"
        "    investering: {2021: 1}\n    status: verwacht\n"
        "    besluit: {nodig: ja, planning: 2022}\n    bewijs: {graad: aanname, looptijd: 2}\n"
        "    verzilverbaar: nee\n    tegenpartij: client\n    telt_mee: ja\n"
    ),
    "a version that is known": "taal: 1\n" + M + ONE,
}


@pytest.mark.parametrize("name", FINE)
def test_nothing_is_said_about_what_is_right(name):
    assert codes("periode: 2021-2022\n" + FINE[name]) == []


def test_every_mistake_is_found_at_once():
    """A misspelt key, a year outside in another section and a year that is none hide nothing."""
    found = codes(
        "periode: 2021-2022\ntaakstelling: {2021: 5, later: 3}\nmaatregelen:\n"
        "  - {naam: A, domain: x, besparing: {structureel: {2030: 5}}}\n  - {naam: B}\n"
        "kosten: [{naam: K, bedragen: {2019: 5}}]\n"
    )
    assert sorted(code for code, _, _ in found) == [
        "geen-jaar",
        "jaar-buiten-periode",
        "jaar-buiten-periode",
        "maatregel-zonder-bedrag",
        "onbekende-sleutel",
        "telling-ontbreekt",
    ]


def test_a_period_that_cannot_be_read_says_nothing_about_years():
    assert [code for code, _, _ in codes("periode: straks\n" + M + ONE)] == ["geen-periode"]
    assert [code for code, _, _ in codes(M + ONE)] == ["sleutel-ontbreekt"]


def test_a_saving_that_cannot_be_read_brings_no_second_finding():
    found = codes(
        "periode: 2021\nmaatregelen:\n"
        "  - {naam: A, besparing: {structureel: {2021: 1.000}}, status: {2021: verwacht}}\n"
    )
    assert [code for code, _, _ in found] == ["dubbelzinnig-getal"]


@pytest.mark.parametrize("head", ["soort: programa", ""])
def test_a_programme_is_recognised_without_its_own_word(head):
    source, found = parse(f"{head}\nnaam: P\ngemeente: V\nperiode: 2021\n{M}{ONE}", "p.yaml")
    outcome = calculate_source("p.yaml", source, found)
    assert [(f.code, f.path) for f in outcome.findings] == [
        ("onbekende-keuze" if head else "sleutel-ontbreekt", "soort")
    ]


def test_prices_and_scenarios_and_perspectives_that_are_none():
    text = "periode: 2021\n" + M + ONE
    assert [code for code, _, _ in codes(text, sets=("prijzen.x=5",))] == ["onbekende-prijs"]
    assert [code for code, _, _ in codes(text, scenario="laag")] == ["onbekend-scenario"]
    assert [code for code, _, _ in codes(text, perspective="overhied")] == ["onbekend-perspectief"]
    assert [code for code, _, _ in codes(text, sets=("maatregelen[3].naam=x",))] == ["pad-onbekend"]


@pytest.mark.parametrize(
    "setback",
    ["besparing: {jaarlijks: {2021: -5, 2022: -6}}", "besparing: {structureel: {2021: -5}}"],
)
def test_a_setback_beside_a_saving_is_no_mistake(setback):
    assert codes("periode: 2021-2022\n" + M + ONE + f"  - {{naam: Tegenvaller, {setback}}}\n") == []
