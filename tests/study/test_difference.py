"""Why a figure moved: every part worked out by hand."""

from fractions import Fraction

import pytest

from rendement.model import case, index_series, line, pricelist, programme
from rendement.source.finding import UsageError
from rendement.study.calculation import Options
from rendement.study.diff import kinds
from rendement.study.diff.compared import difference
from rendement.study.pipeline import calculate

HEAD = "naam: C\ngemeente: G\nperiode: {periode}\n"


@pytest.fixture
def moved(tmp_path):
    """The difference between two cases, of which the period stands beside them."""

    def compare(old, new, figure=None, periode="2020", lists=(None, None), **options):
        found = []
        for name, text, own in (("oud", old, lists[0]), ("nieuw", new, lists[1])):
            folder = tmp_path / name
            folder.mkdir(exist_ok=True)
            if own is not None:
                (folder / "lijst.yaml").write_text(own, encoding="utf-8")
            path = folder / "casus.yaml"
            whole = text if "periode:" in text else HEAD.format(periode=periode) + text
            path.write_text(whole, encoding="utf-8")
            computed = calculate(str(path), Options(**(options if name == "nieuw" else {})))
            assert not computed.failed, computed.findings
            found.append(computed)
        return difference(*found, ("oud", "nieuw"), figure)

    return compare


def parts(found, figure=0):
    """What each part is worth, by what it is of and its kinds."""
    return {(part.subject, part.group): part.amounts[figure] for part in found.parts}


def near(amounts):
    return {key: pytest.approx(value) for key, value in amounts.items()}


def test_a_product_of_two(moved):
    found = moved("baten: [{naam: B, aantal: 4, bedrag: 100}]", "baten: [{naam: B, aantal: 6, bedrag: 200}]")
    # each on average over both orders: with the other as it was, and as it is
    assert parts(found) == {
        ("B", "omvang"): (6 - 4) * (100 + 200) // 2,
        ("B", "prijs"): (200 - 100) * (4 + 6) // 2,
    }
    assert found.figure.gap == 6 * 200 - 4 * 100
    assert [(part.was, part.now) for part in found.parts] == [
        ("bedrag: 100", "bedrag: 200"),
        ("aantal: 4", "aantal: 6"),
    ]


def test_a_product_of_three(moved):
    found = moved(
        "baten: [{naam: B, aantal: 2, bedrag: 100, toerekening: 50%}]",
        "baten: [{naam: B, aantal: 4, bedrag: 300, toerekening: 100%}]",
    )
    # a difference times (both old + both new) ÷ 3 and (each mixed) ÷ 6
    assert parts(found) == near(
        {
            ("B", "omvang"): 2 * (100 * 0.5 / 3 + 300 * 1 / 3 + (300 * 0.5 + 100 * 1) / 6),
            ("B", "prijs"): 200 * (2 * 0.5 / 3 + 4 * 1 / 3 + (4 * 0.5 + 2 * 1) / 6),
            ("B", "toerekening"): 0.5 * (2 * 100 / 3 + 4 * 300 / 3 + (4 * 100 + 2 * 300) / 6),
        }
    )


def test_a_line_that_came_and_one_that_went(moved):
    found = moved(
        "baten: [{naam: A, bedrag: 100}, {naam: B, bedrag: 10}]\nkosten: [{naam: K, bedrag: 7}]",
        "baten: [{naam: A, bedrag: 100}]\nkosten: [{naam: K, bedrag: 7}, {naam: L, bedrag: 20}]",
    )
    assert parts(found) == {("L", "regel erbij"): -20, ("B", "regel eraf"): -10}
    assert (found.parts[0].was, found.parts[0].now) == ("–", "L")


LIST = """
prijslijst: l
prijspeil: onbekend
posten:
  a/b: {{naam: Post, bedrag: {price}, betaler: {payer}}}
"""


