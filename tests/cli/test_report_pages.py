"""`rendement report` of a folder: a page for each file, one with all of them, and nothing made twice."""

import errno
import os
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from typer.testing import CliRunner

from rendement.cli import app, page_work
from rendement.report.pages.overview import ORDERS, PAGES
from rendement.study import files as study_files

CASE = """naam: {naam}
gemeente: {plaats}
periode: {jaar}
prijspeil: {jaar}
baten:
  - {{naam: Baat van {naam}, bedrag: {baat}}}
kosten:
  - {{naam: Team van {naam}, bedrag: {kosten}}}
"""
LIST = (
    "prijslijst: eigen\nprijspeil: 2024\nposten:\n  post: {naam: Post, bedrag: 900, betaler: rijk, bron: B}\n"
)
PRICED = """naam: Met lijst
gemeente: Borne
periode: 2024
prijslijsten: [eigen.yaml]
baten:
  - {naam: Iets, aantal: 2, posten: {post: 1}}
kosten:
  - {naam: Inzet, bedrag: 1000}
"""
PROGRAMME = """naam: Alles samen
gemeente: Borne
soort: programma
periode: 2024
telling: stand
taakstelling: {2024: 5000}
maatregelen:
  - {naam: Eigen, besparing: {jaarlijks: {2024: 2000}}, eigenaar: Jo}
  - casus: casussen/een.yaml
  - {naam: Later, pm: nog onbekend}
"""
MONITOR = """naam: De maat
gemeente: Borne
soort: monitor
kolommen: {2021: realisatie, 2022: realisatie}
posten:
  - {naam: Post, bedragen: {2021: 100, 2022: 150}}
"""


def case(name="Een", place="Borne", year=2024, benefit=1000, cost=400):
    return CASE.format(naam=name, plaats=place, jaar=year, baat=benefit, kosten=cost)


class Links(HTMLParser):
    """The rows of the table, what every link says and where it leads, and what can be led to."""

    def __init__(self, text):
        super().__init__()
        self.rows, self.links, self.places = [], {}, set()
        self.cell = self.link = None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.places |= {found["id"]} if "id" in found else set()
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self.cell = True
        if tag == "a":
            self.link = found["href"]
            self.links[self.link] = ""

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.cell = None
        if tag == "a":
            self.link = None

    def handle_data(self, data):
        if self.cell:
            self.rows[-1][-1] += data
        if self.link is not None:
            self.links[self.link] += data


@pytest.fixture
def source(tmp_path):
    """Put files into a folder."""

    def put(**texts):
        folder = tmp_path / "bron"
        for name, text in texts.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return folder

    return put


def run(*arguments, code=0):
    result = CliRunner().invoke(app, ["report", *map(str, arguments)])
    assert result.exit_code == code, (result.output, result.exception)
    assert result.stdout == ""
    return result.stderr


def opened(path):
    return Links(path.read_text("utf-8"))


def rows(path):
    """What stands in the table of an overview, without its head."""
    return opened(path).rows[1:]


def check_links(folder):
    """Every link of every page leads to a page that is there, or to a place on the page itself."""
    pages = sorted(path for path in folder.rglob("*.html") if path.is_file())
    for page in pages:
        found = opened(page)
        for href in found.links:
            if href.startswith("#"):
                assert href[1:] in found.places, (page, href)
            else:
                assert "://" not in href
                assert not href.startswith("/")
                assert (page.parent / unquote(href)).is_file(), (page, href)
    return pages


