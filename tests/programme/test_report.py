"""What a reader sees of a programme, in every format."""

import csv
import io
import json

import pytest
from typer.testing import CliRunner

from programme_text import HEAD, data, run
from project import ROOT
from rendement.cli import app
from rendement.render.formats import FORMATS
from rendement.render.terminal import as_text, layout
from rendement.report.assembly import assemble

WHOLE = """
periode: 2021-2023
telling: nieuw
bron: Raadsvoorstel
toelichting: Concept
taakstelling: {2021: 100, 2022: 100, 2023: 100}
dekking: [{naam: Reserve, bedragen: {2021: 60}}]
maatregelen:
  - naam: Minder inkoop
    domein: jeugd
    bron: blz. 3
    eigenaar: Team Jeugd
    huidig_budget: 1000
    besparing: {structureel: {2021: 25, 2022: 75}}
    investering: {2021: 30}
    status: {2021: gerealiseerd, 2022: verwacht}
    besluit: {nodig: ja, planning: "voorjaar 2022"}
    bewijs: {graad: registratie, looptijd: 2}
    verzilverbaar: 50%
  - {naam: Eenmalig, domein: wmo, besparing: {incidenteel: {2022: 20}}}
  - {naam: Ooit, besparing: {structureel: {2021-2022: 7}}}
  - {naam: Zonder jaar, besparing: {structureel: 9}, besluit: {nodig: nee}}
  - {naam: Conferentie, domein: jeugd, pm: geen directe besparing, huidig_budget: 0}
  - {naam: Dubbel, besparing: {structureel: {2021: 11}}, telt_mee: nee, reden: staat al bij inkoop}
  - {naam: Eigen bijdrage, besparing: {structureel: {2023: 13}}, tegenpartij: client}
kosten: [{naam: Projectleider, bedragen: {2021: 40, 2023: 1}, bron: blz. 9}]
formatie: [{naam: Team, fte: {2021: 0.5, 2023: -0.25}, tarief: 80}]
pm: [{naam: Rust, richting: baat, reden: niet te meten}]
gedrukt: {totaal.saldo: {waarde: 7}}
"""

FOR = "voor de gemeente"


def shown(text, width=None, by=(), **options):
    (document,) = assemble("verslag", [run(text, **options)], by)
    return as_text(layout(document, width))


def row(text, label, nth=0):
    """The cells of the n-th row that begins with a label."""
    lines = [line for line in text.splitlines() if line.strip().startswith(label)]
    return lines[nth].strip().removeprefix(label).split()


def test_measures_by_year_with_a_column_for_what_has_no_year_of_its_own():
    text = shown(WHOLE)
    assert row(text, "maatregel") == ["2021", "2021-2022", "2022", "2023", "zonder", "jaar", "totaal"]
    assert row(text, "Minder inkoop") == ["25", "75", "100"]
    assert row(text, "Ooit") == ["7", "7"]
    assert row(text, "Zonder jaar") == ["9", "9"]
    assert row(text, "Conferentie") == ["p.m."]
    assert row(text, "Dubbel (telt niet mee)") == ["11", "11"]
    assert row(text, "af: telt niet mee") == ["-11"]
    assert row(text, "Totaal") == ["25", "7", str(75 + 20), "13", "9", str(100 + 20 + 7 + 9 + 13)]
    assert row(text, "waarvan gerealiseerd") == ["25"]
    assert row(text, "waarvan verwacht") == [str(149 - 25)]


def test_realised_expected_and_target_apart():
    text = shown(WHOLE)
    assert row(text, "Gerealiseerd") == ["25", "0", "0", "25"]
    assert row(text, "Verwacht") == ["0", "95", "13", str(7 + 9), str(95 + 13 + 16)]
    assert row(text, "Telt voor de taakstelling") == ["25", "95", "13", "16", "149"]
    assert row(text, "Dekking") == ["60", "0", "0", "60"]
    assert row(text, "Verschil") == [
        str(25 + 60 - 100),
        str(95 - 100),
        str(13 - 100),
        "16",
        str(149 + 60 - 300),
    ]
    assert row(text, "Cumulatief") == ["-15", str(-15 - 5 + 7), str(-13 - 87), str(149 + 60 - 300)]
    assert row(text, "Verschil zonder dekking en incidenteel") == [
        "-75",
        "-25",
        "-87",
        "16",
        str(149 - 20 - 300),
    ]


def test_structural_and_incidental_apart_and_the_balance():
    """In place: 25; 25 + 75 + 7 + 20; 25 + 75 + 7 + 13. Costs 30 + 40 + 40, then nothing, then 1 - 20."""
    text = shown(WHOLE)
    assert row(text, "Structureel") == ["25", "107", "120", "9", "261"]
    assert row(text, "Incidenteel") == ["0", "20", "0", "20"]
    assert row(text, "Besparing") == ["25", "127", "120", "9", "281"]
    assert row(text, "Saldo", 2) == [str(25 - 110), "127", str(120 + 19), "9", str(281 - 91)]
    assert row(text, "Cumulatief", 1) == ["-85", "42", "181", "190"]
    assert row(text, f"Saldo over 2021-2023 {FOR} (ook wat geen eigen jaar heeft)") == ["€", "190"]
    assert row(text, "Terugverdiend in") == ["2022", "(na", "1,7", "jaar)"]  # 1 + 85 ÷ 127
    assert row(text, "Verzilverbaar, voor zover opgegeven") == ["€", "50"]


