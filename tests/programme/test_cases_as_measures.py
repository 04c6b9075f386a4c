"""A measure that is a case: computed like any case, counted by year, never out of sight."""

import io
import sys

import pytest

from programme_text import HEAD, by_year
from rendement.render.terminal import as_text, layout
from rendement.report.assembly import assemble
from rendement.study.calculation import Options
from rendement.study.contract import contract
from rendement.study.pipeline import calculate

CASE = """
naam: Pilot
gemeente: Voorbeeldstad
periode: 2021
prijspeil: 2021
baten:
  - {naam: Minder uitkeringen, domein: participatiewet, aantal: 2, bedrag: 1000, duur: 3}
kosten:
  - {naam: Begeleiding, domein: wmo, bedrag: 1500}
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "pilot.yaml").write_text(CASE, encoding="utf-8")
    return tmp_path


def outcome(folder, text, **options):
    file = folder / "programma.yaml"
    file.write_text(HEAD + text, encoding="utf-8")
    return calculate(str(file), Options(**options))


def data(folder, text, **options):
    found = outcome(folder, text, **options)
    assert found.programme is not None, [finding.message for finding in found.findings]
    return contract(found)


def test_yearly_benefits_and_costs_as_investment(folder):
    """2 x 1.000 in three years, 1.500 in the first; the domains are those of the lines."""
    found = data(folder, "periode: 2021-2023\nmaatregelen: [{casus: pilot.yaml}]")
    measure = found["maatregelen"][0]
    assert measure["naam"] == "Pilot"
    assert measure["jaarlijks"] == {"2021": 2000, "2022": 2000, "2023": 2000}
    assert measure["investering"] == {"2021": 1500, "2022": 0, "2023": 0}
    assert measure["domein"] is None
    assert by_year(found, "saldo") == [500, 2000, 2000]
    assert found["per_domein"]["participatiewet"]["saldo"] == 6000
    assert found["per_domein"]["wmo"]["saldo"] == -1500
    assert found["per_actor"] == {"gemeente": {"saldo": 4500}}
    assert [item["naam"] for item in found["herkomst"]["casussen"]] == ["Pilot"]


def test_years_outside_the_programme_are_reported_and_not_counted(folder):
    """The programme runs in 2022: the benefit of 2021 and 2023, and the costs of 2021, stay out."""
    found = data(folder, "periode: 2022\nmaatregelen: [{casus: pilot.yaml}]")
    assert found["totaal"]["saldo"] == 2000
    outside = found["maatregelen"][0]["casus"]["buiten_programma"]
    assert outside == {"2021": {"baten": 2000, "kosten": 1500}, "2023": {"baten": 2000, "kosten": 0}}
    assert found["per_actor"] == {"gemeente": {"saldo": 2000}}


def test_the_report_says_what_a_case_brings_and_what_stays_out(folder):
    """With a list of the case named, and a measure that saves nothing on balance without a bar."""
    case = CASE.replace("kosten:", "prijslijsten: [zoetermeer-2018]\nkosten:")
    (folder / "pilot.yaml").write_text(case, encoding="utf-8")
    own = "  - {naam: Tegenvaller, besparing: {incidenteel: {2022: 5, 2023: -5}}}\n"
    text = "periode: 2022-2023\nmaatregelen:\n  - {casus: pilot.yaml}\n" + own
    (document,) = assemble("verslag", [outcome(folder, text)])
    shown = as_text(layout(document, None))
    assert "Pilot (regel 6): is een casus" in shown
    assert "perspectief gemeente, niet gedisconteerd" in shown
    assert "2021 ligt buiten het programma; baten van € 2.000 en kosten van € 1.500 tellen niet mee" in shown
    assert "Prijslijsten: zoetermeer-2018" in shown
    (bars,) = [block for block in document.blocks if block.key == "voortgang"]
    assert [cell.text for cell in bars.rows[1].cells] == ["Tegenvaller", "0", "0", "-", ""]


def test_the_sum_is_that_of_the_case_alone_and_the_rest_alone(folder):
    own = "  - {naam: A, besparing: {structureel: {2021: 10}}}\n"
    both = data(folder, "periode: 2021-2023\nmaatregelen:\n  - {casus: pilot.yaml}\n" + own)
    rest = data(folder, "periode: 2021-2023\nmaatregelen:\n" + own)
    case = contract(calculate(str(folder / "pilot.yaml")))
    assert both["totaal"]["saldo"] == case["totaal"]["rendement"] + rest["totaal"]["saldo"] == 4500 + 30


@pytest.mark.parametrize(
    ("status", "realised"),
    [
        ("", [0, 0]),
        (", status: gerealiseerd", [2000, 2000]),
        (", status: verwacht", [0, 0]),
        (", status: {2021: gerealiseerd}", [2000, 0]),
    ],
)
def test_a_status_on_the_measure_goes_before_that_of_the_case(folder, status, realised):
    found = data(folder, f"periode: 2021-2022\nmaatregelen: [{{casus: pilot.yaml{status}}}]")
    assert by_year(found, "gerealiseerd") == realised
    assert by_year(found, "verwacht") == [2000 - amount for amount in realised]


HALFWAY = """
naam: Pilot
gemeente: Voorbeeldstad
periode: 2021-2022
baten:
  - naam: Resultaten
    aantal: {2021: 1, 2022: 3}
    bedrag: 1000
    duur: 2
    business_as_usual: {kans: 10%, van: 10}
    status: {2021: gerealiseerd, 2022: verwacht}
  - {naam: Ooit, bedrag: 100, jaar: 2022, telt_mee: nee, reden: dubbel}
  - {naam: Gedaan, bedrag: 8, jaar: 2022, status: gerealiseerd}
  - {naam: Elders, bedrag: 7, jaar: 2022, ontvanger: client}
