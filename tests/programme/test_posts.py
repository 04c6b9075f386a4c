"""A measure that names a post of a monitor: what it says to have saved, beside how the post moved."""

import pytest

from programme_text import HEAD, codes, data, run
from rendement.render.terminal import as_text, layout
from rendement.report.assembly import assemble
from rendement.report.explain import derive
from rendement.report.explain.answer import subject_of
from rendement.source.path import parse_path
from rendement.study.contract import findings_of
from rendement.study.recording import record

MONITOR = """
soort: monitor
naam: Sociaal domein
gemeente: Voorbeeldstad
kolommen: {2020: realisatie, 2021: realisatie, 2022: realisatie, 2023: prognose}
tabel: tabel.csv
posten:
  - naam: Hulp bij huishouden
    domein: wmo
    bedragen: {2020: 2256763, 2021: 2650780, 2022: 2700000, 2023: 2800000}
    aantallen: {cliënten: {telt: uniek, 2020: 883, 2021: 945}}
  - naam: Jeugd
    aantallen: {cliënten: {telt: uniek, 2020: 25, 2021: 30}}
    onderdelen:
      - {naam: Dag, bedragen: {2020: 100, 2021: 300}, aantallen: {cliënten: {2020: 10, 2021: 20}}}
      - {naam: Nacht, bedragen: {2020: 400, 2021: 200}, aantallen: {cliënten: {2020: 20, 2021: 10}}}
"""
TABLE = "post;soort;2020;2021\nUit de tabel;bedrag;5;7\n"
HELP = "monitor: monitor.yaml, post: wmo.hulp-bij-huishouden"
HOURS = f"{{naam: Uren, besparing: {{structureel: {{2021: 50000}}}}, status: gerealiseerd, {HELP}}}"


@pytest.fixture
def place(tmp_path):
    (tmp_path / "monitor.yaml").write_text(MONITOR, encoding="utf-8")
    (tmp_path / "tabel.csv").write_text(TABLE, encoding="utf-8")
    return str(tmp_path / "proef.yaml")


def programme(*measures, period="2020-2022"):
    return f"periode: {period}\nmaatregelen:\n" + "".join(f"  - {item}\n" for item in measures)


def test_fifty_thousand_saved_beside_a_post_that_rose(place):
    """62 clients more at the mean of both averages; the rest is what each came to cost more."""
    (found,) = data(programme(HOURS), place)["monitor"]
    year = found["per_jaar"]["2021"]
    low, high = 2_256_763 / 883, 2_650_780 / 945
    assert (found["post"], found["maatregelen"]) == ("hulp-bij-huishouden", ["maatregelen[0]"])
    assert (year["van"], year["naar"]) == ("2020", "2021")
    assert (year["besparing"], year["gerealiseerd"]) == (50_000, 50_000)
    assert year["volume"] == pytest.approx((945 - 883) * (low + high) / 2)
    assert year["kosten_per_client"] == pytest.approx((high - low) * (883 + 945) / 2)
    assert (round(year["volume"]), round(year["kosten_per_client"])) == (166_186, 227_831)
    assert (year["samenstelling"], year["zonder_aantal"]) == (None, 0)
    assert year["verschil"] == 2_650_780 - 2_256_763 == 166_186 + 227_831


def test_only_whole_realised_years_and_what_has_no_count_stands_apart(place):
    """2022 has no clients; 2023 is a prognosis. The saving of 2021 stands still, so nothing more is saved."""
    years = data(programme(HOURS, period="2020-2024"), place)["monitor"][0]["per_jaar"]
    assert list(years) == ["2021", "2022"]
    assert (years["2022"]["besparing"], years["2022"]["volume"]) == (0, None)
    assert years["2022"]["zonder_aantal"] == years["2022"]["verschil"] == 2_700_000 - 2_650_780


def test_a_post_of_parts_has_a_mix(place):
    """Day: 10 × (10 + 15) / 2; night: -10 × (20 + 20) / 2; on the whole 5 × (500/25 + 500/30) / 2."""
    text = HOURS.replace("wmo.hulp-bij-huishouden", "jeugd")
    year = data(programme(text), place)["monitor"][0]["per_jaar"]["2021"]
    volume = 5 * (500 / 25 + 500 / 30) / 2
    assert year["volume"] == pytest.approx(volume)
    assert year["samenstelling"] == pytest.approx(10 * 12.5 - 10 * 20 - volume)
    assert year["kosten_per_client"] == pytest.approx(5 * 15 + 0 * 15)
    part = data(programme(text.replace("jeugd", "jeugd.dag")), place)["monitor"][0]
    assert part["naam"] == "Dag"
    assert part["per_jaar"]["2021"]["volume"] == 10 * 12.5


def test_what_measures_save_is_added_up_as_far_as_it_counts(place):
    """In 2021 stand 50 + 20 of which 20 not realised yet; in 2022 the 20 of once is gone and 5 came."""
    measures = (
        f"{{naam: A, besparing: {{structureel: {{2021: 50, 2022: 5}}}}, gerealiseerd: {{2021: 50}}, {HELP}}}",
        f"{{naam: B, besparing: {{incidenteel: {{2021: 20}}}}, tegenpartij: client, {HELP}}}",
        f"{{naam: C, besparing: {{structureel: {{2021: 900}}}}, telt_mee: nee, reden: dubbel, {HELP}}}",
        "{naam: D, besparing: {structureel: {2021: 700}}}",
    )
    (found,) = data(programme(*measures), place, perspective="maatschappij")["monitor"]
    assert found["maatregelen"] == ["maatregelen[0]", "maatregelen[1]"]
    years = found["per_jaar"]
    assert (years["2021"]["besparing"], years["2021"]["gerealiseerd"]) == (50 + 20, 50)
    assert (years["2022"]["besparing"], years["2022"]["gerealiseerd"]) == (5 - 20, 0)