def test_a_bar_in_euros_for_every_measure():
    """25 of 100 fills a quarter of the sixteen blocks; nothing is drawn for pro memorie."""
    text = shown(WHOLE)
    assert row(text, "Minder inkoop", 1) == ["25", "100", "25%", "████░░░░░░░░░░░░"]
    assert row(text, "Eenmalig", 1) == ["0", "20", "0%", "░" * 16]
    assert row(text, "Totaal", 1) == ["25", "149", "17%", "███░░░░░░░░░░░░░"]
    assert sum(line.strip().startswith("Conferentie ") for line in text.splitlines()) == 2  # by year, budget


def test_by_domain_budget_staff_and_what_surrounds_it():
    text = shown(WHOLE)
    assert row(text, "jeugd", 1) == ["100", "25", str(25 + 100 + 100), "30", str(225 - 30)]
    assert row(text, "kosten en formatie (geen domein)") == [str(-41 - 20)]
    assert row(text, "Projectleider") == ["40", "1", "41"]
    assert row(text, "Team") == ["80", "0,5", "-0,25"]
    assert row(text, "Totaal fte") == ["0,5", "0", "-0,25"]
    assert row(text, "Totaal in euro") == ["40", "0", "-20"]
    assert row(text, "Minder inkoop", 2) == ["1.000", "100", "10%"]
    for sentence in (
        "Minder inkoop: eigenaar Team Jeugd, besluit nodig, planning voorjaar 2022",
        "Zonder jaar: geen besluit nodig",
        "Pro memorie: 6 van 7 maatregelen hebben een bedrag",
        "Rust (baat): niet te meten",
        "Conferentie (baat): geen directe besparing",
        "Gedrukt in de bron: 0 van 1 volgen",
        "een besparing zonder status telt als verwacht.",
        "een bedrag bij 2021-2022 valt in een van die jaren",
        "een bedrag zonder jaar telt één keer in het totaal",
        "Dekking en incidentele besparing gelden alleen in hun jaar",
        "Dubbel (regel 27): telt niet mee (staat al bij inkoop).",
        "Eigen bijdrage (regel 28): is een overdracht: wat de gemeente wint, verliest client.",
        "Minder inkoop: blz. 3; bewijs: registratie, 2 jaar",
        "Projectleider: blz. 9",
        "Bron: Raadsvoorstel",
    ):
        assert sentence in text, sentence


def test_other_ways_of_looking():
    text = shown(WHOLE, by=("actor",))
    assert row(text, "Gemeente") == [str(281 - 91)]
    assert row(text, "Cliënt") == ["-13"]
    outside = shown(WHOLE, perspective="maatschappij")
    assert "perspectief maatschappij" in outside
    assert row(outside, "af: buiten perspectief maatschappij") == ["-13"]


@pytest.mark.parametrize(
    ("counting", "year", "said"), [("nieuw", 2021, True), ("nieuw", 2022, False), ("stand", 2021, False)]
)
def test_it_is_said_that_a_yearly_saving_falls_away(counting, year, said):
    measure = f"- {{naam: A, besparing: {{jaarlijks: {{{year}: 10}}}}}}"
    text = shown(f"periode: 2021-2022\ntelling: {counting}\nmaatregelen:\n  {measure}\n")
    assert ("gaat zij er het jaar daarna weer af" in text) is said


def test_a_programme_of_nothing_but_pro_memorie_has_dashes():
    text = shown("periode: 2021\nprijspeil: 2020\nmaatregelen: [{naam: A, pm: x}]")
    assert row(text, "Totaal") == ["-"]
    assert row(text, f"Saldo over 2021 {FOR}: bestaat niet, want niets heeft een bedrag") == ["-"]
    assert "Geen enkele maatregel heeft een bedrag" in text
    assert "prijspeil 2020" in text


def test_costs_alone_show_what_budget_is_asked_for():
    text = shown("periode: 2021\nkosten: [{naam: K, bedragen: {2021: 3000}}]")
    assert row(text, "Gevraagd budget (het saldo omgekeerd)") == ["€", "3.000"]
    assert "maatregel" not in text


def test_never_paid_back():
    text = shown(
        "periode: 2021\nmaatregelen: [{naam: A, besparing: {structureel: {2021: 1}}, investering: {2021: 9}}]"
    )
    assert "niet binnen deze jaren" in text
    assert "zonder status" in text


