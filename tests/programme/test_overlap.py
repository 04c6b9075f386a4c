"""A programme that says which measures count on the same euro: its ends, worked out by hand."""

import re

import pytest

from programme_text import HEAD, codes, data, run
from project import ROOT
from rendement.render.terminal import as_text, layout
from rendement.report.assembly import assemble
from rendement.report.explain import derive, every_path
from rendement.report.explain.answer import subject_of
from rendement.source.path import format_path, parse_path
from rendement.study.contract import contract, findings_of
from rendement.study.pipeline import calculate

TWO = """
  - {naam: A, budget: verblijf, besparing: {structureel: {2024: 100}}}
  - {naam: B, budget: verblijf, besparing: {structureel: {2024: 60}}}
"""
CASE = """
naam: Een team
gemeente: Voorbeeldstad
periode: 2024-2025
doelgroep: jongeren
baten:
  - {naam: Minder verblijf, aantal: 1, bedrag: 40, per: jaar, budget: verblijf}
  - {naam: Minder politie, aantal: 1, bedrag: 7, per: jaar, ontvanger: rijk, budget: verblijf}
kosten:
  - {naam: Inzet, bedrag: 15, per: jaar}
"""


def programme(measures, *rows, head="", period="2024-2025", more=""):
    overlap = "overlap:\n" + "".join(f"  - {row}\n" for row in rows) if rows else ""
    return f"periode: {period}\n{head}maatregelen:{measures}{overlap}{more}"


def ends(node):
    return node["laag"], node["hoog"]


def without_overlap(found):
    return {key: value for key, value in found.items() if key not in ("overlap", "bevindingen", "herkomst")}


def test_without_overlap_no_figure_is_made_and_with_it_none_of_the_others_moves():
    bare, told = data(programme(TWO)), data(programme(TWO, "{tussen: [a, b], deel: 50%}"))
    assert "overlap" not in bare
    assert without_overlap(told) == without_overlap(bare)


def test_two_with_a_known_share():
    """Each year 100 + 60 − 50% · 60; two years."""
    found = data(programme(TWO, "{tussen: [a, b], deel: 50%}"))["overlap"]
    assert ends(found["saldo"]) == (2 * (160 - 0.5 * 60),) * 2
    pot = found["potten"][0]
    assert (pot["pot"], pot["jaar"], pot["bruto"]) == ("verblijf", 2024, 160)
    assert [claim["bedrag"] for claim in pot["claims"]] == [100, 60]
    assert (ends(pot["overlap"]), ends(pot["netto"]), ends(pot["afgetopt"])) == ((30, 30), (130, 130), (0, 0))
    assert ends(found["per_jaar"]["2025"]["netto"]) == (130, 130)
    assert ends(found["totaal"]["netto"]) == (260, 260)
    assert found["varianten"] == []


def test_a_pair_that_is_not_said_is_anything_and_is_named():
    calculation = run(programme(LATER, "{tussen: [a, b], deel: 50%}"))
    found = contract(calculation)["overlap"]
    assert ends(found["potten"][1]["netto"]) == (100 + 60 - 30, 200 - 30)  # A and B, and C may be in these
    assert [item.number for item in findings_of(calculation) if item.number in ("R601",)] == ["R601"]


def test_other_target_groups_do_not_meet():
    measures = TWO.replace("naam: A", "naam: A, doelgroep: kinderen").replace(
        "naam: B", "naam: B, doelgroep: ouders"
    )
    found = run(programme(measures))
    assert "R601" not in [item.number for item in findings_of(found)]
    assert "R601" in [item.number for item in findings_of(run(programme(TWO)))]


NEW = "telling: nieuw\ntaakstelling: {2024: 120, 2025: 10}\n"
LEVEL = "telling: stand\ntaakstelling: {2024: 120, 2025: 150}\n"
LATER = f"{TWO}  - {{naam: C, budget: verblijf, besparing: {{jaarlijks: {{2025: 40}}}}}}\n"
SAID = ("{tussen: [a, b], deel: 0%..50%}", "{tussen: [a, c], deel: 0%}", "{tussen: [b, c], deel: 100%}")