"""


def test_without_a_status_on_the_measure_the_case_says_what_is_realised(folder):
    """10% of 10 would have come anyway, of 4 results: three quarters remain, of each.

    Realised: the one of 2021, in 2021 and 2022. Expected: the three of 2022, in 2022 and 2023.
    """
    (folder / "pilot.yaml").write_text(HALFWAY, encoding="utf-8")
    found = data(folder, "periode: 2021-2023\nmaatregelen: [{casus: pilot.yaml}]")
    left = 1 - 10 * 0.1 / 4
    assert by_year(found, "gerealiseerd") == pytest.approx([1000 * left, 1000 * left + 8, 0])
    assert by_year(found, "verwacht") == pytest.approx([0, 3000 * left, 3000 * left])


def test_a_realised_line_of_nothing_realises_nothing(folder):
    (folder / "pilot.yaml").write_text(
        "naam: P\ngemeente: V\nperiode: 2021\nbaten: [{naam: B, bedrag: 0, status: gerealiseerd}]", "utf-8"
    )
    assert data(folder, "periode: 2021\nmaatregelen: [{casus: pilot.yaml}]")["totaal"]["gerealiseerd"] == 0


TOO_MANY = """
naam: P
gemeente: V
periode: 2021
perspectief: maatschappij
baten:
  - {naam: Eigen, bedrag: 100, domein: wmo}
  - {naam: Zorgverzekering, bedrag: 300, ontvanger: zorgverzekeraar, domein: zvw}
  - {naam: Client, bedrag: 7000, ontvanger: client}
kosten:
  - {naam: K, bedrag: 10}
  - {naam: L, bedrag: 20, betaler: {gemeente: 50%, zorgverzekeraar: 50%}, domein: wmo}