LONG = """
periode: 2015-2030
telling: stand
taakstelling: {2015: 12345678}
maatregelen:
  - naam: Een maatregel met een naam die veel langer is dan een kolom breed kan zijn in een smal venster
    huidig_budget: 987654321
    besparing: {jaarlijks: {2015: 12345678, 2016-2017: 5, 2030: 98765432}, structureel: {2016: 1234567}}
    besluit: {planning: ooit}
formatie: [{naam: Team met een lange naam voor de formatie, fte: {2015: 12.25, 2030: 3}, tarief: 87500}]
kosten: [{naam: Kosten met een lange naam voor een regel, bedragen: {2015: 1234567, 2030: 1}}]
"""


@pytest.mark.parametrize("width", [80, 100, 200])
def test_every_table_fits_the_window(width):
    text = shown(LONG, width)
    assert max(len(line) for line in text.splitlines()) <= width
    for figure in ("12.345.678", "98.765.432", "87.500", "12,25", "1.234.567"):
        assert figure in text


YEARS = (
    *("realisatie", "in_plaats", "nieuw", "incidenteel", "gerealiseerd", "verwacht", "investering", "kosten"),
    *("saldo", "cumulatief_saldo", "taakstelling", "dekking", "verschil", "cumulatief"),
)
MEASURE = (
    *("pad", "naam", "domein", "structureel", "jaarlijks", "incidenteel"),
    *("investering", "in_plaats", "status"),
)


def invoke(folder, *words, text=WHOLE):
    (folder / "p.yaml").write_text(HEAD + text, encoding="utf-8")
    return CliRunner().invoke(app, ["calc", str(folder / "p.yaml"), *words])


@pytest.mark.parametrize("form", [name for name, form in FORMATS.items() if form.kind == "verslag"])
def test_the_same_figures_in_every_report(tmp_path, form):
    """149 realised, -91 short of the target, 190 left: in each of the formats for readers."""
    result = invoke(tmp_path, "--format", form)
    assert result.exit_code == 0
    for figure in ("149", "-91", "190"):
        assert figure in result.stdout


def test_json_has_the_keys_of_the_contract(tmp_path):
    found = json.loads(invoke(tmp_path, "--format", "json").stdout)
    assert found["soort"] == "programma"
    for figures in found["per_jaar"].values():
        assert set(YEARS) <= set(figures)
    assert {*YEARS, "terugverdienjaar", "pm"} <= set(found["totaal"])
    assert all(set(MEASURE) <= set(item) for item in found["maatregelen"])
    assert found["maatregelen"][0]["status"] == {"2021": "gerealiseerd", "2022": "verwacht"}
    assert found["maatregelen"][0]["investering"] == {"2021": 30, "2022": 0, "2023": 0}


def test_csv_has_a_row_for_every_amount_and_adds_up(tmp_path):
    rows = list(csv.DictReader(io.StringIO(invoke(tmp_path, "--format", "csv").stdout)))
    kinds = {
        kind: [item for item in rows if item["soort"] == kind] for kind in {item["soort"] for item in rows}
    }
    saved = [item for kind in ("structureel", "incidenteel") for item in kinds[kind]]
    assert sum(float(item["in_totaal"]) for item in saved) == 149
    assert sum(float(item["bedrag"]) for item in saved) == 149 + 11
    assert {item["jaar"] for item in saved} == {"2021", "2022", "2021-2022", "2023", ""}
    assert sum(float(item["in_totaal"]) for item in kinds["formatie"]) == 40 - 20
    assert [item["status"] for item in saved[:2]] == ["gerealiseerd", "verwacht"]
    assert len(kinds["taakstelling"]) == 3
    assert {item["totaal_saldo"] for item in rows} == {"190"}


def test_a_case_and_a_programme_in_one_table(tmp_path):
    case = str(ROOT / "cases/zoetermeer/zoveel-meer.yaml")
    result = invoke(tmp_path, case, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert {item["casus"] for item in rows} == {"Zoveel Meer", ""}
    assert {item["programma"] for item in rows} == {"Proef", ""}
    both = invoke(tmp_path, case)
    assert "Overzicht" in both.stdout
    assert row(both.stdout, "Proef", -1)[-5:] == ["281", "91", "190", "-", "-"]


def test_warnings_go_to_standard_error_and_fail_nothing(tmp_path):
    result = invoke(tmp_path, text="periode: 2021\nmaatregelen: [{naam: A, besparing: {jaarlijks: 5}}]")
    assert result.exit_code == 0
    assert "waarschuwing" in result.stderr
    assert (
        "- Waarschuwing: dit jaarlijkse bedrag telt één keer" in result.stdout
    )  # for who reads the report alone
    asked = invoke(tmp_path, "--omslag")
    assert "geen-omslagwaarden" in asked.stderr
    assert "- Omslagwaarden bestaan alleen voor een casus." in asked.stdout


def test_mistakes_fail_and_print_nothing(tmp_path):
    result = invoke(tmp_path, text="periode: 2021\nmaatregelen: [{naam: A}]")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "maatregel-zonder-bedrag" in result.stderr


def test_totals_agree_with_the_contract():
    assert data(WHOLE)["totaal"]["saldo"] == 190
