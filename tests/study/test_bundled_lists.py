"""The bundled lists are complete: every row of the source table is a post or left out with a reason."""

import re

import pytest

from project import ROOT
from rendement.model.index_files import bundled_series
from rendement.model.library import (
    known_actors,
    read_price_list,
    standing_norm,
)
from rendement.model.list_files import bundled_source
from rendement.model.pricelist import FORMS, NormList
from rendement.model.read import validate
from rendement.report.prices import spelling
from rendement.source.bundled import bundled_lists
from rendement.source.tree import parse
from rendement.study.pipeline import calculate_source
from rendement.study.prices import hits, open_price_lists

LISTS = {
    "bergen-op-zoom-2022": 11,
    "borne-2023": 31,
    "noordoostpolder-2021": 5,
    "oude-ijsselstreek-2019": 2,
    "zoetermeer-2018": 45,
}
TABLE, OTHER = 16, 38  # rows of the two tables of the Zoetermeer document
POSTS = list(hits(open_price_lists()[0]))


def test_every_row_of_the_source_is_a_post_or_left_out_with_its_reason():
    text = (ROOT / "prijslijst/zoetermeer-2018.yaml").read_text(encoding="utf-8")
    taken = re.findall(r"^  # rij (1\.[12]-\d\d)\n  \S+/\S+:$", text, re.MULTILINE)
    left_out = dict(
        re.findall(r"^# weggelaten rij (1\.[12]-\d\d): .+ \| 001 r\. .+ \| (.{15,})$", text, re.M)
    )
    wanted = {f"1.1-{n:02}" for n in range(1, TABLE + 1)} | {f"1.2-{n:02}" for n in range(1, OTHER + 1)}
    assert set(taken) | set(left_out) == wanted
    assert not set(taken) & set(left_out)
    assert {row for row in wanted if row.startswith("1.1")} <= set(taken)
    assert len(re.findall(r"# (weggelaten )?rij ", text)) == len(taken) + len(left_out)


def test_all_lists_read_without_findings_and_count_as_their_changelog_says():
    assert list(bundled_lists()) == list(LISTS)
    changes = (ROOT / "prijslijst/WIJZIGINGEN.md").read_text(encoding="utf-8")
    for name, count in LISTS.items():
        price_list, findings = read_price_list(bundled_source(name))
        assert findings == []
        assert price_list is not None
        assert price_list.prijslijst == name
        assert len(price_list.posten) == count
        assert f"| `{name}` | {count} |" in changes


def missing_from(hit):
    """What a post leaves out without saying why."""
    post, whole = hit.entry.post, hit.open_list.price_list
    required = {
        "naam": post.naam,
        "prijs": [form for form in FORMS if getattr(post, form) is not None],
        "eenheid": post.eenheid,
        "bron": post.bron and whole.bron,
        "domein": post.domein,
        "prijspeil": post.prijspeil or whole.prijspeil,
        "betaler": post.betaler or re.search(r"[Gg]een betaler", post.toelichting or ""),
    }
    return [key for key, value in required.items() if not value]


def test_every_post_has_name_price_unit_source_level_and_payer_or_says_why_not():
    assert len(POSTS) == sum(LISTS.values())
    assert {hit.entry.code: gaps for hit in POSTS if (gaps := missing_from(hit))} == {}


def test_a_post_sums_the_years_that_its_own_words_name():
    """`over zeven jaar` in the name, `in vier jaar` in the unit; a post that says neither sums none."""
    words = {"zeven": 7, "vier": 4}
    for hit in POSTS:
        post = hit.entry.post
        named = re.search(rf"\b(?:over|in) ({'|'.join(words)}) jaar\b", f"{post.naam}; {post.eenheid}")
        assert post.over_jaren == (words[named[1]] if named else None), hit.entry.code
    assert sum(hit.entry.post.over_jaren is not None for hit in POSTS) == 3


def test_every_payer_is_a_known_actor():
    payers = {part.actor for hit in POSTS for part in hit.entry.post.betaler or ()}
    assert payers <= set(known_actors())
    assert {"gemeente", "woningcorporatie", "politie-justitie"} <= payers


