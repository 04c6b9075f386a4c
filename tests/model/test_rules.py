"""What the language allows on a line and in a case, and what it does not: every rule, both ways."""

import pytest

from rendement.model.read import draft_case, read_case
from rendement.source.tree import parse

HEAD = "naam: Proef\ngemeente: Zoetermeer\nperiode: {}\n"


def codes(text):
    """The codes of what is said about a case."""
    source, findings = parse(text, "casus.yaml")
    assert findings == []
    return [finding.code for finding in read_case(source)[1]]


def on_line(keys, section, period="2018"):
    """The same, for one line with these keys."""
    written = "".join(f"    {key}\n" for key in keys.split("; "))
    return codes(HEAD.format(period) + f"{section}:\n  - naam: Regel\n{written}")


ALLOWED = [
    # the size of a line, in every form
    "bedrag: 37000",
    "bedrag: 37000; aantal: 6; bereik: 60%; slaagkans: 33%",
    "bedrag: [8040, 28400]",
    "bedrag: 30000..40000",
    "bedrag: {laag: 30000, midden: 35000, hoog: 40000, verdeling: pert}",
    "totaal: 67000; aantal: 7",
    "totaal: 67000; fte: 2",
    "prijs: pwet/schadelast@7; aantal: 6",
    "fte: 0.5; tarief: 65000",
    "fte: 0.5; tarief: loon/schaal-9",
    "uren_per_week: 48; voltijd: 36; tarief: 65000",
    "posten: {jeugd/ots: 2, wonen/huisuitzetting: {bedrag: 1500, aantal: 1, reden: zo gedrukt}}",
    "casussen: [{naam: A, posten: {jeugd/ots: 1}}, {naam: B, omschrijving: o, posten: {jeugd/ots: 2}}]",
    "casussen: [{naam: A, posten: {jeugd/ots: 1}}]; opschalen_naar: 68",
    "voor: {jeugd/ots: 2}; na: {jeugd/ots: 1}",
    # years
    "bedrag: 5; per: jaar",
    "bedrag: 5; per: jaar; maanden: 9",
    "fte: 1; tarief: 5; maanden: 9",
    "bedrag: {2018: 5}",
    "aantal: {2018: 6}; bedrag: {2018: 5}",
    "fte: {2018: 0.5}; tarief: 65000",
    # what does not count, what it is based on, where its price comes from
    "bedrag: 5; telt_mee: nee; reden: dubbel",
    "bedrag: 5; telt_mee: ja",
    "bedrag: 5; prijspeil: 2015; index: cpi",
    "bedrag: 5; bewijs: {graad: gemeten, looptijd: 2}; status: verwacht; tegenpartij: client",
    "bedrag: 5; status: {2018: gerealiseerd}",
]
ALLOWED_OF_BENEFITS = [
    "bedrag: 5; aantal: -2",
    "bedrag: 5; ontvanger: {gemeente: 50%, rijk: rest}",
    "bedrag: 5; ontvanger: {gemeente: 500, rijk: 40%, client: rest}",
    "bedrag: 5; ontvanger: {gemeente: 0.25, rijk: 75%}",
    "bedrag: 5; business_as_usual: 50%",
    "bedrag: 5; business_as_usual: {kans: 7.5%, van: 86}",
    "bedrag: 5; terugval: 45%",
    "bedrag: 5; duur: 2.5; terugval: {1: 25%, 2: 42%, 3: 42%}",
    "bedrag: 5; duur: 3; terugval: {0.5: 10%}; aanlooptijd: 2",
    "bedrag: 5; duur: 3; terugval: pwet/terugval",
    "bedrag: 5; over_jaren: 7; afname: 10%",
    "bedrag: 5; duur: 3; blijfkans: {uitstroomkansen: [30%, 20%]}",
    "bedrag: 5; duur: 3; blijfkans: {uitstroomkansen: {1: 30%, 2: 20%}, vanaf: 1}",
    "bedrag: 5; duur: 3; blijfkans: {uitstroomkansen: pwet/uitstroom, vanaf: 3}",
    "bedrag: 5; toerekening: 50%; verdringing: 10%; optimismecorrectie: 5%..10%",
    "bedrag: 5; verzilverbaar: nee; soort: fictief",
    "bedrag: 5; verzilverbaar: 50%; soort: structureel",
    "bedrag: 5; slaagkans: {geteld: 13, van: 86}; toerekening: {discreet: {40%: 30%, 60%: 70%}}",
]
ALLOWED_OF_COSTS = [
    "bedrag: 5; additioneel: 50%; betaler: gemeente",
    "bedrag: 5; betaler: {gemeente: 50%, rijk: rest}",
]


@pytest.mark.parametrize("keys", ALLOWED)
@pytest.mark.parametrize("section", ["baten", "kosten"])
def test_what_is_allowed_on_every_line(keys, section):
    assert on_line(keys, section) == []


