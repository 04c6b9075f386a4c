"""Derivations as a document: one figure with all below it, or the whole file as a readable sum."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from textwrap import shorten

from rendement.engine.result import LineResult
from rendement.figures.asked import Asked
from rendement.figures.lookup import LookupFailedError
from rendement.report.case_blocks import baseline_blocks
from rendement.report.cells import across, heads
from rendement.report.document import Block, Cell, Column, Document, Notes, Row, Table, text
from rendement.report.dutch import amount_text, counted, euro, number, percent, plain, quantity
from rendement.report.explain import Explained, derive
from rendement.report.explain.gross import composed
from rendement.report.explain.monitor_terms import MonitorSubject
from rendement.report.explain.programme_terms import ProgrammeSubject
from rendement.report.explain.records import Derivation, Figure, Subject, Term, Unit
from rendement.report.wording import asked_text, evidence_text
from rendement.source.money import current
from rendement.source.path import Path, PathError, parse_path

DEEPEST = 12  # levels of a derivation
MOST_ROWS = 30  # one folds by level until no more are left, unless it is asked for whole
MOST_TERMS = 12
LONGEST_TEXT = 60
INDENT = "· "  # for every level; spaces vanish in Markdown and HTML, and what is below would join the sum

_YEARLY = (
    *("realisatie", "taakstelling", "dekking", "verschil"),
    *("in_plaats", "investering", "kosten", "formatie", "saldo"),
)
_HEADS = ("baten", "kosten", "rendement", "baten_per_euro", "contante_waarde.rendement", "terugverdienjaar")


def figure_page(subject: Explained, path: Path, *, deep: bool = False) -> Document:
    """One figure: its formula, its numbers, and below each number where that came from."""
    found, name = derive(subject, path), plain(subject.data["naam"])
    if found.kind == "blok":
        return Document(plain(found.path), name, tuple(_parts(subject, found)), _asked(subject))
    title = f"{found.path} = {shown(found.value, found.unit)}"
    formula = Notes("formule", "", (_formula(found), *found.notes))
    tree = [_tree(subject, found, deep)] if found.terms else []
    return Document(plain(title), name, (formula, *tree, _assumptions(subject)), _asked(subject))


def whole_page(subject: Explained) -> Document:
    """The whole file as a derivation: every line or measure, then the totals."""
    if isinstance(subject, MonitorSubject):
        blocks = _monitor_blocks(subject)
    else:
        blocks = _case_blocks(subject) if isinstance(subject, Subject) else _programme_blocks(subject)
    name = plain(subject.data["naam"])
    head = f"Uitleg: {name}"
    return Document(head, "elk getal met zijn herkomst", (*blocks, _assumptions(subject)), _asked(subject))


def _asked(subject: Explained) -> str:
    asked = subject.data["herkomst"]["opdracht"]
    return asked_text(Asked(tuple(asked["set"]), asked["scenario"], asked["perspectief"])) if asked else ""


def _case_blocks(subject: Subject) -> list[Block]:
    first = baseline_blocks(subject.result.plan)
    lines = (_line_block(subject, item) for item in subject.result.lines)
    return [*first, *lines, _sentences(subject, "Totaal", (parse_path(f"totaal.{key}") for key in _HEADS))]


def _programme_blocks(subject: ProgrammeSubject) -> list[Block]:
    blocks: list[Block] = []
    for index, measure in enumerate(subject.data["maatregelen"]):
        paths: list[Path] = [("maatregelen", index, "gepland"), ("maatregelen", index, "gerealiseerd")]
        paths += [("maatregelen", index, "in_plaats", year) for year in measure["in_plaats"]]
        blocks.append(_sentences(subject, f"{plain(measure['naam'])} (maatregelen[{index}])", paths))
    for year in subject.data["per_jaar"]:
        blocks.append(_sentences(subject, f"In {year}", [("per_jaar", year, key) for key in _YEARLY]))
    totals = [("totaal", key) for key in (*_YEARLY, "terugverdienjaar")]
    return [*blocks, _sentences(subject, "Totaal", totals)]


def _monitor_blocks(subject: MonitorSubject) -> list[Block]:
    blocks: list[Block] = []
    for post in subject.data["posten"]:
        base = parse_path(post["pad"])
        paths: list[Path] = [(*base, "bedragen", key) for key in post["bedragen"]]
        for block in ("aantallen", "gemiddelden"):
            paths += [(*base, block, name, key) for name, own in post[block].items() for key in own]
        blocks.append(_sentences(subject, f"{plain(post['naam'])} ({post['pad']})", paths))
    for number_, change in enumerate(subject.data["volume"]):
        title = f"{plain(change['naam'])}, {plain(change['van'])} naar {plain(change['naar'])}"
        keys = ("verschil", "volume", "samenstelling", "kosten_per_client", "zonder_aantal", "onverklaard")
        blocks.append(_sentences(subject, title, [("volume", number_, key) for key in keys]))
    totals: list[Path] = [("totaal", "bedragen", key) for key in subject.data["totaal"]["bedragen"]]
    return [*blocks, _sentences(subject, "Totaal", totals)]


def _sentences(subject: Explained, title: str, paths: Iterable[Path]) -> Notes:
    """A block with a sentence for every figure that exists."""
    found = [(path, derive(subject, path)) for path in paths]
    texts = [_sentence(item, _label(path)) for path, item in found if item.value is not None]
    return Notes("uitleg", title, tuple(texts) or ("geen cijfers",))


def _label(path: Path) -> str:
    words = [str(piece).replace("_", " ") for piece in path[1:] if isinstance(piece, str)]
    said = " ".join(words[1:] if path[0] == "per_jaar" else words)
    return said.replace("in plaats", "besparing die er staat")


def _line_block(subject: Subject, item: LineResult) -> Block:
    line, base = item.line, parse_path(item.line.path)
    sentences = [_sentence(derive(subject, (*base, key)), key) for key in ("aantal", *composed(item))]
    for index, step in enumerate(item.steps):
        path, label = (*base, "stappen", index), step.kind.label
        if index:
            sentences.append(_taken(derive(subject, (*path, "aftrek")), label))
        left = derive(subject, (*path, "bedrag"))
        grown = index and step.share is not None and step.share > 1
        sentences.append(_sentence(left, f"na {label}{'' if grown else ', blijft over'}" if index else label))
        share = derive(subject, (*path, "aandeel"))
        if index and share.terms:
            sentences.append(_sentence(share, label if grown else f"{label} laat over"))
    sentences.append(_sentence(derive(subject, (*base, "contante_waarde")), "contante waarde"))
    ground = [piece for piece in (line.source, line.note) if piece]
    ground += [f"bewijs: {evidence_text(line.evidence)}"] if line.evidence is not None else []
    ground += [] if line.counted else [f"telt niet mee: {line.why_not}"]
    return Notes(line.path, f"{plain(line.name)} ({line.path})", (*sentences, *map(plain, ground)))


def _taken(found: Derivation, label: str) -> str:
    """What a step takes off, or what it adds: the same terms with other signs."""
    if not found.value < 0:
        return _sentence(found, f"{label} haalt eraf")
    terms = tuple(replace(term, sign=-term.sign) for term in reversed(found.terms))
    return _sentence(replace(found, value=-found.value, terms=terms), f"{label} voegt toe")


def _tree(subject: Explained, found: Derivation, deep: bool) -> Table:
    """The whole derivation, or as many levels as can be read at a glance."""
    known: dict[str, Derivation | None] = {}  # what is below a path, the same at every depth
    trees = (_Tree(subject, depth, known).of(found) for depth in range(DEEPEST, 0, -1))
    tree = next(trees)
    while not deep and len(tree.rows) > MOST_ROWS and (less := next(trees, None)) is not None:
        tree = less
    return tree


class _Tree:
    """The rows below a figure; what was worked out above is not worked out again."""

    def __init__(self, subject: Explained, depth: int, known: dict[str, Derivation | None]) -> None:
        self.subject, self.depth, self.known = subject, depth, known
        self.rows: list[Row] = []
        self.shown: set[str] = set()
        self.folded = False

    def of(self, found: Derivation) -> Table:
        """The table of a derivation."""
        self._terms(found, 0, {found.path})
        columns = heads("", "getal", "waar", words=("waar",))
        if self.folded:
            self.rows.append(across(3, "… meer hieronder: herhaal met --diep, of vraag een pad hierboven"))
        return Table("afleiding", "Afleiding", columns, tuple(self.rows))

    def _terms(self, found: Derivation, level: int, above: set[str]) -> None:
        for number_, term in enumerate(found.terms[:MOST_TERMS] if level else found.terms):
            for position, figure in enumerate(term.figures):
                self._figure(term, figure, position, level, above, first=not number_)
        more = len(found.terms) - MOST_TERMS
        if level and more > 0:
            self.rows.append(across(3, f"{INDENT * level}en nog {more} termen: explain … {found.path}"))

    def _figure(
        self, term: Term, figure: Figure, position: int, level: int, above: set[str], *, first: bool
    ) -> None:
        below = self._below(figure, above)
        label = INDENT * level + _operator(term, figure, position, first) + plain(figure.name)
        own = "" if figure.place else figure.path
        seen = below is not None and below.path in self.shown
        where = "; ".join(
            filter(None, (figure.place, plain(figure.source), own, "zie boven" if seen else ""))
        )
        self.rows.append(Row((text(label), Cell(_factor(figure, term), figure.value), text(where))))
        if below is None or seen:
            return
        if level + 1 == self.depth:
            self.folded = True
            return
        self.shown.add(below.path)
        self._terms(below, level + 1, above | {below.path})

    def _below(self, figure: Figure, seen: set[str]) -> Derivation | None:
        if not figure.path or figure.path in seen or figure.place:
            return None
        if figure.path not in self.known:
            try:
                self.known[figure.path] = derive(self.subject, parse_path(figure.path))
            except (LookupFailedError, PathError):
                self.known[figure.path] = None
        found = self.known[figure.path]
        return found if found is not None and found.terms and found.path not in seen else None


def _factor(figure: Figure, term: Term) -> str:
    """A number of a product; a small price keeps its cents there, or the product would not be its outcome."""
    small = figure.unit == "euro" and len(term.figures) > 1
    return f"{current().sign} {amount_text(figure.value)}" if small else shown(figure.value, figure.unit)


def _operator(term: Term, figure: Figure, position: int, first: bool) -> str:
    if position:
        return "÷ " if figure.inverse else "× "
    return "− " if term.sign < 0 else "" if first else "+ "


def _formula(found: Derivation) -> str:
    return found.formula if found.kind != "gegeven" else f"{shown(found.value, found.unit)}: {found.formula}"


def _sentence(found: Derivation, label: str) -> str:
    head = f"{label.strip()}: {shown(found.value, found.unit)}"
    if found.kind == "gegeven":
        return f"{head} ({'; '.join(found.notes) or found.formula})"
    if found.kind != "som" or not found.terms:
        return f"{head} ({found.formula if found.terms else 'hier telt niets'})"
    pieces = [_term_text(term, first=not i) for i, term in enumerate(found.terms[:MOST_TERMS])]
    more = len(found.terms) - MOST_TERMS
    tail = f" … en nog {more} termen" if more > 0 else ""
    return plain(f"{head} = {' '.join(pieces)}{tail}")


def _term_text(term: Term, *, first: bool) -> str:
    pieces = []
    for position, figure in enumerate(term.figures):
        where = "; ".join(filter(None, (figure.name, figure.place, figure.source)))
        pieces.append(f"{_operator(term, figure, position, first)}{_factor(figure, term)} [{where}]")
    return " ".join(pieces)


def _parts(subject: Explained, block: Derivation) -> Iterator[Block]:
    """What a block holds, each with its path; what does not exist stands in a sentence."""
    rows, absent = [], []
    for part in block.parts:
        found = derive(subject, parse_path(part))
        if found.kind == "blok":
            inside = counted(len(found.parts), "onderdeel", "onderdelen")
            rows.append(Row((text(plain(part)), text(""), text(inside))))
        elif found.value is None:
            absent.append(plain(part.removeprefix(f"{block.path}.")))
        else:
            how = "" if isinstance(found.value, str | bool) else found.formula
            rows.append(Row((text(plain(part)), text(_brief(shown(found.value, found.unit))), text(how))))
    columns = (*heads("onderdeel"), Column("waarde", figures=False), Column("hoe", figures=False))
    yield Table("onderdelen", "", columns, tuple(rows))
    if absent:
        yield Notes("afwezig", "", (f"bestaat hier niet: {', '.join(absent)}",))


def _brief(said: str) -> str:
    """A long text as far as it fits beside its path; the path itself gives it whole."""
    return shorten(plain(said), LONGEST_TEXT, placeholder=" …")


def _assumptions(subject: Explained) -> Notes:
    data = subject.data
    if isinstance(subject, MonitorSubject):
        kinds = (f"{plain(key)}: {plain(column['soort'])}" for key, column in data["kolommen"].items())
        return Notes("uitgangspunten", "Uitgangspunten", (f"Kolommen: {'; '.join(kinds)}",))
    level = data["prijspeil"] if data["prijspeil"] is not None else "niet opgegeven"
    baseline = data.get("nulalternatief")
    items = [f"Nulalternatief: {plain(baseline)}"] if baseline else []
    items += [f"Perspectief: {plain(data['perspectief'])}", f"Prijspeil: {level}"]
    if isinstance(subject, Subject):
        discount = subject.result.plan.discount
        rates = ", ".join(f"{percent(rate)} vanaf jaar {start}" for start, rate in discount.steps)
        origin = f" ({discount.origin})" if discount.origin else ""
        moment = f"basisjaar {discount.base}, {discount.moment} van het jaar"
        items.append(f"Disconteren: {rates}, {moment}{origin}")
    lists = data["herkomst"]["prijslijsten"]
    items += [f"Prijslijst: {plain(found['naam'])} ({found['hash'][:19]}…)" for found in lists]
    series = data["herkomst"]["indexcijfers"]
    items += [f"Indexreeks {plain(found['reeks'])}: {plain(found['naam'])}" for found in series]
    return Notes("uitgangspunten", "Uitgangspunten", tuple(items))


def shown(value: object, unit: Unit) -> str:
    """A value as it is read: euros, a number of things, a share, a factor; words as they are."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if not isinstance(value, int | float):
        return "bestaat niet" if value is None else str(value)
    if unit == "euro":
        whole = isinstance(value, int) and 1900 <= value <= 2200
        return str(value) if whole else euro(value)
    if unit == "aantal":
        return quantity(value)
    if unit == "aandeel":
        return percent(value)
    return quantity(value) if abs(value * 100 - round(value * 100)) < 1e-9 else number(value, 4)
