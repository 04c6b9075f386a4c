"""What a file says may stand: counted apart in a report, and listed there with its reason in every format."""

import io
from html import unescape
from html.parser import HTMLParser

import openpyxl
import pytest

from rendement.render.markdown import as_markdown
from rendement.render.page import as_page
from rendement.render.xlsx import as_xlsx
from rendement.report.contents import contents
from rendement.study.calculation import Options
from rendement.study.pipeline import calculate
from rendement.study.report import reported
from weak_files import CASE, MONITOR, PROGRAMME

FILES = [
    (CASE, "R201", "baten.een"),
    (PROGRAMME, "R107", "maatregelen.a"),
    (MONITOR, "telt-niet-mee", "posten.a"),
]
REASON = "zo stond het `er` <b>echt"
SHOWN = "zo stond het ’er’ <b>echt"  # of a name no code is made
DAY = "2026-11-30"


class Words(HTMLParser):
    """The texts of a page, one for each piece of markup."""

    def __init__(self, page):
        super().__init__()
        self.shown = ""
        self.feed(page)

    def handle_data(self, data):
        self.shown += data


def markdown(found):
    return unescape(as_markdown(contents("verslag", found)))


def page(found):
    return Words(as_page(contents("pagina", found))).shown


def workbook(found):
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(contents("werkboek", found))))
    return "\n".join(str(cell.value) for sheet in book for row in sheet for cell in row if cell.value)


def departing(text, rule, place, until="2027-01"):
    return f"{text}afwijken: [{{regel: {rule}, pad: {place}, reden: '{REASON}', tot: {until}}}]\n"


def findings(path):
    """What a report is made of; how many findings stand, and how many may stand."""
    found = reported(calculate(path, Options(day=DAY)))
    waived = sum(item.waiver is not None for item in found.figures.findings)
    return found, len(found.figures.findings) - waived, waived


@pytest.mark.parametrize("form", [markdown, page, workbook], ids=lambda form: form.__name__)
@pytest.mark.parametrize(("text", "rule", "place"), FILES, ids=["casus", "programma", "monitor"])
def test_it_is_counted_apart_and_listed_with_its_reason_and_its_end(written, form, text, rule, place):
    _, before, none = findings(written(text))
    found, standing, waived = findings(written(departing(text, rule, place)))
    assert (none, waived) == (0, 1)
    shown = form(found)
    assert f"{SHOWN} ({rule}, tot en met 2027-01)." in shown
    assert "Afgeweken" in shown
    assert "daarnaast 1 afgeweken" in shown
    # of the case one of two places stays, and is still a finding
    assert standing == (before if text is CASE else before - 1)
    if text is not MONITOR:
        assert f"{standing} bevinding" in shown


@pytest.mark.parametrize("form", [markdown, page, workbook], ids=lambda form: form.__name__)
def test_what_has_ended_is_a_finding_again(written, form):
    found, _, waived = findings(written(departing(CASE, "R201", "baten.een", "2026-10")))
    assert waived == 0
    shown = form(found)
    assert "R001" in shown
    assert "fgeweken" not in shown
    assert SHOWN not in shown


def test_what_stays_for_good_says_so(written):
    found, _, _ = findings(written(departing(CASE, "R201", "baten.een", "blijvend")))
    assert f"{SHOWN} (R201, blijvend)." in markdown(found)
