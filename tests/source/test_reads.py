"""What was read is noted with what it held; what cannot be known is noted as such."""

import os

import pytest

from rendement.source import reads
from rendement.source.finding import UsageError
from rendement.source.reads import (
    LINK,
    NOTHING,
    UNSURE,
    as_noted,
    file_hash,
    note,
    note_link,
    noting,
)
from rendement.source.text import MAX_BYTES, read_text


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def noted(name):
    with noting() as notes:
        try:
            read_text(name)
        except UsageError:
            notes["was er niet"] = ""
    return notes


def test_a_file_is_noted_with_its_bytes_however_large(here):
    for text in ("", "naam: x\n", "x" * (MAX_BYTES + 1)):
        (here / "a.yaml").write_text(text)
        assert noted("a.yaml") == {"a.yaml": file_hash(text.encode())} == {"a.yaml": as_noted("a.yaml")}


def test_what_is_not_there_is_something_else_than_what_cannot_be_read(here):
    assert noted("weg.yaml") == {"weg.yaml": NOTHING, "was er niet": ""}
    (here / "map.yaml").mkdir()
    assert noted("map.yaml") == {"map.yaml": UNSURE} == {"map.yaml": as_noted("map.yaml")}


def test_a_name_that_no_file_can_have(here):
    for name in ("a\0b", "\ud800", f"{LINK}a\0b"):
        assert as_noted(name) == UNSURE


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows kent geen benoemde pijpen")
def test_what_is_no_file_is_not_opened(here, monkeypatch):
    os.mkfifo(here / "pijp")
    monkeypatch.setattr(os, "open", None)
    assert as_noted("pijp") == as_noted("/dev/null") == UNSURE


def test_a_file_too_large_to_look_through_is_never_the_same(here, monkeypatch):
    monkeypatch.setattr(reads, "_LARGEST", 10)
    (here / "groot").write_bytes(b"x" * 11)
    assert as_noted("groot") == UNSURE


def test_what_changes_between_two_readings_is_never_the_same(here):
    with noting() as notes:
        for text in ("een", "twee", "een"):
            (here / "a").write_text(text)
            note("a")
            note("b", "zelfde")
    assert notes == {"a": UNSURE, "b": "zelfde"}


def test_a_block_inside_another_is_noted_by_both(here):
    with noting() as outer:
        note("a", "1")
        with noting() as inner:
            note("a", "2")
    assert (outer, inner) == ({"a": UNSURE}, {"a": "2"})
    note("a", "buiten elk blok")


@pytest.mark.skipif(os.name == "nt", reason="koppelingen vragen daar een recht")
def test_a_link_is_noted_with_where_it_leads(here):
    (here / "link").symlink_to("doel")
    with noting() as notes:
        note_link("link", str(here / "doel"))
        note_link("gewoon", "gewoon")
    assert notes == {f"{LINK}link": as_noted(f"{LINK}link")} == {f"{LINK}link": str(here / "doel")}
