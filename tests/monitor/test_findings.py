"""What is said about a monitor in which something is wrong: one mistake, one finding, at its place."""

import pytest

from monitor_text import YEARS, codes, run
from rendement.source.tree import parse
from rendement.study.pipeline import calculate_source

POST = "posten:\n  - {naam: Hulp, bedragen: {2021: 5}}\n"
ONE = "posten:\n  - naam: Hulp\n    bedragen: {2021: 5, 2022: 6}\n"
WRONG = {
    "unknown column of an amount": (
        YEARS + "posten: [{naam: A, bedragen: {2023: 5}}]",
        "kolom-onbekend",
        "posten[0].bedragen.2023",
    ),
    "unknown column of a count": (
        YEARS + "posten: [{naam: A, aantallen: {c: {2023: 5}}}]",
        "kolom-onbekend",
        "posten[0].aantallen.c.2023",
    ),
    "unknown column deep below": (
        YEARS + "posten: [{naam: A, onderdelen: [{naam: B, bedragen: {2023: 5}}]}]",
        "kolom-onbekend",
        "posten[0].onderdelen[0].bedragen.2023",
    ),
    "replaces an unknown": (
        "kolommen: {2021: {soort: begroting, vervangt: 2020}}\n" + POST,
        "kolom-onbekend",
        "kolommen.2021.vervangt",
    ),
    "replaces itself": (
        "kolommen: {2021: {soort: begroting, vervangt: 2021}}\n" + POST,
        "vervangt-in-kring",
        "kolommen.2021.vervangt",
    ),
    "replace each other": (
        "kolommen: {2021: {soort: begroting, vervangt: 2021 b}, 2021 b: {soort: x, vervangt: 2021}}\n" + POST,
        "vervangt-in-kring",
        'kolommen."2021 b".vervangt',
    ),
    "adds up an unknown": (
        "kolommen: {2021: realisatie, 2021 som: {soort: realisatie, som: [2021, 2020]}}\n" + POST,
        "kolom-onbekend",
        'kolommen."2021 som".som[1]',
    ),
    "adds up one twice": (
        "kolommen: {2021: realisatie, 2021 som: {soort: realisatie, som: [2021, 2021]}}\n" + POST,
        "kolom-onbekend",
        'kolommen."2021 som".som[1]',
    ),
    "compares with an unknown": (
        YEARS + "verschillen: [{van: 2020, naar: 2021}]\n" + POST,
        "kolom-onbekend",
        "verschillen[0].van",
    ),
    "explains to an unknown": (
        YEARS + ONE + "    verklaring: {van: 2021, naar: 2023, stappen: [{naam: A, bedrag: 5}]}\n",
        "kolom-onbekend",
        "posten[0].verklaring.naar",
    ),
    "a column twice": ("kolommen: {2021: realisatie, 2021: prognose}\n" + POST, "dubbele-sleutel", None),
    "text in a cell": (YEARS + "posten: [{naam: A, bedragen: {2021: veel}}]", "geen-getal", None),
    "a range in a cell": (YEARS + "posten: [{naam: A, bedragen: {2021: 5..6}}]", "bereik-hier-niet", None),
    "fewer than none": (YEARS + "posten: [{naam: A, aantallen: {c: {2021: -1}}}]", "te-klein", None),
    "another kind of count": (
        YEARS + "posten: [{naam: A, aantallen: {c: {telt: dubbel, 2021: 1}}}]",
        "onbekende-keuze",
        "posten[0].aantallen.c.telt",
    ),
    "a unit between": ("bedragen_x: 100\n" + YEARS + POST, "onbekende-keuze", "bedragen_x"),
    "part of a forecast": (
        "kolommen: {2021: {soort: prognose, tot_en_met: 2021-06}}\n" + POST,
        "hoort-bij",
        "kolommen.2021.tot_en_met",
    ),
    "two posts of one name": (
        YEARS + "posten: [{naam: A, bedragen: {2021: 5}}, {naam: A, bedragen: {2021: 5}}]",
        "dubbele-regel",
        "posten[1].naam",
    ),
    "two parts of one name": (
        YEARS
        + "posten: [{naam: P, onderdelen: [{naam: A, bedragen: {2021: 5}}, {naam: a, bedragen: {2021: 5}}]}]",
        "dubbele-regel",
        "posten[0].onderdelen[1].naam",
    ),
    "a reason for nothing": (
        YEARS + "posten: [{naam: A, bedragen: {2021: 5}, reden: dubbel}]",
        "hoort-bij",
        "posten[0].reden",
    ),
    "a year that is none": (
        "kolommen: {9999: realisatie}\nposten: [{naam: A, bedragen: {9999: 5}}]",
        "kolom-zonder-jaar",
        "kolommen.9999",
    ),
    "no posts": (YEARS, "geen-regels", None),
    "no columns": (POST, "sleutel-ontbreekt", None),
    "empty columns": ("kolommen: {}\n" + POST, "kolommen-nodig", "kolommen"),
    "steps that are no list": (
        YEARS + ONE + "    verklaring: {van: 2021, naar: 2022, stappen: veel}\n",
        "verkeerde-vorm",
        "posten[0].verklaring.stappen",
    ),
    "columns to add that are no list": (
        "kolommen: {2021: realisatie, 2021 som: {soort: realisatie, som: 2021}}\n" + POST,
        "verkeerde-vorm",
        'kolommen."2021 som".som',
    ),
}