def test_the_target_of_what_is_new_feels_only_what_is_newly_the_same():
    """2024: 160 or 160 − 30. In 2025 C comes, of which all is in B.

    At most 40 − 40. At least A and C are there, which share nothing: B goes, 60, of which 30 was off already.
    """
    found = data(programme(LATER, *SAID, head=NEW))["overlap"]["verschil"]
    assert ends(found["2024"]) == (160 - 30 - 120, 160 - 120)
    assert ends(found["2025"]) == tuple(sorted((40 - 60 + 30 - 10, 40 - 40 - 10)))


def test_the_target_of_what_stands_feels_all_of_it():
    found = data(programme(LATER, *SAID, head=LEVEL))["overlap"]["verschil"]
    assert ends(found["2025"]) == (100 + 40 - 150, 200 - 40 - 150)  # A and C at least, which share nothing


def test_what_is_there_once_is_new_once():
    """Both are there in 2024 only: what was the same then, takes nothing off 2025."""
    measures = TWO.replace("structureel", "incidenteel")
    found = data(programme(measures, "{tussen: [a, b], deel: 50%}", head=NEW))["overlap"]["verschil"]
    assert ends(found["2024"]) == (160 - 30 - 120,) * 2
    assert ends(found["2025"]) == (-10, -10)


def test_an_alternative_goes_with_its_own_costs():
    """Without B: 2 · 100; without A: 2 · 60 − 25."""
    measures = TWO.replace("{2024: 60}}}", "{2024: 60}}, investering: {2024: 25}}")
    found = data(programme(measures, "{alternatieven: [a, b]}"))
    assert found["totaal"]["saldo"] == 2 * 160 - 25
    assert ends(found["overlap"]["saldo"]) == (2 * 60 - 25, 2 * 100)
    variants = {item["naam"]: ends(item["saldo"]) for item in found["overlap"]["varianten"]}
    assert variants == {"A": (200, 200), "B": (95, 95)}
    chosen = data(programme(measures, "{alternatieven: [a, b], gekozen: b}"))["overlap"]
    assert (ends(chosen["saldo"]), chosen["varianten"]) == ((95, 95), [])
    assert ends(chosen["potten"][0]["netto"]) == (60, 60)


def test_a_programme_that_does_not_come_takes_its_costs_and_staff_along(tmp_path):
    head = HEAD.replace("Proef", "Binnen") + "periode: 2024-2025\n"
    inner = f"{head}maatregelen:{TWO}kosten:\n  - {{naam: Huur, bedragen: {{2024: 8}}}}\nformatie:\n"
    inner += "  - {naam: Team, fte: {2024: 2}, tarief: 3}\n"
    (tmp_path / "binnen.yaml").write_text(inner, "utf-8")
    measures = "\n  - {programma: binnen.yaml}\n  - {naam: Inkoop, besparing: {structureel: {2024: 50}}}\n"
    text = programme(
        measures, "{alternatieven: [binnen, inkoop]}", more="kosten:\n  - {naam: X, bedragen: {2024: 5}}\n"
    )
    found = data(text, str(tmp_path / "proef.yaml"))
    assert found["totaal"]["saldo"] == 2 * 160 - 8 - 2 * 3 + 2 * 50 - 5
    variants = {item["naam"]: ends(item["saldo"]) for item in found["overlap"]["varianten"]}
    assert variants == {"Binnen": (2 * 100 - 8 - 6 - 5, 2 * 160 - 8 - 6 - 5), "Inkoop": (2 * 50 - 5,) * 2}


def test_what_a_programme_inside_says_holds_in_the_one_around_it(tmp_path):
    """As if all stood in one file."""
    head = HEAD.replace("Proef", "Binnen") + "periode: 2024-2025\nbudgetten: {verblijf: 120}\n"
    (tmp_path / "binnen.yaml").write_text(
        f"{head}maatregelen:{TWO}overlap:\n  - {{tussen: [a, b], deel: 50%}}\n", "utf-8"
    )
    found = data(programme("\n  - {programma: binnen.yaml}\n"), str(tmp_path / "proef.yaml"))["overlap"]
    assert ends(found["saldo"]) == (2 * 120, 2 * 120)
    assert ends(found["potten"][0]["afgetopt"]) == (10, 10)
    assert found["potten"][0]["claims"][1]["maatregel"] == "maatregelen[0].maatregelen[1]"
    own = data(
        programme("\n  - {programma: binnen.yaml}\n", head="budgetten: {verblijf: 125}\n"),
        str(tmp_path / "proef.yaml"),
    )
    assert ends(own["overlap"]["saldo"]) == (2 * 125, 2 * 125)


