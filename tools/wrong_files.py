"""Schrijf `docs/fouten.md` uit `tests/fouten/`: per fout een bestand, de melding en de remedie.

python tools/wrong_files.py                 schrijf de pagina
python tools/wrong_files.py --toets         zeg alleen of zij klopt (uitgangscode 1 als dat niet zo is)
python tools/wrong_files.py --meldingen     schrijf ook elke melding opnieuw, om in het verschil na te lezen
"""

import re
import sys
import tempfile
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner

from rendement.cli import app
from rendement.lint import of_case, of_monitor, of_programme
from special_files import SPECIAL

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "tests" / "fouten"
PAGE = ROOT / "docs" / "fouten.md"
TOGETHER = "samen"  # files with more than one mistake
REMARKS = {rule.code for rule in (*of_case.REMARKS, *of_programme.REMARKS, *of_monitor.REMARKS)}

HEAD = """# Fouten

Wat er aan een bestand mankeert, zegt `rendement` zo:

* op de eerste regel het bestand, de regel en de kolom, dan wat er niet klopt, en tussen vierkante haken de
  naam van de fout;
* daaronder uw eigen regel, met een pijltje op de plaats waar het om gaat;
* als laatste de remedie: wat u kunt schrijven.

Alle fouten van een bestand verschijnen tegelijk, en er wordt niets berekend of geschreven zolang er een fout
is. Een waarschuwing houdt het rekenen niet tegen. Van een bestand met meer dan 200 fouten verschijnen de
eerste 200, met daarboven `te-veel-fouten`.

Een opmerking is geen fout: zij zegt wat een lezer van de uitkomst moet weten. Opmerkingen staan met de
waarschuwingen in het verslag onder "Bevindingen" en in de JSON onder `bevindingen`; `rendement check
--opmerkingen` noemt ze ook.

Hieronder staat bij elke naam een bestand dat de fout geeft. Deze pagina is gemaakt met
`python tools/wrong_files.py`; een toets bewaakt dat zij klopt.
"""


@dataclass(frozen=True)
class Example:
    """A wrong file: its name without ending, and the file itself unless it must be made."""

    name: str
    path: Path | None

    @property
    def code(self) -> str:
        """The finding that it shows."""
        return self.name.partition("--")[0]

    @property
    def expected(self) -> Path:
        """The file with the exact message."""
        return FOLDER / f"{self.name}.txt"


def examples() -> list[Example]:
    """Every wrong file, in order of name; the plain one of a code before its variants."""
    written = [path for path in FOLDER.iterdir() if path.suffix in (".yaml", ".csv")]
    found = [Example(path.stem, path) for path in written] + [Example(name, None) for name in SPECIAL]
    return sorted(found, key=lambda example: (example.code, example.name))


def said(example: Example) -> tuple[int, str]:
    """The exit code of the command on a wrong file, and its findings."""
    with tempfile.TemporaryDirectory() as made:
        if example.path is None:
            special = SPECIAL[example.name]
            with chdir(made):
                return _run(special.make(Path(made)), special.without_rights and example.name)
        if example.code in REMARKS:
            with chdir(example.path.parent):
                return 0, _remark(example)
        arguments = ["calc", example.path.name]
        if example.path.suffix == ".csv":
            arguments = ["prices", "import", example.path.name, "-o", str(Path(made) / "uit.yaml")]
        with chdir(example.path.parent):
            return _run(arguments)


def _remark(example: Example) -> str:
    """What `check` says of this kind; a file that computes may have other remarks."""
    result = CliRunner().invoke(app, ["check", f"{example.name}.yaml", "--opmerkingen"])
    return "\n".join(
        block + "\n" for block in result.stdout.rstrip("\n").split("\n\n") if f"[{example.code}]" in block
    )


def _run(arguments: list[str], special: str | bool = False) -> tuple[int, str]:
    if special:
        with SPECIAL[str(special)].circumstances():
            return _run(arguments)
    result = CliRunner().invoke(app, arguments)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    lines = (result.stdout if arguments[0] == "check" else result.stderr).splitlines(keepends=True)
    return result.exit_code, "".join(line for line in lines if not line.startswith("geschreven:"))


def page() -> str:
    """The whole page."""
    by_code: dict[str, list[Example]] = {}
    for example in examples():
        by_code.setdefault(example.code, []).append(example)
    together = by_code.pop(TOGETHER, [])
    index = "\n".join(f"* [`{code}`](#{code}): {_message(found[0])}" for code, found in by_code.items())
    sections = [_section(code, found) for code, found in by_code.items()]
    last = next(example for example in together if example.name.endswith("alles-tegelijk"))
    return "\n".join([HEAD, index, "", "## Meer fouten tegelijk", "", _shown(last), *sections])


def _section(code: str, found: list[Example]) -> str:
    also = [f"* `{_line(example)}`: {_remedy(example)}" for example in found[1:] if example.path is not None]
    others = ["Ook:", "", *also, ""] if also else []
    return "\n".join([f"## {code}", "", _shown(found[0]), *others])


def _shown(example: Example) -> str:
    message = example.expected.read_text(encoding="utf-8").rstrip()
    if example.path is None:
        opening = f"Bijvoorbeeld {SPECIAL[example.name].what}."
    else:
        text = example.path.read_text(encoding="utf-8").rstrip()
        opening = f"```{example.path.suffix[1:]}\n{text}\n```"
    return f"{opening}\n\n```text\n{message}\n```\n"


def _message(example: Example) -> str:
    first = example.expected.read_text(encoding="utf-8").splitlines()[0]
    return re.sub(r"^.*?: (?:fout|waarschuwing|opmerking): (.*) \[[a-z0-9-]+\]$", r"\1", first)


def _line(example: Example) -> str:
    """The analyst's line as the message quotes it, or the message when nothing is quoted."""
    quoted = re.search(r"^ +\d+ \| (.*)$", example.expected.read_text(encoding="utf-8"), re.MULTILINE)
    return quoted[1].strip().replace("`", "'") if quoted else _message(example)


def _remedy(example: Example) -> str:
    found = re.search(r"^ +remedie: (.*)$", example.expected.read_text(encoding="utf-8"), re.MULTILINE)
    return found[1] if found else ""


def main() -> int:
    """Write or check the page."""
    if "--meldingen" in sys.argv:
        for example in examples():
            example.expected.write_text(said(example)[1], encoding="utf-8")
    fresh = page()
    if "--toets" not in sys.argv:
        PAGE.write_text(fresh, encoding="utf-8")
    current = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    sys.stdout.write(f"{len(examples())} foute bestanden\n")
    return 0 if current == fresh else 1


if __name__ == "__main__":
    sys.exit(main())
