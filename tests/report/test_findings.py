"""Findings in a report: written out behind the summary, and what warns also in it."""

import pytest

from rendement.render.markdown import as_markdown
from rendement.render.page import as_page
from rendement.report.contents import contents
from rendement.report.findings import MOST_WARNINGS, in_full, warnings
from rendement.source.finding import Concern, Finding, Mark, Place, Waiver
from report_cells import block_of, report_of
from weak_files import MONITOR, PROGRAMME

CASE = """naam: Proef
gemeente: Hier
periode: 2024
baten:
  - {naam: Een, bedrag: 50, bewijs: {graad: registratie}}
  - {naam: Twee, bedrag: 60, bewijs: {graad: registratie}}
kosten:
  - {naam: Team, bedrag: 40}
"""


@pytest.mark.parametrize("text", [CASE, PROGRAMME, MONITOR], ids=["casus", "programma", "monitor"])
def test_every_finding_stands_in_the_appendix_with_its_sentence_line_and_remedy(written, text):
    found, (summary, appendix) = report_of(written(text))
    items = block_of(appendix, "bevindingen").items
    assert len(items) == len(found.figures.findings) > 0
    for item, said in zip(found.figures.findings, items, strict=True):
        assert said.startswith(f"{item.number} ({item.severity}) ".lstrip())
        assert item.message[1:] in said
        assert f"Wat helpt: {item.remedy}" in said
        lines = [of.line for of in item.concerns] or [item.mark.line]
        assert all(f"regel {line}" in said for line in lines)
    warned = [item for item in found.figures.findings if item.severity == "waarschuwing"]
    told = [line for block in summary.blocks if block.key == "nagekeken" for line in block.items]
    assert sum(line.startswith("Waarschuwing") for line in told) == len(warned)


def test_it_stands_in_the_page_and_in_markdown(written):
    found, _ = report_of(written(CASE))
    remedy = "schrijf <code>nulalternatief:</code> met één zin: wat gebeurt er als er niets wordt besloten?"
    assert remedy in as_page(contents("pagina", found))
    text = as_markdown(contents("verslag", found))
    assert "- R103 (opmerking) Er staat niet waarmee wordt vergeleken" in text
    assert "Waarschuwing R201: Een en nog 1: " in text  # one line for both benefits


def finding(**more):
    return Finding("naam", "er is iets met `x`", "doe iets", mark=Mark("map/a.yaml", 3), **more)


def test_a_warning_names_the_first_line_and_how_many_more():
    lines = tuple(Concern("p", name, 1) for name in "ABC")
    (said,) = warnings(
        [finding(severity="waarschuwing", concerns=lines, number="R1"), finding(severity="opmerking")]
    )
    assert said == "Waarschuwing R1: A en nog 2: er is iets met ’x’."


def test_a_warning_that_may_stand_is_told_as_well():
    waived = [Waiver("zo is het", "2027-01", severity, 0) for severity in ("waarschuwing", "opmerking")]
    said = list(warnings([finding(severity="afgeweken", waiver=one, number="R9") for one in waived]))
    assert said == ["Afgeweken R9: Er is iets met ’x’."]


def test_a_summary_has_room_for_a_few_warnings():
    said = list(warnings([finding(severity="waarschuwing")] * (MOST_WARNINGS + 2)))
    assert len(said) == MOST_WARNINGS + 1
    assert said[0] == "Waarschuwing: Er is iets met ’x’."
    assert said[-1] == "En nog 2 waarschuwingen: zie de bijlage."


def test_every_place_of_a_finding_is_named():
    other = Place("p", "p", Mark("map/a.yaml", 9), "", "opmerking")
    (block,) = in_full([finding(severity="opmerking", others=(other,))])
    assert block.items == (
        "(opmerking) Er is iets met `x` (regel 3 van a.yaml, regel 9 van a.yaml). Wat helpt: doe iets.",
    )