def test_in_order_the_second_works_on_what_is_left():
    """Of 400 there is 100 gone: 60 · (1 − 100 ÷ 400)."""
    found = data(programme(TWO, "{opeenvolgend: [a, b]}", head="budgetten: {verblijf: 400}\n"))["overlap"]
    assert ends(found["saldo"]) == (2 * (100 + 60 * (1 - 100 / 400)),) * 2


def test_never_more_than_the_budget_of_the_year():
    head = "budgetten: {verblijf: {2024: 120, 2025: 90}}\n"
    found = data(programme(TWO, "{tussen: [a, b], deel: onbekend}", head=head))["overlap"]
    assert ends(found["saldo"]) == (100 + 90, 120 + 90)
    assert [ends(pot["afgetopt"]) for pot in found["potten"]] == [(0, 40), (10, 70)]


def test_what_makes_another_possible_claims_nothing_and_keeps_its_costs():
    measures = TWO.replace("{2024: 60}}}", "{2024: 60}}, investering: {2024: 25}}")
    calculation = run(programme(measures, "{voorwaarde: b, voor: [a]}"))
    assert ends(contract(calculation)["overlap"]["saldo"]) == (2 * 100 - 25,) * 2
    assert "R603" in [item.number for item in findings_of(calculation)]


def test_what_an_alternative_would_have_made_possible_goes_with_it():
    """B needs A; of A and C comes C: only its 40 a year is left."""
    rows = ("{alternatieven: [a, c], gekozen: c}", "{voorwaarde: a, voor: [b]}")
    measures = f"{TWO}  - {{naam: C, budget: verblijf, besparing: {{structureel: {{2024: 40}}}}}}\n"
    found = data(programme(measures, *rows))["overlap"]
    assert ends(found["saldo"]) == (2 * 40, 2 * 40)


def test_of_several_pots_the_one_that_may_be_double_most_is_named_first_with_its_own_measures():
    """Of 5, 4 and 3 the first says how it meets the others: 4 + 3 is 7, and 4 at least."""
    small = "".join(
        f"  - {{naam: {name}, budget: ambulant, besparing: {{structureel: {{2025: {amount}}}}}}}\n"
        for name, amount in (("D", 5), ("E", 4), ("F", 3))
    )
    rows = ("{tussen: [d, e], deel: 50%}", "{tussen: [d, f], deel: 0%}")
    said = [
        finding.message
        for finding in findings_of(run(programme(TWO + small, *rows)))
        if finding.number == "R601"
    ]
    assert len(said) == 1
    assert "op `verblijf` besparen `A` en `B`; opgeteld € 320, en € 200 als" in said[0]
    (alone,) = (
        finding.message
        for finding in findings_of(run(programme("\n" + small, *rows)))
        if finding.number == "R601"
    )
    assert "op `ambulant` besparen `E` en `F`; opgeteld € 7, en € 4 als" in alone


def test_what_does_not_come_meets_nothing():
    measures = f"{TWO}  - {{naam: C, budget: verblijf, besparing: {{structureel: {{2024: 40}}}}}}\n"
    chosen = programme(measures, "{alternatieven: [a, b], gekozen: b}", "{tussen: [b, c], deel: 10%}")
    assert "R601" not in [finding.number for finding in findings_of(run(chosen))]


def test_a_setback_and_costs_stay_whole():
    measures = (
        f"{TWO}  - {{naam: Tegenvaller, budget: verblijf, besparing: {{structureel: {{2024: -30}}}}}}\n"
    )
    found = data(
        programme(
            measures, "{tussen: [a, b], deel: 100%}", more="kosten:\n  - {naam: X, bedragen: {2024: 5}}\n"
        )
    )
    assert ends(found["overlap"]["saldo"]) == (2 * (100 - 30) - 5,) * 2


def test_what_has_no_year_meets_nothing():
    measures = TWO.replace("{2024: 60}", "60")
    found = data(programme(measures, "{tussen: [a, b], deel: 100%}"))["overlap"]
    assert ends(found["saldo"]) == (2 * 100 + 60,) * 2


# -- a case as a measure


