"""From bytes to text: encodings, standard input, what cannot be opened, and the lines that are quoted."""

import errno
import io
import sys

import pytest

from rendement.source import text as source_text
from rendement.source.finding import Finding, Mark, UsageError, first_ones, has_errors, in_order
from rendement.source.root import OutsideRootError, find_root, inside
from rendement.source.suggest import did_you_mean, nearest
from rendement.source.text import caret_offset, decode, quote, read_text


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("naam: é".encode("latin-1"), "codering-onbekend"),
        (b"PK\x03\x04\x14\x00", "geen-tekst"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "geen-tekst"),
        (b"%PDF-1.7\n%\xe2\xe3", "geen-tekst"),
        ("naam: x".encode("utf-16"), "codering-utf16"),
        ("naam: x".encode("utf-16-le"), "codering-utf16"),
        ("naam: x".encode("utf-16-be"), "codering-utf16"),
        ("naam: x".encode("utf-32"), "codering-utf16"),
        (b"naam: \0", "stuurteken"),
        (b"naam: \x1b[31m", "stuurteken"),
        ("naam: \x92".encode(), "stuurteken"),
        ("naam: \ufeffx".encode(), "stuurteken"),
        (b"naam: \xed\xa0\x80", "codering-onbekend"),
        (b"a" * 1_000_001, "bestand-te-groot"),
    ],
)
def test_bytes_that_are_no_text(raw, code):
    text, findings = decode(raw, "casus.yaml")
    assert text is None
    assert [finding.code for finding in findings] == [code]


def test_the_place_of_a_wrong_byte():
    """Counted in characters of the analyst, not in bytes; the line is quoted as far as it can be."""
    _, (finding,) = decode("naam: één\nbron: caf".encode() + b"\xe9 x\nrest", "casus.yaml")
    assert (finding.mark.line, finding.mark.column, finding.mark.quote) == (2, 10, "bron: café x")


@pytest.mark.parametrize("raw", [b"", b"a", b"\xef\xbb\xbfnaam: x", "naam: é\u2028".encode()])
def test_bytes_that_are_text(raw):
    text, findings = decode(raw, "casus.yaml")
    assert findings == []
    assert not text.startswith("\ufeff")


def test_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"naam: x")))
    assert read_text("-") == ("naam: x", [])


@pytest.mark.parametrize("name", ["", "ontbreekt.yaml"])
def test_a_missing_file_is_wrong_use(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError):
        read_text(name)


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (PermissionError(errno.EACCES, "Permission denied"), "geen leesrechten"),
        (OSError(errno.ENAMETOOLONG, "File name too long"), "de naam is te lang"),
        (OSError(errno.ELOOP, "Too many levels"), "de koppeling verwijst naar zichzelf"),
        (OSError(9999, "Something"), "het systeem staat het niet toe"),
        (ValueError("embedded null byte"), "de naam is ongeldig"),
    ],
)
def test_what_cannot_be_opened_says_why_in_dutch(error, reason, tmp_path, monkeypatch):
    def refuse(*_args, **_options):
        raise error

    (tmp_path / "casus.yaml").write_text("naam: x")
    monkeypatch.setattr(source_text, "FileIO", refuse)
    text, (finding,) = read_text(str(tmp_path / "casus.yaml"))
    assert text is None
    assert finding.code == "bestand-onleesbaar"
    assert finding.message.endswith(reason)


def test_a_long_line_is_cut_around_the_caret():
    line = "x" * 500
    mark = quote("casus.yaml", [line], 1, 250, 400)
    assert len(mark.quote) <= 122
    assert mark.quote.startswith("…")
    assert mark.quote.endswith("…")
    assert caret_offset(mark) + mark.width <= len(mark.quote)


def test_a_line_that_is_not_there_has_an_empty_quote():
    assert quote("casus.yaml", ["a"], 7, 1).quote == ""


# -- findings in order, and not too many


def finding(line, code="geen-getal", severity="fout"):
    """One finding at a line."""
    return Finding(code, "m", "r", mark=Mark("casus.yaml", line, 1), severity=severity)


def test_findings_stand_in_the_order_of_the_file_once():
    assert in_order([finding(3), finding(1), finding(3)]) == [finding(1), finding(3)]


def test_a_warning_is_no_error():
    assert not has_errors([finding(1, severity="waarschuwing")])
    assert has_errors([finding(1, severity="waarschuwing"), finding(2)])


def test_more_findings_than_anybody_reads():
    found = first_ones([finding(line) for line in range(1, 302)])
    assert len(found) == 201
    assert found[0].code == "te-veel-fouten"
    assert len(first_ones([finding(1)])) == 1


# -- suggestions


@pytest.mark.parametrize(
    ("word", "known", "name"),
    [
        ("toerekning", ["toerekening", "terugval"], "toerekening"),
        ("Business-as-usual", ["business_as_usual"], "business_as_usual"),
        ("ots", ["wonen/mutatie", "jeugd/ots"], "jeugd/ots"),
        ("jeugd-ots", ["jeugd/ots"], "jeugd/ots"),
        ("jeugd/otss", ["jeugd/ots", "jeugd/jeugdzorg"], "jeugd/ots"),
        ("wmo/schadelast", ["pwet/schadelast"], "pwet/schadelast"),
        ("uren", ["uren_per_week"], "uren_per_week"),
        ("aantal_mensen", ["aantal"], "aantal"),
        ("jeugd/xyz", ["jeugd/ots"], None),
        ("x", ["xy"], None),
        ("y" * 61, ["y" * 60], None),
        ("kleur", [], None),
    ],
)
def test_the_nearest_name(word, known, name):
    assert nearest(word, known) == name


def test_otherwise_the_known_names_are_listed():
    assert did_you_mean("kleur", ["aantal"], "bekend is: aantal") == "bekend is: aantal"


# -- the wall around a case


def test_the_root_is_the_checkout_or_the_folder(tmp_path):
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    assert find_root(str(folder / "casus.yaml")) == folder.resolve()
    (tmp_path / ".git").mkdir()
    assert find_root(str(folder / "casus.yaml")) == tmp_path.resolve()
    assert find_root(str(folder / "casus.yaml"), str(folder)) == folder.resolve()


def test_a_link_may_not_leave_the_root(tmp_path):
    root, outside = tmp_path / "in", tmp_path / "uit"
    root.mkdir()
    outside.mkdir()
    (outside / "geheim.yaml").write_text("geheim")
    (root / "lijst.yaml").symlink_to(outside / "geheim.yaml")
    (root / "rond.yaml").symlink_to(root / "rond.yaml")
    for name in (
        "lijst.yaml",
        "rond.yaml",
        "../uit/geheim.yaml",
        "~/x.yaml",
        "C:\\x.yaml",
        "http://x/y.yaml",
        "a\0b",
    ):
        with pytest.raises(OutsideRootError):
            inside(name, root, root)
    assert inside("map\\lijst2.yaml", root, root) == root / "map" / "lijst2.yaml"
