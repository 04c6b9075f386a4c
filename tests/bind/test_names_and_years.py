"""What binding says of names, price levels, payers and statuses, and where."""

import pytest

from rendement.bind import bind
from rendement.model.library import Library
from rendement.model.read import read_case
from rendement.source.tree import parse
from rendement.study.calculation import Options
from rendement.study.pipeline import calculate_source

LIST = """
prijslijst: lijst
prijspeil: 2015
posten:
  werk/coach: {naam: Coach, bedrag: 70000, betaler: {rijk: 40%, gemeente: rest}, domein: werk, bron: "blz. 3"}
  wmo/bijdrage: {naam: Bijdrage, bedrag: 300, betaler: client, tegenpartij: gemeente, prijspeil: 2018}
  vreemd/index: {naam: Index, bedrag: 5, index: zilver, prijspeil: 2018}
  vreemd/jaar: {naam: Jaar, bedrag: 5, prijspeil: 1950}
  pwet/terugval: {naam: Terugval, terugval: {1: 25%}}
  pwet/uitstroom: {naam: Uitstroom, uitstroomkansen: {2: 30%, 3: 10%}}
  gratis: {naam: Gratis, bedrag: 0, prijspeil: 2018}
"""
HEAD = "naam: K\ngemeente: H\nperiode: 2018-2020\nprijspeil: 2018\nprijslijsten: [lijst.yaml]\n"


@pytest.fixture
def run(tmp_path):
    """Everything that can be made of a case beside the list."""
    (tmp_path / "lijst.yaml").write_text(LIST, "utf-8")

    def outcome(text, perspective=None):
        source, findings = parse(HEAD + text, str(tmp_path / "casus.yaml"))
        return calculate_source(
            str(tmp_path / "casus.yaml"), source, findings, Options(perspective=perspective)
        )

    return outcome


def found(outcome):
    return [(finding.code, finding.path) for finding in outcome.findings]


def benefit(keys):
    return f"baten: [{{naam: B, jaar: 2018, {keys}}}]\n"


@pytest.mark.parametrize(
    ("text", "code", "path"),
    [
        (benefit("bedrag: 1, ontvanger: kabouter"), "onbekende-actor", "baten[0].ontvanger"),
        (
            benefit("bedrag: 1, ontvanger: {kabouter: 50%, rijk: rest}"),
            "onbekende-actor",
            "baten[0].ontvanger.kabouter",
        ),
        (benefit("bedrag: 1, tegenpartij: kabouter"), "onbekende-actor", "baten[0].tegenpartij"),
        (benefit("bedrag: 1, tegenpartij: gemeente"), "tegenpartij-zelf", "baten[0].tegenpartij"),
        (benefit("prijs: wmo/bijdrage, ontvanger: gemeente"), "tegenpartij-zelf", "baten[0].prijs"),
        (benefit("prijs: vreemd/index"), "onbekende-index", "baten[0].prijs"),
        (benefit("prijs: vreemd/jaar"), "jaar-buiten-index", "baten[0].prijs"),
        (benefit("prijs: werk/coach, prijspeil: 2015"), "prijspeil-bij-post", "baten[0].prijspeil"),
        (benefit("fte: 1, tarief: werk/coach, prijspeil: 2015"), "prijspeil-bij-post", "baten[0].prijspeil"),
        (benefit("prijs: werk/couch"), "onbekende-prijs", "baten[0].prijs"),
        (benefit("prijs: 37000"), "onbekende-prijs", "baten[0].prijs"),
        (benefit("fte: 1, tarief: werk/couch"), "onbekende-prijs", "baten[0].tarief"),
        (benefit("posten: {werk/couch: 2}"), "onbekende-prijs", 'baten[0].posten."werk/couch"'),
        (benefit("prijs: pwet/terugval"), "post-zonder-prijs", "baten[0].prijs"),
        (benefit("bedrag: 1, prijspeil: 1950"), "jaar-buiten-index", "baten[0].prijspeil"),
        (benefit("bedrag: 1, prijspeil: 2018, index: zilver"), "onbekende-index", "baten[0].index"),
        (benefit("bedrag: 1, prijspeil: 2015, index: zilver"), "onbekende-index", "baten[0].index"),
        (benefit("bedrag: 1, duur: 2, terugval: werk/coach"), "post-zonder-curve", "baten[0].terugval"),
        (benefit("bedrag: 1, duur: 2, terugval: werk/couch"), "onbekende-prijs", "baten[0].terugval"),
        (
            benefit("bedrag: 1, duur: 2, blijfkans: {uitstroomkansen: werk/couch, vanaf: 1}"),
            "onbekende-prijs",
            "baten[0].blijfkans.uitstroomkansen",
        ),
        (
            benefit("bedrag: 1, duur: 2, blijfkans: {uitstroomkansen: pwet/uitstroom, vanaf: 1}"),
            "vanaf-buiten-tabel",
            "baten[0].blijfkans.vanaf",
        ),
        (benefit("bedrag: 1, status: {2019: verwacht}"), "status-zonder-jaar", "baten[0].status.2019"),
        (
            benefit("bedrag: 100, ontvanger: {rijk: € 101, gemeente: rest}"),
            "betalers-geen-100",
            "baten[0].ontvanger",
        ),
        (
            benefit("bedrag: 100, ontvanger: {rijk: € 60, gemeente: € 39}"),
            "betalers-geen-100",
            "baten[0].ontvanger",
        ),
        (
            benefit("bedrag: 100, ontvanger: {rijk: € 60, gemeente: 41%, uwv: rest}"),
            "betalers-geen-100",
            "baten[0].ontvanger",
        ),
        (
            benefit("bedrag: 100, aantal: -1, ontvanger: {rijk: € 60, gemeente: rest}"),
            "betalers-geen-100",
            "baten[0].ontvanger",
        ),
        (
            "kosten: [{naam: K, bedrag: 1, jaar: 2018, betaler: {rijk: € 2, gemeente: rest}}]\n",
            "betalers-geen-100",
            "kosten[0].betaler",
        ),
        (benefit("bedrag: 1") + "omslag: [gratis]\n", "te-klein", "omslag[0]"),
        (benefit("bedrag: 1") + "omslag: [{naam: Niets, bedrag: 0}]\n", "te-klein", "omslag[0].bedrag"),
        (benefit("bedrag: 1") + "omslag: [werk/couch]\n", "onbekende-prijs", "omslag[0]"),
        (benefit("bedrag: 1") + "perspectief: kabouter\n", "onbekend-perspectief", "perspectief"),
        (benefit("bedrag: 1") + "gedrukt: {'[0': {waarde: 1}}\n", "pad-onbekend", "gedrukt.[0"),
        (
            benefit("bedrag: 1") + "disconteren: {voet: -99.9%, basisjaar: 1900}\n",
            "voet-buiten-bereik",
            "disconteren",
        ),
    ],
)
def test_what_is_refused_and_where(run, text, code, path):
    outcome = run(text)
    assert outcome.result is None
    (finding,) = outcome.findings
    assert finding.code == code
    assert finding.path.replace('"', "") == path.replace('"', "")
    assert finding.message
    assert finding.remedy


