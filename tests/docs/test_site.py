"""The site: it builds without a word, every link leads somewhere, and what it promises is there."""

import json
import re
import shutil
import subprocess
import sys
import tomllib

import pytest

import make_site
import rendement
import site_schemas
from project import ROOT, files, short
from rendement.report.schema import file_schema
from rendement.study.prices import open_price_lists
from site_links import dead_links, moved, place

SETTINGS = tomllib.loads((ROOT / "site" / "zensical.toml").read_text("utf-8"))["project"]


def pages_of(nav):
    for item in nav:
        for value in item.values():
            yield from pages_of(value) if isinstance(value, list) else [value]


def test_every_link_and_anchor_leads_somewhere_and_nothing_is_asked_of_elsewhere(site):
    assert dead_links(site) == []
    sheets = [path.read_text("utf-8") for path in (site / "site.css", *site.rglob("*.min.css"))]
    assert len(sheets) > 2
    assert not any(re.search(r"url\([\"']?(?:https?:)?//|@import", sheet) for sheet in sheets)


@pytest.mark.parametrize("path", files("cases", "examples"), ids=short)
def test_every_case_is_a_report_beside_its_file(path, site):
    own = site / path.relative_to(ROOT)
    assert own.read_text("utf-8") == path.read_text("utf-8")
    report = own.with_name(f"{own.stem}-rapport.html").read_text("utf-8")
    assert str(ROOT) not in report  # it names the file as anyone would
    assert "data-vorm" in report
    gallery = (site / "galerij.html").read_text("utf-8")
    assert f'href="{short(path).removesuffix(".yaml")}-rapport.html"' in gallery
    assert f'href="{short(path).removesuffix(".yaml")}.html"' in gallery


def test_every_post_of_a_list_is_in_its_table(site):
    found, _ = open_price_lists()
    assert len(found) >= 5
    for open_list in found:
        page = (site / "prijzen" / f"{open_list.reference}.html").read_text("utf-8")
        assert [code for code in open_list.entries if f"<code>{code}</code>" not in page] == []
    page = (site / "prijzen" / "zoetermeer-2018.html").read_text("utf-8")
    row = page[page.index("<code>wonen/huisuitzetting</code>") :].partition("</tr>")[0]
    words = re.sub(r"<[^>]+>", " ", row)
    for word in ("€\u00a06.000", "keer", "woningcorporatie", "2018", "001 r. 1695", "Smalle afbakening"):
        assert word in words, word
    row = page[page.index("<code>gezin/aandachtshuishouden</code>") :].partition("</tr>")[0]
    assert re.search(r"<td>\w[^<]* 50%<br", row)  # who pays half, and not only how much


def test_every_page_of_the_docs_is_in_the_navigation():
    listed = list(pages_of(SETTINGS["nav"]))
    assert len(set(listed)) == len(listed)
    assert {path.name for path in (ROOT / "docs").glob("*.md")} <= set(listed)


def test_nothing_but_the_search_is_asked_of_the_generator():
    """So that another one can take over."""
    assert set(SETTINGS["plugins"]) == {"search", "offline"}
    extensions = set(SETTINGS["markdown_extensions"])
    assert extensions == {
        *("tables", "sane_lists", "toc"),
        *("pymdownx.highlight", "pymdownx.superfences", "pymdownx.magiclink"),
    }
    assert SETTINGS["theme"]["font"] is False
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    assert all(re.fullmatch(r"zensical==[\d.]+", one) for one in wanted["site"])


def test_the_first_page_has_what_a_newcomer_looks_for(site):
    page = (site / "index.html").read_text("utf-8")
    content = page[page.index("<article") : page.index("</article>")]
    links = re.findall(r'href="([^"#]+)', content)
    assert "cases/zoetermeer/zoveel-meer-rapport.html" in links
    assert {"handleiding.html", "fouten.html", "regels.html", "methode.html", "galerij.html"} <= set(links)
    assert content.count("<table>") == 2  # what comes out, and where to begin
    assert "<strong>66.000</strong>" in content
    assert "pip install ." in re.sub(r"<[^>]+>", "", content)
    assert "<!-- tabel" not in page


def test_the_english_page_says_that_it_is(site):
    assert '<div lang="en">' in (site / "english.html").read_text("utf-8")
    assert '<html lang="nl"' in (site / "english.html").read_text("utf-8")


# -- the places


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("docs/handleiding.md", "handleiding.md"),
        ("README.md", "leesmij.md"),
        ("cases", "galerij.md"),
        ("examples/", "galerij.md"),
        ("cases/README.md", "gedrukt.md"),
        ("cases/zoetermeer/met-bandbreedte/x.yaml", "cases/zoetermeer/met-bandbreedte/x.md"),
        ("prijslijst/", "prijzen/index.md"),
        ("prijslijst/normen.yaml", "prijzen/normen.md"),
        (".github/workflows/toets.yml", "werkstromen/toets.md"),
        ("LICENSE", "licentie.txt"),
    ],
)
def test_a_file_has_its_place(name, where):
    assert place(name) == where


@pytest.mark.parametrize("name", ["src/rendement/__init__.py", "docs/plaatje.png", "elders"])
def test_what_has_no_place_is_refused(name):
    with pytest.raises(ValueError, match="staat niet op de site"):
        place(name)


