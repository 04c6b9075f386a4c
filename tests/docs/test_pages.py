"""Every block of the docs is run: cases compute, sums come out, messages and tables are what is printed."""

from pathlib import Path

import pytest

from doc_blocks import PAGES, blocks, kept, pairs
from doc_cases import data_of, figure, messages, run, whole_case
from doc_console import agrees, commands, output, prepare
from doc_sums import check
from project import ROOT
from rendement.model.index_files import read_series
from rendement.model.library import read_price_list
from rendement.source.tree import parse

KINDS = {"yaml", "narekenen", "melding", "console", "csv", "sh", "powershell"}
BLOCKS = [block for page in PAGES for block in blocks(page)]


def by_place(items):
    return pytest.mark.parametrize(
        "item", items, ids=[(item[-1] if isinstance(item, tuple) else item).place for item in items]
    )


@pytest.fixture
def folder(tmp_path, request):
    """An empty folder with the price lists that the page keeps."""
    item = request.node.callspec.params["item"]
    page = (item[-1] if isinstance(item, tuple) else item).page
    for block in kept(BLOCKS, page):
        (tmp_path / block.note[1]).write_text(block.text, encoding="utf-8")
    return tmp_path


def test_every_block_is_of_a_kind_that_is_run_and_there_are_many():
    assert {block.kind for block in BLOCKS} <= KINDS
    assert len(pairs(BLOCKS, "narekenen")) > 30
    for kind in ("narekenen", "melding"):
        assert len(pairs(BLOCKS, kind)) == sum(block.kind == kind for block in BLOCKS)


WRONG = {base.place for base, _ in pairs(BLOCKS, "melding")}
RIGHT = [b for b in BLOCKS if b.kind == "yaml" and b.place not in WRONG]


@by_place([block for block in RIGHT if not block.text.startswith(("prijslijst:", "reeksen:"))])
def test_case_runs_without_findings(item, folder):
    data_of(run(whole_case(item.text), folder))


@by_place([block for block in RIGHT if block.text.startswith("prijslijst:")])
def test_price_list_reads_without_findings(item, folder):
    source, findings = parse(item.text, "lijst.yaml")
    assert findings == []
    assert read_price_list(source)[1] == []


@by_place([block for block in RIGHT if block.text.startswith("reeksen:")])
def test_index_series_read_without_findings(item, folder):
    source, findings = parse(item.text, "reeksen.yaml")
    assert findings == []
    assert read_series(source)[1] == []


@by_place(pairs(BLOCKS, "narekenen"))
def test_sums_come_out(item, folder):
    base, block = item
    words, data, checked = None, {}, 0
    for line in block.text.splitlines():
        if line.startswith("[") and line.endswith("]"):
            words = line[1:-1]
            data = data_of(run(whole_case(base.text), folder, words))
        elif line.strip() and not line.startswith("# "):
            if words is None:
                words, data = "", data_of(run(whole_case(base.text), folder))
            checked += check(line, lambda path, data=data: figure(data, path))
    assert checked


@by_place(pairs(BLOCKS, "melding"))
def test_message_is_what_is_printed(item, folder):
    base, block = item
    assert messages(base.text, folder) == block.text


@by_place([block for block in BLOCKS if block.kind == "console"])
def test_command_prints_what_the_manual_shows(item, folder):
    prepare(folder)
    assert commands(item)
    for command, shown in commands(item):
        printed = output(command, folder)
        assert agrees(shown, printed), "\n".join(["gewild? python tests/helpers/doc_console.py", *printed])


@by_place([block for block in BLOCKS if block.note and block.note[0] == "bestand"])
def test_code_in_the_manual_is_the_file(item, folder):
    assert item.text == (ROOT / item.note[1]).read_text(encoding="utf-8")


@by_place([block for block in BLOCKS if block.note and block.note[0] == "uit"])
def test_excerpt_stands_in_the_file(item, folder):
    lines = Path(ROOT / item.note[1]).read_text(encoding="utf-8")
    assert item.text in lines
