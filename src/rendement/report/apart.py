"""In what results differ, in words: each value with the files that have it."""

from collections.abc import Sequence

from rendement.report.dutch import plain
from rendement.study.comparable import Difference

_MOST = 3  # files of which the name is told


def apart_text(item: Difference, names: Sequence[str]) -> str:
    """Each value with the files that have it."""
    return ", ".join(f"{plain(value)} ({files_text(numbers, names)})" for value, numbers in item.values)


def files_text(numbers: Sequence[int], names: Sequence[str]) -> str:
    """Some files by their names, and how many there are beside them."""
    shown = [plain(names[number]) for number in numbers[:_MOST]]
    more = len(numbers) - len(shown)
    return ", ".join(shown) + (f" en nog {more}" if more else "")
