"""Fields of a result: a key, what kind of figure stands there, what it is called and where it comes from.

A family is the fields of one kind of thing. From the same families come the contract (`build`), its paths
(`walk`) and its schema (`figures/schema.py`).
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property
from operator import attrgetter
from typing import Any, Literal

from rendement.source.record import record

Kind = Literal[
    "tekst",
    "hash",
    "vlag",
    "jaar",
    "telling",
    "bedrag",
    "aantal",
    "aandeel",
    "verhouding",
    "voet",
    "factor",
    "zelf",
]
STEPS = "stappen"
SAME: Kind = "zelf"  # more of the family that the field stands in
NUMBERS: tuple[Kind, ...] = ("telling", "bedrag", "aantal", "aandeel", "verhouding", "voet", "factor")
Form = Literal["one", "many", "by", "either", "table", "grid"]  # either: one, or several by a key

Data = dict[str, Any]


@record
class Family:
    """The fields of one kind of thing; with a name it stands once in the schema."""

    fields: tuple["Field", ...]
    name: str = ""
    text: str = ""

    def only(self, keys: Collection[str]) -> "Family":
        """The fields with these keys."""
        return Family(tuple(field for field in self.fields if field.key in keys))


@record
class Field:
    """One key of a result.

    `of` takes it from the thing it belongs to, or names an attribute of it ("" is the thing itself). `maybe`:
    it may not exist, and is null then; `when`: it is only there for some. `many` and `by` are a list of it,
    and a mapping by a name or, with `keys`, by a pattern; a `table` is a mapping of such mappings,
    a `grid` a list of rows. `adds`: it
    is a sum over lines. `read_off`: it is read off other figures and not computed.
    """

    key: str
    kind: Kind | Family
    of: str | Callable[[Any], Any]
    label: str = ""
    maybe: bool = False
    when: Callable[[Any], bool] | None = None
    form: Form = "one"
    keys: str = ""
    size: int = 0
    choices: tuple[str, ...] = ()
    adds: bool = False
    read_off: bool = False

    @cached_property
    def take(self) -> Callable[[Any], Any]:
        """Takes it from the thing it belongs to."""
        if not isinstance(self.of, str):
            return self.of
        return attrgetter(self.of) if self.of else _itself

    @property
    def numeric(self) -> bool:
        """Whether a figure stands there that is computed with."""
        return self.kind in NUMBERS


def _itself(thing: Any) -> Any:
    return thing


def build(family: Family, thing: Any) -> Data:
    """The fields of a thing as plain data."""
    return {
        field.key: _value(field, family if field.kind == SAME else field.kind, field.take(thing))
        for field in family.fields
        if field.when is None or field.when(thing)
    }


def _value(field: Field, kind: Kind | Family, value: Any) -> Any:
    if value is None:
        return None
    if field.form == "many":
        return [_one(kind, item) for item in value]
    if field.form == "grid":
        return [[_one(kind, item) for item in row] for row in value]
    if field.form == "table":
        return {
            str(name): {str(key): _one(kind, item) for key, item in row.items()}
            for name, row in value.items()
        }
    if field.form == "by" or isinstance(value, Mapping):
        return {str(key): _one(kind, item) for key, item in value.items()}
    return _one(kind, value)


def _one(kind: Kind | Family, value: Any) -> Any:
    return value if isinstance(kind, str) or value is None else build(kind, value)


_SUFFIXES = {"one": "", "many": "[*]", "by": ".*", "either": "", "table": ".*.*", "grid": "[*][*]"}


def walk(family: Family, base: str = "") -> Iterator[tuple[str, Field]]:
    """Every field that is no block by its path, `*` for any number and any name.

    What a family holds of itself has the same paths once more, and is left out.
    """
    for field in family.fields:
        path = f"{base}.{field.key}" if base else field.key
        path += _SUFFIXES[field.form]
        if field.kind == SAME:
            continue
        if isinstance(field.kind, str):
            yield path, field
        else:
            yield from walk(field.kind, path)


_KEYS_OF = {"many": 1, "by": 1, "table": 2, "grid": 2}  # how many pieces of a path choose one of several


def kind_at(family: Family, path: tuple[str | int, ...]) -> Kind | None:
    """What kind of figure stands at a path; None where there is none, or a block. A step is an amount."""
    if not path:
        return None
    field = next((field for field in family.fields if field.key == path[0]), None)
    if field is None:
        return "bedrag" if any(field.key == STEPS for field in family.fields) else None
    if isinstance(field.kind, str) and field.kind != SAME:
        return field.kind
    inner = family if isinstance(field.kind, str) else field.kind
    return kind_at(inner, path[1 + _KEYS_OF.get(field.form, 0) :])


def figures_of(family: Family, thing: Any, base: tuple[str | int, ...] = ()) -> Iterator[tuple[Any, Any]]:
    """Every figure of a thing that is computed, with the path at which it stands."""
    for field in family.fields:
        if field.read_off or (field.when is not None and not field.when(thing)):
            continue
        kind = family if field.kind == SAME else field.kind
        if isinstance(kind, str) and not field.numeric:
            continue
        value = field.take(thing)
        for path, item in _items(field, value, (*base, field.key)):
            if isinstance(kind, Family):
                yield from figures_of(kind, item, path)
            elif item is not None:
                yield path, item


def _items(field: Field, value: Any, path: tuple[str | int, ...]) -> Iterable[tuple[Any, Any]]:
    if value is None:
        return ()
    if field.form == "many":
        return [((*path, i), item) for i, item in enumerate(value)]
    if field.form == "table":
        return [
            ((*path, str(name), str(key)), item) for name, row in value.items() for key, item in row.items()
        ]
    if field.form == "by" or isinstance(value, Mapping):
        return [((*path, str(key)), item) for key, item in value.items()]
    return [(path, value)]


def text(key: str, of: str | Callable[[Any], Any], **more: Any) -> Field:
    """A word or a sentence."""
    return Field(key, "tekst", of, **more)


def money(key: str, of: str | Callable[[Any], Any], label: str = "", **more: Any) -> Field:
    """An amount in euros."""
    return Field(key, "bedrag", of, label, **more)


def named(name: str, fields: Iterable[Field], text: str = "") -> Family:
    """A family that stands once in the schema."""
    return Family(tuple(fields), name, text)