@pytest.fixture
def place(tmp_path):
    (tmp_path / "team.yaml").write_text(CASE, "utf-8")
    return str(tmp_path / "proef.yaml")


WITH_CASE = (
    "\n  - {naam: A, budget: verblijf, besparing: {structureel: {2024: 100}}}\n  - {casus: team.yaml}\n"
)


def test_a_line_of_a_case_saves_from_its_own_budget_for_its_own_group(place):
    """Of the municipality: 40 a year; half of it is in the 100."""
    found = data(programme(WITH_CASE, "{tussen: [a, een-team], deel: 50%}"), place)["overlap"]
    claim = found["potten"][0]["claims"][1]
    assert (claim["naam"], claim["doelgroep"], claim["bedrag"]) == ("Een team", "jongeren", 40)
    assert ends(found["saldo"]) == (2 * (100 + 40 - 20 - 15),) * 2


def test_the_balance_is_of_the_perspective_and_the_target_of_the_municipality(place):
    """For the government the case saves 47; the target feels half of 40 only."""
    head = "perspectief: overheid\ntelling: stand\ntaakstelling: {2024: 100, 2025: 100}\n"
    found = data(programme(WITH_CASE, "{tussen: [a, een-team], deel: 50%}", head=head), place)["overlap"]
    assert ends(found["saldo"]) == (2 * (100 + 47 - 0.5 * 47 - 15),) * 2
    assert ends(found["verschil"]["2024"]) == (100 + 40 - 20 - 100,) * 2


def test_a_line_saves_from_its_post(tmp_path):
    text = (
        "prijslijst: lokaal\nprijspeil: 2024\nposten:\n  verblijf: {naam: Verblijf, tarieven: {kort: 40}}\n"
    )
    (tmp_path / "lokaal.yaml").write_text(text, "utf-8")
    line = "  - {naam: Minder verblijf, aantal: 1, prijs: verblijf@kort, per: jaar}\n"
    case = CASE.partition("doelgroep")[0] + f"prijslijsten: [lokaal.yaml]\nbaten:\n{line}"
    (tmp_path / "team.yaml").write_text(case, "utf-8")
    found = data(programme(WITH_CASE, "{tussen: [a, een-team], deel: 50%}"), str(tmp_path / "proef.yaml"))
    assert ends(found["overlap"]["saldo"]) == (2 * (100 + 40 - 20),) * 2


def test_beside_a_case_stands_what_it_does_not_say(place, tmp_path):
    (tmp_path / "team.yaml").write_text(re.sub(", budget: verblijf|doelgroep: jongeren\n", "", CASE), "utf-8")
    measures = WITH_CASE.replace("team.yaml", "team.yaml, budget: verblijf, doelgroep: ouders")
    found = data(programme(measures, "{tussen: [a, een-team], deel: 50%}"), place)["overlap"]
    assert found["potten"][0]["claims"][1]["doelgroep"] == "ouders"
    assert ends(found["saldo"]) == (2 * (100 + 40 - 20 - 15),) * 2


# -- a real programme: measures on the same referrals, and on the same day care

BORNE = (ROOT / "cases" / "borne" / "beheersmaatregelen.yaml").read_text("utf-8")
REFERRALS, DAY_CARE = (
    ("Externe verwijzers", "POH-GGZ jeugd"),
    ("Algemene voorzieningen", "Investeren in het voorliggende veld"),
)


def borne(*rows):
    """The programme of Borne, in which two pairs say what they save from."""
    text = BORNE
    for pot, names in (("verwijzingen", REFERRALS), ("dagbesteding", DAY_CARE)):
        for name in names:
            assert f"  - naam: {name}\n" in text
            text = text.replace(f"  - naam: {name}\n", f"  - naam: {name}\n    budget: {pot}\n")
    return text + ("overlap:\n" + "".join(f"  - {row}\n" for row in rows) if rows else "")


def of_borne(text, tmp_path):
    path = tmp_path / "beheersmaatregelen.yaml"
    path.write_text(text, "utf-8")
    return calculate(str(path))


def test_of_borne_what_is_not_declared_is_named_and_moves_nothing(tmp_path):
    told, bare = (of_borne(text, tmp_path) for text in (borne(), BORNE))
    said = [item for item in findings_of(told) if item.number == "R601"]
    assert len(said) == 1
    assert len(said[0].others) == 1
    assert contract(told)["totaal"] == contract(bare)["totaal"]
    assert contract(told)["per_jaar"] == contract(bare)["per_jaar"]


