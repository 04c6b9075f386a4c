"""Why a figure of a monitor moved since its last version: every part worked out by hand."""

from fractions import Fraction

import pytest

from moved_parts import near, parts
from rendement.model import monitor
from rendement.study.calculation import Options
from rendement.study.diff import kinds
from rendement.study.diff.compared import difference
from rendement.study.pipeline import calculate

HEAD = "soort: monitor\nnaam: M\ngemeente: G\nkolommen: {}\n"
COLUMNS = "{2022: realisatie, 2023: prognose, 2023 begroting: begroting}"


@pytest.fixture
def moved(tmp_path):
    """The difference between two monitors."""

    def compare(old, new, figure=None, columns=(COLUMNS, COLUMNS), **options):
        found = []
        for name, posts, own, asked in (("oud", old, columns[0], {}), ("nieuw", new, columns[1], options)):
            path = tmp_path / f"{name}.yaml"
            path.write_text(HEAD.format(own) + posts, encoding="utf-8")
            found.append(calculate(str(path), Options(**asked)))
            assert found[-1].monitor is not None, found[-1].findings
        return difference(*found, ("oud", "nieuw"), figure)

    return compare


def post(amount, clients=None, column="2023", name="Hulp", more=""):
    count = "" if clients is None else f", aantallen: {{cliënten: {{telt: uniek, {column}: {clients}}}}}"
    return f"{{naam: {name}, bedragen: {{{column}: {amount}}}{count}{more}}}"


def posts(*items):
    return f"posten: [{', '.join(items)}]\n"


def test_volume_and_the_cost_of_a_client(moved):
    found = moved(posts(post(3000, 10)), posts(post(4800, 12)))
    # 10 clients at 300 euros became 12 at 400
    assert parts(found) == near(
        {
            ("Hulp", "volume"): (12 - 10) * (300 + 400) / 2,
            ("Hulp", "kosten per cliënt"): (400 - 300) * (10 + 12) / 2,
        }
    )
    assert (found.figure.path, found.figure.title) == ("totaal.bedragen.2023", "totaal 2023")
    told = {part.group: (part.paths, part.was, part.now) for part in found.parts}
    assert told == {
        "volume": (("posten.hulp.aantallen",), "aantallen: 10 cliënten", "aantallen: 12 cliënten"),
        "kosten per cliënt": (
            ("posten.hulp.bedragen",),
            "bedragen: 3.000 (gemiddeld 300,00)",
            "bedragen: 4.800 (gemiddeld 400,00)",
        ),
    }


def test_more_clients_for_the_same_money_are_two_parts_that_cancel(moved):
    assert parts(moved(posts(post(3000, 10)), posts(post(3000, 20)))) == near(
        {
            ("Hulp", "volume"): (20 - 10) * (300 + 150) / 2,
            ("Hulp", "kosten per cliënt"): (150 - 300) * (10 + 20) / 2,
        }
    )


def test_only_volume_where_a_client_costs_the_same(moved):
    assert parts(moved(posts(post(3000, 10)), posts(post(3600, 12)))) == {("Hulp", "volume"): 600}


def test_without_a_count_on_both_sides_it_is_one_part(moved):
    for old, new in ((post(3000), post(3500)), (post(3000), post(3500, 7)), (post(3000, 0), post(3500, 7))):
        found = moved(posts(old), posts(new))
        assert parts(found) == {("Hulp", "zonder aantal"): 500}
    assert dict(found.silent) == {"aantallen": 1}


def test_a_post_that_came_and_one_that_went_and_one_that_counts_no_more(moved):
    old = posts(post(10, name="A"), post(20, name="B"), post(30, name="C"))
    new = posts(post(15, name="A", more=", telt_mee: nee, reden: r"), post(30, name="C"), post(5, name="D"))
    # 10 and then 15, that counted and then does not
    assert parts(moved(old, new)) == {
        ("A", "telt mee"): -Fraction(10 + 15, 2),
        ("A", "zonder aantal"): Fraction(15 - 10, 2),
        ("B", "regel eraf"): -20,
        ("D", "regel erbij"): 5,
    }


PARTS = "{{naam: Jeugd, onderdelen: [{}]{}}}"


def test_parts_with_clients_of_their_own_are_taken_apart_each(moved):
    old = PARTS.format(f"{post(1000, 5, name='Verblijf')}, {post(600, name='Ambulant')}", "")
    new = PARTS.format(f"{post(1800, 6, name='Verblijf')}, {post(500, name='Ambulant')}", "")
    assert parts(moved(posts(old), posts(new))) == near(
        {
            ("Jeugd › Verblijf", "volume"): (6 - 5) * (200 + 300) / 2,
            ("Jeugd › Verblijf", "kosten per cliënt"): (300 - 200) * (5 + 6) / 2,
            ("Jeugd › Ambulant", "zonder aantal"): 500 - 600,
        }
    )