@pytest.mark.parametrize(
    "keys",
    [
        "bedrag: 100, ontvanger: {rijk: € 100, gemeente: rest}",
        "bedrag: 100, ontvanger: {rijk: € 60, gemeente: € 40}",
        "bedrag: 100, ontvanger: {rijk: € 60, gemeente: 40%, uwv: rest}",
        "bedrag: 100, status: {2018: gerealiseerd}",
    ],
)
def test_what_just_fits(run, keys):
    assert run(benefit(keys)).findings == ()


def test_a_perspective_of_the_command_goes_before_that_of_the_file(run):
    text = benefit("bedrag: 100, ontvanger: {rijk: 25%, gemeente: rest}") + "perspectief: rijk\n"
    assert run(text).result.total.net == 25
    assert run(text, "overheid").result.total.net == 100
    assert found(run(text, "kabouter")) == [("onbekend-perspectief", "perspectief")]


def test_without_a_level_of_the_case_nothing_is_indexed():
    text = HEAD.replace("prijspeil: 2018\n", "") + benefit("bedrag: 1, prijspeil: 2015")
    source, findings = parse(text, "casus.yaml")
    case, found_too = read_case(source)
    plan, bound = bind(case, source, Library())
    assert [*findings, *found_too, *bound] == []
    assert plan.price_level is None
    assert plan.lines[0].parts[0].price.index == 1.0
    assert plan.lines[0].parts[0].price.level == 2015


def test_a_price_carries_its_origin(run):
    price = run(benefit("fte: 0.5, tarief: werk/coach")).plan.lines[0].parts[0].price
    assert (price.post, price.price_list, price.source, price.level) == (
        "werk/coach",
        "lijst",
        "blz. 3",
        2015,
    )
    assert price.series == "cpi"
    assert price.index == pytest.approx(103.44 / 100)


def test_own_prices_carry_their_unit_and_place(run):
    lines = run("kosten: [{naam: K, fte: 1, tarief: 5}, {naam: L, bedrag: [1, 2], per: jaar}]\n").plan.lines
    assert [part.price.unit for part in lines[0].parts] == ["fte per jaar"]
    assert [part.price.path for part in lines[1].parts] == ["kosten[1].bedrag[0]", "kosten[1].bedrag[1]"]
    assert [part.price.name for part in lines[1].parts] == ["L (1)", "L (2)"]


def test_all_that_is_wrong_with_what_can_still_be_read(run):
    """A line without a size has no price to bind; the names of another line are found all the same."""
    text = "baten: [{naam: A, bedrag: veel, jaar: 2018}, {naam: B, prijs: werk/couch, jaar: 2018}]\n"
    assert found(run(text)) == [("geen-getal", "baten[0].bedrag"), ("onbekende-prijs", "baten[1].prijs")]


def test_every_form_is_known_by_its_name(run):
    text = """
kosten:
  - {naam: A, bedrag: 1, per: jaar}
  - {naam: B, totaal: 1, per: jaar}
  - {naam: C, prijs: werk/coach, per: jaar}
  - {naam: D, fte: 1, tarief: 5}
  - {naam: E, uren_per_week: 9, voltijd: 36, tarief: 5}
  - {naam: F, posten: {werk/coach: 1}, per: jaar}
  - {naam: G, casussen: [{naam: H, posten: {werk/coach: 1}}]}
  - {naam: I, voor: {werk/coach: 1}, na: {werk/coach: 1}}
  - {naam: J, fte: 1, totaal: 5}
"""
    forms = [line.form for line in run(text).plan.lines]
    assert forms == [
        "bedrag", "totaal", "prijs", "fte", "uren_per_week", "posten", "casussen", "voor", "fte"
    ]  # fmt: skip
