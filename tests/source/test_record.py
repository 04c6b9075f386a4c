"""A record is a frozen dataclass in everything but what it costs to declare."""

import copy
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, fields, is_dataclass, replace

import pytest

from rendement.source.record import record


@record
class Point:
    """A place."""

    x: int
    y: int = 0
    names: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        """Both together."""
        return self.x + self.y


@record
class Pair:
    """Fields with the names of everything around them."""

    self_: int
    kept: int
    given: int = 1


@dataclass(frozen=True)
class Plain:
    """What a record is measured by."""

    x: int
    y: int = 0
    names: list[str] = field(default_factory=list)


def test_it_is_made_as_a_dataclass_is():
    assert (Point(1).x, Point(1).y, Point(1).names) == (1, 0, [])
    assert Point(1, y=2).total == 3
    assert Point(y=2, x=1) == Point(1, 2)
    assert (Pair(1, 2).self_, Pair(1, 2).kept, Pair(1, 2, 3).given) == (1, 2, 3)


def test_defaults_made_by_a_function_are_not_shared():
    first, second = Point(1), Point(1)
    first.names.append("a")
    assert second.names == []
    assert Point(1, names=None).names is None


@pytest.mark.parametrize("arguments", [{}, {"x": 1, "z": 2}, {"y": 2}])
def test_wrong_arguments_are_refused_with_the_words_of_a_dataclass(arguments):
    with pytest.raises(TypeError) as mine:
        Point(**arguments)
    with pytest.raises(TypeError) as theirs:
        Plain(**arguments)
    assert str(mine.value) == str(theirs.value).replace("Plain", "Point")


def test_it_cannot_be_changed():
    point = Point(1)
    with pytest.raises(FrozenInstanceError):
        point.x = 2
    with pytest.raises(FrozenInstanceError):
        del point.x
    with pytest.raises(FrozenInstanceError):
        point.other = 2
    assert point == Point(1)


def test_equality_and_hash_go_by_class_and_fields():
    assert Point(1, 2) != Point(2, 1)
    assert Point(1) != Plain(1)
    assert Pair(1, 2) == Pair(1, 2, 1)
    assert len({Pair(1, 2), Pair(1, 2), Pair(2, 1)}) == 2


def test_it_is_shown_as_a_dataclass_is():
    assert repr(Point(1)) == repr(Plain(1)).replace("Plain", "Point")


@record
class Quiet:
    """A record that says for itself how it is shown."""

    x: int

    def __repr__(self) -> str:
        """Nothing of what it holds."""
        return "Quiet"


def test_what_a_class_says_itself_goes_before_what_records_share():
    assert repr(Quiet(1)) == "Quiet"
    assert Quiet(1) == Quiet(1)


def test_the_tools_of_dataclasses_know_it():
    assert is_dataclass(Point)
    assert [item.name for item in fields(Point)] == ["x", "y", "names"]
    assert replace(Point(1, 2), x=5) == Point(5, 2)
    assert Point.__match_args__ == ("x", "y", "names")
    match Point(1, 2):
        case Point(x, y):
            assert (x, y) == (1, 2)


def test_it_survives_copying_and_pickling():
    point = Point(1, 2, ["a"])
    assert copy.deepcopy(point) == point
    assert pickle.loads(pickle.dumps(point)) == point  # noqa: S301 - our own


def test_its_initializer_is_compiled_once():
    Point(1)
    made = Point.__init__
    Point(2)
    assert Point.__init__ is made
    assert made.__qualname__ == "Point.__init__"