def test_a_row_for_each_and_a_page_behind_it(source, tmp_path):
    broken = case("Stuk").replace("1000", "duizend")
    folder = source(
        **{
            "een.yaml": case("Een", "Borne", 2024, 1000, 400),
            "map/twee.yaml": case("Twee", "Almelo", 2024, 300, 600),
            "map/stuk.yaml": broken,
            "monitor.yaml": MONITOR,
            "notitie.yaml": "kleur: rood\n",
        }
    )
    target = tmp_path / "rapporten"
    said = run(folder, "-o", target, code=1)
    assert "map/stuk.yaml: `duizend` is geen getal\n" in said
    assert f"geschreven in {target}: index.html en 4 pagina's\n" in said
    found = {row[0]: row[1:7] for row in rows(target / "index.html")}
    # 1000 - 400 and 1000 / 400; 300 - 600 and 300 / 600
    assert found["Een"][:4] == ["Borne", "€ 600", "2,50", "2024"]
    assert found["Twee"][:4] == ["Almelo", "€ -300", "0,50", "niet"]
    assert found["De maat"][:4] == ["Borne", "-", "-", "-"]
    assert found["Stuk"] == ["Borne", "-", "-", "-", "-", "1 fout: `duizend` is geen getal"]
    text = (target / "index.html").read_text("utf-8")
    assert "4 bestanden · 1 bestand met fouten" in text
    assert "Geen casus, programma of monitor: notitie.yaml." in text
    assert {page.relative_to(target).as_posix() for page in check_links(target)} == {
        *PAGES,
        *("een.html", "map/twee.html", "map/stuk.html", "monitor.html"),
    }
    assert "`duizend` is geen getal" in (target / "map/stuk.html").read_text().replace("<code>", "`").replace(
        "</code>", "`"
    )


def test_the_page_is_the_report_of_that_file_with_a_way_back(source, tmp_path):
    folder = source(**{"map/een.yaml": case()})
    run(folder, "-o", tmp_path / "uit")
    run(folder / "map/een.yaml", "-o", tmp_path / "alleen.html")
    page = (tmp_path / "uit/map/een.html").read_text("utf-8")
    back = '<nav aria-label="Kruimelpad"><a href="../index.html">Overzicht</a></nav>'
    assert page.replace(back, "") == (tmp_path / "alleen.html").read_text("utf-8")


def test_every_order_is_a_page_that_needs_no_script(source, tmp_path):
    folder = source(
        **{
            "c.yaml": case("Één", "Zwolle", 2024, 1000, 400),
            "b.yaml": case("Drie", "Almelo", 2024, 5000, 5500),
            "a.yaml": case("twee", "Borne", 2024, 900, 100),
            "d.yaml": case("Geen", "Borne").replace("periode", "perode"),
        }
    )
    run(folder, "-o", tmp_path / "uit", code=1)
    orders = {page: [row[0] for row in rows(tmp_path / "uit" / page)][:4] for page in PAGES}
    # returns of 600, -500 and 800; ratios of 2.5, 0.91 and 9; what has none stands last
    assert orders["index.html"] == ["twee", "Drie", "Één", "Geen"]
    assert orders["index-naam.html"] == ["Drie", "Één", "Geen", "twee"]
    assert orders["index-plaats.html"][0] == "Drie"
    assert orders["index-plaats.html"][-1] == "Één"
    assert orders["index-rendement.html"] == ["twee", "Één", "Drie", "Geen"]
    assert orders["index-baten-per-euro.html"] == ["twee", "Één", "Drie", "Geen"]
    assert orders["index-bevindingen.html"][0] == "Geen"
    for order in ORDERS:
        text = (tmp_path / "uit" / order.page).read_text("utf-8")
        assert "<script" not in text
        assert "script-src 'none'" in text
        assert text.count(' aria-sort="') == 1
        heads = re.findall(r'<a href="(index[^"]*)">', text)
        assert heads == [other.page for other in ORDERS if other is not order]


def test_what_files_add_up_to_stands_under_them_or_why_they_do_not(source, tmp_path):
    folder = source(**{"a.yaml": case("A", benefit=1000), "b.yaml": case("B", benefit=3000)})
    run(folder, "-o", tmp_path / "uit")
    # together 600 + 2600, and for each euro (1000 + 3000) / (400 + 400)
    assert rows(tmp_path / "uit/index.html")[-1][:4] == ["Totaal", "", "€ 3.200", "5,00"]
    source(**{"c.yaml": case("C", year=2023), "d.yaml": case("A", benefit=1000)})
    run(folder, "-o", tmp_path / "uit")
    text = unescape((tmp_path / "uit/index.html").read_text("utf-8"))
    assert "Totaal" not in [row[0] for row in rows(tmp_path / "uit/index.html")]
    shown = CliRunner().invoke(app, ["calc", *map(str, sorted(folder.iterdir())), "--format", "tsv"])
    said = [line.strip("\"'") for line in shown.stdout.splitlines() if "Geen totaal" in line]
    remarks = [line.replace(f"{folder}/", "") for line in said]
    assert len(remarks) == 2, shown.stdout
    assert all(remark in text for remark in remarks)
    assert "De contante waarden hebben niet dezelfde discontovoet" in text
    assert str(tmp_path) not in text


