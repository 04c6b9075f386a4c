"""The numbers that a docstring shows are the numbers that come out."""

import doctest
import importlib
import pkgutil

import pytest

from rendement import engine

MODULES = [module.name for module in pkgutil.iter_modules(engine.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_docstrings(name):
    module = importlib.import_module(f"rendement.engine.{name}")
    assert doctest.testmod(module).failed == 0
