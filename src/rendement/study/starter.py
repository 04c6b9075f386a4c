"""The first file of an analyst: a starter to fill in, or one of the cases that travel along."""

from typing import TYPE_CHECKING

from rendement.source.bundled import data_folder, files_below, package
from rendement.source.finding import UsageError
from rendement.source.record import record
from rendement.source.suggest import nearest
from rendement.source.tree import Source, parse_bytes

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

EDITOR_LINE = "# yaml-language-server: $schema={schema}\n"

# In it a line that begins with ## explains; lines that begin with one # are options, and those that stand
# together belong together: without `# ` they are valid, which a test tries for every one of them.
FIRST = {kind: f"eerste-{kind}.yaml" for kind in ("casus", "programma")}


@record
class Start:
    """A file to begin with: its name, its text, which schema describes it, and the files that it names."""

    file: str
    text: str
    kind: str
    beside: "tuple[Start, ...]" = ()


def starter(file: str, kind: str = "casus") -> Start:
    """The case or the programme to fill in."""
    text = (package() / "study" / FIRST[kind]).read_text(encoding="utf-8")
    return Start(file, text.replace("{file}", file), kind)


def example(name: str, file: str | None = None) -> Start:
    """A bundled case, by its whole name or its last part. Raises UsageError with the names that exist."""
    known = bundled_cases()
    wanted = name.strip().removesuffix(".yaml")
    matches = [wanted] if wanted in known else [full for full in known if full.rpartition("/")[2] == wanted]
    if len(matches) != 1:
        raise UsageError(_not_one(wanted, matches, list(known)))
    source, findings = parse_bytes(known[matches[0]].read_bytes(), matches[0])
    if source is None or findings:
        raise RuntimeError(f"{matches[0]}: {findings}")
    kind = str(source.data.get("soort", "casus"))
    folder, _, last = matches[0].rpartition("/")
    beside = tuple(example(f"{folder}/{item}", item) for item in _named(source))
    return Start(file or f"{last}.yaml", source.text, kind, beside)


def bundled_cases() -> "dict[str, Traversable]":
    """The cases that travel with the program, by their name below `cases/`."""
    files = files_below(data_folder() / "cases", ".yaml")
    return {name.removesuffix(".yaml"): file for name, file in files}


def _named(source: Source) -> list[str]:
    """The files that the measures of a programme take in; a bundled one names only those beside it."""
    measures = source.data.get("maatregelen") or []
    return [item[key] for item in measures for key in ("casus", "programma") if key in item]


def _not_one(name: str, matches: list[str], known: list[str]) -> str:
    listed = "\n  ".join(matches or known)
    if matches:
        return f"er is meer dan één voorbeeld {name[:60]}; noem de map erbij:\n  {listed}"
    tails = {full.rpartition("/")[2]: full for full in known}
    near = nearest(name, tails) or nearest(name, known)
    hint = f"; bedoelt u {near}?" if near else "."
    return f"er is geen voorbeeld {name[:60]}{hint} Kies uit:\n  {listed}"
