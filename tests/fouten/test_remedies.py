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


@pytest.fixture(scope="module")
def left(tmp_path_factory):
    """For each file whose remedy can be followed: what is found in it after that, per alternative."""
    folder = tmp_path_factory.mktemp("fouten")
    for path in wrong_files.FOLDER.iterdir():
        (folder / path.name).symlink_to(path)
    found = {}
    for example in EXAMPLES:
        file = folder / example.path.name
        text = file.read_text(encoding="utf-8")
        (first, *_) = findings(folder, file.name)
        for other in followed(file.name, text, first):
            file.unlink()
            file.write_text(other, encoding="utf-8")
            found.setdefault(example.name, []).append(findings(folder, file.name))
    return found


def test_who_does_what_the_remedy_says_is_done(left):
    still = {name: found for name, found in left.items() if any(found)}
    assert {name: found for name, found in still.items() if name not in TO_BE_CONTINUED} == {}
    assert set(still) == set(TO_BE_CONTINUED)


def test_most_remedies_that_spell_something_out_are_followed(left):
    assert len(left) > 135
