"""A rule of `model/` may warn: the warning travels along with what is computed, and only an error refuses."""

import json

import pytest

from rendement import calc
from rendement.model import library, programme_rules, rules
from rendement.source.finding import Finding
from small_batch import CASE, LIST, LISTED

SAID = "hier is iets mee"
PROGRAMME = """\
soort: programma
naam: Samen
gemeente: Borne
periode: 2018
maatregelen:
  - {naam: Eigen, besparing: {structureel: {2018: 100}}}
  - {casus: z.yaml}
"""


def warning(*place):
    return Finding("proef-waarschuwing", SAID, "kijk het na", place, "waarschuwing", arguments={"iets": 1})


@pytest.fixture
def warned(monkeypatch):
    """Every line, row and post is worth a warning at its price or name."""
    on_lines = [*rules.RULES, (None, lambda facts: [warning(*facts.has("prijs", "bedrag")[:1])])]
    on_rows = [*programme_rules.MEASURE_RULES, lambda facts: [warning("besparing")]]
    on_posts = library.post_findings
    monkeypatch.setattr(rules, "RULES", on_lines)
    monkeypatch.setitem(programme_rules.ROW_RULES, programme_rules.Measure, on_rows)
    monkeypatch.setattr(
        library, "post_findings", lambda code, post: [*on_posts(code, post), warning("posten", code, "naam")]
    )
    library._load.cache_clear()
    yield
    library._load.cache_clear()


@pytest.fixture
def case(write, warned):
    return write("zaken/z.yaml", CASE.format(name="Zaak", count=3))


def said(answer):
    """Where each warning stands."""
    lines = [line for line in answer.stderr.splitlines() if f": waarschuwing: {SAID}" in line]
    return [line.partition(": ")[0] for line in lines]


def test_the_case_is_computed_and_the_warning_shown(run, case):
    answer = run("calc", "zaken/z.yaml", "--format", "json")
    assert answer.exit_code == 0
    assert json.loads(answer.stdout)["totaal"]["rendement"] == 35500
    assert said(answer) == ["zaken/z.yaml:5:34", "zaken/z.yaml:7:23"]


def test_from_python_it_stands_beside_the_result(case):
    result = calc("zaken/z.yaml")
    warnings = [found for found in result.findings if found.severity == "waarschuwing"]
    assert [(found.path, found.arguments) for found in warnings] == [
        ("baten[0].bedrag", {"iets": 1}),
        ("kosten[0].bedrag", {"iets": 1}),
    ]
    assert len(set(result.findings)) == len(result.findings)


def test_check_tells_and_counts_and_does_not_fail(run, case):
    answer = run("check", "zaken")
    assert answer.exit_code == 0
    assert answer.stdout.count(f"waarschuwing: {SAID} [proef-waarschuwing]") == 2
    assert answer.stderr.startswith("1 bestand · 0 fouten · 2 waarschuwingen")


def test_check_in_json(run, case):
    first, *_ = json.loads(run("check", "zaken", "--format", "json").stdout)
    assert first == {
        "code": "proef-waarschuwing",
        "nummer": None,
        "ernst": "waarschuwing",
        "bestand": "zaken/z.yaml",
        "regel": 5,
        "kolom": 34,
        "pad": "baten[0].bedrag",
        "naampad": "baten.uitstroom.bedrag",
        "melding": SAID,
        "remedie": "kijk het na",
        "betreft": [],
        "paden": [],
        "afwijking": None,
    }


def test_a_batch_counts_it_and_computes(records, case):
    (row,) = records("zaken").values()
    assert (row["status"], row["fouten"], row["waarschuwingen"]) == ("goed", 0, 2)
    assert row["totaal.rendement"] == 35500
    assert row["melding"] == f"regel 5: {SAID}"


def test_a_scenario_does_not_say_it_again(run, write, warned):
    text = CASE.format(name="Zaak", count=3) + "scenarios:\n  hoog: {'baten[0].aantal': 9}\n"
    write("zaken/z.yaml", text)
    answer = run("calc", "zaken/z.yaml")
    assert answer.exit_code == 0
    assert len(said(answer)) == 2


@pytest.mark.parametrize(("count", "codes"), [("3", []), ("40.000", ["dubbelzinnig-getal"])])
def test_an_error_still_refuses_and_hides_behind_no_warning(count, codes, run, write, warned):
    """Also an error that only binding finds, at the very place of a warning."""
    broken = CASE.replace("bedrag: 20000", "prijs: wonen/bestaat-niet, betaler: niemand")
    write("zaken/z.yaml", broken.format(name="Zaak", count=count))
    answer = run("calc", "zaken/z.yaml")
    assert answer.exit_code == 1
    assert answer.stdout == ""
    assert said(answer) == ["zaken/z.yaml:5:%s" % (34 + len(count) - 1), "zaken/z.yaml:7:23"]
    for code in (*codes, "onbekende-prijs", "onbekende-actor"):
        assert f"[{code}]" in answer.stderr


def test_what_cannot_be_read_is_an_error_beside_the_warning(run, write, warned):
    write("zaken/z.yaml", CASE.format(name="Zaak", count="40.000"))
    answer = run("check", "zaken")
    assert answer.exit_code == 1
    assert answer.stderr == "1 bestand · 1 fout · 2 waarschuwingen\n"


def test_a_programme_is_computed_with_the_warnings_of_its_cases(run, case, write):
    write("zaken/p.yaml", PROGRAMME)
    answer = run("calc", "zaken/p.yaml")
    assert answer.exit_code == 0
    files = [place.partition(":")[0] for place in said(answer)]
    assert (files.count("zaken/p.yaml"), files.count("zaken/z.yaml")) == (2, 2)


def test_a_warning_about_a_price_list_is_said_where_it_is_used(run, write, warned):
    write("zaken/prijzen.yaml", LIST.format(amount=9000))
    write("zaken/z.yaml", LISTED)
    answer = run("calc", "zaken/z.yaml")
    assert answer.exit_code == 0
    assert "zaken/prijzen.yaml:5:21" in said(answer)
    shown = run("prices", "toon", "jeugd/plaatsing", "--lijst", "zaken/prijzen.yaml")
    assert shown.exit_code == 0
    assert "Plaatsing" in shown.stdout
    assert said(shown) == ["zaken/prijzen.yaml:5:21"]


def test_more_warnings_than_anybody_reads_forbid_nothing(run, write, warned):
    line = "  - {{naam: Regel {0}, bedrag: {0}}}\n"
    write("zaken/z.yaml", CASE.format(name="Zaak", count=3) + "".join(map(line.format, range(1, 251))))
    answer = run("calc", "zaken/z.yaml")
    assert answer.exit_code == 0
    assert "opmerking: er zijn meer dan 200 bevindingen; hieronder staan de eerste" in answer.stderr
    assert len(said(answer)) == 200


def test_an_error_is_not_lost_among_more_warnings_than_anybody_reads(run, write, warned):
    line = "  - {{naam: Regel {0}, bedrag: {0}}}\n"
    lines = "".join(map(line.format, range(1, 251)))
    write("zaken/z.yaml", CASE.format(name="Zaak", count=3) + lines + "onzin: 1\n")
    answer = run("calc", "zaken/z.yaml")
    assert answer.exit_code == 1
    assert answer.stderr.startswith("zaken/z.yaml: fout: er zijn meer dan 200 bevindingen;")
    assert "[onbekende-sleutel]" in answer.stderr