def test_other_money_is_said_and_not_added(source, tmp_path):
    folder = source(**{"a.yaml": case("A"), "b.yaml": "valuta: GBP\n" + case("B")})
    run(folder, "-o", tmp_path / "uit")
    found = rows(tmp_path / "uit/index.html")
    assert [row[2] for row in found] == ["€ 600", "£ 600"]
    assert "rekenen in verschillende munten" in (tmp_path / "uit/index.html").read_text("utf-8")


# -- a programme


def test_a_measure_leads_to_its_own_part_and_one_that_is_a_case_to_that_page(source, tmp_path):
    folder = source(
        **{"programma.yaml": PROGRAMME, "casussen/een.yaml": case("Een", "Borne", 2024, 1000, 400)}
    )
    run(folder / "programma.yaml", "-o", f"{tmp_path / 'uit'}/")
    assert [row[0] for row in rows(tmp_path / "uit/index.html")] == ["Een", "Alles samen"]
    check_links(tmp_path / "uit")
    text = (tmp_path / "uit/programma.html").read_text("utf-8")
    nav = text[text.index('<nav class="wegen"') : text.index("</nav>", text.index('<nav class="wegen"'))]
    assert re.findall(r'<a href="([^"]*)">([^<]*)</a>', nav) == [
        ("#maatregel-0", "Eigen"),
        ("casussen/een.html", "Een"),
        ("#maatregel-2", "Later"),
    ]
    top = text.index('id="wat-als"')
    assert text.index("Taakstelling en besparing per jaar") < top
    assert text.index("Wat er binnen is van wat er gepland is") < top
    own = text[text.index('id="maatregel-0"') : text.index('id="maatregel-1"')]
    assert '<th scope="row">Eigenaar</th><td>Jo</td>' in own
    assert 'data-pad="maatregelen[0].in_plaats.2024" value="2000"' in own
    alone = tmp_path / "alleen.html"
    run(folder / "programma.yaml", "-o", alone)
    assert '<a href="#maatregel-1">Een</a>' in alone.read_text("utf-8")
    assert "casussen/een.html" not in alone.read_text("utf-8")


def test_what_lies_beside_the_programme_has_its_folder_too(source, tmp_path):
    beside = PROGRAMME.replace("casussen/een.yaml", "../casussen/een.yaml")
    folder = source(**{"programmas/p.yaml": beside, "casussen/een.yaml": case()})
    run(folder / "programmas", "-o", tmp_path / "uit", "--wortel", folder)
    assert (tmp_path / "uit/programmas/p.html").is_file()
    assert "../casussen/een.html" in opened(tmp_path / "uit/programmas/p.html").links
    check_links(tmp_path / "uit")


# -- names


def test_names_that_are_alike_or_hostile_each_have_a_page_of_their_own(source, tmp_path):
    names = [
        *("a.yaml", "a.yml", "A.yaml", "map/a.yaml", "ander/a.yaml", "a.html/b.yaml"),
        *("index.yaml", "index-naam.yml", "x <script>alert(1)</script>\"'&.yaml".replace("/", "∕")),
        *("-o.yaml", "100% #1?.yaml", "é.yaml", "e\u0301.yaml", "rtl\u202e.yaml", "met\nregel.yaml"),
        f"{'x' * 240}.yaml",
    ]
    folder = source(**{name: case(f"Nr {number}") for number, name in enumerate(names)})
    (folder / "-o.yaml").rename(os.fsdecode(os.fsencode(folder) + b"/\xff.yaml"))
    run(folder, "-o", tmp_path / "uit")
    pages = check_links(tmp_path / "uit")
    assert len({str(page).casefold() for page in pages}) == len(PAGES) + len(names)
    found = opened(tmp_path / "uit/index.html")
    assert {f"Nr {number}" for number in range(len(names))} <= {*found.links.values()}
    for href, said in found.links.items():
        if said.startswith("Nr "):
            page = (tmp_path / "uit" / unquote(href)).read_text("utf-8")
            assert f"<h1>{said}</h1>" in page
    assert "<script" not in (tmp_path / "uit/index.html").read_text("utf-8")


