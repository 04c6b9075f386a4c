"""Two processors for one row of work: the next is made while the last is used."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def ahead(items: Iterable[T]) -> Iterator[T]:
    """The same items, of which the next is made in a thread of its own while one is used.

    Where no thread may be started they are made one after the other.
    """
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415

    source, end = iter(items), object()
    with ThreadPoolExecutor(max_workers=1) as lane:
        try:
            coming = lane.submit(next, source, end)
        except RuntimeError:
            yield from source
            return
        while (item := coming.result()) is not end:
            coming = lane.submit(next, source, end)
            yield item  # type: ignore[misc]
