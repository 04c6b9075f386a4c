"""Frozen records that cost next to nothing to declare.

`dataclass(frozen=True)` writes and compiles six methods for every class: half a millisecond for each, every
time the program starts. Here five are shared by all records, and the sixth, `__init__`, is compiled when the
first record of its class is made; many never are. In every other way a record is a frozen dataclass, known
as one to `replace`, `fields` and type checkers.
"""

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[T]) -> type[T]:
    """Make a class a frozen record of its annotated fields.

    >>> @record
    ... class Point:
    ...     x: int
    ...     y: int = 0
    >>> Point(3), Point(3) == Point(3, 0), len({Point(3), Point(3)})
    (Point(x=3, y=0), True, 1)
    """

    def first(self: T, *given: Any, **named: Any) -> None:
        """Stand in for the real initializer until it is wanted."""
        setattr(made, "__init__", _initializer(made))  # noqa: B010 - a type checker forbids the plain way
        made.__init__(self, *given, **named)

    shared: dict[str, Any] = {
        "__init__": first,
        "__eq__": _equal,
        "__hash__": _hash,
        "__repr__": _shown,
        "__setattr__": _frozen,
        "__delattr__": _frozen,
    }
    for name, method in shared.items():
        if name not in cls.__dict__:
            setattr(cls, name, method)
    made = dataclass(init=False, repr=False, eq=False)(cls)
    return made


def _initializer(cls: type) -> Callable[..., None]:
    """An `__init__` with the fields as its parameters, as a dataclass has it."""
    own: tuple[Field[Any], ...] = fields(cls)
    known: dict[str, Any] = {"_missing": MISSING}
    parameters, lines = [], ["_kept = self.__dict__"]
    for item in own:
        value = item.name
        if item.default is not MISSING:
            known[f"_default_{item.name}"] = item.default
            parameters.append(f"{item.name}=_default_{item.name}")
        elif item.default_factory is not MISSING:
            known[f"_default_{item.name}"] = item.default_factory
            parameters.append(f"{item.name}=_missing")
            value = f"_default_{item.name}() if {item.name} is _missing else {item.name}"
        else:
            parameters.append(item.name)
        lines.append(f"_kept[{item.name!r}] = {value}")
    text = f"def __init__(self, {', '.join(parameters)}):\n  " + "\n  ".join(lines)
    exec(text, known)  # noqa: S102 - the names of fields in our own source, as dataclasses does it
    made: Callable[..., None] = known["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


def _equal(self: Any, other: object) -> bool:
    return self.__dict__ == other.__dict__ if type(other) is type(self) else NotImplemented


def _hash(self: Any) -> int:
    return hash(tuple(self.__dict__.values()))


def _shown(self: Any) -> str:
    shown = ", ".join(f"{name}={value!r}" for name, value in self.__dict__.items())
    return f"{type(self).__qualname__}({shown})"


def _frozen(self: Any, name: str, *_: Any) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")