pm: [{naam: Rust}]
"""


def test_a_case_counts_in_the_perspective_of_the_programme(folder):
    """The municipality saves 100 and pays 10 + 10, whatever perspective the case itself has.

    Others: the insurer 300 - 10, the client 7.000; with them the balance is that of society.
    """
    (folder / "pilot.yaml").write_text(TOO_MANY, encoding="utf-8")
    text = "periode: 2021\ntelling: nieuw\ntaakstelling: {2021: 120}\nmaatregelen: [{casus: pilot.yaml}]"
    found = data(folder, text)
    assert found["perspectief"] == "gemeente"
    assert found["totaal"]["saldo"] == 100 - 10 - 10
    assert found["totaal"]["verschil"] == 100 - 120
    others = {"zorgverzekeraar": 300 - 10, "client": 7000}
    assert found["maatregelen"][0]["casus"]["buiten_perspectief"] == others
    assert found["per_actor"] == {"gemeente": {"saldo": 80}} | {
        code: {"saldo": net} for code, net in others.items()
    }
    assert [(item["pad"], item["naam"]) for item in found["pm"]] == [
        ("maatregelen[0].casus.pm[0]", "P: Rust")
    ]


@pytest.mark.parametrize(
    ("perspective", "saldo"),
    [("financieel", 80 + 290), ("maatschappij", 80 + 290 + 7000), ("zorgverzekeraar", 290), ("rijk", 0)],
)
def test_the_target_is_met_with_money_of_the_municipality_whatever_the_perspective(
    folder, perspective, saldo
):
    (folder / "pilot.yaml").write_text(TOO_MANY, encoding="utf-8")
    text = "periode: 2021\ntelling: nieuw\ntaakstelling: {2021: 120}\nmaatregelen: [{casus: pilot.yaml}]"
    found = data(folder, text, perspective=perspective)
    assert found["totaal"]["saldo"] == saldo
    assert by_year(found, "realisatie") == by_year(found, "verwacht") == [100]
    assert by_year(found, "verschil") == by_year(found, "verschil_structureel") == [100 - 120]
    assert found["maatregelen"][0]["gepland"] == 100
    (document,) = assemble("verslag", [outcome(folder, text, perspective=perspective)])
    shown = as_text(layout(document, None))
    assert "Tegenover de taakstelling staat geld van de gemeente zelf" in shown
    assert "geld van de gemeente, verwacht" in shown


def test_a_perspective_that_only_a_case_knows(folder):
    own = "actoren: {stichting: {naam: De Stichting, soort: organisatie}}\n"
    (folder / "pilot.yaml").write_text(own + TOO_MANY.replace("zorgverzekeraar", "stichting"), "utf-8")
    text = "periode: 2021\nmaatregelen: [{casus: pilot.yaml}]"
    assert data(folder, text, perspective="stichting")["totaal"]["saldo"] == 290
    (document,) = assemble("verslag", [outcome(folder, text)])
    assert "valt buiten het perspectief: stichting € 290, client € 7.000" in as_text(layout(document, None))


@pytest.mark.parametrize(
    ("beside", "lines", "domains"),
    [
        ("", "domein: jeugd", {"jeugd": 50 + 30 - 10}),
        ("", "", {"overig": 50 + 30 - 10}),
        (", domein: wmo", "", {"wmo": 50 + 30 - 10}),
        (", domein: wmo", "domein: jeugd", {"jeugd": 50 + 30, "wmo": -10}),
    ],
)
def test_costs_of_a_case_stand_under_the_domain_of_that_case(folder, beside, lines, domains):
    """Two benefits, 50 and 30, and 10 of costs that say no domain."""
    (folder / "pilot.yaml").write_text(
        "naam: P\ngemeente: V\nperiode: 2021\nkosten: [{naam: K, bedrag: 10}]\nbaten:\n"
        f"  - {{naam: A, bedrag: 50, {lines}}}\n  - {{naam: B, bedrag: 30, {lines}}}\n".replace(", }", "}"),
        encoding="utf-8",
    )
    found = data(folder, f"periode: 2021\nmaatregelen: [{{casus: pilot.yaml{beside}}}]")
    assert {name: own["saldo"] for name, own in found["per_domein"].items()} == domains


def test_costs_of_a_case_of_several_domains_are_not_put_under_one_of_them(folder):
    (folder / "pilot.yaml").write_text(
        CASE.replace("kosten:", "  - {naam: B, domein: jeugd, bedrag: 5}\nkosten:").replace(
            "domein: wmo, ", ""
        ),
        encoding="utf-8",
    )
    found = data(folder, "periode: 2021\nmaatregelen: [{casus: pilot.yaml}]")
    assert found["per_domein"]["diverse domeinen"]["saldo"] == -1500


def test_a_case_that_does_not_count(folder):
    found = data(folder, "periode: 2021\nmaatregelen: [{casus: pilot.yaml, telt_mee: nee}]")
    assert found["totaal"]["saldo"] is None
    assert found["maatregelen"][0]["saldo"] == {"2021": 500}


MIXED = """
  - {casus: pilot.yaml}
  - {casus: anders.yaml}