def test_a_price_in_a_list_and_its_payer(moved):
    lines = "{naam: A, aantal: 2, prijs: a/b}, {naam: B, aantal: 3, prijs: a/b}"
    text = f"prijslijsten: [lijst.yaml]\nbaten: [{lines}]"
    lists = LIST.format(price=100, payer="gemeente"), LIST.format(price=140, payer="client")
    found = moved(text, text, lists=lists)
    # clients fall outside the perspective: the payer takes everything, half of it at each price
    assert parts(found) == {
        ("Post", "prijs in de lijst"): 5 * 40 // 2,
        ("Post", "betaler in de lijst"): -5 * (100 + 140) // 2,
    }
    lines = {part.groups[0]: {name: amounts[0] for _, name, amounts in part.by_line} for part in found.parts}
    assert lines["prijs in de lijst"] == {"A": 2 * 40 // 2, "B": 3 * 40 // 2}


def test_a_horizon_that_cuts(moved):
    text = "horizon: {}\nbaten: [{{naam: A, bedrag: 100, duur: 8}}, {{naam: B, bedrag: 10, duur: 2}}]"
    found = moved(text.format(5), text.format(7))
    assert parts(found) == {("de casus", "horizon"): 2 * 100}
    assert found.parts[0].by_line[0][1] == "A"
    assert (found.parts[0].was, found.parts[0].now) == ("horizon: 5", "horizon: 7")


def test_a_rate_has_no_part_in_what_is_not_discounted(moved):
    text = "disconteren: {{voet: {}, basisjaar: 2019}}\nbaten: [{{naam: A, bedrag: {}}}]"
    found = moved(text.format("25%", 1000), text.format("0%", 2000))
    assert parts(found) == {("A", "prijs"): 1000, ("de casus", "voet"): 0}
    # a euro of 2020 is worth 1 ÷ 1,25 = 0,8 in 2019, and then 1
    assert parts(found, 1) == near(
        {("A", "prijs"): 1000 * (0.8 + 1) / 2, ("de casus", "voet"): 0.2 * (1000 + 2000) / 2}
    )


def test_a_table_of_relapse_goes_with_the_duration_that_it_needs(moved):
    found = moved(
        "baten: [{naam: A, aantal: 1, bedrag: 1000}]",
        "baten: [{naam: A, aantal: 2, bedrag: 1000, duur: 2, terugval: {1: 20%, 2: 40%}}]",
    )
    # effect-years 1 and 2 count for 90% and 70%, together 1,6 in the place of 1
    assert parts(found) == near(
        {("A", "duur + terugval"): 600 * (1 + 2) / 2, ("A", "omvang"): 1000 * (1 + 1.6) / 2}
    )
    assert [joint.what for joint in found.joints] == [("A: duur", "A: terugval")]


def test_another_period_goes_with_the_series_outside_it(moved):
    lines = "{{naam: A, aantal: {{{0}: {1}}}, bedrag: {2}}}, {{naam: B, bedrag: 5}}"
    text = "naam: C\ngemeente: G\nperiode: {0}\nbaten: [" + lines + "]"
    old, new = text.format(2020, 1, 10), text.format(2021, 3, 20)
    found = moved(old, new)
    assert parts(found) == {("A, de casus", "omvang + periode"): 2 * 15, ("A", "prijs"): 10 * 2}


def test_another_form_of_size_is_one_change(moved):
    found = moved(
        "kosten: [{naam: K, fte: 2, tarief: 100}]\nbaten: [{naam: B, bedrag: 1}]",
        "kosten: [{naam: K, aantal: 3, bedrag: 50}]\nbaten: [{naam: B, bedrag: 1}]",
    )
    assert parts(found) == {("K", "omvang + prijs"): 2 * 100 - 3 * 50}


def test_a_basket_has_a_size_and_prices_on_the_spot(moved):
    found = moved(
        "baten: [{naam: B, posten: {x: {aantal: 2, bedrag: 10, reden: r}}}]",
        "baten: [{naam: B, posten: {x: {aantal: 4, bedrag: 20, reden: r}}}]",
    )
    assert parts(found) == {("B", "omvang"): 2 * 15, ("B", "prijs"): 10 * 3}


def test_the_perspective_that_is_asked(moved):
    text = "baten: [{naam: B, bedrag: 10}, {naam: C, bedrag: 5, ontvanger: client}]"
    found = moved(text, text, perspective="maatschappij")
    assert parts(found) == {("de casus", "perspectief"): 5}


LINES = (
    "baten: [{{naam: B, bedrag: {}, per: jaar, {}, ontvanger: {{rijk: 50%, gemeente: rest}}}}]\n"
    "kosten: [{{naam: K, bedrag: {}, jaar: 2020}}]"
)
DONE = "status: {2020: gerealiseerd, 2021: verwacht}"


@pytest.mark.parametrize(
    ("figure", "keys", "expected"),
    [
        ("totaal.kosten", ("domein: zorg",) * 2, {("K", "prijs"): 3}),
        ("per_jaar.2021.saldo", ("domein: zorg",) * 2, {("B", "prijs"): 10}),
        ("per_jaar.2021.cumulatief", ("domein: zorg",) * 2, {("B", "prijs"): 2 * 10, ("K", "prijs"): -3}),
        ("per_actor.rijk.saldo", ("domein: zorg",) * 2, {("B", "prijs"): 2 * 10 // 2}),
        ("per_actor.rijk.per_jaar.2020", ("domein: zorg",) * 2, {("B", "prijs"): 10 // 2}),
        ("per_domein.zorg.baten", ("domein: zorg",) * 2, {("B", "prijs"): 2 * 10}),
        (
            "per_domein.zorg.baten",
            ("domein: zorg", "domein: wonen"),
            {("B", "prijs"): 2 * 10 // 2, ("B", "domein"): -2 * (100 + 110) // 2},
        ),
        ("totaal.verwacht.baten", (DONE, DONE), {("B", "prijs"): 10}),
        (
            "hardheid.verzilverbaar",
            ("verzilverbaar: nee", "verzilverbaar: ja"),
            {("B", "prijs"): 2 * 10 // 2, ("B", "hardheid"): 2 * (100 + 110) // 2},
        ),
    ],
)
def test_other_figures_that_are_sums(moved, figure, keys, expected):
    old, new = LINES.format(100, keys[0], 7), LINES.format(110, keys[1], 10)
    assert parts(moved(old, new, figure, periode="2020-2021")) == near(expected)


def test_a_ratio_is_a_game_over_the_whole_case(moved):
    found = moved(
        "baten: [{naam: B, bedrag: 100}]\nkosten: [{naam: K, bedrag: 100}]",
        "baten: [{naam: B, bedrag: 300}]\nkosten: [{naam: K, bedrag: 200}]",
        "totaal.baten_per_euro",
    )
    assert parts(found) == near({("B", "prijs"): (2 + 1) / 2, ("K", "prijs"): -(0.5 + 1.5) / 2})
    assert found.method == "shapley over het geheel"


def test_a_year_is_shown_and_not_taken_apart(moved):
    text = "baten: [{{naam: B, bedrag: 100, aanlooptijd: {}}}]\nkosten: [{{naam: K, bedrag: 50}}]"
    found = moved(text.format(1), text.format(2), "totaal.terugverdienjaar")
    assert (found.figure.old, found.figure.new, found.parts) == (2021, 2022, ())
    assert "geen som" in found.reason


def test_without_a_return_on_one_side_only_the_ends_are_shown(moved):
    found = moved(
        "kosten: [{naam: K, bedrag: 50}]", "baten: [{naam: B, bedrag: 9}]\nkosten: [{naam: K, bedrag: 50}]"
    )
    assert (found.figure.old, found.figure.new, found.parts) == (None, 9 - 50, ())
    assert "niet aan beide kanten" in found.reason


def test_what_moves_nothing_is_one_line(moved):
    found = moved(
        "bron: a\nbaten: [{naam: A, id: a, bedrag: 1, bron: x}, {naam: B, bedrag: € 10, groep: g}]",
        "bron: b\nbaten: [{naam: B, bedrag: 10.00}, {naam: X, id: a, bedrag: 1, bron: y}]",
    )
    assert found.parts == ()
    assert dict(found.silent) == {"bron": 2, "hernoemd": 1, "groep": 1}


def test_the_same_line_under_another_name_is_renamed(moved):
    found = moved("baten: [{naam: A, bedrag: 10}]", "baten: [{naam: Iets anders, bedrag: 10}]")
    assert found.parts == ()
    assert dict(found.silent) == {"hernoemd": 1}


def test_other_units_are_no_change(moved):
    found = moved(
        "baten: [{naam: A, aantal: 2, bedrag: 37000}]",
        "bedragen_x: 1000\nbaten: [{naam: A, aantal: 3, bedrag: 37}]",
    )
    assert parts(found) == {("A", "omvang"): 37000}


def test_too_many_changes_of_one_line_are_taken_together(moved):
    old = "baten: [{naam: A, bedrag: 100, duur: 3}]"
    new = (
        "horizon: 2\nprijspeil: 2020\nperspectief: maatschappij\ndiscontovoet: 1%\n"
        "actoren: {x: {naam: X, soort: client}}\n"
        "baten: [{naam: A, aantal: 2, bedrag: 110, duur: 4, terugval: 10%, business_as_usual: 20%,"
        " toerekening: 90%, verdringing: 5%, optimismecorrectie: 5%, ontvanger: rijk, aanlooptijd: 1}]"
    )
    found = moved(old, new)
    assert "meer dan 12 wijzigingen" in found.joints[0].why
    assert {what.partition(": ")[0] for what in found.joints[0].what} == {"de casus"}
    assert sum(parts(found).values()) == Fraction(found.figure.new) - Fraction(found.figure.old)


@pytest.mark.parametrize(
    ("figure", "message"),
    [
        ("totaal.onzin", "geen cijfer van het geheel"),
        ("baten[0].netto", "geen cijfer van het geheel"),
        ("totaal", "geen cijfer van het geheel"),
        ("per_actor.niemand.saldo", "aan geen van beide kanten"),
        ("[0]", "geen pad"),
    ],
)
def test_a_figure_that_there_is_not(moved, figure, message):
    with pytest.raises(UsageError, match=message):
        moved("baten: [{naam: A, bedrag: 1}]", "baten: [{naam: A, bedrag: 2}]", figure)


@pytest.mark.parametrize(
    ("table", "models"),
    [
        (kinds.LINE, (line.BenefitLine, line.CostLine)),
        (kinds.CASE, (case.Case,)),
        (kinds.POST, (pricelist.Post,)),
        (kinds.LIST, (pricelist.PriceList,)),
        (kinds.SERIES, (index_series.IndexList,)),
        (kinds.ONE_SERIES, (index_series.IndexSeries,)),
        (kinds.PROGRAMME, (programme.Programme,)),
        (kinds.ROWS["kosten"], (programme.CostRow,)),
        (kinds.ROWS["formatie"], (programme.StaffRow,)),
        (kinds.ROWS["dekking"], (programme.CoverRow,)),
    ],
)
def test_every_key_of_the_language_is_a_kind_of_change_or_moves_nothing(table, models):
    keys = {key for model in models for key in model.model_fields}
    assert sorted(table.every) == sorted(keys)


def test_every_key_of_a_measure_is_a_kind_of_change_or_moves_nothing():
    keys = [*programme.Measure.model_fields, *programme.Saving.model_fields]
    assert sorted(kinds.MEASURE.every) == sorted(keys)
