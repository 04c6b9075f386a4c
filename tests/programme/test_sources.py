"""The programmes of the sources: a printed figure follows, or differs as the file says and as listed here."""

import pytest

from programme_text import by_year
from project import ROOT, files
from rendement.render.terminal import as_text, layout
from rendement.report.assembly import assemble
from rendement.study.contract import contract
from rendement.study.pipeline import calculate

FILES = [file for file in files("cases") if "soort: programma" in file.read_text("utf-8")]

# what a source printed, what follows instead, and the sum that shows it
DEVIATIONS = {
    "borne/beheersmaatregelen": {"maatregelen[0].structureel.2023": (25000, 94000)},
    "noordoostpolder/bijlage-2-formatieplan": {"per_jaar.2022.in_plaats": (353600, 320000)},
    "noordoostpolder/bijlage-2-projectformatie": {
        "per_jaar.2021.fte": (3116 / 1200, (1233 + 1200 + 908) / 1200),
    },
    "noordoostpolder/c3-bedrijfsvoering": {"per_jaar.2024.saldo": (148400, 160000 - 0.27 * 80000)},
    "noordoostpolder/d-uitvoeringsbudget": {
        "per_jaar.2021.saldo": (-1171494, -(54894 + 1084933 + 73000)),
        "per_jaar.2023.saldo": (-452289, -(244289 + 631600 - 353600)),
        "per_jaar.2024.saldo": (-94797, -(94797 + 423600 - 353600)),
        "per_jaar.2021.cumulatief_saldo": (-1171494, -1212827),
        "per_jaar.2022.cumulatief_saldo": (-1814047, -1212827 - 642555),
        "per_jaar.2023.cumulatief_saldo": (-2266336, -1212827 - 642555 - 522289),
        "per_jaar.2024.cumulatief_saldo": (-2361133, -1212827 - 642555 - 522289 - 164797),
    },
    "noordoostpolder/d2-bedrijfsvoering": {
        "per_jaar.2021.saldo": (-1043600, -(229333 + 356267 + 229333 + 270000)),
        "per_jaar.2021.kosten": (1043600, 229333 + 356267 + 229333 + 270000),
        "per_jaar.2023.saldo": (-208000, -(631600 - 353600)),
        "per_jaar.2024.saldo": (0, -(423600 - 353600)),
        "per_jaar.2023.in_plaats": (423600, 72600 + 121000 + 160000),
        "per_jaar.2024.in_plaats": (423600, 72600 + 121000 + 160000),
    },
    "noordoostpolder/d2-formatie": {
        "per_jaar.2021.fte": (13.0, 8.08 + 2.5 + 0.8 + 0.8 + 0.7 + 0.6),
        "per_jaar.2021.formatie": (1043600, (8.08 + 2.5 + 2.1) * 80000 + 0.8 * 87500),
    },
    "oude-ijsselstreek/maatregelen": {"maatregelen[0].jaarlijks.2020": (700, 700000)},
}


def name(file):
    return file.relative_to(ROOT / "cases").with_suffix("").as_posix()


def test_the_sources_are_here():
    places = {file.parent.name for file in FILES}
    assert {"borne", "noordoostpolder", "oude-ijsselstreek", "zoetermeer"} <= places
    assert set(DEVIATIONS) <= {name(file) for file in FILES}


@pytest.mark.parametrize("file", FILES, ids=name)
def test_only_known_deviations_remain(file):
    outcome = calculate(str(file))
    assert outcome.findings == ()
    wrong = {item["pad"]: item for item in contract(outcome)["gedrukt"] if item["oordeel"] != "volgt"}
    known = DEVIATIONS.get(name(file), {})
    assert set(wrong) == set(known)
    for path, (printed, computed) in known.items():
        assert wrong[path]["oordeel"] == "bronfout"
        assert wrong[path]["gedrukt"] == pytest.approx(printed, abs=0.001)
        assert wrong[path]["berekend"] == pytest.approx(computed, abs=0.001)


@pytest.mark.parametrize("file", FILES, ids=name)
def test_the_report_fits_a_window_of_80_columns(file):
    (document,) = assemble("verslag", [calculate(str(file))])
    assert max(map(len, as_text(layout(document, 80)).splitlines())) <= 80


def test_the_target_table_of_borne():
    """In euros, where the source prints thousands: 0, -119, -210, 509 and 0, -119, -329, 180."""
    found = contract(calculate(str(ROOT / "cases/borne/taakstelling.yaml")))
    assert by_year(found, "verschil") == [
        75000 - 75000,
        506100 - 625000,
        390180 - 600000,
        612600 + 596000 - 700000,
    ]
    assert [round(amount / 1000) for amount in by_year(found, "verschil")] == [0, -119, -210, 509]
    assert [round(amount / 1000) for amount in by_year(found, "cumulatief")] == [0, -119, -329, 180]


def test_the_measures_of_borne_stand_together_in_the_last_year():
    """Which column an amount is in may be unknown; in 2023 all 1.583.880 certainly stands."""
    found = contract(calculate(str(ROOT / "cases/borne/beheersmaatregelen.yaml")))
    assert found["per_jaar"]["2023"]["in_plaats"] == found["totaal"]["realisatie"] == 1583880


def test_the_budgets_of_noordoostpolder_run_up_as_printed():
    """The sum of the summary is right: what is wrong in it is one of its parts."""
    found = contract(calculate(str(ROOT / "cases/noordoostpolder/d-samenvatting.yaml")))
    printed = [-1171494, -1814047, -2266336, -2361133]
    assert by_year(found, "cumulatief_saldo") == pytest.approx(printed, abs=1)


def test_the_portfolio_of_oude_ijsselstreek():
    """Not printed; the sum of the measures with their years as assumed."""
    found = contract(calculate(str(ROOT / "cases/oude-ijsselstreek/maatregelen.yaml")))
    assert by_year(found, "saldo") == [58553, 845106, 2604212, 2709212, 2909212]
    assert found["totaal"]["saldo"] == 9126295


BLOCKS = ("a-voorveld", "b-toegang", "c1-participatie", "c2-wmo", "c3-jeugd")


def test_the_five_blocks_of_noordoostpolder_are_one_programme():
    """Not printed: 600.000 + 410.000 + 345.000 + 350.000 + 415.000, less what each of them costs."""
    folder = ROOT / "cases/noordoostpolder"
    found = contract(calculate(str(folder / "grip-op-het-sociaal-domein.yaml")))
    alone = [contract(calculate(str(folder / f"{name}.yaml")))["totaal"] for name in BLOCKS]
    assert found["totaal"]["realisatie"] == 600000 + 410000 + 345000 + 350000 + 415000 == 2120000
    assert found["totaal"]["saldo"] == pytest.approx(sum(item["saldo"] for item in alone))
    assert by_year(found, "nieuw") == [0] * 4, "the source gives no years"
