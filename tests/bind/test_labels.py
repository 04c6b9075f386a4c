"""What an input is called: enough to know it by, and no more."""

import pytest

from rendement.source.tree import parse
from rendement.study.pipeline import calculate_source

LIST = """
prijslijst: lijst
prijspeil: 2018
posten:
  jeugd/uhp: {naam: Uithuisplaatsing, bedrag: 900, betaler: {rijk: 40%, gemeente: rest}}
  jeugd/zorg: {naam: Jeugdzorg, bedrag: 90}
  jeugd/zorg-oud: {naam: Jeugdzorg, bedrag: 80}
  pwet/last: {naam: Schadelast, tabel: {1: 100, 3: 300}, langs: duur in jaren}
  pwet/dag: {naam: Begeleiding, tarieven: {dag: 5}}
  pwet/terug: {naam: Terugval, terugval: {1: 25%}}
  pwet/uit: {naam: Uitstroom, uitstroomkansen: {2: 30%}}
"""
HEAD = "naam: K\ngemeente: G\nperiode: 2018\nprijspeil: 2018\nprijslijsten: [lijst.yaml]\n"


@pytest.fixture
def labels(tmp_path):
    """The labels of the inputs of a case, by path."""
    (tmp_path / "lijst.yaml").write_text(LIST, "utf-8")

    def of(text, head=HEAD):
        name = str(tmp_path / "casus.yaml")
        found = calculate_source(name, *parse(head + text, name))
        plan = found.plan or (found.programme and found.programme.plan)
        assert plan is not None, found.findings
        return {item.path: item.label for item in plan.ledger.inputs}

    return of


def benefit(keys):
    return f"baten: [{{naam: Winst, {keys}}}]\n"


@pytest.mark.parametrize(
    ("keys", "key", "label"),
    [
        ("bedrag: 5", "bedrag", "Winst: bedrag"),
        ("bedrag: [5, 6]", "bedrag[1]", "Winst: bedrag 2"),
        ("bedrag: {2018: 5}", "bedrag.2018", "Winst: bedrag in 2018"),
        (
            "bedrag: 5, bewijs: {graad: gemeten, looptijd: 2}",
            "bewijs.looptijd",
            "Winst: looptijd van het bewijs",
        ),
        ("bedrag: 5, business_as_usual: 10%", "business_as_usual", "Winst: business as usual"),
        (
            "bedrag: 5, aantal: 2, business_as_usual: {kans: 10%, van: 6}",
            "business_as_usual.kans",
            "Winst: business as usual, kans",
        ),
        (
            "bedrag: 5, aantal: 2, business_as_usual: {kans: 10%, van: 6}",
            "business_as_usual.van",
            "Winst: business as usual, van hoeveel",
        ),
        ("bedrag: 5, duur: 2, terugval: 10%", "terugval", "Winst: terugval"),
        ("bedrag: 5, duur: 2, terugval: {1: 10%}", "terugval.1", "Winst: terugval na 1 jaar"),
        (
            "bedrag: 5, duur: 2, blijfkans: {uitstroomkansen: [10%, 20%]}",
            "blijfkans.uitstroomkansen[1]",
            "Winst: uitstroomkans in jaar 2",
        ),
        (
            "bedrag: 5, ontvanger: {gemeente: 50%, rijk: rest}",
            "ontvanger.gemeente",
            "Winst: deel van Gemeente",
        ),
        ("fte: 1, tarief: 5", "fte", "Winst: fte"),
        ("uren_per_week: 9, voltijd: 36, tarief: 5", "uren_per_week", "Winst: uren per week"),
        ("posten: {jeugd/zorg: 2}", 'posten."jeugd/zorg"', "Winst: Jeugdzorg, aantal"),
        (
            "posten: {jeugd/zorg: {bedrag: 7, aantal: 2, reden: R}}",
            'posten."jeugd/zorg".bedrag',
            "Winst: Jeugdzorg, bedrag",
        ),
        (
            "posten: {jeugd/nieuw: {bedrag: 7, reden: R}}",
            'posten."jeugd/nieuw".bedrag',
            "Winst: jeugd/nieuw, bedrag",
        ),
        (
            "voor: {jeugd/zorg: 2}, na: {jeugd/zorg: 1}",
            'voor."jeugd/zorg"',
            "Winst: Jeugdzorg vóór de aanpak, aantal",
        ),
        (
            "voor: {jeugd/zorg: 2}, na: {jeugd/zorg: 1}",
            'na."jeugd/zorg"',
            "Winst: Jeugdzorg na de aanpak, aantal",
        ),
    ],
)
def test_what_a_line_says(labels, keys, key, label):
    assert labels(benefit(keys))[f"baten[0].{key}"] == label


@pytest.mark.parametrize(
    ("keys", "path", "label"),
    [
        ("prijs: jeugd/uhp", 'prijzen."jeugd/uhp"', "Uithuisplaatsing: prijs"),
        ("prijs: jeugd/uhp", 'prijzen."jeugd/uhp".betaler.rijk', "Uithuisplaatsing: deel van Rijk"),
        ("prijs: pwet/last@2", 'prijzen."pwet/last@1"', "Schadelast (duur in jaren: 1): prijs"),
        ("prijs: pwet/dag@dag", 'prijzen."pwet/dag@dag"', "Begeleiding (dag): prijs"),
        (
            "bedrag: 5, duur: 2, terugval: pwet/terug",
            'prijzen."pwet/terug".terugval.1',
            "Terugval: terugval na 1 jaar",
        ),
        (
            "bedrag: 5, duur: 2, blijfkans: {uitstroomkansen: pwet/uit, vanaf: 2}",
            'prijzen."pwet/uit".uitstroomkansen.2',
            "Uitstroom: uitstroomkans in jaar 2",
        ),
    ],
)
def test_what_a_price_list_says(labels, keys, path, label):
    assert labels(benefit(keys))[path] == label


