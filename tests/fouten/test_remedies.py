"""Whoever does literally what a remedy says, is rid of the finding."""

from contextlib import chdir

import wrong_files
from follow_remedy import followed
from rendement.study.pipeline import calculate

EXAMPLES = [
    example
    for example in wrong_files.examples()
    if example.path is not None and example.path.suffix == ".yaml" and example.code != wrong_files.TOGETHER
]


def findings(folder, name):
    with chdir(folder):
        return calculate(name).findings


def alternatives(example):
    """The first finding of a file, and the file as each alternative of its remedy has it."""
    (found, *_) = findings(wrong_files.FOLDER, example.path.name)
    return found, followed(example.path.read_text(encoding="utf-8"), found)
