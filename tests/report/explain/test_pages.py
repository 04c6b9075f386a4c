"""What one reads of a derivation: folded until it fits, the years of a horizon, why a figure is missing."""

import pytest

from rendement.report.explain.answer import answer, meant, subject_of
from rendement.report.explain.page import MOST_ROWS
from rendement.source.finding import UsageError
from rendement.source.tree import parse
from rendement.study.pipeline import calculate, calculate_source

YEARS = "examples/04-jaren.yaml"


def page(name, path, *, deep=False):
    subject = subject_of(calculate(name))
    (document,) = answer(subject, meant(subject, path), data=False, deep=deep)
    return document


def tree(document):
    return next(block for block in document.blocks if getattr(block, "key", "") == "afleiding")


def texts(document):
    return [[cell.text for cell in row.cells] for row in tree(document).rows]


def notes(document):
    return [item for block in document.blocks if hasattr(block, "items") for item in block.items]


def test_a_long_derivation_is_folded_by_level_and_whole_when_asked():
    folded, whole = texts(page(YEARS, "totaal.rendement")), texts(page(YEARS, "totaal.rendement", deep=True))
    assert len(folded) <= MOST_ROWS + 1 < len(whole)
    assert "--diep" in folded[-1][0]
    assert all("--diep" not in row[0] for row in whole)
    assert [row for row in whole if row[0] in [seen[0] for seen in folded]][:3] == folded[:3]


def test_what_was_worked_out_is_not_worked_out_again():
    rows = texts(page(YEARS, "totaal.interne_rentevoet", deep=True))
    again = [row for row in rows if "zie boven" in row[2]]
    assert again, "the net of a line is below every year of it"


def test_a_step_takes_off_what_the_table_takes_off_and_says_apart_what_is_left():
    """4 × 1.000 × 2 years is 8.000; a quarter of that goes off."""
    line = "{naam: Hulp, aantal: 4, bedrag: 1000, duur: 2, terugval: 25%}"
    head = "naam: P\ngemeente: H\nperiode: 2020\nprijspeil: 2020\n"
    text = f"{head}baten: [{line}]\nkosten: [{{naam: T, bedrag: 1}}]"
    (document,) = answer(subject_of(calculate_source("p.yaml", *parse(text, "p.yaml"))), None, data=False)
    said = [item for item in notes(document) if item.startswith(("terugval", "na terugval"))]
    assert [item.partition(" =")[0] for item in said] == [
        "terugval haalt eraf: € 2.000",
        "na terugval, blijft over: € 6.000",
        "terugval laat over: 75%",
    ]


def test_the_horizon_says_which_years_fall_off():
    """4 x 63.669 over seven years from 2021, up to and including 2024: 2025, 2026 and 2027 do not count."""
    document = page(YEARS, "baten[1].stappen[4].aandeel")
    assert "na de horizon valt af: 2025 tot en met 2027" in notes(document)
    assert [row[0].strip() for row in texts(document)] == [
        "gewicht tot en met 2024",
        "÷ gewicht van alle jaren",
    ]


@pytest.mark.parametrize(
    ("asked", "meant_"),
    [
        ("uitstroom", "baten.uitstroom-uit-de-bijstand.netto"),
        ("Uitstroom uit", "baten.uitstroom-uit-de-bijstand.netto"),
        ("opstart", "kosten.opstartkosten.netto"),
        ("bijstand", "baten.uitstroom-uit-de-bijstand.netto"),
        ("afgekapt", "totaal.afgekapt_na_horizon"),
        ("terugverdien", "totaal.terugverdienjaar"),
        ("interne", "totaal.interne_rentevoet"),
        ("totaal.rendemnt", "totaal.rendement"),
    ],
)
def test_a_word_finds_its_path(asked, meant_):
    subject = subject_of(calculate(YEARS))
    with pytest.raises(UsageError) as error:
        meant(subject, asked)
    assert f"`{meant_}`" in str(error.value)
    meant(subject, meant_)


HEAD = "naam: K\ngemeente: G\nperiode: 2020-2021\n"
LOSS = "baten: [{naam: B, bedrag: {2020: 5}}]\nkosten: [{naam: K, bedrag: {2021: 9}}]"
PROGRAMME = "soort: programma\nnaam: P\ngemeente: G\nperiode: 2020-2021\nmaatregelen:\n  - {naam: M, "
MISSING = [
    (HEAD + LOSS, "totaal.terugverdienjaar", "het gecumuleerde saldo is in 2021 nog onder 0"),
    (HEAD + "kosten: [{naam: K, bedrag: {2021: 9}}]", "totaal.rendement", "geen gewaardeerde baat"),
    (HEAD + "baten: [{naam: B, bedrag: {2020: 5}}]", "totaal.baten_per_euro", "geen kosten om door te delen"),
    (HEAD + "baten: [{naam: B, bedrag: {2020: 5}}]", "totaal.interne_rentevoet", "geen jaar met een tekort"),
    (HEAD + "baten: [{naam: B, bedrag: {2020: 5}}]", "baten[0].domein", "niet opgegeven"),
    (PROGRAMME + "pm: ja}\n", "totaal.in_plaats", "geen maatregel die meetelt, heeft een bedrag"),
    (PROGRAMME + "besparing: {incidenteel: {2020: 5}}}\n", "totaal.taakstelling", "geen `taakstelling`"),
    (PROGRAMME + "besparing: {incidenteel: {2020: 5}}}\n", "totaal.realisatie", "`telling`"),
]


@pytest.mark.parametrize(("text", "path", "why"), MISSING)
def test_a_figure_that_is_missing_says_why(text, path, why):
    outcome = calculate_source("k.yaml", *parse(text, "k.yaml"))
    assert not outcome.failed, outcome.findings
    subject = subject_of(outcome)
    (document,) = answer(subject, meant(subject, path), data=False)
    assert any(why in note for note in notes(document)), notes(document)


def test_the_rate_of_what_mixes_signs_says_so_in_words():
    text = HEAD.replace("2021", "2022") + (
        "baten: [{naam: B, bedrag: {2021: 2300}}]\nkosten: [{naam: K, bedrag: {2020: 1000, 2022: 1320}}]"
    )
    subject = subject_of(calculate_source("k.yaml", *parse(text, "k.yaml")))
    (document,) = answer(subject, meant(subject, "totaal.interne_rentevoet"), data=False)
    assert any("wisselt vaker dan eens van teken" in note for note in notes(document))
    assert [row[1] for row in texts(document)][:1] == ["€ -1.000"]