def test_a_household_goes_by_its_own_name(labels):
    text = """
baten:
  - naam: Vermeden kosten
    casussen:
      - {naam: Casus 7, posten: {jeugd/uhp: {aantal: 2, bedrag: 800, reden: korter}, jeugd/zorg: 1}}
    opschalen_naar: 6
"""
    found = labels(text)
    base = "baten[0].casussen[0].posten"
    assert found[f'{base}."jeugd/uhp".aantal'] == "Casus 7: Uithuisplaatsing, aantal"
    assert found[f'{base}."jeugd/uhp".bedrag'] == "Casus 7: Uithuisplaatsing, bedrag"
    assert found[f'{base}."jeugd/zorg"'] == "Casus 7: Jeugdzorg, aantal"
    assert found["baten[0].opschalen_naar"] == "Vermeden kosten: grootte van de groep"


def test_what_would_be_called_the_same_is_told_apart(labels):
    """By section and line; two posts of one name by their codes, and where that is not enough by path."""
    text = """
baten:
  - {naam: Team, casussen: [{naam: Gezin, posten: {jeugd/zorg: 1, jeugd/zorg-oud: 3}}]}
  - {naam: Meer, casussen: [{naam: Gezin, posten: {jeugd/zorg: 2}}]}
  - {naam: Inzet, bedrag: 5}
kosten: [{naam: Inzet, bedrag: 9}]
"""
    found = labels(text)
    base = 'baten[0].casussen[0].posten."jeugd/zorg'
    assert found["baten[2].bedrag"] == "baten, Inzet: bedrag"
    assert found["kosten[0].bedrag"] == "kosten, Inzet: bedrag"
    assert found['baten[1].casussen[0].posten."jeugd/zorg"'] == "baten, Meer, Gezin: Jeugdzorg, aantal"
    assert found[f'{base}"'] == f'baten, Team, Gezin: Jeugdzorg, aantal ({base}")'
    assert found[f'{base}-oud"'] == f'baten, Team, Gezin: Jeugdzorg, aantal ({base}-oud")'
    assert found['prijzen."jeugd/zorg"'] == "Jeugdzorg: prijs (jeugd/zorg)"
    assert found['prijzen."jeugd/zorg-oud"'] == "Jeugdzorg: prijs (jeugd/zorg-oud)"


def test_what_is_of_the_whole_case(labels):
    text = "disconteren: {voet: {0: 3%, 30: 2%}}\nomslag: [{naam: Opvang, bedrag: 5}]\n"
    found = labels(text + "resultaten: [{naam: Werk, aantal: 2}]\n" + benefit("bedrag: 5, prijspeil: 2017"))
    assert found["disconteren.voet.30"] == "discontovoet vanaf jaar 30"
    assert found["omslag[0].bedrag"] == "Opvang: bedrag"
    assert found["resultaten[0].aantal"] == "Werk: aantal"
    assert found["indexcijfers.cpi.2017"] == "indexcijfer cpi in 2017"
    assert labels(benefit("bedrag: 5"))["discontovoet"] == "discontovoet"


def test_a_programme_and_its_cases(labels, tmp_path):
    (tmp_path / "zaak.yaml").write_text(HEAD.replace("naam: K", "naam: Zaak") + benefit("bedrag: 5"), "utf-8")
    text = """
telling: stand
taakstelling: {2018: 9, 2019: 9}
dekking: [{naam: Reserve, bedragen: {2018: 1}}]
maatregelen:
  - naam: Minder
    huidig_budget: 50
    besparing: {structureel: {2018-2019: 4}, jaarlijks: {2018: 3}, incidenteel: 2}
  - {naam: Eerst, besparing: {structureel: 4}, investering: {2018: 2}}
  - {casus: zaak.yaml}
kosten: [{naam: Leiding, bedragen: {2019: 3}}]
formatie: [{naam: Balie, fte: {2018: 0.5}, tarief: 8}]
"""
    assert labels(text, "soort: programma\nnaam: P\ngemeente: G\nperiode: 2018-2019\n") == {
        "taakstelling.2018": "taakstelling in 2018",
        "taakstelling.2019": "taakstelling in 2019",
        "dekking[0].bedragen.2018": "Reserve: bedrag in 2018",
        "maatregelen[0].huidig_budget": "Minder: huidig budget",
        "maatregelen[0].besparing.structureel.2018-2019": "Minder: structurele besparing in 2018-2019",
        "maatregelen[0].besparing.jaarlijks.2018": "Minder: jaarlijkse besparing in 2018",
        "maatregelen[0].besparing.incidenteel": "Minder: incidentele besparing",
        "maatregelen[1].besparing.structureel": "Eerst: structurele besparing",
        "maatregelen[1].investering.2018": "Eerst: investering in 2018",
        "kosten[0].bedragen.2019": "Leiding: bedrag in 2019",
        "formatie[0].fte.2018": "Balie: fte in 2018",
        "formatie[0].tarief": "Balie: tarief",
        "maatregelen[2].baten[0].bedrag": "Zaak, Winst: bedrag",
        "maatregelen[2].discontovoet": "Zaak: discontovoet",
    }
