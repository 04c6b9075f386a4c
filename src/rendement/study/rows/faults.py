"""What is wrong with rows: of each kind one finding, with how many there are and where the first stand."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rendement.source.finding import Finding, Mark
from rendement.study.rows.files import YEAR, RowFile
from rendement.study.rows.query import rows_of

if TYPE_CHECKING:
    import duckdb

FIRST = 5
_EMPTY = "schrijf 0 waar de post niet voorkomt, of zet `leeg: 0` naast `casussen`"
# by fault: its code, what one row has, what more have, and the remedy
_SAID = {
    1: ("lege-cel", "zegt niet van wie zij is", "zeggen niet van wie zij zijn", "vul de kolom `{who}` in"),
    2: ("lege-cel", "heeft geen post", "hebben geen post", "vul de kolom `post` in"),
    3: ("lege-cel", "heeft geen aantal", "hebben geen aantal", _EMPTY),
    4: (
        "dubbelzinnig-getal",
        "heeft een aantal dat op twee manieren te lezen is",
        "hebben een aantal dat op twee manieren te lezen is",
        "schrijf 40000 of 40.0000, zonder teken tussen de duizendtallen",
    ),
    5: (
        "aantal-negatief",
        "heeft een aantal onder 0",
        "hebben een aantal onder 0",
        "haal de rij weg, of zet een besparing op een eigen regel",
    ),
    6: (
        "geen-getal",
        "heeft geen aantal dat te lezen is",
        "hebben geen aantal dat te lezen is",
        "schrijf een getal onder een miljard, met hooguit negen decimalen",
    ),
    7: ("lege-cel", "heeft geen groep", "hebben geen groep", "vul de kolom `groep` in"),
    8: ("lege-cel", "heeft geen jaar", "hebben geen jaar", "vul de kolom `jaar` in"),
    9: ("geen-jaar", "noemt geen jaartal", "noemen geen jaartal", "schrijf één jaar, zoals 2021"),
}


class Places:
    """Where rows stand: asked only when something is wrong, for it reads the table once more."""

    def __init__(
        self, connection: "duckdb.DuckDBPyConnection", files: Sequence[RowFile], *, filled: bool
    ) -> None:
        self.connection, self.files = connection, files
        self.query, self.parameters = rows_of(connection, files, filled=filled, numbered=True)

    def first(self, condition: str, *values: object) -> str:
        """The first rows for which this holds, as `rij 3, 8 en 9`; with more files, with the file."""
        query = (
            f"SELECT bestand, rij FROM ({self.query}) WHERE {condition} ORDER BY bestand, rij LIMIT {FIRST}"
        )
        found = self.connection.sql(query, params=[*self.parameters, *values]).fetchall()
        return self.named(found)

    def named(self, found: Iterable[tuple[int, int]]) -> str:
        """Rows as they are counted: of a CSV the heading is the first."""
        by_file: dict[int, list[str]] = {}
        for number, row in found:
            heading = bool(self.files[number].separator) + self.files[number].declared
            by_file.setdefault(number, []).append(str(row + heading))
        several = len(self.files) > 1
        return "; ".join(
            f"{f'{self.files[number].name} ' if several else ''}rij {', '.join(rows)}"
            for number, rows in by_file.items()
        )

    def faulty(self, fault: int, count: int) -> Finding:
        """The finding about all rows with one fault."""
        code, one, more, remedy = _SAID[fault]
        said = f"{count} rijen {more}" if count > 1 else f"één rij {one}"
        where = self.first("fout = ?", fault)
        beyond = ", …" if count > FIRST else ""
        remedy = remedy.format(who=self.files[0].who)
        return Finding(code, f"{said}: {where}{beyond}", remedy, mark=Mark(self.files[0].name))

    def doubles(self) -> Finding:
        """The finding about clients with more than one row of one post, or of one post in one year."""
        condition = "row_number() OVER (PARTITION BY wie, post, jaar ORDER BY bestand, rij) > 1"
        where, count = self._again(condition)
        said = f"{count} rijen herhalen" if count > 1 else "één rij herhaalt"
        same = "client, post en jaar" if YEAR in self.files[0].columns else "client en post"
        remedy = f"tel de rijen van een {same} op tot één rij"
        return self._about(f"{said} een {same} van een eerdere rij: {where}", remedy)

    def of_posts(self, posts: Sequence[str]) -> dict[str, tuple[int, str]]:
        """Of each of these posts how many rows it has, and where the first stand."""
        wanted = f"SELECT * FROM ({self.query}) WHERE post IN ({', '.join('?' for _ in posts)})"
        query = (
            f"SELECT post, count(*) OVER (PARTITION BY post) AS keer, bestand, rij FROM ({wanted}) "
            f"QUALIFY row_number() OVER (PARTITION BY post ORDER BY bestand, rij) <= {FIRST} "
            "ORDER BY bestand, rij"
        )
        found: dict[str, tuple[int, list[tuple[int, int]]]] = {}
        for post, count, *place in self.connection.sql(query, params=[*self.parameters, *posts]).fetchall():
            found.setdefault(post, (count, []))[1].append((place[0], place[1]))
        return {
            post: (count, self.named(places) + (", …" if count > FIRST else ""))
            for post, (count, places) in found.items()
        }

    def outside(self, first: int, last: int | None) -> tuple[int, str]:
        """How many rows count in a year before the first or after the last, and where the first stand."""
        beyond = f"jaar < {first}" if last is None else f"jaar NOT BETWEEN {first} AND {last}"
        where, count = self._counted(f"SELECT * FROM ({self.query}) WHERE {beyond}")
        return count, where

    def in_two_groups(self) -> Finding:
        """The finding about clients in more than one group."""
        condition = "groep <> first(groep) OVER (PARTITION BY wie ORDER BY bestand, rij)"
        where, count = self._again(condition)
        said = f"{count} rijen zetten" if count > 1 else "één rij zet"
        remedy = "zet elke client in één groep, of haal `splits` weg"
        return self._about(f"{said} een client in een andere groep dan een eerdere rij: {where}", remedy)

    def _about(self, message: str, remedy: str) -> Finding:
        return Finding("dubbele-cel", message, remedy, mark=Mark(self.files[0].name))

    def _again(self, condition: str) -> tuple[str, int]:
        """Where rows stand that come back to something, and how many they are."""
        return self._counted(f"SELECT * FROM ({self.query}) QUALIFY {condition}")

    def _counted(self, chosen: str) -> tuple[str, int]:
        """Where these rows stand, and how many they are."""
        query = f"SELECT bestand, rij, count(*) OVER () FROM ({chosen}) ORDER BY bestand, rij LIMIT {FIRST}"
        found = self.connection.sql(query, params=self.parameters).fetchall()
        count = int(found[0][2]) if found else 0
        return self.named((number, row) for number, row, _ in found) + (", …" if count > FIRST else ""), count
