"""From the files of a table of rows to its sums, or to what is wrong with its rows."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

from rendement.model.parse import Node
from rendement.source.finding import Finding, Mark
from rendement.source.money import thousands
from rendement.source.record import record
from rendement.source.rows import CLIENTS, OTHERS, SMALLEST_GROUP, RowTable
from rendement.study.rows.counting import DoubleRowError, TwoGroupsError, totals_of
from rendement.study.rows.faults import Places
from rendement.study.rows.files import YEAR, RowFile
from rendement.study.rows.joining import Added, by_year, nodes_of, summed, together
from rendement.study.rows.query import FAULTS, MEMORY, opened, rows_of

if TYPE_CHECKING:
    import duckdb

MOST_COUNTS = 300  # posts, of all groups together


@record
class Asked:
    """What stands behind `casussen`, the hashes of the files it means, and what its line asks of them."""

    written: str
    hashes: tuple[str, ...]
    split: bool  # by group
    filled: bool  # an empty count is 0
    smallest: int  # group of clients that is shown


_Made = tuple[RowTable, list[Node]]
_Kind = tuple[object, object, int, int, int]  # a post, group, year and fault, and how many rows


def read_rows(files: Sequence[RowFile], asked: Asked) -> tuple[_Made | None, list[Finding]]:
    """The sums of the files as households. Raises UsageError without DuckDB."""
    kinds: list[_Kind] = []
    for memory in MEMORY:
        with opened(files, memory) as connection:
            import duckdb  # noqa: PLC0415

            try:
                return _read(connection, files, asked, kinds)
            except (duckdb.Error, OSError) as error:  # while rows are streamed pyarrow says it in its own way
                found = _unreadable(files, error)
                if found.code != "te-veel-waarden":
                    return None, [found]
    return None, [found]


def _read(
    connection: "duckdb.DuckDBPyConnection", files: Sequence[RowFile], asked: Asked, kinds: list[_Kind]
) -> tuple[_Made | None, list[Finding]]:
    """The sums; `kinds` is filled on the first try, and is not asked again in more memory."""
    query, parameters = rows_of(connection, files, filled=asked.filled)
    places = Places(connection, files, filled=asked.filled)
    group = "groep" if asked.split else "''"
    kinds += [] if kinds else _kinds(connection, query, parameters, group)
    faults = Counter[int]()
    for *_, fault, count in kinds:
        faults[fault] += count
    wrong = [places.faulty(fault, count) for fault, count in sorted(faults.items()) if fault]
    wrong = wrong or _refused(files, {str(post) for post, *_ in kinds}, len(kinds))
    if wrong:
        return None, wrong
    groups = sorted({str(group) for _, group, *_ in kinds})
    keys = sorted((groups.index(str(group)), (int(year), str(post))) for post, group, year, *_ in kinds)
    _remember(connection, [(groups[column], *item) for column, item in keys])
    told = "groep, jaar, post" if YEAR in files[0].columns else "groep, post"
    inner = f"SELECT wie, post, {group} AS groep, jaar, eenheden FROM ({query})"
    whole = f"SELECT wie, nummer, eenheden FROM ({inner}) JOIN sleutels USING ({told}) ORDER BY wie"
    items = sorted({item for _, item in keys})
    try:
        totals = totals_of(
            connection, whole, parameters, [(column, items.index(item)) for column, item in keys]
        )
    except DoubleRowError:
        return None, [places.doubles()]
    except TwoGroupsError:
        return None, [places.in_two_groups()]
    if totals.clients < asked.smallest:
        return None, [_too_few(files, asked.smallest)]
    added = keys, [f"alle {thousands(totals.clients)} {CLIENTS[files[0].who][1]}"], totals
    if asked.split:
        added = together(keys, groups, totals, asked.smallest)
    mark = sha256(repr((asked.hashes, asked.split, asked.filled, asked.smallest)).encode()).hexdigest()[:12]
    return _made(files[0], asked.written, asked.smallest, added, mark), []


def _made(file: RowFile, written: str, smallest: int, added: Added, mark: str) -> _Made:
    """The table, and its columns as they could have been typed."""
    keys, names, totals = added
    columns, placed = by_year(keys)
    groups = tuple(names[group] for _, group in columns)
    members = tuple(totals.in_column[group] for _, group in columns)
    years = tuple(year for year, _ in columns)
    bare = RowTable(file.name, written, totals.clients, smallest, file.who, groups, members, years)
    table = summed(bare, placed, totals)
    return table, nodes_of(table, CLIENTS[file.who][1], mark)


def _kinds(
    connection: "duckdb.DuckDBPyConnection", query: str, parameters: list[str], group: str
) -> list[_Kind]:
    """Every post, group and year with how many rows it has; and every fault with how many."""
    kept = ("post AS post", f"{group} AS groep", "jaar AS jaar")
    named = ", ".join(f"CASE WHEN fout = 0 THEN {item.replace(' AS', ' END AS')}" for item in kept)
    return connection.sql(
        f"SELECT post, groep, jaar, fout, count(*) FROM (SELECT {named}, fout FROM ({query})) "
        f"GROUP BY ALL ORDER BY fout DESC LIMIT {MOST_COUNTS + len(FAULTS)}",
        params=parameters,
    ).fetchall()


def _remember(connection: "duckdb.DuckDBPyConnection", keys: Sequence[tuple[str, int, str]]) -> None:
    """A table of the keys, each with its number."""
    connection.execute("CREATE TEMP TABLE sleutels (groep VARCHAR, jaar BIGINT, post VARCHAR, nummer BIGINT)")
    connection.executemany(
        "INSERT INTO sleutels VALUES (?, ?, ?, ?)", [(*key, number) for number, key in enumerate(keys)]
    )


def _refused(files: Sequence[RowFile], posts: Collection[str], counts: int) -> list[Finding]:
    """Why these rows cannot be added up at all."""
    mark = Mark(files[0].name)
    if not posts:
        message = "deze tabel heeft een kop, maar geen rijen"
        return [Finding("tabel-leeg", message, "voeg rijen toe", mark=mark)]
    if counts > MOST_COUNTS:
        message = f"de tabel heeft meer dan {MOST_COUNTS} posten, die van elke groep en elk jaar apart geteld"
        remedy = "neem posten of groepen samen, of splits de tabel over meer regels"
        return [Finding("te-veel-waarden", message, remedy, mark=mark)]
    if OTHERS in posts:
        message = f"`{OTHERS}` is de naam voor wat bij elkaar komt te staan, geen post"
        return [Finding("onbekende-prijs", message, "geef deze rijen de post van een prijslijst", mark=mark)]
    return []


def _too_few(files: Sequence[RowFile], smallest: int) -> Finding:
    message = (
        f"de tabel gaat over minder {CLIENTS[files[0].who][1]} dan de kleinste groep, {thousands(smallest)}"
    )
    lower = ", of schrijf `kleinste_groep` lager als de uitkomst binnenshuis blijft"
    remedy = f"neem een grotere tabel{lower if smallest >= SMALLEST_GROUP else ''}"
    return Finding("kleinste-groep", message, remedy, mark=Mark(files[0].name))


def _unreadable(files: Sequence[RowFile], error: Exception) -> Finding:
    """A file that cannot be read. What DuckDB says of it may hold rows, so of that only the row is told."""
    said = str(error)
    if "Out of Memory" in said:
        message, remedy = "deze tabel past niet in het geheugen", "splits haar over meer regels of casussen"
        return Finding("te-veel-waarden", message, remedy, mark=Mark(files[0].name))
    file = next((file for file in files if file.path in said), files[0])
    row = re.search(r"Line:? (\d+)", said)
    where = f", bij rij {row[1]}" if row else ""
    what = "CSV in UTF-8" if file.separator else "Parquet"
    message = f"dit bestand is niet te lezen als {what}{where}"
    remedy = f"sla de tabel opnieuw op als {what}: elke rij evenveel kolommen als de kop"
    return Finding("rijen-onleesbaar", message, remedy, mark=Mark(file.name))
