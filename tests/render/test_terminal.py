"""The table on a screen of any width, in a pipe, and in characters that an old code page has."""

import io
import os
import subprocess
import sys

import pytest
from rich.cells import cell_len

from project import ROOT, files, short
from rendement.render.legible import legible
from rendement.render.stream import degrade_gracefully, write
from rendement.render.terminal import as_text, layout, show
from rendement.report.assembly import assemble
from rendement.report.document import Cell, Column, Document, Facts, Notes, Row, Table, text
from rendement.study.pipeline import calculate

CASES = files("cases/zoetermeer")
PILOT = ROOT / "cases/zoetermeer/zoveel-meer.yaml"


def document(name=PILOT):
    (shown,) = assemble("verslag", [calculate(str(name))])
    return shown


def lines_of(shown, width):
    return as_text(layout(shown, width)).splitlines()


def table(*rows, heads=("", "aantal", "business as usual"), narrow=None):
    columns = tuple(Column(head, figures=number > 0) for number, head in enumerate(heads))
    return Table("proef", "", columns, rows, narrow)


def row(*cells, role="regel"):
    return Row(tuple(text(cell) for cell in cells), role)


def only(*blocks):
    return Document("Titel", "onder", blocks)


@pytest.mark.parametrize("width", [40, 60, 80, 100, 132])
@pytest.mark.parametrize("name", CASES, ids=short)
def test_no_line_is_wider_than_the_window(name, width):
    assert max(cell_len(line) for line in lines_of(document(name), width)) <= width


@pytest.mark.parametrize("name", CASES, ids=short)
def test_in_a_pipe_every_row_stands_whole_on_one_line(name):
    shown = document(name)
    lines = lines_of(shown, None)
    for block in shown.blocks:
        if isinstance(block, Table):
            for item in block.rows:
                cells = [cell.text.strip() for cell in item.cells if cell.text.strip()]
                assert any(all(cell in line for cell in cells) for line in lines), cells
        if isinstance(block, Notes):
            mark = "" if block.prose else "- "
            assert {f"{mark}{item}" for item in block.items} <= set(lines)


@pytest.mark.parametrize("width", [None, 80])
def test_every_rule_and_every_total_end_in_the_same_column(width):
    lines = lines_of(document(), width)
    rules = [len(line) for line in lines if set(line) in ({"─"}, {"═"})]
    totals = [len(line) for line in lines if line.startswith(("Totaal", "Rendement  "))]
    assert len(rules) == 4
    assert len(totals) == 3
    assert len({*rules, *totals}) == 1


def test_heads_wrap_before_names_and_names_before_the_narrow_table():
    item = row("Een naam van dertig tekens lang", "12", "-34.000")
    narrow = table(row("Kort", "12", "-34.000"), heads=("", "n", "bau"))
    block = only(table(item, narrow=narrow))
    natural = 2 + len("Een naam van dertig tekens lang") + 2 + len("aantal") + 2 + len("business as usual")
    heads = natural - len("business as usual") + len("business")
    assert "business as usual" in lines_of(block, natural)[3]
    wrapped = lines_of(block, heads)
    assert wrapped[3].endswith("business")
    assert wrapped[4].endswith("as usual")
    assert wrapped[-1] == "  Een naam van dertig tekens lang      12   -34.000"
    assert lines_of(block, 40)[-2:] == [
        f"{'  Een naam van dertig':<22}  {'12':>6}  {'-34.000':>8}",  # 40 = 22 + 2 + 6 + 2 + 8
        "  tekens lang",
    ]
    assert lines_of(block, 30)[-1] == "  Kort  12  -34.000"


def test_another_column_of_text_wraps_too_and_figures_stand_on_the_first_line():
    columns = (Column("wat", figures=False), Column("prijs"), Column("wie", figures=False))
    cells = (text("een hele lange naam"), text("12"), text("gemeente, rijk, zorgverzekeraar"))
    shown = only(Table("proef", "", columns, (Row(cells),)))
    # 14 + 2 + 5 + 2 + 15 = 38 columns: the widest text gives way first, until neither is wider
    assert lines_of(shown, 38)[-2:] == [
        f"{'  een hele':<14}  {'12':>5}  gemeente, rijk,",
        f"{'  lange naam':<14}  {'':>5}  zorgverzekeraar",
    ]


