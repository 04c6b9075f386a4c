"""What the rules on evidence and prices say, and how grave it is; that each fires, `tests/regels/` shows."""

import pytest

from rendement.study.contract import contract
from rendement.study.pipeline import calculate

HEAD = "naam: Proef\ngemeente: Hier\nperiode: 2024\n"


def said(written, text, number, head=HEAD):
    """How grave a rule is, what it says and where, of a case of these lines; nothing when it is silent."""
    found = contract(calculate(written(head + text)))["bevindingen"]
    return [(item["ernst"], item["melding"], item["regel"]) for item in found if item["nummer"] == number]


def only(written, text, number, head=HEAD):
    """The same of a rule that has one thing to say."""
    [found] = said(written, text, number, head)
    return found


@pytest.mark.parametrize(
    ("followed", "grave", "share", "amount"),
    [
        (3, "opmerking", 100 * 1 / 4, 5 * 2000 * 1),  # a quarter is not above a quarter
        (2, "waarschuwing", 100 * 2 / 4, 5 * 2000 * 2),
    ],
)
def test_benefits_after_the_evidence(written, followed, grave, share, amount):
    text = "baten: [{naam: Zorg, aantal: 5, bedrag: 2000, duur: 4, bewijs: {graad: gemeten, looptijd: %s}}]\n"
    severity, message, _ = only(written, text % followed, "R301")
    assert severity == grave
    assert message.startswith(f"{share:.0f}% van de baten (€ {amount:,})".replace(",", "."))


def test_an_amount_in_a_message_is_in_the_currency_of_the_file(written):
    text = "valuta: USD\nbaten: [{naam: Zorg, aantal: 5, bedrag: 2000, bewijs: {graad: aanname}}]\n"
    text += "kosten: [{naam: Team, bedrag: 4000}]\n"
    assert f"saldo van $ {5 * 2000 - 4000:,}".replace(",", ".") in only(written, text, "R306")[1]


def test_a_sum_over_years_is_an_effect_of_those_years(written):
    text = "baten: [{naam: Uitstroom, aantal: 5, bedrag: 40000, over_jaren: 4}]\n"
    text += "kosten: [{naam: Maatje, bedrag: 40000}]\n"
    assert "het effect houdt 4 jaar" in only(written, text, "R110")[1]
    assert "het effect telt 4 jaar" in only(written, text, "R307")[1]
    shorter = text.replace("4}", "4, terugval: 10%}")
    assert said(written, shorter, "R110") == []


def test_the_highest_count_is_held_against_the_households(written):
    text = (
        "prijslijsten: [zoetermeer-2018]\nbaten:\n  - naam: Opvang\n    per: periode\n    casussen:\n"
        "      - {naam: A, posten: {wonen/noodwoning: 12}}\n"
        "resultaten:\n  - {naam: Zaak, aantal: 188}\n  - {naam: Ontruiming, aantal: 68}\n"
    )
    assert only(written, text, "R308")[1].endswith("er zijn 188 resultaten (Zaak)")


@pytest.mark.parametrize("first", [0, 1])
def test_what_differs_from_the_list_is_named_whichever_comes_first(written, first):
    plain = "      - {naam: A, posten: {wonen/noodwoning: 12}}\n"
    own = "      - {naam: B, posten: {wonen/noodwoning: {bedrag: 500, aantal: 12, reden: groter}}}\n"
    head = "prijslijsten: [zoetermeer-2018]\nbaten:\n  - naam: Opvang\n    per: periode\n    casussen:\n"
    text = head + (own + plain if first else plain + own)
    message = "`wonen/noodwoning` kost hier € 500, en elders in deze casus € 400"
    assert only(written, text, "R405") == ("opmerking", message, 9 if first else 10)


@pytest.mark.parametrize(
    ("rate", "base", "message"),
    [
        (
            "5.5%",
            2024,
            "de discontovoet van 5,5% is in 2024 niet de norm; het was de norm van 2009 tot en met 2016",
        ),
        (
            "4%",
            2012,
            "de discontovoet van 4% is in 2012 niet de norm; het was de norm van 1995 tot en met 2007",
        ),
        ("1%", 2012, "de discontovoet van 1% is in 2012 niet de norm"),
        ("{0: 3%, 30: 2%}", 2024, "de discontovoet van 3%, dan 2% is in 2024 niet de norm"),
    ],
)
def test_a_rate_that_was_the_norm_once_is_named(written, rate, base, message):
    text = f"disconteren: {{voet: {rate}, basisjaar: {base}}}\nbaten: [{{naam: Zorg, bedrag: 5}}]\n"
    assert only(written, text, "R404")[:2] == ("waarschuwing", message)


@pytest.mark.parametrize(
    ("rate", "base"), [("5.5%", 2009), ("5.5%", 2016), ("3%", 2016), ("2.25%", 1990), ("4%", 1995)]
)
def test_a_rate_of_its_time_is_no_news(written, rate, base):
    text = f"disconteren: {{voet: {rate}, basisjaar: {base}}}\nbaten: [{{naam: Zorg, bedrag: 5}}]\n"
    assert said(written, text, "R404") == []


def test_a_rate_in_another_currency_has_its_own_norm(written):
    text = "valuta: USD\ndiscontovoet: 7%\nbaten: [{naam: Zorg, bedrag: 5}]\n"
    assert said(written, text, "R404") == []


def test_without_the_rate_of_a_line_that_of_its_case_holds(written):
    text = "bron: jaarverslag\ndiscontovoet: 4%\nbaten: [{naam: Zorg, bedrag: 5, discontovoet: 7%}]\n"
    found = contract(calculate(written(HEAD + text)))["bevindingen"]
    [rate] = [item for item in found if item["nummer"] == "R404"]
    assert rate["pad"] == "baten[0].discontovoet"
    assert "dan geldt 4%" in rate["remedie"]


def test_costs_alone_rest_on_no_evidence(written):
    text = (
        "prijslijsten: [zoetermeer-2018]\nkosten:\n"
        "  - {naam: Team, bedrag: 900, bewijs: {graad: aanname}}\n"
        "  - naam: Opvang\n    per: periode\n    casussen: [{naam: A, posten: {wonen/noodwoning: 12}}]\n"
        "resultaten: [{naam: Zaak, aantal: 188}]\n"
    )
    found = contract(calculate(written(HEAD + text)))["bevindingen"]
    assert [item["nummer"] for item in found if (item["nummer"] or "")[:2] == "R3"] == []
