"""A table of rows through DuckDB, which may read the files of that table and nothing else.

Every name in a query is ours or stands in quotes; every value is a parameter.
"""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rendement.source.finding import UsageError
from rendement.source.years import FIRST_YEAR, LAST_YEAR
from rendement.study.rows.files import COUNT, GROUP, POST, YEAR, RowFile

if TYPE_CHECKING:
    import duckdb

MEMORY = ("64MB", "160MB", "1GB")  # the next where one is too little; more goes to a folder of its own
SPILL = "64GB"
UNIT = 1_000_000_000  # counts are added as whole billionths
MOST = 1_000_000_000  # a count is smaller

# what is wrong with a row, by number; 0 is nothing
FAULTS = ("", "client", "post", "leeg", "dubbelzinnig", "negatief", "getal", "groep", "geen jaar", "jaar")
_SETTINGS: dict[str, Any] = {
    "threads": 2,  # more of them sort in more memory
    "max_temp_directory_size": SPILL,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "allow_unsigned_extensions": False,
    "allow_persistent_secrets": False,
    "python_enable_replacements": False,
    "enable_external_file_cache": False,
    "preserve_insertion_order": True,  # rows are counted where they stand
}
_FLOATS = ("DOUBLE", "FLOAT")
_PLAIN = "'(0|[1-9][0-9]*)([.,][0-9]{1,9})?'"
_EITHER = "'-?[1-9][0-9]*[.,][0-9]{3}'"  # 40.000: forty, or forty thousand
_BELOW = "'-.*[1-9].*'"


@contextmanager
def opened(files: Sequence[RowFile], memory: str = MEMORY[-1]) -> "Iterator[duckdb.DuckDBPyConnection]":
    """A connection that reads these files. Raises UsageError without DuckDB."""
    try:
        import duckdb  # noqa: PLC0415 - only where there is such a table
    except ImportError:
        raise UsageError("voor rijen is DuckDB nodig: pip install 'rendement[rijen]'") from None

    with tempfile.TemporaryDirectory(prefix="rendement-rijen-") as spill:
        config = {"temp_directory": spill, "memory_limit": memory, **_SETTINGS}
        connection = duckdb.connect(":memory:", config=config)
        try:
            connection.execute("SET allowed_paths = ?", [[file.path for file in files]])
            connection.execute("SET enable_external_access = false")
            connection.execute("SET lock_configuration = true")
            yield connection
        finally:
            connection.close()


def rows_of(
    connection: "duckdb.DuckDBPyConnection", files: Sequence[RowFile], *, filled: bool, numbered: bool = False
) -> tuple[str, list[str]]:
    """A query of every row as client, post, group, year, count in billionths and fault; and its parameters.

    An empty count is 0 where it may be (`filled`), and so is the year where no column says one. When
    `numbered` also with the number of file and row.
    """
    parts = [_rows_of_file(connection, number, file, filled) for number, file in enumerate(files)]
    kept = "wie, post, groep, jaar, CASE WHEN fout = 0 THEN eenheden END AS eenheden, fout"
    where = ", bestand, row_number() OVER () AS rij" if numbered else ""
    own = [f"SELECT {kept}{where} FROM ({part})" for part in parts]
    return " UNION ALL ".join(own), [file.path for file in files]


