"""The site in a real Chromium, from a disk: for whoever looks, listens, searches or has a small screen."""

import pytest

from project import whole_run

# one of every kind of page, and the long ones where all is tried
KINDS = (
    *("index.html", "methode.html", "english.html", "galerij.html", "404.html"),
    *("prijzen/index.html", "prijzen/zoetermeer-2018.html", "schema/index.html"),
    *("cases/zoetermeer/zoveel-meer.html", "cases/zoetermeer/zoveel-meer-rapport.html"),
)
LONG = (
    *("handleiding.html", "casustaal.html", "begrippen.html", "fouten.html", "regels.html", "ci.html"),
    *("wijzigingen.html", "leesmij.html", "gedrukt.html", "prijzen/normen.html", "werkstromen/site.html"),
)
PAGES, LIGHTS = (KINDS + LONG, (False, True)) if whole_run() else (KINDS, (False,))
WAIT = "await new Promise((done) => setTimeout(done, 500))"
FOUND = """
const inside = document.activeElement.shadowRoot;
let found = [];
for (let turn = 0; turn < 60; turn++) {
  found = [...inside.querySelectorAll("[role=option]")].map((one) => one.href);
  if (found.some((one) => one.endsWith(arg))) break;
  await new Promise((done) => setTimeout(done, 250));
}
return found;
"""


def from_disk(page):
    return all(address.startswith(("file:", "data:")) for address in page.requests)


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_nothing_is_too_wide_and_nothing_is_asked_of_the_network(name, browser, site):
    for width, dark in [(1280, dark) for dark in LIGHTS] + [(360, not dark) for dark in LIGHTS]:
        with browser.page(site / name, width=width, dark=dark) as page:
            assert page.run("return document.documentElement.scrollWidth <= innerWidth"), width
            assert (page.errors, from_disk(page)) == ([], True)
            assert page.axe() == [], (width, dark)


def test_the_search_works_from_a_disk(browser, site):
    with browser.page(site / "index.html") as page:
        page.click(".md-search__button")
        page.run(WAIT)
        page.press(*"blijfkans")
        # what stands there between two letters belongs to the shorter word
        section = "methode.html?h=blijfkans#6-blijfkans"
        found = page.run(FOUND, section)
        assert any(one.endswith(section) for one in found), found
        assert (page.errors, from_disk(page)) == ([], True)


def test_a_file_of_the_gallery_is_not_in_the_search(site):
    index = (site / "search.json").read_text("utf-8")
    assert '"location":"methode.html' in index
    assert '"location":"cases/' not in index


def test_on_a_phone_the_menu_leads_to_every_part(browser, site):
    with browser.page(site / "index.html", width=360) as page:
        where = "[...document.querySelectorAll('.md-nav--primary a')].map((a) => a.getAttribute('href'))"
        links = {link.removeprefix("./") for link in page.run(f"return {where}")}
        assert {"handleiding.html", "fouten.html", "methode.html", "english.html"} <= links
        left = "return document.querySelector('.md-sidebar--primary').getBoundingClientRect().right"
        assert page.run(left) <= 0
        page.click(".md-header label[for=__drawer]")
        page.run(WAIT)
        assert page.run(left) > 200


def test_what_scrolls_sideways_is_reached_by_the_keys(browser, site):
    with browser.page(site / "methode.html", width=360) as page:
        stuck = """return [...document.querySelectorAll("pre > code, .md-typeset__scrollwrap")]
          .filter((one) => one.scrollWidth > one.clientWidth && one.tabIndex !== 0).length"""
        many = """return document.querySelectorAll("pre > code[tabindex]").length"""
        assert (page.run(stuck), page.run(many) > 5) == (0, True)