def test_parts_of_which_only_the_whole_has_clients_are_taken_apart_together(moved):
    count = ", aantallen: {{cliënten: {{telt: uniek, 2023: {}}}}}"
    inner = "{}, {}".format(post(700, name="A"), post(300, name="B"))
    old = PARTS.format(inner, count.format(10))
    inner = "{}, {}".format(post(900, name="A"), post(300, name="B"))
    new = PARTS.format(inner, count.format(8))
    # 10 clients at 100 euros became 8 at 150
    assert parts(moved(posts(old), posts(new))) == near(
        {
            ("Jeugd", "volume"): (8 - 10) * (100 + 150) / 2,
            ("Jeugd", "kosten per cliënt"): (150 - 100) * (10 + 8) / 2,
        }
    )
    # by domain each part is where it is
    domains = [text.replace("naam: A", "naam: A, domein: zorg") for text in (old, new)]
    assert parts(moved(*map(posts, domains), "per_domein.zorg.bedragen.2023")) == {
        ("Jeugd › A", "zonder aantal"): 900 - 700
    }


def test_another_column_moves_nothing_and_is_said(moved):
    old = "posten: [{naam: H, bedragen: {2022: 5, 2023: 10, 2023 begroting: 8}}]\n"
    new = "posten: [{naam: H, bedragen: {2022: 6, 2023: 10, 2023 begroting: 9}, bron: b}]\n"
    found = moved(old, new)
    assert (found.parts, dict(found.silent)) == ((), {"bedragen in een andere kolom": 1, "bron": 1})
    assert parts(moved(old, new, 'totaal.bedragen."2023 begroting"')) == {("H", "zonder aantal"): 1}


def test_the_last_column_of_both_that_is_no_budget_is_asked_for(moved):
    old = "posten: [{naam: H, bedragen: {2022: 5, 2023 begroting: 9}}]\n"
    new = "posten: [{naam: H, bedragen: {2022: 6, 2023: 10, 2023 begroting: 9}}]\n"
    assert moved(old, new).figure.path == "totaal.bedragen.2022"
    budgets = [text.replace("2022: 5, ", "").replace("2022: 6, ", "") for text in (old, new)]
    assert moved(*budgets).figure.path == 'totaal.bedragen."2023 begroting"'


def test_growth_is_a_game_over_the_whole_monitor(moved):
    other = "{naam: B, bedragen: {2022: 100, 2023: 110}}"
    old, new = (posts(f"{{naam: A, bedragen: {{2022: 100, 2023: {now}}}}}", other) for now in (110, 180))
    found = moved(old, new, "totaal.groei.2023")
    assert parts(found) == near({("A", "zonder aantal"): (180 - 110) / (100 + 100)})
    assert found.method == "shapley over het geheel"


def test_a_sum_of_columns_is_taken_apart_column_by_column(moved):
    columns = "{2023-K1: realisatie, 2023-K2: realisatie, half: {soort: realisatie, som: [2023-K1, 2023-K2]}}"
    text = (
        "posten: [{{naam: H, bedragen: {{2023-K1: {}, 2023-K2: 50}},"
        " aantallen: {{cliënten: {{telt: uniek, 2023-K1: {}}}}}}}]\n"
    )
    found = moved(text.format(100, 10), text.format(240, 12), "totaal.bedragen.half", (columns, columns))
    assert parts(found) == near(
        {
            ("H", "volume"): (12 - 10) * (10 + 20) / 2,
            ("H", "kosten per cliënt"): (20 - 10) * (10 + 12) / 2,
        }
    )
    less = columns.replace("[2023-K1, 2023-K2]", "[2023-K1]")
    found = moved(text.format(100, 10), text.format(100, 10), "totaal.bedragen.half", (columns, less))
    assert parts(found) == {("de monitor", "kolommen"): -50}


def test_set_changes_one_cell(moved):
    text = posts(post(3000, 10))
    assert parts(moved(text, text, sets=("posten[0].bedragen.2023=3300",))) == near(
        {("Hulp", "kosten per cliënt"): 300}
    )


def test_other_units_are_no_change_and_fte_are_no_money(moved):
    old, new = posts(post(3000)), "bedragen_x: 1000\n" + posts(post(3))
    found = moved(old, new)
    assert (found.parts, found.silent) == ((), ())
    old, new = (posts(post(amount, more=", bedragen_in: fte")) for amount in (2.5, 3.25))
    found = moved(old, new)
    assert parts(found) == {("Hulp", "zonder aantal"): 0.75}
    assert found.figure.unit == "fte"


@pytest.mark.parametrize(
    ("table", "model"), [(kinds.MONITOR, monitor.Monitor), (kinds.MONITOR_POST, monitor.MonitorPost)]
)
def test_every_key_of_a_monitor_is_a_kind_of_change_or_moves_nothing(table, model):
    assert sorted(table.every) == sorted(model.model_fields)
