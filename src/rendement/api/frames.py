"""The tables of results as frames; pandas is imported when one is asked for."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Array: TypeAlias = NDArray[np.float64]

DRAWN = "onzekerheid"
OF_DRAWS = ("bandbreedtes", "terugverdiend", "histogram", "invoer", "trekkingen")
_BAND = ("gemiddelde", "sd", "p5", "p50", "p95", "kans_positief", "standaardfout")
_MIDDLE = "p50"
_INPUTS = "invoer"

Data = Mapping[str, Any]


def pandas() -> Any:
    """The library; raises ImportError with what to do where it is not there."""
    try:
        import pandas as found
    except ImportError:
        raise ImportError("voor to_frame is pandas nodig: pip install 'rendement[pandas]'") from None
    return found


def flat(values: Data) -> dict[str, Any]:
    """Without what is itself a table."""
    return {key: value for key, value in values.items() if not isinstance(value, dict)}


def of_draws(library: Any, found: Data, table: str) -> "pd.DataFrame":
    """A table of what draws say, out of `onzekerheid` of the contract."""
    if table == "bandbreedtes":
        return by_path(library, dict(_bands(found)), _BAND)
    if table == "terugverdiend":
        years = found.get(table) or {}
        index = library.Index([int(year) for year in years], name="jaar")
        return _as_frame(library.DataFrame({"kans": [*years.values()]}, index=index, dtype="float64"))
    if table == "histogram":
        bars = found.get(table) or {"grenzen": [], "aantallen": []}
        ends = bars["grenzen"]
        return _as_frame(library.DataFrame({"van": ends[:-1], "tot": ends[1:], "aantal": bars["aantallen"]}))
    return records(library, found.get(_INPUTS) or [])


def every_draw(library: Any, draws: "Mapping[str, Array]") -> "pd.DataFrame":
    """A row for every draw, numbered from 1."""
    made = library.DataFrame(draws)
    made.index = library.RangeIndex(1, len(made) + 1, name="trekking")
    return _as_frame(made)


def records(library: Any, found: Sequence[Data]) -> "pd.DataFrame":
    """A row for each, without what is itself a table; a figure that does not exist is NaN."""
    return _as_frame(library.DataFrame([{key: _shown(value) for key, value in one.items()} for one in found]))


def by_path(
    library: Any, found: Mapping[Any, Any], columns: Sequence[str], index: str = "pad"
) -> "pd.DataFrame":
    """A row for each name, with these figures; those that do not exist are NaN."""
    rows = {key: [(value or {}).get(column) for column in columns] for key, value in found.items()}
    made = library.DataFrame.from_dict(rows, orient="index", columns=columns, dtype="float64")
    return _as_frame(made.rename_axis(index))


def _shown(value: Any) -> Any:
    return (
        ", ".join(value) if isinstance(value, list) and all(isinstance(one, str) for one in value) else value
    )


def _bands(node: Any, path: str = "") -> Iterator[tuple[str, Data]]:
    """Every figure with a range, by the path that it has in the result."""
    if isinstance(node, list):  # of things with a path of their own
        for item in node:
            yield from _bands({key: value for key, value in item.items() if key != "naam"}, item["pad"])
    elif isinstance(node, dict) and _MIDDLE in node:
        yield path, node
    elif isinstance(node, dict):
        for key, value in node.items():
            if key == _INPUTS:  # which has a table of its own
                continue
            if isinstance(value, list):
                yield from _bands([item for item in value if isinstance(item, dict) and "pad" in item])
            elif isinstance(value, dict):
                yield from _bands(value, f"{path}.{key}" if path else key)


def _as_frame(made: Any) -> "pd.DataFrame":
    frame: pd.DataFrame = made
    return frame
