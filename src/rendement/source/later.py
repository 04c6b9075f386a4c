"""A mapping of which every value is made when somebody asks for it, and once."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import TypeVar

T = TypeVar("T")


class Later(Mapping[str, T]):
    """The keys are known, and how to make the value of each.

    >>> squares = Later(("2", "3"), lambda key: int(key) ** 2)
    >>> squares["3"], list(squares), len(squares)
    (9, ['2', '3'], 2)
    """

    def __init__(self, keys: Iterable[str], make: Callable[[str], T]) -> None:
        self._keys = dict.fromkeys(keys)
        self._make = cache(make)

    def __getitem__(self, key: str) -> T:
        if key not in self._keys:
            raise KeyError(key)
        return self._make(key)

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)