"""


def warned(folder, text, **options):
    found = outcome(folder, text, **options)
    assert found.programme is not None
    assert {finding.severity for finding in found.findings} <= {"waarschuwing"}
    return [(finding.code, finding.path) for finding in found.findings]


def test_what_cannot_simply_be_added_up_is_a_warning(folder):
    other = CASE.replace("Pilot", "Anders").replace(
        "prijspeil: 2021", "prijspeil: 2019\nhorizon: 3\nperspectief: overheid"
    )
    (folder / "anders.yaml").write_text(other, encoding="utf-8")
    at = "maatregelen[1].casus"
    text = "periode: 2021-2024\nmaatregelen:" + MIXED
    assert warned(folder, text) == [
        ("gemengd-prijspeil", at),
        ("gemengd-horizon", at),
    ]
    assert warned(folder, "prijspeil: 2019\n" + text)[-1] == ("gemengd-horizon", at)
    assert ("gemengd-prijspeil", "maatregelen[0].casus") in warned(folder, "prijspeil: 2019\n" + text)


@pytest.mark.parametrize(("last", "codes"), [(2023, []), (2024, ["gemengd-horizon"])])
def test_a_horizon_is_another_one_when_the_period_is_longer(last, codes, folder):
    """Three years from 2021 end in 2023: a programme until then loses nothing by it."""
    (folder / "anders.yaml").write_text(CASE.replace("Pilot", "Anders") + "horizon: 3\n", encoding="utf-8")
    found = warned(folder, f"periode: 2021-{last}\nmaatregelen:" + MIXED)
    assert [code for code, _ in found] == codes


def refused(folder, path, **options):
    found = outcome(folder, f"periode: 2021\nmaatregelen: [{{casus: {path}}}]", **options)
    assert found.failed
    return [(finding.code, finding.path) for finding in found.findings]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("programma.yaml", "casus-is-zichzelf"),
        ("./x/../programma.yaml", "casus-is-zichzelf"),
        ("tweede.yaml", "casus-is-programma"),
        ("misspeld.yaml", "casus-is-programma"),
        ("weg.yaml", "casus-onbekend"),
        ("../elders.yaml", "pad-verlaat-wortel"),
        ("/elders.yaml", "pad-verlaat-wortel"),
        ("http://voorbeeld.nl/c.yaml", "pad-verlaat-wortel"),
        ("koppeling.yaml", "pad-verlaat-wortel"),
        ("geheim.txt", "geen-casus"),
        ("lijst.yaml", "geen-casus"),
        (".", "geen-casus"),
        ('"-"', "casus-onbekend"),
    ],
)
def test_what_cannot_be_a_measure_is_refused_unread(folder, path, code, monkeypatch):
    monkeypatch.chdir(folder)
    (folder / "tweede.yaml").write_text(HEAD + "periode: 2021\nmaatregelen: [{naam: A, pm: x}]", "utf-8")
    (folder / "misspeld.yaml").write_text("soort: programa\nnaam: X\nbaten: []\n", "utf-8")
    (folder.parent / "elders.yaml").write_text(CASE, encoding="utf-8")
    (folder / "koppeling.yaml").symlink_to(folder.parent / "elders.yaml")
    (folder / "geheim.txt").write_text("wachtwoord: hunter2\n", encoding="utf-8")
    (folder / "lijst.yaml").write_text("- 1\n- 2\n", encoding="utf-8")
    assert refused(folder, path) == [(code, "maatregelen[0].casus")]


def test_nothing_of_a_refused_file_is_quoted(folder):
    (folder / "geheim.txt").write_text("wachtwoord: hunter2 # &anker\n", encoding="utf-8")
    found = outcome(folder, "periode: 2021\nmaatregelen: [{casus: geheim.txt}]")
    assert "hunter2" not in "".join(f.message + f.remedy + f.mark.quote for f in found.findings)


def test_the_root_may_be_given(folder):
    (folder.parent / "elders.yaml").write_text(CASE, encoding="utf-8")
    found = data(folder, "periode: 2021\nmaatregelen: [{casus: ../elders.yaml}]", root=str(folder.parent))
    assert found["totaal"]["saldo"] == 500


def test_what_is_wrong_in_a_case_is_said_at_its_own_place(folder):
    (folder / "pilot.yaml").write_text(CASE.replace("bedrag: 1500", "bedrag: 1.500"), encoding="utf-8")
    found = outcome(folder, "periode: 2021\nmaatregelen: [{casus: pilot.yaml}, {casus: pilot.yaml}]")
    assert [(f.code, f.mark.file.rpartition("/")[2]) for f in found.findings] == [
        ("dubbelzinnig-getal", "pilot.yaml")
    ]


def test_the_same_case_twice_would_count_twice(folder):
    found = outcome(folder, "periode: 2021\nmaatregelen: [{casus: pilot.yaml}, {casus: pilot.yaml}]")
    assert [(f.code, f.path) for f in found.findings] == [("dubbele-regel", "maatregelen[1]")]
    found = outcome(
        folder,
        "periode: 2021\nmaatregelen: [{naam: pilot, besparing: {structureel: 1}}, {casus: pilot.yaml}]",
    )
    assert [(f.code, f.path) for f in found.findings] == [("dubbele-regel", "maatregelen[1]")]


def test_a_status_for_a_year_in_which_the_case_brings_nothing(folder):
    found = outcome(
        folder, "periode: 2021-2024\nmaatregelen: [{casus: pilot.yaml, status: {2024: verwacht}}]"
    )
    assert [(f.code, f.path) for f in found.findings] == [
        ("status-zonder-tranche", "maatregelen[0].status.2024")
    ]


def test_from_standard_input_the_folder_is_the_current_one(folder, monkeypatch):
    monkeypatch.chdir(folder)
    text = (HEAD + "periode: 2021\nmaatregelen: [{casus: pilot.yaml}]").encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    assert contract(calculate("-"))["totaal"]["saldo"] == 500
