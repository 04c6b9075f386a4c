"""Standard output of any encoding: nothing crashes, and what has an encoding of its own keeps it."""

import io
import json
import sys

import pytest
from typer.testing import CliRunner

from format_readers import Page, separated
from rendement.cli import app
from rendement.render.formats import FORMATS
from rendement.render.stream import FALL_BACK

CASE = """
naam: "Café Zoë € 5 – ‘één’ שלום 👩 \u202e"
gemeente: Nieuwegein
periode: 2020
prijspeil: 2020
baten:
  - {naam: "diëtist → 数", bedrag: 2000.5}
kosten:
  - {naam: Inzet, bedrag: 1000}
"""


class Stream(io.TextIOWrapper):
    """Standard output of a given encoding, as main() sets it up."""

    def __init__(self, encoding, tty=False):
        self.raw_bytes = io.BytesIO()
        super().__init__(self.raw_bytes, encoding=encoding, errors=FALL_BACK, newline="")
        self.tty = tty

    def isatty(self):
        return self.tty


@pytest.fixture
def output(written, monkeypatch):
    case = written(CASE)

    def run(form, encoding, tty=False):
        stream = Stream(encoding, tty)
        monkeypatch.setattr(sys, "stdout", stream)
        app(["calc", case, "--format", form], standalone_mode=False)
        stream.flush()
        return stream.raw_bytes.getvalue()

    return run


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "cp437", "ascii", "utf-8", "latin-1"])
@pytest.mark.parametrize("form", list(FORMATS))
def test_no_format_crashes_on_any_stream(form, encoding, output):
    raw = output(form, encoding)
    codec = "utf-8" if FORMATS[form].fixed else encoding
    text = raw.decode(codec)
    assert "1000" in text or "1.000" in text
    assert "2000" in text or "2.001" in text


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "ascii"])
def test_what_is_lossless_stays_lossless(encoding, output):
    """JSON and HTML have escapes; csv is UTF-8 by definition; so no character is lost on an old code page."""
    name = json.loads(output("json", "utf-8").decode())["naam"]
    assert "€" in name
    assert json.loads(output("json", encoding).decode(encoding))["naam"] == name
    shown = Page(output("html", encoding).decode(encoding)).items[0]
    assert shown == Page(output("html", "utf-8").decode()).items[0]
    assert "שלום 👩" in shown
    assert separated(output("csv", encoding).decode("utf-8"), ",")[1][1] == shown
    assert output("csv-nl", encoding).startswith(b"\xef\xbb\xbf")


def test_a_terminal_gets_no_byte_order_mark(output):
    assert output("csv-nl", "utf-8", tty=True).startswith(b"bestand;")


def test_what_is_missing_is_replaced_by_what_a_reader_recognises(output):
    lines = output("markdown", "cp850").decode("cp850")
    assert lines.startswith("# Café Zoë EUR 5 - 'één'")


@pytest.mark.parametrize("form", list(FORMATS))
def test_nothing_but_the_result_is_on_standard_output(form, written):
    result = CliRunner().invoke(app, ["calc", written(CASE), "--format", form])
    assert (result.exit_code, result.stderr) == (0, "")


class Failing(io.TextIOWrapper):
    """A stream that refuses everything, over a file so that it can be let go."""

    def __init__(self, error, path):
        self.error, self.file = error, path.open("wb")
        super().__init__(io.BytesIO(), encoding="utf-8")

    def write(self, _):
        raise self.error

    @property
    def buffer(self):
        return self

    def fileno(self):
        return self.file.fileno()


@pytest.fixture
def into(written, monkeypatch, tmp_path):
    """A run whose standard output fails."""
    case = written(CASE)

    def run(form, error):
        monkeypatch.setattr(sys, "stdout", Failing(error, tmp_path / "gat"))
        app(["calc", case, "--format", form], standalone_mode=False)

    return run


@pytest.mark.parametrize("form", list(FORMATS))
def test_a_reader_that_leaves_is_no_error(form, into, capsys):
    into(form, BrokenPipeError())
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("form", list(FORMATS))
def test_a_full_disk_is_one_sentence(form, into, capsys):
    with pytest.raises(SystemExit) as stopped:
        into(form, OSError(28, "No space left on device"))
    assert stopped.value.code == 1
    assert capsys.readouterr().err == "rendement: de uitvoer kan niet worden geschreven: de schijf is vol\n"