# -- a second time


def stamps(folder):
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*.html")}


def test_a_second_time_nothing_is_computed_and_nothing_written(source, tmp_path, monkeypatch):
    folder = source(**{"a.yaml": PRICED, "eigen.yaml": LIST, "b.yaml": case(), "c.yaml": "naam: [\n"})
    target = tmp_path / "uit"
    run(folder, "-o", target, code=1)
    before = stamps(target)
    monkeypatch.setattr(page_work, "make", None)
    said = run(folder, "-o", target, code=1)
    assert stamps(target) == before
    assert "het overzicht was al zo" in said
    monkeypatch.undo()
    (folder / "eigen.yaml").write_text(LIST.replace("900", "800"), "utf-8")
    run(folder, "-o", target, code=1)
    changed = {path.name for path, at in stamps(target).items() if before[path] != at}
    assert changed == {"a.html", *PAGES}
    # 2 x 800 - 1000
    assert ["Met lijst", "Borne", "€ 600"] in [row[:3] for row in rows(target / "index.html")]


def test_a_page_that_is_gone_or_was_changed_is_made_again(source, tmp_path):
    folder = source(**{"a.yaml": case("A"), "b.yaml": case("B")})
    target = tmp_path / "uit"
    run(folder, "-o", target)
    made = (target / "a.html").read_bytes()
    (target / "a.html").write_bytes(made.replace(b"600", b"900"))
    (target / "b.html").unlink()
    run(folder, "-o", target)
    assert (target / "a.html").read_bytes() == made
    assert (target / "b.html").is_file()


def test_what_was_asked_makes_other_pages(source, tmp_path):
    folder = source(**{"a.yaml": case("A")})
    run(folder, "-o", tmp_path / "uit")
    run(folder, "-o", tmp_path / "uit", "--set", "baten[0].bedrag=2000")
    assert rows(tmp_path / "uit/index.html")[0][2] == "€ 1.600"  # 2000 - 400
    assert "Opdracht: --set baten[0].bedrag=2000" in (tmp_path / "uit/index.html").read_text("utf-8")


def test_a_case_that_broke_has_no_old_figures_and_one_that_went_is_named(source, tmp_path):
    folder = source(**{"a.yaml": case("A", benefit=7777), "b.yaml": case("B")})
    target = tmp_path / "uit"
    run(folder, "-o", target)
    (folder / "a.yaml").write_text(case("A").replace("1000", "x"), "utf-8")
    (folder / "b.yaml").unlink()
    (target / "van-mij.html").write_text("<p>van mij", "utf-8")
    said = run(folder, "-o", target, code=1)
    assert "7.777" not in (target / "a.html").read_text("utf-8")
    assert "hier staan nog pagina's die er niet bij horen: b.html\n" in said


def test_the_day_on_a_page_is_that_of_the_run(source, tmp_path):
    waiving = case("A") + "afwijken: [{regel: R201, pad: baten.baat-van-a, reden: zo is het, tot: 2027-01}]\n"
    folder = source(**{"a.yaml": waiving, "b.yaml": case("B")})
    target = tmp_path / "uit"
    run(folder, "-o", target, "--op", "2026-11-29")
    before = stamps(target)
    run(folder, "-o", target, "--op", "2026-11-30")
    assert "2026-11-30" in (target / "a.html").read_text("utf-8")
    assert stamps(target)[target / "b.html"] == before[target / "b.html"]


def test_many_files_over_processes_give_the_same_pages(source, tmp_path, monkeypatch):
    folder = source(**{f"c{number}.yaml": case(f"C{number}", benefit=number) for number in range(55)})
    run(folder, "-o", tmp_path / "een", "--op", "2026-11-30")
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    run(folder, "-o", tmp_path / "twee", "--op", "2026-11-30")
    pages = check_links(tmp_path / "een")
    assert len(pages) == 55 + len(PAGES)
    for page in pages:
        assert page.read_bytes() == (tmp_path / "twee" / page.relative_to(tmp_path / "een")).read_bytes()


