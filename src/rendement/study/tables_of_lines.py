"""What tables of households and tables of rows share: the lines of a case, and how a table is known."""

from collections.abc import Iterator

from rendement.model.parse import Node
from rendement.source.elsewhere import hash_at, hash_of
from rendement.source.path import Path
from rendement.source.tree import Source

# in place of households that could not be read, so that nothing more is said of them
STAND_IN: list[Node] = [{"naam": "?", "posten": {"?": {"bedrag": "0", "reden": "?"}}}]


def written_lines(source: Source) -> Iterator[tuple[Path, dict[str, Node]]]:
    """Every line that is written as a block, with its place."""
    for section in ("baten", "kosten"):
        items = source.data.get(section)
        for i, item in enumerate(items if isinstance(items, list) else []):
            if isinstance(item, dict):
                yield (section, i), item


def table_hash(file: str, at: str | None = None) -> str:
    """The hash by which a table is known in the result; `at`: where on disk it is, if that is known."""
    try:
        return "sha256:" + (hash_of(file) if at is None else hash_at(at))
    except OSError:  # gone since it was read, or never there: what there is to say of that is said already
        return ""
