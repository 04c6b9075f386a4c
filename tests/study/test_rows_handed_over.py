"""What leaves the house and can be computed with, tells of no post of few clients how often it is used."""

import json
import re

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from rendement.cli import app
from rendement.report.contents import contents
from rendement.report.still import TOGETHER
from rendement.source.rows import OTHERS
from rendement.study.calculation import Options
from rendement.study.contract import contract
from rendement.study.pipeline import calculate
from rendement.study.recording import record
from rendement.study.recording_case import record_case
from rendement.study.report import reported
from row_case import price_list, write_csv
from settings import differences

CASE = """naam: Zaak
gemeente: Borne
periode: 2020
prijslijsten: [lijst.yaml]
baten:
  - naam: Trajecten
    casussen: t.csv
    opschalen_naar: 40
    toerekening: 50%
kosten:
  - {naam: Inzet, bedrag: 211}
scenarios:
  duur: {prijzen.zeldzaam: 200}
  coach: {prijzen.coach: 60}
"""
PROGRAMME = """soort: programma
naam: Plan
gemeente: Borne
periode: 2020
telling: nieuw
maatregelen: [{casus: casus.yaml}]
"""
RARE, LESSONS = 7.25, 13.75  # how often, of three clients and of ten: what nobody is to read
OF_FEW = RARE * 107 + LESSONS * 23  # 775,75 + 316,25 = 1.092
SECRETS = (RARE, LESSONS, RARE * 107, LESSONS * 23)
RARELY = {0: 2.25, 1: 2, 2: 3}


def rows():
    """Of each of twelve two hours of a coach; of ten lessons; of three something rare."""
    found = [(f"c{number}", "coach", 2) for number in range(12)]
    found += [(f"c{number}", "les", 4.75 if number == 0 else 1) for number in range(10)]
    return found + [(f"c{number}", "zeldzaam", count) for number, count in RARELY.items()]


def files(folder, payer="gemeente", price="107", case=CASE):
    write_csv(folder / "t.csv", rows())
    (folder / "lijst.yaml").write_text(price_list("51", "23", price, payer), encoding="utf-8")
    (folder / "casus.yaml").write_text(case, encoding="utf-8")
    return folder / "casus.yaml"


def computed(path, **options):
    found = calculate(str(path), Options(**options))
    assert not [finding.message for finding in found.findings if finding.severity == "fout"]
    return found


def saved(path, name, *more):
    target = path.parent / name
    done = CliRunner().invoke(app, ["report", str(path), "-o", str(target), *more])
    assert done.exit_code == 0, done.output
    return target


def told(numbers):
    """Which counts of few, or amounts of them, are among these numbers: as they are, scaled up or a mean."""
    forms = {secret * times for secret in SECRETS for times in (1, 1 / 12, 40 / 12, 40 / 12 / 2)}
    return {one for one in forms for number in numbers if abs(number - one) <= 1e-9 * one}


def in_words(text):
    """Whether one of them stands there as people read it."""
    return [one for one in SECRETS if f"{one:.2f}".replace(".", ",") in text]


def constants(program):
    return [node[1] for node in program.nodes if node[0] == "vast"]


def test_a_program_within_the_house_has_the_counts_and_one_that_leaves_it_has_none(tmp_path):
    found = computed(files(tmp_path))
    assert {RARE, LESSONS} <= told(constants(record_case(found, within=True)))
    program = record(found)
    assert told(constants(program)) == set()
    assert OF_FEW in constants(program)
    assert not {"prijzen.zeldzaam", "prijzen.les"} & program.inputs.keys()


def test_so_it_is_of_every_year(tmp_path):
    """Twice the same rows: each year has its own `overige posten`, and one interval is of both."""
    path = files(
        tmp_path, case=CASE.replace("periode: 2020", "periode: 2020-2021").replace("211", "211, jaar: 2020")
    )
    lines = [",".join(map(str, (*row, year))) for year in (2020, 2021) for row in rows()]
    (tmp_path / "t.csv").write_text("\n".join(["client,post,aantal,jaar", *lines]) + "\n", encoding="utf-8")
    found = computed(path)
    program = record(found)
    assert told(constants(program)) == set()
    again = contract(computed(path, sets=("prijzen.coach=91",)))
    assert differences(program.run({"prijzen.coach": 91.0}), again) == []
    joined = [
        part.price.amount for line in found.plan.lines for part in line.parts if part.price.code == OTHERS
    ]
    assert joined == [OF_FEW, OF_FEW]


def test_so_it_is_of_a_programme(tmp_path):
    files(tmp_path)
    (tmp_path / "plan.yaml").write_text(PROGRAMME, encoding="utf-8")
    program = record(computed(tmp_path / "plan.yaml"))
    assert told(constants(program)) == set()
    assert OF_FEW in constants(program)


