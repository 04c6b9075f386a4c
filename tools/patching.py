"""Put a changed module in place of the one that is loaded: by its functions alone where that is enough."""

import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import inspect
import pkgutil
import sys
from collections.abc import Iterator
from functools import cached_property
from types import CodeType, FunctionType, ModuleType
from typing import Any

import rendement

UNTOUCHED = {"source", "model"}  # the floors that never see the engine
LEFT = {"cli", "__main__", "api"}  # and those that no test of the arithmetic asks for
Skeleton = tuple[Any, ...]


class Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds one module as compiled here instead of in its file."""

    def __init__(self, module: str, code: CodeType) -> None:
        self.module, self.code = module, code

    def find_spec(
        self, name: str, path: object, target: object = None
    ) -> importlib.machinery.ModuleSpec | None:
        """The changed module; nothing for any other."""
        return importlib.util.spec_from_loader(name, self) if name == self.module else None

    def exec_module(self, module: ModuleType) -> None:
        """Run the changed code."""
        exec(self.code, module.__dict__)  # noqa: S102 - our own module, changed in one place


def load_all() -> None:
    """Import the whole package, so that a fork need not."""
    for found in pkgutil.walk_packages(rendement.__path__, "rendement."):
        if found.name.split(".")[1] not in LEFT:
            importlib.import_module(found.name)


def patch(module: str, before: CodeType, after: CodeType) -> bool:
    """Give the functions of a loaded module their changed code; False where more than functions changed."""
    if _skeleton(before) != _skeleton(after):
        return False
    old, new = dict(_functions(before)), dict(_functions(after))
    if len(old) != len(list(_functions(before))):
        return False
    changed = [name for name, code in new.items() if code != old[name]]
    live = [_live(sys.modules[module], name) for name in changed]
    if not changed or any(item is None or item.__code__ != old[item.__qualname__] for item in live):
        return False
    for item in live:
        item.__code__ = new[item.__qualname__]
    return True


def load_anew(module: str, code: CodeType) -> None:
    """Forget what sees the engine; whoever imports it again, finds the changed module."""
    for name in [name for name in sys.modules if name.startswith("rendement.")]:
        if name.split(".")[1] not in UNTOUCHED:
            del sys.modules[name]
            parent, _, own = name.rpartition(".")
            vars(sys.modules.get(parent, rendement)).pop(own, None)
    sys.meta_path.insert(0, Changed(module, code))


def _is_function(code: CodeType) -> bool:
    return bool(code.co_flags & inspect.CO_OPTIMIZED)


def _skeleton(code: CodeType) -> Skeleton:
    """What runs while a module is imported: all but the insides of its functions."""
    inner = [
        (item.co_qualname if _is_function(item) else _skeleton(item)) if isinstance(item, CodeType) else item
        for item in code.co_consts
    ]
    return code.co_code, code.co_names, [(type(item), item) for item in inner]


def _functions(code: CodeType) -> Iterator[tuple[str, CodeType]]:
    """Every function of a module and of its classes, by its qualified name."""
    for item in code.co_consts:
        if isinstance(item, CodeType):
            if _is_function(item):
                yield item.co_qualname, item
            else:
                yield from _functions(item)


def _live(module: ModuleType, name: str) -> Any:
    """The function object with this name, whatever it is wrapped in; None when it cannot be reached."""
    found: Any = module
    for piece in name.split("."):
        found = vars(found).get(piece) if hasattr(found, "__dict__") else None
    if isinstance(found, property):
        found = found.fget
    elif isinstance(found, cached_property):
        found = found.func
    elif isinstance(found, staticmethod | classmethod):
        found = found.__func__
    found = inspect.unwrap(found) if callable(found) else found
    return found if isinstance(found, FunctionType) and found.__qualname__ == name else None
