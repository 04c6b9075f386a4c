"""Whoever does literally what a remedy says, is rid of the finding, and of every error."""

from contextlib import chdir

import pytest

import wrong_files
from follow_remedy import followed
from rendement.study.pipeline import calculate

EXAMPLES = [
    example
    for example in wrong_files.examples()
    if example.path is not None and example.path.suffix == ".yaml" and example.code != wrong_files.TOGETHER
]

# what is right in itself and still leaves something to do
TO_BE_CONTINUED = {
    "geen-jaar--reeks": "the year of the example stands there already",
    "maanden-zonder-jaar": "of more years, the months want to know which",
    "post-vorm": "a post with rates or rows; the next remedy names one",
    "rij-buiten-tabel--scenario": "the row is a part of the path that is marked",
    "sleutel-geen-tekst": "only the analyst knows the key",
    "spatie-na-dubbele-punt--bovenaan": "each line has the same mistake",
    "spatie-na-dubbele-punt--in-lijst": "the line has nothing but a name",
}


def findings(folder, name):
    with chdir(folder):
        return calculate(name).findings


def alternatives(example):
    """The first finding of a file, and the file as each alternative of its remedy has it."""
    (found, *_) = findings(wrong_files.FOLDER, example.path.name)
    return found, followed(example.path.name, example.path.read_text(encoding="utf-8"), found)


FOLLOWED = [example for example in EXAMPLES if alternatives(example)[1]]


@pytest.fixture
def folder(tmp_path):
    """The folder of wrong files, to write one file in."""
    for path in wrong_files.FOLDER.iterdir():
        (tmp_path / path.name).symlink_to(path)
    return tmp_path


@pytest.mark.parametrize(
    "example", [e for e in FOLLOWED if e.name not in TO_BE_CONTINUED], ids=lambda example: example.name
)
def test_who_does_what_the_remedy_says_is_done(example, folder):
    for text in alternatives(example)[1]:
        (folder / example.path.name).unlink()
        (folder / example.path.name).write_text(text, encoding="utf-8")
        assert not findings(folder, example.path.name), text


def test_most_remedies_that_spell_something_out_are_followed():
    assert set(TO_BE_CONTINUED) <= {example.name for example in FOLLOWED}
    assert len(FOLLOWED) > 135
