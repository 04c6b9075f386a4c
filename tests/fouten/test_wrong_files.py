"""Every wrong file says exactly what stands beside it; every finding of the program has such a file."""

import re
from pathlib import Path

import pytest

import wrong_files
from finding_codes import all_codes
from special_files import SPECIAL

EXAMPLES = wrong_files.examples()

# what no single file shows, and where it is tested instead
ELSEWHERE = {
    "te-lang": "tests/study/batch/test_limit.py: a file that takes too long",
    "overgeslagen": "a check over a folder with other files",
    "te-veel-fouten": "tests/source/test_hostile.py: more than 200 findings",
    "bestand-gewijzigd": "a batch while somebody writes",
    "bestand-verdwenen": "a batch while somebody removes",
    "map-onleesbaar": "a batch over folders",
    "interne-fout": "a batch with a bug of ours",
    "proces-gestopt": "a batch whose process was stopped",
    "casus-voor-anderen": "tests/programme/test_cases_as_measures.py: beside casus-als-maatregel",
    "programma-te-diep": "tests/programme/test_programmes_inside.py: two hundred files",
    "verkeerd-gebruik": "a batch with a wrong option",
    "geen-perspectief": "tests/monitor/test_findings.py: a monitor with --perspective",
    "geen-omslagwaarden": "tests/programme/test_report.py: a programme with --omslag",
}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_the_message_stands_beside_the_file(example):
    code, text = wrong_files.said(example)
    assert text == example.expected.read_text(encoding="utf-8")
    assert code == int(": fout: " in text)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_one_mistake_is_one_finding_of_that_name(example):
    said = example.expected.read_text(encoding="utf-8")
    codes = re.findall(r"^\S.*\[([a-z0-9-]+)\]$", said, re.MULTILINE)
    if example.code == wrong_files.TOGETHER:
        assert len(codes) > 1
    else:
        assert codes == [example.code]


def test_every_message_has_its_file():
    assert {path.stem for path in wrong_files.FOLDER.glob("*.txt")} == {example.name for example in EXAMPLES}


def test_every_code_has_a_plain_example():
    """A variant says where a finding comes up as well; the page begins with the plain one."""
    plain = {example.name for example in EXAMPLES}
    codes = {example.code for example in EXAMPLES} - {wrong_files.TOGETHER}
    assert {code for code in codes if code not in plain} == set()


# -- the codes in the program


def test_every_finding_of_the_program_has_a_file():
    codes, begun = all_codes()
    shown = {example.code for example in EXAMPLES}
    assert len(codes) > 120
    assert codes - shown - set(ELSEWHERE) == set()
    assert all(any(code.startswith(begin) for code in shown) for begin in begun)


def test_no_file_shows_a_finding_that_the_program_does_not_have():
    codes, begun = all_codes()
    shown = {example.code for example in EXAMPLES} - {wrong_files.TOGETHER}
    assert {code for code in shown - codes if not code.startswith(tuple(begun))} == set()
    assert set(ELSEWHERE) <= codes


# -- the text of the messages


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_a_message_points_and_helps(example):
    """First the place, then the analyst's own line with a caret, then a remedy; no English, no trace."""
    text = example.expected.read_text(encoding="utf-8")
    for block in text.strip().split("\n\n"):
        first, *rest = block.splitlines()
        assert re.match(r"(--\w+ )?\S+?(:\d+:\d+)?: (fout|waarschuwing|opmerking): ", first)
        assert rest[-1].startswith("  remedie: ")
        if len(rest) == 3:
            assert set(rest[1].partition("| ")[2].strip()) == {"^"}
            assert len(rest[1].rstrip()) <= len(rest[0]) + 1
    assert not re.search(r"Traceback|Input should|Field required|\bthe\b|\berror\b", text)


def test_the_special_files_exist_for_a_reason():
    """What can lie in the repository as a file, does."""
    written = {path.stem for path in Path(wrong_files.FOLDER).iterdir() if path.suffix in (".yaml", ".csv")}
    assert written & set(SPECIAL) == set()


def test_the_page_is_up_to_date():
    """After a change: python tools/wrong_files.py, with --meldingen when messages changed; read the diff."""
    assert wrong_files.PAGE.read_text(encoding="utf-8") == wrong_files.page()