# -- what cannot be


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "van meer bestanden of een map komt er een pagina voor elk; noem achter -o een map"),
        (["-o", "uit.html"], "van meer bestanden of een map komt er een pagina voor elk; noem achter -o"),
        (["-o", "uit", "--grafieken", "g"], "--grafieken g: dat kan van één bestand"),
        (["-o", "uit", "--set", "baten"], "--set baten"),
        (["-o", "weg/uit"], "-o weg/uit: de map weg bestaat niet; maak haar eerst"),
        (["-o", "uit", "--wortel", "weg"], "--wortel weg: deze map bestaat niet"),
    ],
)
def test_wrong_use_is_one_sentence_and_leaves_nothing(source, tmp_path, monkeypatch, words, said):
    monkeypatch.chdir(tmp_path)
    source(**{"a.yaml": case("A"), "b.yaml": case("B")})
    assert said in run("bron", *words, code=2)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bron"]


def test_an_empty_folder_and_a_file_as_target_are_refused(source, tmp_path):
    (tmp_path / "leeg").mkdir()
    assert "geen enkele casus" in run(tmp_path / "leeg", "-o", tmp_path / "uit", code=2)
    folder = source(**{"a.yaml": case("A"), "b.yaml": case("B")})
    (tmp_path / "bezet").write_text("x")
    assert "dit is een bestand, geen map" in run(folder, "-o", tmp_path / "bezet", code=2)
    assert not (tmp_path / "uit").exists()


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES])
def test_a_disk_that_is_full_is_one_sentence_and_old_pages_stay(source, tmp_path, monkeypatch, number):
    folder = source(**{"a.yaml": case("A"), "b.yaml": case("B")})
    target = tmp_path / "uit"
    run(folder, "-o", target)
    before = {path: path.read_bytes() for path in target.rglob("*.html")}
    (folder / "b.yaml").write_text(case("B", benefit=9), "utf-8")

    def full(_):
        raise OSError(number, "no room")

    monkeypatch.setattr(study_files, "_replace", full)
    said = run(folder, "-o", target, code=1)
    why = "de schijf is vol" if number == errno.ENOSPC else "het bestand is elders geopend"
    assert said.startswith(f"rendement: {target / 'b.html'} is niet geschreven: {why}")
    assert len(said.splitlines()) == 1
    assert {path: path.read_bytes() for path in target.rglob("*.html")} == before


@pytest.mark.parametrize("name", ["a.html", "index.html", "b.html"])
def test_what_is_no_page_of_ours_is_never_written_over(source, tmp_path, name):
    """A site of somebody, or a file that is read here."""
    folder = source(**{"a.yaml": case("A"), "b.yaml": case("B"), name: "<!doctype html><p>van mij"})
    said = run(folder, "-o", folder, code=2)
    assert said == (
        f"rendement: {folder / name} is geen pagina van rendement; kies achter -o een andere map\n"
    )
    assert (folder / name).read_text("utf-8") == "<!doctype html><p>van mij"


def test_a_bug_in_one_report_stops_no_other(source, tmp_path, monkeypatch):
    folder = source(**{"a.yaml": case("A"), "b.yaml": case("B")})
    real = page_work.contents

    def broken(kind, report):
        if report.plan.name == "A":
            raise KeyError("x")
        return real(kind, report)

    monkeypatch.setattr(page_work, "contents", broken)
    run(folder, "-o", tmp_path / "uit", code=1)
    found = {row[0]: row[6] for row in rows(tmp_path / "uit/index.html")}
    assert found["A"].endswith("interne fout (KeyError); dit ligt aan het programma")
    assert (tmp_path / "uit/b.html").is_file()


def test_draws_are_taken_of_each_case(source, tmp_path):
    ranged = case("A").replace("bedrag: 1000", "bedrag: {laag: 500, hoog: 1500}")
    folder = source(**{"a.yaml": ranged, "m.yaml": MONITOR})
    run(folder, "-o", tmp_path / "uit", "--draws", "400")
    assert "van de 100 trekkingen" in (tmp_path / "uit/a.html").read_text("utf-8")
    assert isinstance(Path(tmp_path / "uit/m.html").stat().st_size, int)