def used_in_a_case(hit, written):
    size = "bedrag: 1000\n    duur: 5" if written.startswith(("terugval", "blijfkans")) else "aantal: 1"
    size = "fte: 1" if written.startswith("tarief") else size
    text = (
        f"naam: proef\ngemeente: Proefstad\nperiode: 2018\nperspectief: maatschappij\n"
        f"prijslijsten: [{hit.open_list.reference}]\n"
        f"baten:\n  - naam: regel\n    {size}\n    {written}\n"
    )
    source, findings = parse(text, "proef.yaml")
    return calculate_source("proef.yaml", source, findings)


def test_every_post_can_be_used_in_a_case_as_the_list_says():
    for hit in POSTS:
        years = [written for written in spelling(hit) if written.startswith("over_jaren")]
        for written in spelling(hit)[: len(spelling(hit)) - len(years)]:
            outcome = used_in_a_case(hit, "\n    ".join([written, *years]))
            assert outcome.findings == (), written
            assert outcome.result is not None, written
            assert outcome.result.total.benefits > 0, written


def test_one_discount_rate_stands_and_the_dates_follow_each_other():
    norms, findings, _ = validate(NormList, bundled_source("normen"))
    assert findings == []
    assert norms is not None
    standing = [norm for norm in norms.discontovoeten if norm.geldend]
    assert standing == [standing_norm()]
    assert standing[0].voet == 0.0225
    assert standing[0].tot is None
    closed = [norm for norm in norms.discontovoeten if not norm.geldend]
    assert all(norm.tot is not None and norm.van <= norm.tot < standing[0].van for norm in closed)
    assert all(norm.bron for norm in norms.discontovoeten)


def test_price_index_is_complete_from_2010_to_2025():
    cpi = bundled_series()["cpi"].figures
    assert list(cpi.cijfers) == list(range(2010, 2026))
    assert cpi.cijfers[2015] == 100
    assert list(cpi.cijfers.values()) == sorted(cpi.cijfers.values())
    assert cpi.cijfers[2018] == pytest.approx(100 * 2886.8 / 2790.8, abs=0.005)
    assert cpi.cijfers[2022] == 121.43
    assert cpi.cijfers[2025] == pytest.approx(130.3 * 1.033, abs=0.005)  # a change of one decimal
    assert cpi.voorlopig == ()


# the percentages of each year as their sources print them; what stands in the file is their product
CHANGES = {
    "ova": {
        **{2011: 3.11, 2012: 2.95, 2013: 2.64, 2014: 1.94, 2015: 0.08, 2016: 1.74, 2017: 2.04, 2018: 2.96},
        **{2019: 3.42, 2020: 3.28, 2021: 2.01, 2022: 4.42, 2023: 6.36, 2024: 6.00, 2025: 4.18},
    },
    "bbp": {
        **{2011: 0.242656, 2012: 1.329130, 2013: 1.144927, 2014: 0.344078, 2015: 0.888433, 2016: 0.565544},
        **{2017: 1.439327, 2018: 2.533403, 2019: 3.027884, 2020: 2.355730, 2021: 2.747343},
        **{2022: 6.155575, 2023: 7.343743},
    },
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_series_of_changes_is_their_product_with_2015_at_100(name):
    series, changes = bundled_series()[name].figures, CHANGES[name]
    assert list(series.cijfers) == list(range(2010, max(changes) + 1))
    assert series.cijfers[2015] == 100
    level = 100.0
    for year in range(2016, max(changes) + 1):
        level *= 1 + changes[year] / 100
        assert series.cijfers[year] == pytest.approx(level, abs=0.005001)
    level = 100.0
    for year in range(2014, 2009, -1):
        level /= 1 + changes[year + 1] / 100
        assert series.cijfers[year] == pytest.approx(level, abs=0.005001)
    assert series.voorlopig == (max(changes),)


def test_every_bundled_series_names_where_its_figures_come_from():
    for name, series in bundled_series().items():
        assert "http" in series.figures.bron, name
        assert (series.file_name, series.line(2015)) == ("prijslijst/indexcijfers.yaml", 0)


def test_known_actors_have_one_of_four_kinds():
    kinds = {kind for _, kind in known_actors().values()}
    assert kinds == {"overheid", "organisatie", "client", "samenleving"}


def test_both_tariffs_of_two_part_prices_are_there():
    entries = {hit.entry.code: hit.entry.post for hit in hits(open_price_lists()[0])}
    assert dict(entries["jeugd/uithuisplaatsing-begeleiding"].tarieven) == {"dag": 35, "interventie": 13500}
    assert dict(entries["jeugd/gezagsontheffing"].tarieven) == {"jaar": 5000, "traject": 25000}
