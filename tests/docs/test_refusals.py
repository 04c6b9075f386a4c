"""What the reference says is refused, is refused, by the finding of that name and by no other."""

import pytest

from doc_cases import run, whole_case

PRICES = "prijslijsten: [zoetermeer-2018]\n"
TWO = "periode: 2018-2019\n"
STAY = "baten: [{naam: a, bedrag: 1, duur: 2, blijfkans: {uitstroomkansen: "

REFUSED = {
    "een bandbreedte waar één zeker getal hoort": (
        "horizon: 5..10\nbaten: [{naam: a, bedrag: 1}]",
        "bereik-hier-niet",
    ),
    "een bandbreedte in een voet met trappen": (
        "discontovoet: {0: 2%..3%}\nbaten: [{naam: a, bedrag: 1}]",
        "bereik-hier-niet",
    ),
    "een bandbreedte in een verloop dat terugloopt": (
        "baten: [{naam: a, bedrag: 1, duur: 2, terugval: {1: 5%..20%, 2: 10%..15%}}]",
        "curve-daalt",
    ),
    "een reeks met per": (TWO + "baten: [{naam: a, bedrag: {2018: 1}, per: jaar}]", "reeks-met-per"),
    "een reeks met jaar": (TWO + "baten: [{naam: a, bedrag: {2018: 1}, jaar: 2018}]", "reeks-met-jaar"),
    "reeksen met andere jaren": (
        TWO + "baten: [{naam: a, bedrag: {2018: 1}, aantal: {2019: 1}}]",
        "reeksen-verschillen",
    ),
    "twee omvangen": (PRICES + "baten: [{naam: a, bedrag: 1, prijs: wonen/mutatie}]", "twee-omvangen"),
    "geen omvang": ("baten: [{naam: a}]", "geen-omvang"),
    "een negatief aantal bij kosten": ("kosten: [{naam: a, aantal: -1, bedrag: 3}]", "aantal-negatief"),
    "per bij personeel": ("kosten: [{naam: a, fte: 1, tarief: 3, per: jaar}]", "per-bij-fte"),
    "een tarief zonder keuze": (
        PRICES + "baten: [{naam: a, prijs: jeugd/uithuisplaatsing-begeleiding}]",
        "selectie-ontbreekt",
    ),
    "een rij buiten de tabel": (PRICES + "baten: [{naam: a, prijs: pwet/schadelast@8}]", "rij-buiten-tabel"),
    "een prijs zonder reden": (
        PRICES + "kosten: [{naam: a, posten: {jeugd/ots: {bedrag: 3}}}]",
        "bedrag-zonder-reden",
    ),
    "prijspeil bij een post": (
        PRICES + "kosten: [{naam: a, prijs: jeugd/ots, prijspeil: 2018}]",
        "prijspeil-bij-post",
    ),
    "prijspeil bij een tarief uit de lijst": (
        PRICES + "kosten: [{naam: a, fte: 1, tarief: tarief/klantmanager, prijspeil: 2018}]",
        "prijspeil-bij-post",
    ),
    "index bij een post": (
        PRICES + "kosten: [{naam: a, prijs: jeugd/ots, index: cpi}]",
        "prijspeil-bij-post",
    ),
    "index zonder prijspeil": ("kosten: [{naam: a, bedrag: 3, index: cpi}]", "hoort-bij"),
    "een maand over meer jaren": (
        TWO + "kosten: [{naam: a, fte: 1, tarief: 3, maanden: 6}]",
        "maanden-per-jaar",
    ),
    "maanden van een periode": (
        "kosten: [{naam: a, bedrag: 3, per: periode, maanden: 6}]",
        "maanden-zonder-jaar",
    ),
    "aandelen onder 100%": (
        "kosten: [{naam: a, bedrag: 9, betaler: {gemeente: 50%, rijk: 40%}}]",
        "betalers-geen-100",
    ),
    "bedragen onder het netto": (
        "kosten: [{naam: a, bedrag: 9, betaler: {gemeente: € 5, rijk: € 3}}]",
        "betalers-geen-100",
    ),
    "bedragen boven het netto": (
        "kosten: [{naam: a, bedrag: 9, betaler: {gemeente: € 10, rijk: rest}}]",
        "betalers-geen-100",
    ),
    "twee keer rest": (
        "kosten: [{naam: a, bedrag: 9, betaler: {gemeente: rest, rijk: rest}}]",
        "twee-keer-rest",
    ),
    "een aandeel of een bedrag": (
        "kosten: [{naam: a, bedrag: 90, betaler: {gemeente: 60, rijk: rest}}]",
        "aandeel-of-bedrag",
    ),
    "een basiskans bij een mandje": (
        PRICES + "baten: [{naam: a, posten: {jeugd/ots: 1}, business_as_usual: {kans: 5%, van: 9}}]",
        "kans-van-vorm",
    ),
    "duur en over_jaren": ("baten: [{naam: a, bedrag: 1, duur: 2, over_jaren: 3}]", "duur-en-over-jaren"),
    "terugval en afname": (
        "baten: [{naam: a, bedrag: 1, duur: 2, terugval: 10%, afname: 3%}]",
        "terugval-met-afname",
    ),
    "afname zonder duur": ("baten: [{naam: a, bedrag: 1, afname: 3%}]", "curve-zonder-duur"),
    "blijfkans zonder duur": (
        "baten: [{naam: a, bedrag: 1, blijfkans: {uitstroomkansen: [5%]}}]",
        "curve-zonder-duur",
    ),
    "een tabel die daalt": (
        "baten: [{naam: a, bedrag: 1, duur: 2, terugval: {1: 20%, 2: 9%}}]",
        "curve-daalt",
    ),
    "een tabel vanaf 0": ("baten: [{naam: a, bedrag: 1, duur: 2, terugval: {0: 20%}}]", "knoop-op-nul"),
    "een gat in de duren": (STAY + "{1: 20%, 3: 9%}, vanaf: 1}}]", "gat-in-duren"),
    "een tabel zonder vanaf": (STAY + "{1: 20%, 2: 9%}}}]", "vanaf-ontbreekt"),
    "vanaf voor de tabel": (STAY + "{2: 20%, 3: 9%}, vanaf: 1}}]", "vanaf-buiten-tabel"),
    "niet meetellen zonder reden": ("baten: [{naam: a, bedrag: 1, telt_mee: nee}]", "reden-ontbreekt"),
    "twee regels met één naam": ("baten: [{naam: a, bedrag: 1}, {naam: A, bedrag: 1}]", "dubbele-regel"),
    "een te korte horizon": (
        TWO + "horizon: 1\nkosten: [{naam: a, bedrag: 1, per: jaar}]",
        "horizon-te-kort",
    ),
    "een voet van -100%": ("discontovoet: -100%", "voet-buiten-bereik"),
    "een trap die niet bij 0 begint": ("discontovoet: {1: 3%}", "voet-vanaf-nul"),
    "een onbekend perspectief": ("perspectief: marsman", "onbekend-perspectief"),
    "een nieuwere taal": ("taal: 2", "taal-onbekend"),
    "een absoluut pad": ("prijslijsten: [/tmp/x.yaml]", "pad-verlaat-wortel"),
    "een pad naar buiten": ("prijslijsten: [../../x.yaml]", "pad-verlaat-wortel"),
    "een internetadres": ('prijslijsten: ["https://voorbeeld.nl/x.yaml"]', "pad-verlaat-wortel"),
    "een anker": ("kosten: &k [{naam: a, bedrag: 1}]", "anker"),
    "een label": ("kosten: [{naam: a, bedrag: !geld 1}]", "label"),
    "twee keer dezelfde sleutel": ("kosten: [{naam: a, bedrag: 1, bedrag: 2}]", "dubbele-sleutel"),
    "een lege waarde": ("kosten: [{naam: a, bedrag: }]", "lege-waarde"),
    "een onbekende sleutel": ("kosten: [{naam: a, bedrag: 1, zomaar: 2}]", "onbekende-sleutel"),
    "een sleutel van baten bij kosten": ("kosten: [{naam: a, bedrag: 1, over_jaren: 2}]", "sleutel-elders"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name, tmp_path):
    text, code = REFUSED[name]
    found = run(whole_case(f"{text}\n"), tmp_path).findings
    assert [finding.code for finding in found] == [code]


@pytest.mark.parametrize(
    ("extra", "code"),
    [("betaler: {rijk: € 40, gemeente: rest}", "betaler-vorm"), ("tegenpartij: marsman", "onbekende-actor")],
)
def test_refused_in_a_price_list(extra, code, tmp_path):
    post = f"posten:\n  a/b: {{naam: B, bedrag: 60, {extra}}}\n"
    (tmp_path / "lijst.yaml").write_text(f"prijslijst: l\nprijspeil: 2018\n{post}", encoding="utf-8")
    text = "prijslijsten: [lijst.yaml]\nkosten: [{naam: a, prijs: a/b}]\n"
    assert [finding.code for finding in run(whole_case(text), tmp_path).findings] == [code]


@pytest.mark.parametrize(
    ("written", "advised"),
    [("€ 45.000 per jaar", "€ 45.000"), ("1.200 per maand", "1200"), ("250 per week", "250")],
)
def test_an_amount_with_its_unit_gets_advice_that_is_accepted(written, advised, tmp_path):
    (found,) = run(whole_case(f"kosten: [{{naam: a, bedrag: {written}}}]\n"), tmp_path).findings
    assert found.remedy.startswith(f"schrijf alleen {advised};")
    assert run(whole_case(f"kosten: [{{naam: a, bedrag: {advised}}}]\n"), tmp_path).findings == ()
