"""Which rows of a batch may be ranked one above the other, and in what the others differ."""

from collections.abc import Iterable, Sequence

from rendement.figures.expense import is_expense
from rendement.report.apart import apart_text
from rendement.report.batch.columns import COLUMNS, GOOD, PLACE, WORDS, Values, no_column
from rendement.report.cells import notes
from rendement.report.document import Block
from rendement.report.dutch import plain
from rendement.source.finding import UsageError
from rendement.source.record import record
from rendement.study.comparable import PRESENT, RANKED, Difference, Grounds, differences, keys_of, unpacked

ALIKE = "vergelijkbaar"
_AT = PLACE[ALIKE]
_COSTS = "totaal.kosten"
_OF_COSTS = f"{_COSTS} van een programma is zonder investering en formatie, anders dan van een casus"


@record
class Letters:
    """A letter for every key, in the order of the files; and in what those differ, by number of letter."""

    keys: tuple[str, ...] = ()
    apart: tuple[Difference, ...] = ()

    def letter(self, key: str | None) -> str:
        """The letter of a key: A, B, … Z, AA."""
        return "" if key is None else _letter(self.keys.index(key))

    @property
    def legend(self) -> list[str]:
        """In what they differ; nothing where all rows may be ranked."""
        return self._told([_letter(number) for number in range(len(self.keys))])

    @property
    def by_key(self) -> list[str]:
        """The same for who sees the keys themselves."""
        return self._told(self.keys)

    def _told(self, names: Sequence[str]) -> list[str]:
        return [
            f"{plain(item.what)}: "
            + "; ".join(
                f"{', '.join(names[number] for number in who)} {plain(value)}" for value, who in item.values
            )
            for item in self.apart
        ]


@record
class Ranking:
    """By which figure rows are ranked, and whether also those that may not be."""

    figure: str
    force: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """In what rows must agree for it."""
        return tuple(dict.fromkeys((*RANKED, *PRESENT))) if _is_present(self.figure) else RANKED

    @property
    def rising(self) -> bool:
        """Whether the lowest comes first."""
        return is_expense(self.figure) or "terugverdien" in self.figure

    @property
    def said(self) -> str:
        """In which order the rows stand."""
        return f"gerangschikt op {self.figure}, {'laag naar hoog' if self.rising else 'hoog naar laag'}"


@record
class Order:
    """The letters of the rows, and how these are ranked."""

    letters: Letters = Letters()
    ranking: Ranking | None = None

    @property
    def forced(self) -> bool:
        """Whether rows are ranked that may not be."""
        return self.ranking is not None and self.ranking.force

    @property
    def legend(self) -> list[Block]:
        """In what the letters differ."""
        title = "Te rangschikken binnen een letter"
        if self.forced:
            title = "Verschillend geteld, en met --force toch naast elkaar"
        return notes(ALIKE, title, [*self.letters.legend, *self._unlike])

    def told(self, *, lettered: bool) -> list[str]:
        """In what they differ, by letter or by key, for who sees no legend."""
        return [*(self.letters.legend if lettered else self.letters.by_key), *self._unlike]

    @property
    def _unlike(self) -> list[str]:
        """That a figure is not the same of a case and of a programme, where both are ranked by it."""
        kinds = any(item.what == "soort" for item in self.letters.apart)
        by_costs = self.ranking is not None and self.ranking.figure == _COSTS
        return [_OF_COSTS] if kinds and by_costs else []


def read_ranking(figure: str | None, *, force: bool) -> Ranking | None:
    """What is asked. Raises UsageError for what is no figure of the table."""
    if figure is None:
        if force:
            example = "schrijf bijvoorbeeld --rangschik totaal.rendement --force"
            raise UsageError(f"--force hoort bij --rangschik; {example}")
        return None
    name = figure.strip()
    known = [column.name for column in COLUMNS if column.kind not in WORDS]
    if name not in known:
        remedy = no_column(name, known, "schrijf bijvoorbeeld --rangschik totaal.rendement")
        raise UsageError(f"--rangschik {figure}: de tabel heeft geen cijfer `{name[:60]}`; {remedy}")
    return Ranking(name, force)


def keyed(rows: Iterable[Values], ranking: Ranking | None = None) -> tuple[list[Values], Order]:
    """The rows with the key of what must agree in them, and their order with the letters of those keys."""
    rows = list(rows)
    words = RANKED if ranking is None else ranking.words
    texts = dict.fromkeys(row[_AT] for row in rows if row[_AT] is not None)
    grounds = {text: unpacked(text) for text in texts}
    keys = dict(zip(grounds, keys_of([*grounds.values()], words), strict=True))
    first: dict[str, Grounds] = {}
    for text, found in grounds.items():
        first.setdefault(keys[text], found)
    made: list[Values] = [[*row[:_AT], keys.get(row[_AT]), *row[_AT + 1 :]] for row in rows]
    letters = Letters(tuple(first), tuple(differences([*first.values()], words)))
    return made, Order(letters, ranking)


def ranked(rows: Sequence[Values], ranking: Ranking) -> list[Values]:
    """The rows in the order of a figure, those without it last.

    Raises UsageError when they may not be ranked and that is not forced.
    """
    there = [row for row in rows if _figure(row, ranking) is not None]
    apart = differences([unpacked(row[_AT]) for row in there], ranking.words)
    if apart and not ranking.force:
        names = [row[PLACE["pad"]] for row in there]
        shown = "".join(f"\n- {plain(item.what)}: {apart_text(item, names)}" for item in apart)
        remedy = "reken ze gelijk of noem andere bestanden; met --force komen ze toch naast elkaar"
        unlike = f"--rangschik {ranking.figure}: wat verschillend geteld is, is niet te rangschikken"
        raise UsageError(f"{unlike}{shown}\n{remedy}")
    there.sort(key=lambda row: row[PLACE[ranking.figure]], reverse=not ranking.rising)
    return [*there, *(row for row in rows if _figure(row, ranking) is None)]


def unranked(rows: Sequence[Values], ranking: Ranking) -> int:
    """How many rows have no place in the order."""
    return len([row for row in rows if _figure(row, ranking) is None])


def _figure(row: Values, ranking: Ranking) -> float | None:
    good = row[PLACE["status"]] == GOOD and row[_AT] is not None
    return row[PLACE[ranking.figure]] if good else None


def _is_present(figure: str) -> bool:
    """Whether it is a present value, or made of those."""
    return "contant" in figure or "publieke_euro" in figure


def _letter(number: int) -> str:
    """The letter of a number.

    >>> _letter(0), _letter(25), _letter(26)
    ('A', 'Z', 'AA')
    """
    more, last = divmod(number, 26)
    return (_letter(more - 1) if more else "") + chr(ord("A") + last)