@pytest.mark.parametrize("keys", ALLOWED_OF_BENEFITS)
def test_what_is_allowed_on_a_benefit(keys):
    assert on_line(keys, "baten") == []


@pytest.mark.parametrize("keys", ALLOWED_OF_COSTS)
def test_what_is_allowed_on_a_cost(keys):
    assert on_line(keys, "kosten") == []


OVER_TWO_YEARS = {
    "bedrag: 5": ["per-ontbreekt"],
    "totaal: 5; aantal: 2": ["per-ontbreekt"],
    "prijs: jeugd/ots": ["per-ontbreekt"],
    "posten: {jeugd/ots: 1}": ["per-ontbreekt"],
    "bedrag: 5; per: jaar": [],
    "bedrag: 5; per: periode": [],
    "bedrag: 5; jaar: 2019": [],
    "bedrag: 5; jaren: 2018-2019; per: jaar": [],
    "bedrag: 5; jaren: 2018": [],
    "bedrag: {2018: 5}": [],
    "bedrag: 5; aantal: {2018: 5, 2019: 6}": [],
    "fte: 1; tarief: 5": [],
    "casussen: [{naam: A, posten: {jeugd/ots: 1}}]": [],
    "voor: {jeugd/ots: 2}; na: {jeugd/ots: 1}": [],
    "bedrag: 5; per: jaar; maanden: {2018: 4, 2019: 5.4}": [],
    "bedrag: 5; per: jaar; jaar: 2018; maanden: 9": [],
    "fte: {2018: 1, 2019: 2}; tarief: 5; maanden: {2018: 4, 2019: 12}": [],
    "casussen: [{naam: A, posten: {jeugd/ots: 1}}]; maanden: 9": ["maanden-zonder-jaar"],
    "bedrag: 5; maanden: 9": ["per-ontbreekt"],
    "aantal: {2018: 5}; bedrag: {2019: 5}": ["reeksen-verschillen"],
    "bedrag: {2018: 5}; jaar: 2018; jaren: 2018-2019": ["reeks-met-jaar", "reeks-met-jaar", "jaar-en-jaren"],
    "bedrag: 5; per: jaar; jaren: 2017-2020": ["jaar-buiten-periode"],
}


@pytest.mark.parametrize(("keys", "found"), OVER_TWO_YEARS.items())
def test_a_line_over_two_years(keys, found):
    assert on_line(keys, "baten", "2018-2019") == found


@pytest.mark.parametrize(
    "keys",
    [
        "over_jaren: 7",
        "toerekening: 50%",
        "business_as_usual: 5%",
        "blijfkans: {uitstroomkansen: [5%]}",
        "ontvanger: rijk",
    ],
)
def test_a_key_of_benefits_is_not_for_costs(keys):
    assert set(on_line(f"bedrag: 5; {keys}", "kosten")) == {"sleutel-elders"}


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("horizon: 7\n", []),
        ("horizon: 1\n", ["horizon-te-kort"]),
        ("discontovoet: 2.25%\n", []),
        ("discontovoet: -0.5%\n", []),
        ("discontovoet: {0: 3.5%, 30: 3%}\n", []),
        ("disconteren: {voet: 2.25%, basisjaar: 2018, moment: midden}\n", []),
        ("disconteren: {moment: eind}\ndiscontovoet: 3%\n", []),
        ("disconteren: {voet: 3%}\ndiscontovoet: 3%\n", ["twee-voeten"]),
        ("disconteren: {voet: {1: 3%}}\n", ["voet-vanaf-nul"]),
        ("discontovoet: {0: 3%, 2.5: 2%}\n", ["voet-vanaf-nul"]),
        ("taal: 1\nsoort: casus\nperspectief: overheid\n", []),
        ("actoren: {vso: {naam: VSO, soort: organisatie}}\n", []),
        ("pm: [{naam: Geluk, reden: r, richting: baat}]\n", []),
        ("resultaten: [{naam: Ontruimd, aantal: 68, van: 70, jaren: 2}]\n", []),
        ("omslag: [jeugd/ots, {naam: Detentie, bedrag: 80000}]\n", []),
        ("scenarios: {laag: {'baten[0].aantal': 4}}\n", []),
        ("gedrukt: {totaal.rendement: {waarde: '€ 66.000', bron: b, afronding: 500, fout: f}}\n", []),
        ("gedrukt: {'baten.regel.bruto': {waarde: 1}}\n", []),
    ],
)
def test_the_case_as_a_whole(head, found):
    assert (
        codes(HEAD.format("2018-2019") + head + "baten:\n  - {naam: Regel, bedrag: 5, per: jaar}\n") == found
    )


@pytest.mark.parametrize("sections", ["", "baten: []\n", "kosten: []\n", "baten: []\nkosten: []\n"])
def test_a_case_has_benefits_or_costs(sections):
    assert codes(HEAD.format("2018") + sections) == ["geen-regels"]