def test_a_table_that_fits_no_window_is_shown_in_parts_with_every_figure():
    figures = [f"{number}.000.000" for number in range(1, 8)]
    block = only(table(row("Som", *figures, role="totaal"), heads=("", *(f"jaar {n}" for n in range(1, 8)))))
    lines = lines_of(block, 40)
    assert max(map(len, lines)) <= 40
    assert [figure for figure in figures if not any(figure in line for line in lines)] == []
    assert sum(line.startswith("Som") for line in lines) == 3  # 3 + 3 x (2 + 9) = 36: three, three, one


def test_a_word_longer_than_its_column_is_cut_in_pieces_and_nothing_is_lost():
    block = only(table(row("maatschappelijkewerkgelegenheidsvoorziening", "12", "-34.000")))
    lines = lines_of(block, 40)
    assert max(map(len, lines)) <= 40
    assert "".join(line[:22].strip() for line in lines[-3:]) == "maatschappelijkewerkgelegenheidsvoorziening"


def test_wide_characters_count_for_two():
    lines = lines_of(only(table(row("数字 naam", "1", "2"), row("gewoon", "1", "2"))), 80)
    assert cell_len(lines[-1]) == cell_len(lines[-2])


def test_labels_wrap_and_their_values_stay_in_one_column():
    facts = Facts("f", "", (("Kort", Cell("12")), ("Een lang verhaal over iets", Cell("€ 3.400"))))
    lines = lines_of(only(facts), 25)[3:]
    assert lines == ["Kort" + " " * 19 + "12", "Een lang verhaal", "over iets" + " " * 9 + "€ 3.400"]


def test_values_without_a_title_end_where_the_table_above_them_ends():
    facts = (("Baten per euro", Cell("1,63")),)
    block = table(row("Rendement van het geheel", "12", "-34.000", role="totaal"))
    under = lines_of(only(block, Facts("f", "", facts)), None)
    apart = lines_of(only(block, Facts("f", "Met titel", facts)), None)
    assert len(under[-1]) == len(under[3]) == len("Rendement van het geheel") + 2 + 6 + 2 + 17
    assert apart[-1] == "Baten per euro  1,63"


@pytest.mark.parametrize(("benefit", "cost", "noted"), [(2020, 2021, True), (2021, 2020, False)])
def test_a_rate_of_money_that_comes_first_is_not_read_as_a_yield(benefit, cost, noted, tmp_path):
    case = tmp_path / "casus.yaml"
    case.write_text(
        "naam: A\ngemeente: Borne\nperiode: 2020-2021\n"
        f"baten:\n  - {{naam: B, bedrag: {{{benefit}: 1100}}}}\n"
        f"kosten:\n  - {{naam: K, bedrag: {{{cost}: 1000}}}}\n",
        "utf-8",
    )
    (shown,) = [line for line in lines_of(document(str(case)), None) if line.startswith("Interne rentevoet")]
    assert ("(eerst overschot, dan tekort: lager is beter)" in shown) == noted
    assert shown.endswith(" -9,1%" if noted else " 10,0%")  # 1000 / 1100 - 1 and 1100 / 1000 - 1


def test_a_value_too_long_to_stand_beside_its_label_becomes_a_sentence():
    facts = Facts("f", "", (("Het label van het feit", Cell("een waarde van nogal wat woorden")),))
    lines = lines_of(only(facts), 30)[3:]
    assert lines == ["- Het label van het feit: een", "  waarde van nogal wat woorden"]


def test_sentences_wrap_at_a_readable_width_however_wide_the_window():
    lines = lines_of(only(Notes("n", "", ("woord " * 60,))), 300)
    assert max(map(len, lines)) <= 100
    assert sum(line.count("woord") for line in lines) == 60


class Screen(io.StringIO):
    """Standard output that says it is a terminal."""

    encoding = "utf-8"

    def isatty(self):
        return True