def test_no_cell_and_no_formula_of_a_workbook_has_a_count_of_few(tmp_path):
    book = load_workbook(saved(files(tmp_path), "x.xlsx"))
    texts = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    found = [float(one) for text in texts for one in re.findall(r"\d+(?:\.\d+)?(?:E[+-]?\d+)?", text)]
    assert told(found) == set()
    assert not [text for text in texts if in_words(text)]
    row = next(row for row in book["Posten"].iter_rows(values_only=True) if row[0] == OTHERS)
    assert row[2] == OF_FEW
    known = {row[0]: row for row in book["Invoer"].iter_rows(values_only=True)}
    assert TOGETHER in known
    assert known[f"Zeldzaam: prijs: staat alleen in {OTHERS}"][1] == 107


def test_no_number_of_a_page_is_a_count_of_few(tmp_path):
    shown = saved(files(tmp_path), "x.html").read_text("utf-8")
    found = [float(one) for one in re.findall(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.])", shown)]
    assert OF_FEW in found
    assert told(found) == set()
    assert not in_words(shown)
    assert TOGETHER in shown
    assert f"Zeldzaam: prijs: 107 (staat alleen in {OTHERS})" in shown
    assert 'data-pad="prijzen.zeldzaam"' not in shown
    assert 'data-pad="prijzen.coach"' in shown


def test_a_scenario_of_a_price_of_few_is_no_setting_of_a_page(tmp_path):
    page = contents("pagina", reported(computed(files(tmp_path))))
    assert page.scenarios == ("coach",)


def test_a_price_that_stands_alone_elsewhere_moves_only_what_stands_alone(tmp_path):
    """Of `a` twelve have lessons, of `b` ten: with what is rare these stand together."""
    files(tmp_path, case=CASE.replace("t.csv", "t.csv\n    splits: groep").partition("scenarios")[0])
    named = [(f"b{who}", post, count, "b") for who, post, count in rows()]
    named += [(f"a{number}", post, 1, "a") for number in range(12) for post in ("coach", "les")]
    lines = ["client,post,aantal,groep", *(",".join(map(str, row)) for row in named)]
    (tmp_path / "t.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = computed(tmp_path / "casus.yaml")
    slopes = [
        program.slopes("totaal.rendement")["prijzen.les"]
        for program in (record(found), record_case(found, within=True))
    ]
    assert slopes == pytest.approx([12 * 40 / 24 / 2, (12 + LESSONS) * 40 / 24 / 2])
    turns = reported(found).crossings
    assert "prijzen.les" not in [item.path for item in turns]
    assert "prijzen.coach" in [item.path for item in turns]


def test_what_can_be_set_gives_what_calc_gives(tmp_path):
    path = files(tmp_path)
    found = computed(path)
    places = ("baten[0].casussen[0].posten.coach.aantal", "prijzen.coach", "baten[0].opschalen_naar")
    joined = f'baten[0].casussen[0].posten."{OTHERS}".aantal'
    for place, value in [*((place, 91.0) for place in places), (joined, 3.0), ("kosten[0].bedrag", 5.0)]:
        again = contract(computed(path, sets=(f"{place}={value}",)))
        assert differences(record(found).run({place: value}), again) == []
        assert differences(record(found).run(), again) != []


def test_within_the_house_a_price_of_few_is_followed(tmp_path):
    path = files(tmp_path)
    again = contract(computed(path, sets=("prijzen.zeldzaam=200",)))
    program = record_case(computed(path), within=True)
    assert differences(program.run({"prijzen.zeldzaam": 200.0}), again) == []
    assert again["baten"][0]["netto"] == pytest.approx((24 * 51 + RARE * 200 + LESSONS * 23) * 40 / 12 / 2)


def test_where_the_return_turns_is_not_said_of_a_price_of_few(tmp_path):
    done = CliRunner().invoke(app, ["calc", str(files(tmp_path)), "--omslag", "--format", "json"])
    assert done.exit_code == 0
    paths = [item["pad"] for item in json.loads(done.stdout)["omslagwaarden"]]
    assert "prijzen.coach" in paths
    assert not {"prijzen.zeldzaam", "prijzen.les"} & {*paths}


def test_how_far_a_price_of_few_moves_the_return_is_not_in_a_report(tmp_path):
    path = files(tmp_path, price="100..114", case=CASE.replace("toerekening: 50%", "toerekening: 40%..60%"))
    found = reported(computed(path, draws=400))
    paths = [piece.path for bar in found.sensitivity.bars for piece in bar.pieces]
    assert paths == ["baten[0].toerekening"]


def test_posts_that_two_pay_for_stand_together_too(tmp_path):
    """Of 1.224 and 1.092, times 40 / 12 and half of it, the municipality has 40%."""
    path = files(tmp_path, "{gemeente: 40%, rijk: rest}")
    line = contract(computed(path))["baten"][0]
    whole = (24 * 51 + OF_FEW) * 40 / 12 / 2
    assert line["netto"] == pytest.approx(whole)
    assert line["per_actor"] == {"gemeente": pytest.approx(0.4 * whole), "rijk": pytest.approx(0.6 * whole)}
    assert told(constants(record(computed(path)))) == set()
    assert saved(path, "x.xlsx").exists()
