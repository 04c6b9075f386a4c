"""The files of the price lists that a case names: bundled by name, or a file inside the root."""

from functools import cache
from pathlib import Path

from rendement.source.bundled import bundled_list, bundled_lists
from rendement.source.finding import Finding, ScalarError, UsageError
from rendement.source.root import OutsideRootError, inside, shown
from rendement.source.suggest import did_you_mean
from rendement.source.text import MAX_BYTES, read_text
from rendement.source.tree import Source, parse_bytes

MOST_LISTS = 100

NO_LIST = Finding(
    "geen-prijslijst",
    "dit bestand is geen prijslijst",
    "een prijslijst begint met `prijslijst: naam`, `prijspeil:` en `posten:`",
)


def unreadable(file: str, why: str) -> ScalarError:
    """Why a list cannot be read; no line of it is quoted, for it may be something else."""
    remedy = f"verbeter het bestand; `rendement check {file}` zegt wat eraan te doen is"
    return ScalarError("lijst-onleesbaar", f"deze prijslijst is niet te lezen: {why}", remedy)


Opened = tuple[str, str] | ScalarError  # the name and the text of a file, or why there is none


def open_lists(names: tuple[str, ...], case: Source, root: Path) -> tuple[list[Opened], Finding | None]:
    """The text of every list, in order; or the finding that they are too many, or too much."""
    place = ("prijslijsten",)
    if len(names) > MOST_LISTS:
        message = f"deze casus noemt {len(names)} prijslijsten; meer dan {MOST_LISTS} kan niet"
        return [], Finding("te-veel-onderdelen", message, "neem lijsten samen", place)
    opened = [_open(name, case, root) for name in names]
    sizes = {text[0]: len(text[1]) for text in opened if isinstance(text, tuple)}
    if sum(sizes.values()) > MAX_BYTES:
        message = "de prijslijsten van deze casus zijn samen groter dan 1 MB"
        remedy = "neem in een lijst alleen de posten op die de casus gebruikt"
        return [], Finding("bestand-te-groot", message, remedy, place)
    return opened, None


@cache
def bundled_source(name: str) -> Source:
    """A file that travels with the program; anything wrong with it is a bug of ours."""
    file = bundled_list(name)  # not noted among what was read: it belongs to the program
    source, findings = parse_bytes(file.read_bytes(), str(file))
    if source is None or findings:
        raise RuntimeError(f"{name}: {findings}")
    return source


def _open(name: str, case: Source, root: Path) -> Opened:
    """The file and the text of a list that a case names, or why there is none."""
    own = name.lower().endswith((".yaml", ".yml"))
    try:
        return _own_list(name, case, root) if own else _bundled_list(name)
    except ScalarError as error:
        return error


def _bundled_list(name: str) -> tuple[str, str]:
    known = bundled_lists()
    if name not in known:
        otherwise = f"schrijf `{name[:60]}.yaml` als het een eigen bestand is"
        remedy = did_you_mean(name, known, f"{otherwise}; meegeleverd zijn: {', '.join(known)}")
        raise ScalarError("lijst-onbekend", f"er is geen prijslijst `{name[:60]}`", remedy)
    source = bundled_source(name)
    return source.name, source.text


def _own_list(name: str, case: Source, root: Path) -> tuple[str, str]:
    try:
        file = shown(inside(name, case.folder, root))
        text, findings = read_text(file)
    except OutsideRootError as error:
        remedy = "zet de lijst bij de casus, of noem een meegeleverde lijst"
        raise ScalarError("pad-verlaat-wortel", str(error), remedy) from None
    except UsageError:
        message = f"het bestand `{name[:60]}` bestaat niet"
        raise ScalarError("lijst-onbekend", message, "verbeter het pad, vanaf de map van de casus") from None
    if text is None:
        raise unreadable(file, findings[0].message)
    return file, text
