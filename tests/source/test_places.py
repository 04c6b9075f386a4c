"""Paths name a place and come back; a place always lies inside the file; the tree is what was written."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rendement.source.finding import Mark
from rendement.source.path import PathError, format_path, parse_path, slug
from rendement.source.prune import prune
from rendement.source.tree import Edit, line_names, parse, parse_bytes

WORDS = st.text(
    st.characters(blacklist_characters='"', blacklist_categories=("Cs",)), min_size=1, max_size=12
)
PATHS = st.tuples(WORDS, st.lists(WORDS | st.integers(0, 999_999), max_size=5)).map(
    lambda pair: (pair[0], *pair[1])
)

TEXT = """naam: Zoveel Meer
baten:
  - naam: Uitstroom uit de bijstand
    aantal: 6
    posten: {jeugd/ots: 2}
  - id: uitstroom-uit-de-bijstand-2
    naam: Uitstroom
    bedrag: [1, 2]
"""


@settings(max_examples=100, deadline=None)
@given(PATHS)
def test_a_path_comes_back(path):
    assert parse_path(format_path(path)) == path


@pytest.mark.parametrize(
    "text", ["", "[0]", "a..b", "a[", "a[x]", "a[1", "=", "a b c]", 'a."b', "a[1234567]"]
)
def test_what_is_no_path(text):
    with pytest.raises(PathError, match="is geen pad"):
        parse_path(text)


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=40))
def test_a_slug_is_a_fixed_point(name):
    """Of letters, digits and hyphens only, and the name of itself."""
    assert set(slug(name)) <= set(string.ascii_lowercase + string.digits + "-")
    assert slug(slug(name)) == slug(name)


def source(text=TEXT):
    """A source without findings."""
    found, findings = parse(text, "casus.yaml")
    assert findings == []
    return found


def test_a_value_and_a_key_have_their_own_place():
    value = source().locate(("baten", 0, "aantal"))
    key = source().locate(("baten", 0, "aantal"), key=True)
    assert (value.line, value.column, value.width) == (4, 13, 1)
    assert (key.line, key.column, key.width) == (4, 5, len("aantal"))
    assert value.quote == "    aantal: 6"
    assert str(value) == "casus.yaml:4:13"


def test_what_is_not_there_is_placed_at_what_is_around_it():
    assert source().locate(("baten", 0, "bedrag")).line == 3
    assert source().locate(("gemeente",)).line == 1
    assert source().locate(("kosten", 3, "x")).line == 1
    assert source("{}").locate(("naam",)) == Mark("casus.yaml", 1, 1, 1, "{}")


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=" \n\t-:#[]{},abc12'\"\u00e9\u00a0", max_size=80), PATHS)
def test_every_place_lies_inside_the_file(text, path):
    """A line of the file, a column of that line, and a quote that is that line."""
    found, findings = parse(f"x: 1\n{text}", "casus.yaml")
    marks = [finding.mark for finding in findings]
    if found is not None:
        marks += [found.locate(known) for known in [*found.values, *found.keys, path]]
        marks += [found.locate(known, key=True) for known in found.keys]
    lines = f"x: 1\n{text}".split("\n")
    for mark in marks:
        if mark.line:
            assert 1 <= mark.line <= len(lines)
            assert 1 <= mark.column <= len(lines[mark.line - 1]) + 1
            assert mark.quote == lines[mark.line - 1]
            assert mark.width >= 1


def test_a_line_is_known_by_its_id_or_else_by_its_name():
    assert source().resolve(("baten", "uitstroom-uit-de-bijstand", "aantal")) == ("baten", 0, "aantal")
    assert source().resolve(("baten", "uitstroom-uit-de-bijstand-2")) == ("baten", 1)
    assert source().resolve(("baten", "niemand", "aantal")) == ("baten", "niemand", "aantal")
    assert line_names("los") == ()
    assert line_names({"naam": "???"}) == ()


def test_an_id_goes_before_the_name_of_another_line():
    text = "baten:\n  - {naam: B, id: eerst}\n  - {naam: C, id: b}\n"
    assert source(text).resolve(("baten", "b")) == ("baten", 1)
    assert source(text).resolve(("baten", "c")) == ("baten", 1)


def changed_at(before, *changes):
    edit = Edit(before)
    for path, value, mark in changes:
        edit.replace(path, value, mark)
    return edit.source


def test_a_change_has_the_place_where_it_was_written():
    mark = Mark("--set x", 1, 3)
    changed = changed_at(source(), (("baten", 0, "aantal"), "4", mark))
    assert changed.get(("baten", 0, "aantal")) == "4"
    assert changed.locate(("baten", 0, "aantal")) == mark
    assert changed.locate(("baten", 0, "aantal", "dieper")) == mark
    assert changed.get(("baten", 1, "naam")) == "Uitstroom"
    assert source().get(("baten", 0, "aantal")) == "6"
    assert source().get(("baten", 9, "aantal")) is None


def test_a_change_below_a_change_replaces_it():
    first, second = Mark("--set a"), Mark("--set b")
    changed = changed_at(
        source(),
        (("baten", 0, "posten", "jeugd/ots"), "3", first),
        (("baten", 0, "posten"), {"wonen/mutatie": "1"}, second),
    )
    assert changed.get(("baten", 0, "posten")) == {"wonen/mutatie": "1"}
    assert changed.locate(("baten", 0, "posten", "jeugd/ots")) == second


@pytest.mark.parametrize("path", [("baten", 7, "aantal"), ("kosten", 0), ("naam", "x"), ("baten", "x", "y")])
def test_there_is_no_place_for_a_change_under_what_does_not_exist(path):
    with pytest.raises(KeyError):
        changed_at(source(), (path, "1", Mark("--set x")))


def test_pruning_keeps_the_places_of_a_list():
    tree = {"casussen": [{"naam": "a", "posten": {"x": "1"}}, {"naam": "b"}], "naam": "n"}
    assert prune(tree, [("casussen", 0, "posten", "x")])["casussen"] == [{"naam": "a"}, {"naam": "b"}]
    assert prune(tree, [("casussen", 0)])["casussen"] == [{}, {"naam": "b"}]
    assert prune(tree, [("naam",), ("niets", 3), ("casussen", 9)]) == {"casussen": tree["casussen"]}


# -- what is accepted


def test_a_byte_order_mark_and_windows_line_ends_are_accepted():
    for raw in (
        TEXT.encode("utf-8-sig"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
    ):
        found, findings = parse_bytes(raw, "casus.yaml")
        assert findings == []
        assert found.data == source().data
        assert found.locate(("baten", 0, "aantal")).line == 4


def test_scalars_stay_the_text_of_the_analyst():
    data = source("a: 2018\nb: ja\nc: 0x10\nd: 12:30\ne: null\nf: \"null\"\ng: '~'\nh:\n").data
    assert data == {
        "a": "2018",
        "b": "ja",
        "c": "0x10",
        "d": "12:30",
        "e": "",
        "f": "null",
        "g": "~",
        "h": "",
    }


def test_a_hard_space_is_a_space_in_a_value_and_beside_a_key():
    data = source("naam: Caf\u00e9\u00a0Noord\nbedrag\u00a0: 3\n").data
    assert data == {"naam": "Caf\u00e9 Noord", "bedrag": "3"}


@pytest.mark.parametrize(
    "text",
    [
        "a: 1 # opmerking\n",
        "a: 1 #\n",
        "a: [1,  # een, [twee]\n  2]\n",
        "a: 'x # y'\n",
        "a: x#y\n",
        "---\na: 1\n...\n",
        "%YAML 1.1\n---\na: 1\n",
        "a: >\n  lang\n  verhaal\n",
        "a: [1,\n  2]\n",
        '{"a":1}\n',
        "a: {b: c:d}\n",
    ],
)
def test_ordinary_yaml_is_accepted(text):
    assert source(text).data


def test_reading_goes_on_after_an_indentation_with_a_hard_space():
    """The tree is built as if it were a space, so nothing else goes wrong because of it."""
    found, findings = parse("a:\n\u00a0 b: 1\n  c: 2\n", "casus.yaml")
    assert [finding.code for finding in findings] == ["harde-spatie"]
    assert found.data == {"a": {"b": "1", "c": "2"}}


def test_the_first_of_two_documents_is_read():
    found, findings = parse("a: 1\n---\na: 2\n---\na: 3\n", "casus.yaml")
    assert [finding.code for finding in findings] == ["meer-documenten"]
    assert found.data == {"a": "1"}


def test_what_stands_under_a_double_or_merged_key_is_passed_over():
    found, findings = parse("a: 1\na: {b: {c: 2}}\n<<: {d: 3}\n*x : 4\n", "casus.yaml")
    assert [finding.code for finding in findings] == ["dubbele-sleutel", "samenvoegsleutel", "anker"]
    assert found.data == {"a": "1"}