def test_before_the_programme_nothing_stands(place):
    years = data(programme(HOURS, period="2021-2022"), place)["monitor"][0]["per_jaar"]
    assert years["2021"]["besparing"] == 50_000 - 0


def test_its_budget_may_come_from_there(place):
    """Also when it is written as text or set; a budget that is saved twice over is said as ever."""
    text = HOURS.replace("wmo.hulp-bij-huishouden", "wmo.hulp-bij-huishouden, huidig_budget: {kolom: 2020}")
    assert data(programme(text), place)["maatregelen"][0]["huidig_budget"] == 2_256_763
    found = data(programme(text), place, sets=("maatregelen[0].huidig_budget=60000",))
    assert found["maatregelen"][0]["huidig_budget"] == 60_000
    more = findings_of(run(programme(text.replace("50000", "9000000")), place))
    assert ("R107", "maatregelen[0].huidig_budget") in {(found.number, found.path) for found in more}


def test_a_case_and_a_programme_inside_name_posts_as_well(place, tmp_path):
    case = "naam: Zaak\ngemeente: V\nperiode: 2021\nbaten: [{naam: B, bedrag: 10}]\n"
    (tmp_path / "zaak.yaml").write_text(case, encoding="utf-8")
    inner = HEAD.replace("Proef", "Deel") + programme(HOURS)
    (tmp_path / "deel.yaml").write_text(inner, encoding="utf-8")
    found = data(programme(f"{{casus: zaak.yaml, {HELP}}}", "{programma: deel.yaml}"), place)
    (post,) = found["monitor"]
    assert post["maatregelen"] == ["maatregelen[0]", "maatregelen[1].maatregelen[0]"]
    assert post["per_jaar"]["2021"]["besparing"] == 10 + 50_000
    assert [item["bestand"].rpartition("/")[2] for item in found["herkomst"]["monitors"]] == [
        "monitor.yaml",
        "tabel.csv",
    ]


@pytest.mark.parametrize("key", ["besparing", "gerealiseerd", "volume", "verschil"])
def test_every_figure_is_explained(place, key):
    subject = subject_of(run(programme(HOURS), place))
    found = derive(subject, parse_path(f"monitor[0].per_jaar.2021.{key}"))
    assert found.kind == "som"
    assert sum(term.sign * term.figures[0].value for term in found.terms) == found.value


def test_a_budget_from_a_monitor_says_where_it_stands(place):
    text = HOURS.replace("wmo.hulp-bij-huishouden", "wmo.hulp-bij-huishouden, huidig_budget: {kolom: 2020}")
    found = derive(subject_of(run(programme(text), place)), parse_path("maatregelen[0].huidig_budget"))
    (figure,) = found.terms[0].figures
    assert figure.source.endswith("monitor.yaml: post hulp-bij-huishouden, 2020")


def test_what_is_saved_can_be_recorded(place):
    program = record(run(programme(HOURS), place))
    assert "monitor[0].per_jaar.2021.besparing" in program.figures
    assert "monitor[0].per_jaar.2021.volume" not in program.figures


def test_the_report_sets_both_side_by_side_and_claims_nothing(place):
    (document,) = assemble("verslag", [run(programme(HOURS), place)], ())
    text = as_text(layout(document, None))
    row = next(line.split() for line in text.splitlines() if "166.186" in line)
    assert row[-9:] == ["2020", "2021", "50.000", "50.000", "166.186", "-", "227.831", "0", "394.017"]
    assert "Staat het in de cijfers?" in text
    assert "dat het een van het ander komt, zeggen zij niet" in text
    assert max(map(len, as_text(layout(document, 80)).splitlines())) <= 80


def test_a_programme_outside_the_years_of_the_monitor_says_so(place):
    text = programme(HOURS.replace("2021", "2030"), period="2030")
    assert data(text, place)["monitor"][0]["per_jaar"] == {}
    (document,) = assemble("verslag", [run(text, place)], ())
    assert "geen twee hele gerealiseerde jaren" in as_text(layout(document, None))


@pytest.mark.parametrize(
    ("name", "code", "key"),
    [
        ("weg.yaml", "casus-onbekend", "monitor"),
        ("proef.yaml", "geen-monitor", "monitor"),
        ("../../../monitor.yaml", "pad-verlaat-wortel", "monitor"),
    ],
)
def test_a_wrong_path_is_refused(place, tmp_path, name, code, key):
    text = programme(HOURS.replace("monitor.yaml", name))
    (tmp_path / "proef.yaml").write_text(HEAD + text, encoding="utf-8")
    found = [(code, path) for code, path, _ in codes(text, place)]
    assert found == [(code, f"maatregelen[0].{key}")]


def test_a_monitor_with_an_error_stops_the_programme(place, tmp_path):
    (tmp_path / "monitor.yaml").write_text(MONITOR.replace("2256763", "veel"), encoding="utf-8")
    outcome = run(programme(HOURS, HOURS.replace("Uren", "Meer")), place)
    assert outcome.programme is None
    assert [finding.mark.file.rpartition("/")[2] for finding in outcome.findings] == ["monitor.yaml"]


def test_a_measure_in_a_programme_that_is_itself_cannot_name_a_post(place):
    assert [code for code, *_ in codes(programme(f"{{programma: deel.yaml, {HELP}}}"), place)] == [
        "casus-met-meer",
        "casus-met-meer",
    ]