def test_a_link_follows_its_file_and_code_stays_as_it_is():
    text = (
        "[a](../cases/borne/x.yaml) [b](methode.md#7) [c](#d) [e](https://x.nl/y.md)\n```md\n[f](g.md)\n```\n"
    )
    after = "[a](cases/borne/x.md) [b](methode.md#7) [c](#d) [e](https://x.nl/y.md)\n```md\n[f](g.md)\n```\n"
    assert moved(text, "docs/handleiding.md") == after
    assert moved("[a](borne-2023.yaml)", "prijslijst/WIJZIGINGEN.md") == "[a](borne-2023.md)"
    assert moved("[a](cases/)", "README.md") == "[a](galerij.md)"
    assert (
        moved("[a](borne/x.yaml) [b](../docs/ci.md)", "cases/README.md") == "[a](cases/borne/x.md) [b](ci.md)"
    )


# -- what must fail


@pytest.fixture
def small(tmp_path):
    """Build a site of one page, with this text and address."""

    def built(text, address=""):
        target = tmp_path / "klein"
        make_site.prepare(target, address)
        settings = target / "zensical.toml"
        whole = settings.read_text("utf-8")
        only = re.sub(r"^nav = \[\n.*?^\]\n", 'nav = ["index.md"]\n', whole, flags=re.M | re.S)
        assert only != whole
        settings.write_text(only, "utf-8")
        make_site.write(target / "bron" / "index.md", text)
        return make_site.build(target), target / "uit"

    return built


def test_a_dead_link_or_anchor_fails(small):
    assert small("# Goed\n\n[zelf](#goed)\n")[0]
    assert not small("# Fout\n\n[weg](weg.md)\n")[0]
    assert not small("# Fout\n\n[zelf](#nergens)\n")[0]


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("[a](weg.yaml)", "weg.yaml leidt nergens heen"),
        ('<a href="weg.html">a</a>', "weg.html leidt nergens heen"),
        ('<a href="../buiten.html">a</a>', "buiten.html leidt nergens heen"),
        ('<a href="#weg">a</a>', "#weg leidt nergens heen"),
        ('<img src="weg.png" alt="weg">', "weg.png leidt nergens heen"),
        ('<img src="https://voorbeeld.nl/a.png" alt="a">', "haalt https://voorbeeld.nl/a.png van elders"),
        ('<script src="//voorbeeld.nl/a.js"></script>', "haalt //voorbeeld.nl/a.js van elders"),
    ],
)
def test_what_the_generator_does_not_see_fails_as_well(link, said, small):
    _, folder = small(f"# Proef\n\n{link}\n")
    assert any(said in line for line in dead_links(folder)), dead_links(folder)


def test_with_an_address_the_page_for_what_is_not_there_begins_at_it(small):
    built, folder = small("# Goed\n", "https://voorbeeld.nl/rendement/")
    assert built
    assert 'href="/rendement/index.html"' in (folder / "404.html").read_text("utf-8")
    assert dead_links(folder, "/rendement/") == []
    assert 'rel="canonical" href="https://voorbeeld.nl/rendement/' in (folder / "index.html").read_text(
        "utf-8"
    )


# -- the schemas


def test_this_version_has_its_schemas_at_an_address_of_its_own(site):
    own = site / "schema" / rendement.__version__
    assert json.loads((own / "casus.json").read_text("utf-8")) == file_schema("casus")
    assert {path.stem for path in own.iterdir()} == set(site_schemas.NAMES)


OLD = """import sys
if sys.argv[1:] == ["schema", "--soort", "casus"]:
    print('{"title": "van toen"}')
else:
    sys.exit(2)
"""


def git(folder, *words):
    told = ["-c", "user.name=p", "-c", "user.email=p@voorbeeld.nl"]
    words = [shutil.which("git"), "-C", str(folder), *told, *words]
    subprocess.run(words, check=True, capture_output=True)


def test_a_released_version_keeps_the_schemas_that_it_had(tmp_path):
    git(tmp_path, "init", "-q")
    program = tmp_path / "src" / "rendement" / "__main__.py"
    make_site.write(program.with_name("__init__.py"), "")
    for version, text in (("0.0.9", OLD), ("0.0.10", OLD.replace("van toen", "van later"))):
        make_site.write(program, text)
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "-qm", version)
        git(tmp_path, "tag", f"v{version}")
    made = dict(site_schemas.schemas(tmp_path))
    assert json.loads(made["schema/0.0.9/casus.json"]) == {"title": "van toen"}
    assert json.loads(made["schema/0.0.10/casus.json"]) == {"title": "van later"}
    assert "schema/0.0.9/monitor.json" not in made  # that version did not know it
    rows = [line.split(" | ")[0] for line in made["schema/index.md"].splitlines() if line.startswith("| 0")]
    assert rows == [f"| {rendement.__version__}", "| 0.0.10", "| 0.0.9"]


def test_a_version_that_breaks_is_not_passed_over(tmp_path):
    git(tmp_path, "init", "-q")
    make_site.write(tmp_path / "src" / "rendement" / "__init__.py", "raise SystemExit('stuk')")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "stuk")
    git(tmp_path, "tag", "v0.0.1")
    with pytest.raises(RuntimeError, match="stuk"):
        dict(site_schemas.schemas(tmp_path))


def test_the_program_says_what_fails(tmp_path, monkeypatch, capsys):
    def staged(target, address=""):
        make_site.prepare(target, address)
        settings = target / "zensical.toml"
        text = settings.read_text("utf-8")
        settings.write_text(re.sub(r"^nav = \[\n.*?^\]\n", "", text, flags=re.M | re.S), "utf-8")
        make_site.write(target / "bron" / "index.md", "# Proef\n\n[a](weg.yaml)\n")

    monkeypatch.setattr(make_site, "stage", staged)
    monkeypatch.setattr(sys, "argv", ["make_site.py", "--naar", str(tmp_path / "hier")])
    assert make_site.main() == 1
    assert "index.html: weg.yaml leidt nergens heen" in capsys.readouterr().out
