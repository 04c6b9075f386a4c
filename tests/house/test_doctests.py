"""The numbers that a docstring shows are the numbers that come out."""

import doctest
import importlib
from pathlib import Path

import pytest

import rendement

PACKAGE = Path(rendement.__file__).parent
SHOWING = sorted(path for path in PACKAGE.rglob("*.py") if ">>>" in path.read_text("utf-8"))


@pytest.mark.parametrize("path", SHOWING, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_docstrings(path):
    module = importlib.import_module(
        ".".join(("rendement", *path.relative_to(PACKAGE).with_suffix("").parts))
    )
    found = doctest.testmod(module)
    assert found.attempted > 0
    assert found.failed == 0
