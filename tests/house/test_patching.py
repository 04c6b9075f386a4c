"""A changed module in place of a loaded one: its functions get other code wherever they are wrapped."""

import sys
from types import ModuleType

import pytest

from patching import patch

TEXT = """
from functools import cache, cached_property

LIMIT = 3

def plain(value, more=1):
    return value + more

def outer(value):
    def inner():
        return value + 1
    return inner()

@cache
def kept(value):
    return value + 1

class Thing:
    size = 3

    def method(self, value):
        return value + 1

    @property
    def shown(self):
        return 1 + 1

    @cached_property
    def once(self):
        return 1 + 1

    @staticmethod
    def fixed(value):
        return value + 1
"""


@pytest.fixture
def loaded(monkeypatch):
    module = ModuleType("proefmodule")
    exec(compile(TEXT, "proef.py", "exec"), module.__dict__)  # noqa: S102 - the text above
    monkeypatch.setitem(sys.modules, "proefmodule", module)
    return module


def patched(before, after):
    changed = TEXT.replace(before, after)
    assert changed != TEXT
    return patch("proefmodule", compile(TEXT, "proef.py", "exec"), compile(changed, "proef.py", "exec"))


ASKED = {
    "plain": lambda module: module.plain(1),
    "outer": lambda module: module.outer(1),
    "kept": lambda module: module.kept(1),
    "method": lambda module: module.Thing().method(1),
    "shown": lambda module: module.Thing().shown,
    "once": lambda module: module.Thing().once,
    "fixed": lambda module: module.Thing.fixed(1),
}


@pytest.mark.parametrize("name", ASKED)
def test_a_function_gets_its_code_where_it_is_known_already(loaded, name):
    held = loaded.plain
    assert patched("+", "-")
    assert ASKED[name](loaded) == 0
    assert held(1) == 0, "also for whoever imported it before"


@pytest.mark.parametrize(
    "change", [("LIMIT = 3", "LIMIT = 4"), ("size = 3", "size = 4"), ("more=1", "more=2")]
)
def test_what_a_module_does_while_it_is_imported_asks_for_more(loaded, change):
    assert not patched(*change)
    assert (loaded.plain(1), loaded.LIMIT) == (2, 3)


def test_a_function_that_cannot_be_found_asks_for_more(loaded):
    del loaded.plain
    assert not patched("value + more", "value - more")
