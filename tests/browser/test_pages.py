"""A folder of pages in a real Chromium: every link arrives, without script and without asking anybody."""

import pytest
from typer.testing import CliRunner

from rendement.cli import app
from rendement.report.pages.overview import ORDERS, TOP

CASE = """naam: '{naam}'
gemeente: Borne
periode: 2024
prijspeil: 2024
baten: [{{naam: Baat, bedrag: {baat}}}]
kosten: [{{naam: Team, bedrag: 400}}]
"""
PROGRAMME = """naam: Alles samen
gemeente: Borne
soort: programma
periode: 2024
telling: stand
taakstelling: {2024: 5000}
maatregelen:
  - {naam: Eigen, besparing: {jaarlijks: {2024: 2000}}}
  - casus: casussen/een.yaml
  - {naam: Later, pm: nog onbekend}
"""
NASTY = "<script>alert(1)</script><img src=x onerror=alert(1)>"
FOLLOW = "return [...document.querySelectorAll('a')].map((one) => [one.getAttribute('href'), one.href])"
WIDE = "return document.documentElement.scrollWidth"


@pytest.fixture
def pages(tmp_path):
    """A folder of pages: a programme, a case, a broken file, and names that nobody would choose."""
    source = tmp_path / "bron"
    (source / "casussen").mkdir(parents=True)
    (source / "programma.yaml").write_text(PROGRAMME, "utf-8")
    (source / "casussen/een.yaml").write_text(CASE.format(naam="Een", baat=1000), "utf-8")
    (source / "casussen/stuk.yaml").write_text(CASE.format(naam=NASTY, baat="duizend"), "utf-8")
    (source / "100% #1? <b>é & 'x'.yaml").write_text(CASE.format(naam=NASTY, baat=9000), "utf-8")
    result = CliRunner().invoke(app, ["report", str(source), "-o", str(tmp_path / "uit")])
    assert result.exit_code == 1, result.output
    return tmp_path / "uit"


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("dark", [False, True])
def test_the_overview_and_its_pages_are_for_everybody(browser, pages, width, dark):
    for path in (pages / TOP, pages / "casussen/stuk.html", pages / "programma.html"):
        with browser.page(path, width=width, dark=dark) as page:
            assert page.axe() == []
            assert page.run(WIDE) == width
            assert (page.errors, len(page.requests)) == ([], 1)
            assert page.run("return document.querySelectorAll('img, iframe, object, link').length") == 0


def test_every_link_arrives_also_without_a_script(browser, pages):
    """From the overview outward, each page once; a place on a page is on that page."""
    waiting, seen = [(pages / TOP).resolve().as_uri()], set()
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        with browser.page(address, script=False) as page:
            assert page.errors == []
            assert page.requests == [address]
            for written, whole in page.run(FOLLOW):
                if written.startswith("#"):
                    assert page.run("return document.getElementById(arg) !== null", written[1:])
                else:
                    waiting.append(whole)
    assert len(seen) == len(ORDERS) + 4


def test_a_head_sorts_and_a_measure_leads_on(browser, pages):
    first = "return document.querySelector('tbody th').textContent"
    with browser.page(pages / TOP) as page:
        page.click("a[href='index-rendement.html']")
        # 9000 - 400; the programme 2000 + 1000 - 400; the case 1000 - 400
        page.run("await new Promise((done) => setTimeout(done, 300))")
        assert page.run(first) == NASTY
        assert page.run("return document.querySelector('[aria-sort]').textContent") == "rendement"
        page.click("a[href='programma.html']")
        page.run("await new Promise((done) => setTimeout(done, 300))")
        page.click(".wegen a[href='#maatregel-0']")
        assert page.run("return document.querySelector(':target').open")
        page.click(".wegen a[href='casussen/een.html']")
        page.run("await new Promise((done) => setTimeout(done, 300))")
        assert page.run("return document.querySelector('h1').textContent") == "Een"
        page.click("nav a")
        page.run("await new Promise((done) => setTimeout(done, 300))")
        assert page.run("return document.title") == "Overzicht"
        assert page.errors == []