@pytest.mark.parametrize(("text", "code", "path"), WRONG.values(), ids=WRONG)
def test_one_mistake_is_one_finding_at_its_place(text, code, path):
    found = codes(text)
    assert [item[0] for item in found] == [code]
    assert path is None or found[0][1] == path


def of_columns(*pairs):
    """Columns of which each comes in place of another, and a post."""
    columns = ", ".join(f"2021 {name}: {{soort: x, vervangt: 2021 {other}}}" for name, other in pairs)
    return run(f"kolommen: {{2021: realisatie, {columns}}}\n{POST}").findings


def test_every_circle_of_columns_is_said_once_and_what_leads_to_it_is_none():
    (found,) = of_columns(*["ab", "bc", "cd", "de", "ea"])
    assert (found.code, found.path) == ("vervangt-in-kring", 'kolommen."2021 e".vervangt')
    assert [found.path for found in of_columns(*["ab", "bc", "cb", "de", "ed", "ff"])] == [
        f'kolommen."2021 {name}".vervangt' for name in "cef"
    ]
    assert [found.code for found in of_columns(*["ax", "ba", "cb", "da"])] == ["kolom-onbekend"]


def test_a_circle_of_very_many_columns_names_a_few():
    (found,) = of_columns(*((str(i), str((i + 1) % 1_000)) for i in range(1_000)))
    assert found.message.endswith(": 2021 0 → 2021 1 → 2021 2 → 2021 3 → … → 2021 0")


@pytest.mark.parametrize("head", ["soort: monitr\n", ""])
def test_what_is_meant_as_a_monitor_is_read_as_one(head):
    source, findings = parse(f"{head}naam: A\ngemeente: B\n{YEARS}{POST}", "proef.yaml")
    found = calculate_source("proef.yaml", source, findings).findings
    assert [item.code for item in found] == ["onbekende-keuze" if head else "sleutel-ontbreekt"]


def test_parts_in_parts_are_refused_where_any_file_is_too_deep():
    inner = "{naam: A, bedragen: {2021: 5}}"
    for _ in range(200):
        inner = f"{{naam: A, onderdelen: [{inner}]}}"
    assert [code for code, _, _ in codes(f"{YEARS}posten: [{inner}]")] == ["te-diep"]


def test_a_printed_sum_that_does_not_follow_is_said_and_stops_nothing():
    text = YEARS + ONE + "gedrukt: {posten.hulp.bedragen.2021: {waarde: 6}}\n"
    outcome = run(text)
    assert outcome.findings == ()
    assert outcome.monitor is not None


@pytest.mark.parametrize(
    ("options", "code"),
    [({"breakeven": True}, "geen-omslagwaarden"), ({"perspective": "overheid"}, "geen-perspectief")],
)
def test_what_a_monitor_has_not_is_said(options, code):
    outcome = run(YEARS + POST, **options)
    assert [(found.code, found.severity) for found in outcome.findings] == [(code, "opmerking")]
    assert outcome.monitor is not None