def _rows_of_file(connection: "duckdb.DuckDBPyConnection", number: int, file: RowFile, filled: bool) -> str:
    table = _table(file)
    described = connection.execute(f"DESCRIBE SELECT * FROM {table}", [file.path]).fetchall()
    types = {str(name): str(kind) for name, kind, *_ in described}
    who, post, count = (quoted(file.columns[name]) for name in (file.who, POST, COUNT))
    whole = types[file.columns[file.who]] in ("BIGINT", "INTEGER", "SMALLINT", "TINYINT")
    own = who if whole else _text(who)
    group = _text(quoted(file.columns[GROUP])) if GROUP in file.columns else "''"
    year, wrong_year = _year(file, types)
    units, wrong = _units(count, types[file.columns[COUNT]])
    empty = f"{count} IS NULL" if types[file.columns[COUNT]] != "VARCHAR" else f"{_text(count)} IS NULL"
    zero = f"WHEN {empty} THEN {0 if filled else 3}"
    return (
        f"SELECT {number} AS bestand, {own} AS wie, {_text(post)} AS post, {group} AS groep, "
        f"{year} AS jaar, "
        f"{f'CASE WHEN {empty} THEN 0 ELSE {units} END' if filled else units} AS eenheden, "
        f"CASE WHEN {own} IS NULL THEN 1 WHEN {_text(post)} IS NULL THEN 2 WHEN {group} IS NULL THEN 7 "
        f"{wrong_year} {zero} {wrong} ELSE 0 END AS fout FROM {table}"
    )


def _table(file: RowFile) -> str:
    if not file.separator:
        return "read_parquet(?, hive_partitioning = false, union_by_name = false)"
    columns = ", ".join(f"{quoted(name)}: 'VARCHAR'" for name in file.every)
    return (
        f"read_csv(?, auto_detect = false, header = true, delim = '{file.separator}', quote = '\"', "
        f"escape = '\"', skip = {int(file.declared)}, columns = {{{columns}}}, hive_partitioning = false)"
    )


def _year(file: RowFile, types: Mapping[str, str]) -> tuple[str, str]:
    """The year of a row, and the faults that it may have; 0 where the table has no such column."""
    if YEAR not in file.columns:
        return "0", ""
    text = _text(quoted(file.columns[YEAR]))
    if types[file.columns[YEAR]] in _FLOATS:  # 2021.0, as a table has it in which some are empty
        text = f"regexp_replace({text}, '[.]0$', '')"
    year = f"CASE WHEN regexp_full_match({text}, '[0-9]{{4}}') THEN TRY_CAST({text} AS BIGINT) END"
    outside = f"coalesce({year} NOT BETWEEN {FIRST_YEAR} AND {LAST_YEAR}, true)"
    return year, f"WHEN {text} IS NULL THEN 8 WHEN {outside} THEN 9"


def _units(count: str, kind: str) -> tuple[str, str]:
    """A count in billionths, and the faults that it may have."""
    if kind == "VARCHAR":
        text = _text(count)
        number = f"TRY_CAST(replace({text}, ',', '.') AS DECIMAL(18, 9))"
        wrong = (
            f"WHEN regexp_full_match({text}, {_EITHER}) THEN 4 "
            f"WHEN regexp_full_match({text}, {_BELOW}) THEN 5 "
            f"WHEN NOT regexp_full_match({text}, {_PLAIN}) OR {number} IS NULL THEN 6"
        )
    elif kind in _FLOATS or kind.startswith("DECIMAL") or "INT" in kind:
        number = f"TRY_CAST({count} AS DECIMAL(18, 9))"
        endless = f"WHEN NOT isfinite({count}) THEN 6 " if kind in _FLOATS else ""
        wrong = (
            f"{endless}WHEN {count} < 0 THEN 5 "
            f"WHEN {number} IS NULL OR CAST({number} AS {kind}) <> {count} THEN 6"
            if "INT" not in kind
            else f"WHEN {count} < 0 THEN 5 WHEN {count} >= {MOST} THEN 6"
        )
    else:
        number, wrong = "NULL::DECIMAL(18, 9)", "WHEN true THEN 6"
    if "INT" in kind:
        return f"CASE WHEN {count} < {MOST} THEN CAST({count} AS BIGINT) * {UNIT} END", wrong
    return f"CAST(CAST({number} AS DECIMAL(28, 9)) * CAST({UNIT} AS DECIMAL(10, 0)) AS BIGINT)", wrong


def _text(column: str) -> str:
    return f"nullif(trim(CAST({column} AS VARCHAR)), '')"


def quoted(name: str) -> str:
    """A name that cannot be anything but a name."""
    return '"' + name.replace('"', '""') + '"'