def test_costs_alone_are_enough():
    assert codes(HEAD.format("2018") + "baten: []\nkosten:\n  - {naam: Regel, bedrag: 5}\n") == []


# -- one mistake is one finding, and a second one beside it is found


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        # what follows from a form that is there twice is not said
        ("bedrag: 5; fte: 1; per: jaar", ["twee-omvangen"]),
        # nor what follows from a value that could not be read
        ("bedrag: 40.000; per: jaar; jaar: 2018", ["dubbelzinnig-getal"]),
        ("bedrag: veel", ["geen-getal"]),
        ("bedrag: 5; duur: twee; terugval: {1: 5%}", ["geen-getal"]),
        ("bedrag: 5; telt_mee: niet; reden: r", ["ja-of-nee"]),
        # a misspelt key is not missing as well
        ("bedraag: 5", ["onbekende-sleutel"]),
        ("bedrag: 5; duurr: 2; terugval: {1: 5%}", ["onbekende-sleutel"]),
        # two mistakes are two findings, whatever sign stands in a key
        ('on"zin: 1; aantal: 2', ["onbekende-sleutel", "geen-omvang"]),
        ("bedrag: 40.000; duur: twee", ["dubbelzinnig-getal", "geen-getal"]),
        ("aantal: 6; toerekening: 50", ["aandeel-buiten-bereik", "geen-omvang"]),
        ("bedrag: {2018: a, 2019: b}", ["geen-getal", "geen-getal"]),
        ("bedrag: {2018: a, 20199: b}", ["geen-getal", "geen-jaar", "geen-getal"]),
        ("posten: {jeugd/ots: a, '@': 2}", ["geen-getal", "post-vorm"]),
        ("bedrag: 5; business_as_usual: {kans: 50, vn: 3}", ["onbekende-sleutel"]),
        ("bedrag: 5; business_as_usual: {kans: 50, van: 0}", ["aandeel-buiten-bereik", "te-klein"]),
        ("bedrag: {laag: a, hoog: b, verdeling: c}", ["geen-getal", "geen-getal", "onbekende-keuze"]),
    ],
)
def test_all_mistakes_of_a_line_and_no_more(keys, found):
    assert sorted(on_line(keys, "baten")) == sorted(found)


SAID_WITH = [
    ("bedrag: 5; jaar: 2020", {"jaren": [2020], "periode": (2018, 2018)}),
    ("bedrag: 5; totaal: 6", {"omvangen": ("bedrag", "totaal")}),
    ("bedrag: 5; per: maand", {"bekend": ("jaar", "periode")}),
    ("bedrag: 5; duur: 300; prijspeil: 2018", {}),
    ("bedrag: 5; over_jaren: 300", {"van": 1, "tot": 200}),
    ("bedrag: {laag: 1, hoog: 2, soort: x}", {"bekend": ("laag", "midden", "hoog", "verdeling")}),
]


@pytest.mark.parametrize(("keys", "arguments"), SAID_WITH)
def test_the_figures_of_a_sentence_stand_beside_it(keys, arguments):
    """Also when pydantic carried the finding."""
    written = "".join(f"    {key}\n" for key in keys.split("; "))
    source, _ = parse(HEAD.format(2018) + f"baten:\n  - naam: Regel\n{written}", "casus.yaml")
    assert [found.arguments for found in read_case(source)[1]] == [arguments]


def draft(text):
    """What is left of a case with mistakes."""
    source, _ = parse(text, "casus.yaml")
    return draft_case(source)


def test_a_draft_keeps_what_can_be_read():
    case = draft(
        HEAD.format("2018-2020")
        + "horizon: veel\nbaten:\n  - {naam: A, bedrag: 40.000, aantal: 6}\n  - los\n"
        + "  - {naam: B, posten: {jeugd/ots: veel, jeugd/hulp: 2}}\n"
        + "  - {naam: C, posten: {jeugd/ots: veel}}\n"
    )
    assert case.periode == (2018, 2020)
    assert case.horizon is None
    assert [line.naam for line in case.baten] == ["A", "?", "B", "C"]
    assert case.baten[0].bedrag is None
    assert case.baten[0].aantal == 6
    assert [item.post.name for item in case.baten[2].posten] == ["jeugd/hulp"]
    assert case.baten[3].posten is None


def test_a_draft_has_a_period_that_holds_every_year():
    case = draft("periode: ooit\nbaten:\n  - {naam: A, bedrag: {2018: 5}}\n")
    assert case.periode[0] <= 2018 <= case.periode[1]


def test_a_draft_divides_by_nothing():
    case = draft(HEAD.format("2018") + "baten:\n  - {naam: A, totaal: 5, aantal: 0}\n")
    assert case.baten[0].totaal is None


def test_no_draft_of_a_case_that_is_none():
    assert draft("baten: []\nscenarios: {a: {b: c}}\nprijslijsten: [[x]]\n") is not None
    assert draft("baten: {a: 1}\n").baten == ()