def test_of_borne_declared(tmp_path):
    """Referrals: 127.500 in 2021, then 285.000 with 15.000 beside it, then 379.000 with 45.000.

    Day care: 75.000 in 2022; in 2023 35.000 beside 75.000 + 149.000.
    """
    rows = (
        "{tussen: [externe-verwijzers, poh-ggz-jeugd], deel: 30%}",
        ("{tussen: [algemene-voorzieningen, investeren-in-het-voorliggende-veld], deel: onbekend}"),
    )
    calculation = of_borne(borne(*rows), tmp_path)
    found = contract(calculation)
    pots = {(pot["pot"], pot["jaar"]): pot for pot in found["overlap"]["potten"]}
    assert ends(pots["verwijzingen", 2021]["netto"]) == (127_500, 127_500)
    assert ends(pots["verwijzingen", 2022]["netto"]) == pytest.approx((285_000 + 0.7 * 15_000,) * 2)
    assert ends(pots["verwijzingen", 2023]["netto"]) == pytest.approx((379_000 + 0.7 * 45_000,) * 2)
    assert ends(pots["dagbesteding", 2022]["netto"]) == (75_000, 75_000)
    assert ends(pots["dagbesteding", 2023]["netto"]) == (224_000, 224_000 + 35_000)
    saldo, known = found["totaal"]["saldo"], 0.3 * (15_000 + 45_000)
    assert ends(found["overlap"]["saldo"]) == pytest.approx((saldo - known - 35_000, saldo - known))
    assert "R601" not in [item.number for item in findings_of(calculation)]


# -- what is shown, and where every figure comes from

ALL_FORMS = programme(
    f"{TWO}  - {{naam: C, budget: verblijf, besparing: {{jaarlijks: {{2025: 40}}}}}}\n"
    "  - {naam: D, budget: verblijf, besparing: {structureel: {2024: 30}}, investering: {2024: 5}}\n"
    "  - {naam: Team, budget: ambulant, besparing: {incidenteel: {2024: 9}}}\n",
    "{tussen: [a, b], deel: 10%..40%}",
    "{alternatieven: [c, d]}",
    "{opeenvolgend: [a, d]}",
    "{voorwaarde: team, voor: [b]}",
    head="telling: nieuw\ntaakstelling: {2024: 120, 2025: 30}\n"
    "budgetten: {verblijf: {2024: 165, 2025: 170}}\n",
)


def test_every_figure_of_the_overlap_adds_up_from_its_terms():
    subject = subject_of(run(ALL_FORMS))
    paths = [path for path in every_path(subject.data) if path[0] == "overlap"]
    assert len(paths) > 50
    for path in paths:
        found = derive(subject, path)
        if not isinstance(found.value, float):  # a block, a name or a year
            continue
        terms = [
            term.sign
            * product([1 / figure.value if figure.inverse else figure.value for figure in term.figures])
            for term in found.terms
        ]
        assert found.kind == "som", format_path(path)
        assert sum(terms) == pytest.approx(found.value, abs=1e-9), format_path(path)
        for term in found.terms:
            for figure in term.figures:
                if figure.path.startswith("overlap"):
                    assert derive(subject, parse_path(figure.path)).value == figure.value


def product(values):
    whole = 1.0
    for value in values:
        whole *= value
    return whole


def test_the_report_names_both_ends_the_cap_and_every_variant():
    (document,) = assemble("verslag", [run(ALL_FORMS)])
    shown = as_text(layout(document, None))
    found = data(ALL_FORMS)["overlap"]
    for words in (
        "ten minste",
        "ten hoogste",
        "Boven het budget",
        "Saldo per alternatief",
        "verblijf",
    ):
        assert words in shown
    low, high = (f"{value:,.0f}".replace(",", ".") for value in ends(found["saldo"]))
    assert f"ligt het saldo tussen € {low} en € {high}" in shown


def test_a_range_of_a_share_makes_no_other_figure_uncertain():
    found = data(programme(TWO, "{tussen: [a, b], deel: 10%..40%}"))
    assert found["bandbreedtes"] == []