@pytest.mark.parametrize(("setting", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_a_window_without_colour_gets_no_control_codes(monkeypatch, setting, value):
    screen = Screen()
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv(setting, value)
    show(document())
    assert "\x1b" not in screen.getvalue()
    assert max(map(len, screen.getvalue().splitlines())) == 80


def test_a_window_gets_weight_and_no_colour_of_its_own(monkeypatch):
    screen = Screen()
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    show(document())
    codes = {piece.split("m")[0] for piece in screen.getvalue().split("\x1b[")[1:]}
    assert codes == {"0", "1", "2"}  # off, bold, dim: whatever the window's own colours are


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "cp437", "ascii", "latin-1"])
def test_an_old_code_page_gets_stand_ins_and_keeps_its_columns(encoding):
    shown = legible(document(ROOT / "cases/zoetermeer/gezondheid-en-bewegen.yaml"), encoding)
    lines = as_text(layout(shown, None)).encode(encoding, "rendement").decode(encoding).splitlines()
    values = [line for line in lines if line.startswith(("Baten per euro", "Contante waarde (", "Terugverd"))]
    assert len({len(line) for line in values}) == 1  # "EUR" is wider than the euro sign, and that is measured
    totals = [len(line) for line in lines if line.startswith(("Totaal", "Rendement  ")) or set(line) == {"-"}]
    assert len(set(totals)) == 1


def test_utf_8_loses_nothing():
    shown = document()
    assert legible(shown, "utf-8") is shown


def test_stand_ins_are_readable():
    shown = legible(
        only(Notes("n", "€ 5", ("één “café” – 3 × 4 … 数",)), table(row("é", "€ 1", "−2"))), "ascii"
    )
    assert shown.blocks[0].title == "EUR 5"
    assert shown.blocks[0].items == ('een "cafe" - 3 x 4 ... ?',)
    assert [cell.text for cell in shown.blocks[1].rows[0].cells] == ["e", "EUR 1", "-2"]


def command(*arguments, **settings):
    return subprocess.run(
        [sys.executable, "-m", "rendement", *arguments],
        capture_output=True,
        env=os.environ | settings,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("encoding", ["cp1252", "ascii:strict"])
def test_the_command_survives_a_stream_that_is_not_utf_8(encoding):
    done = command("calc", str(PILOT), PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"66.000" in done.stdout


def test_a_reader_that_goes_away_is_no_error():
    silent = [case for case in CASES if case.stem != "schadelast"]  # of that one there is something to say
    arguments = [sys.executable, "-m", "rendement", "calc", *map(str, silent * 8)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        first = process.stdout.readline()
        process.stdout.close()  # what `| head -1` does
        complaints = process.stderr.read()
    assert (first.decode().strip(), complaints) == ("Aanvoerders wijkzorgnetwerk", b"")


class Full(io.StringIO):
    """Standard output on a disk without room."""

    def __init__(self, file):
        super().__init__()
        self.file = file

    def write(self, _):
        raise OSError(28, "No space left on device")

    def fileno(self):
        return self.file.fileno()


def test_a_full_disk_is_said_in_one_line(monkeypatch, capsys, tmp_path):
    with (tmp_path / "uit").open("w") as file:
        monkeypatch.setattr(sys, "stdout", Full(file))
        with pytest.raises(SystemExit) as stopped:
            write("tabel")
    assert stopped.value.code == 1
    assert capsys.readouterr().err == ("rendement: de uitvoer kan niet worden geschreven: de schijf is vol\n")


def test_both_streams_fall_back(monkeypatch):
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="cp1252")
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setattr(sys, "stderr", io.StringIO())  # without a way to change it: left alone
    degrade_gracefully()
    stream.write("€ ─ 数")
    stream.flush()
    assert raw.getvalue() == b"\x80 - ?"


def test_what_cannot_be_decoded_is_still_an_error():
    with pytest.raises(UnicodeDecodeError):
        b"\xff".decode("ascii", "rendement")


def test_a_stream_that_was_closed_from_the_start_leads_nowhere(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    degrade_gracefully()
    assert sys.stdout.name == os.devnull
    sys.stdout.close()