@pytest.mark.parametrize(
    ("head", "row", "code"),
    [
        ("", "{tussen: [a, x], deel: 30%}", "overlap-onbekend"),
        ("", "{tussen: [a, b], deel: 101%}", "aandeel-buiten-bereik"),
        (
            "budgetten: {verblijf: 9}\n",
            "{opeenvolgend: [a, b]}\n  - {opeenvolgend: [b, a]}",
            "overlap-dubbel",
        ),
        ("budgetten: {verblijf: 0}\n", "{tussen: [a, b], deel: 30%}", "budget-nul"),
        ("budgetten: {verblijf: {2031: 9}}\n", "{tussen: [a, b], deel: 30%}", "jaar-buiten-periode"),
        ("budgetten: 9\n", "{tussen: [a, b], deel: 30%}", "lege-waarde"),
        ("", "{tussen: a, deel: 30%}", None),
        ("", "{tussen: [a, b], deel: x}", None),
        ("", "tussen", None),
        ("", "{voorwaarde: a}", "sleutel-ontbreekt"),
        ("", "{tussen: [a, b], deel: 30%, gekozen: a}", "hoort-bij"),
    ],
)
def test_what_is_wrong_is_said(head, row, code):
    calculation = run(programme(TWO, row, head=head))
    assert calculation.failed
    assert code is None or code in [found[0] for found in codes(programme(TWO, row, head=head))]


def test_in_a_row_of_three_some_need_not_meet():
    """C saves from something else: of A and B it says the same, and no warning follows."""
    measures = f"{TWO}  - {{naam: C, budget: ambulant, besparing: {{structureel: {{2024: 40}}}}}}\n"
    text = programme(measures, "{opeenvolgend: [a, b, c]}", head="budgetten: {verblijf: 400}\n")
    assert "overlap-raakt-niets" not in [found[0] for found in codes(text)]
    assert ends(data(text)["overlap"]["saldo"]) == (2 * (100 + 60 * (1 - 100 / 400) + 40),) * 2


SCENARIOS = """taakstelling: {2024: 150, 2025: 150}
telling: stand
scenarios:
  meer: {'overlap[0].deel': 80%}
"""


def test_a_scenario_of_the_overlap_shows_in_every_figure_of_it():
    """Each year 100 + 60, less 50% or 80% of 60; the target is 150."""
    found = data(programme(TWO, "{tussen: [a, b], deel: 50%}", more=SCENARIOS))
    more = found["scenarios"]["meer"]
    assert ends(found["overlap"]["saldo"]) == (2 * (160 - 0.5 * 60),) * 2
    assert ends(more["overlap"]["saldo"]) == (2 * (160 - 0.8 * 60),) * 2
    assert ends(more["overlap"]["verschil"]["2025"]) == (160 - 0.8 * 60 - 150,) * 2
    assert more["per_jaar"]["2025"]["verschil"] == 160 - 150
    assert more["maatregelen"][0]["in_plaats"]["2025"] == 100


def report(text):
    (document,) = assemble("verslag", [run(text)])
    return " ".join(as_text(layout(document, None)).split())


def test_the_table_of_scenarios_has_both_ends_where_there_is_overlap():
    shown = report(programme(TWO, "{tussen: [a, b], deel: onbekend}", more=SCENARIOS))
    assert "scenario besparing saldo één keer geteld alles opgeteld verschil structureel verschil" in shown
    assert "zoals geschreven 320 320 200 320 20 10" in shown  # 2 · 100 and 2 · 160; 2 · 10 and 10
    assert "meer 320 320 224 224 20 10" in shown  # 2 · (160 − 0,8 · 60)


def test_without_overlap_the_table_of_scenarios_has_no_ends():
    other = SCENARIOS.replace("overlap[0].deel': 80%", "maatregelen[0].besparing.structureel.2024': 90")
    assert "scenario besparing saldo verschil structureel verschil" in report(programme(TWO, more=other))


def test_every_figure_of_a_scenario_can_be_explained():
    calculation = run(programme(TWO, "{tussen: [a, b], deel: 50%}", more=SCENARIOS))
    subject = subject_of(calculation)
    for path in ("overlap.saldo.laag", "per_jaar.2025.verschil", "overlap.potten[0].netto.hoog"):
        found = derive(subject, parse_path(f"scenarios.meer.{path}"))
        (term,) = found.terms
        assert term.figures[0].source == f"--scenario meer: {path}"
