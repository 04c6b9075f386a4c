"""Schrijf `docs/regels.md` uit `tests/regels/`: per regel een bestand dat haar laat vuren en een dat zwijgt.

Wat `rendement explain` van een regel zegt, komt uit dezelfde bestanden.

python tools/rules_page.py             schrijf de pagina
python tools/rules_page.py --toets     zeg alleen of zij klopt (uitgangscode 1 als dat niet zo is)
"""

import json
import sys
from contextlib import chdir
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from rendement.cli import app
from rendement.lint.registry import RULES, UPKEEP
from rendement.lint.rule import Method

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "tests" / "regels"
PAGE = ROOT / "docs" / "regels.md"
SAYINGS = ROOT / "src" / "rendement" / "lint" / "examples.json"
DAY = "2026-11-30"  # on which the files are judged
BESIDE = "delen"  # what the files name
FIRES, SILENT = "vuurt", "zwijgt"
FAMILIES = {
    "R0": "afwijkingen",
    "R1": "tijd en tellen",
    "R2": "toerekening",
    "R3": "bewijs",
    "R4": "prijzen",
    "R5": "partijen",
    "R6": "dubbel en zonder uitleg",
    "R7": "verloop van een programma",
    "R8": "privacy",
    "R9": "uitkomst",
}

HEAD = """# Regels

Wat gerekend kan worden, is daarmee nog niet te geloven. `rendement check` kijkt als een kritische collega
mee: elke regel hieronder heeft een nummer en een naam, zegt wat er zwak of dubbel is, waarom dat uitmaakt
en wat u kunt schrijven. Een regel verandert geen cijfer.

* *waarschuwing*: dit moet iemand nakijken voordat de uitkomst de deur uit gaat; *opmerking*: dit moet een
  lezer weten.
* Staat één regel op meer plaatsen in een bestand, dan is dat één bevinding; de andere plaatsen staan erbij
  (`paden` in de JSON).
* `rendement calc` noemt onder het verslag alleen de nummers, `rendement batch` telt ze.
* Een regel over meer bestanden samen zegt `check` eenmaal, bij het eerste bestand; `batch` zegt haar onder
  de tabel, in geen enkele rij.
* `rendement explain R201` (of de naam) geeft dezelfde uitleg als hier.

## Kiezen

    rendement check zaken --select R2,R101      alleen deze: een nummer, een familie of een naam
    rendement check zaken --ignore R205         alles behalve deze
    rendement check zaken --strict              ook een waarschuwing geeft code 1
    rendement check zaken --fout R107,R110      deze tellen als fout
    rendement check zaken --statistiek          hoe vaak elke regel voorkomt
    rendement check zaken --basis eerder.json   alleen wat nieuw is

Wat *uit* staat, kijkt alleen als u erom vraagt (`--select R207`). `eerder.json` is een eerdere `rendement
check zaken --format json -o eerder.json`; een regel die alleen is verplaatst, is geen nieuws, want de
plaats telt met de `id` of naam van haar regel. Een fout (wat niet gerekend kan worden) verschijnt altijd.
`--format sarif` is voor diensten die meldingen bijhouden: elke plaats is een melding, en die blijft
dezelfde als er regels bij komen.

## Afwijken

Een bevinding die mag blijven staan, zegt dat in het bestand zelf, met de reden en tot wanneer:

    afwijken:
      - {regel: R201, pad: baten.uitstroom, reden: de bron heeft geen vergelijking, tot: 2027-01}

Zonder `pad` is het voor het hele bestand; met `pad` voor die plaats en alles eronder. `tot` is een maand
(tot en met) of `blijvend`. Ook een opmerking of waarschuwing zonder nummer kan zo bij haar naam genoemd
worden; van een fout kan niet afgeweken worden. Wat afgeweken is, blijft zichtbaar met de reden, en telt
apart. De rest van een bevinding blijft staan. Na de maand van `tot` telt de bevinding weer. Welke dag het
is, zegt `--op 2026-11-30` (in `check`, `calc`, `batch` en `report`); anders is het vandaag. Staat er een
afwijking in een bestand, dan noemt de JSON van `calc` de dag in `herkomst.op`, en een rapport ook.

## Wat geen regel nodig heeft

Dit kan in een bestand dat gerekend wordt niet misgaan; de proef ernaast bewaakt het.

| wat | waardoor | proef |
|---|---|---|
| een getal dat op twee manieren te lezen is | het wordt geweigerd | `tests/docs/test_case_language.py` |
| een aandeel boven 100% of onder 0% | het wordt geweigerd | `tests/fouten/aandeel-buiten-bereik.yaml` |
| betalers die samen geen 100% zijn | het wordt geweigerd | `tests/fouten/betalers-geen-100.yaml` |
| een som over jaren die elk jaar opnieuw telt | het wordt geweigerd | `tests/fouten/prijs-over-jaren.yaml` |
| één casus twee keer in een programma | het wordt geweigerd | `tests/fouten/dubbele-casus.yaml` |
| delen die niet tot het geheel optellen | er is één som | `tests/properties/test_adding_up.py` |
| een overdracht die als winst telt | zij is samen precies nul | `tests/properties/test_adding_up.py` |
| een stap die een baat groter maakt | elke stap gaat één kant op | `tests/properties/test_direction.py` |

Wat geen bestand kan laten zien: of een getal waar is, of de groep waarmee wordt vergeleken dezelfde soort
mensen is, of in twee bestanden met andere namen dezelfde mensen zitten, en welke effecten niemand heeft
opgeschreven.

Deze pagina is gemaakt met `python tools/rules_page.py`; een toets bewaakt dat zij klopt, en dat elke regel
hier vuurt en zwijgt.
"""

_UPKEEP = {rule.number for rule in RULES if rule.family == UPKEEP}


@dataclass(frozen=True)
class Example:
    """A file of a rule, or a folder for one over more files, that fires it or does not."""

    path: Path

    @property
    def number(self) -> str:
        """Of which rule."""
        return self.path.stem.split("-")[0]

    @property
    def fires(self) -> bool:
        """Whether the rule has something to say of it."""
        return self.path.stem.split("-")[1] == FIRES


def examples() -> list[Example]:
    """Every file, in order of name; the plain one of a rule before its variants."""
    found = [path for path in FOLDER.iterdir() if path.suffix == ".yaml" or path.is_dir()]
    ours = [path for path in found if path.name != BESIDE]
    return [Example(path) for path in sorted(ours, key=lambda path: path.stem)]


def said(example: Example) -> str:
    """What `check` says of this rule; nothing when it is silent. A file with errors raises ValueError."""
    blocks = _checked(example).rstrip("\n").split("\n\n")
    return "\n".join(f"{block}\n" for block in blocks if f"[{example.number} " in block)


def _checked(example: Example, *more: str) -> str:
    asked = ["check", example.path.name, "--op", DAY, *more]
    if example.number not in _UPKEEP:  # of waivers of other rules, which are looked for as well then
        asked += ["--select", example.number]
    with chdir(FOLDER):
        result = CliRunner().invoke(app, asked)
    if result.exit_code:
        raise ValueError(f"{example.path.name}: {result.output}")
    return result.stdout


@cache
def sayings() -> dict[str, dict[str, Any]]:
    """Of every rule what it says of the first file that fires it, and how grave it is of any."""
    found: dict[str, dict[str, Any]] = {}
    for rule in RULES:
        fires = [item for item in examples() if item.number == rule.number and item.fires]
        data = [item for example in fires for item in json.loads(_checked(example, "--format", "json"))]
        own = [item for item in data if item["nummer"] == rule.number]
        grave = {item["ernst"] for item in own}
        found[rule.number] = {
            "ernst": [severity for severity in ("waarschuwing", "opmerking") if severity in grave],
            "melding": own[0]["melding"],
            "remedie": own[0]["remedie"],
        }
    return found


def sayings_text() -> str:
    """The same as a file of the package."""
    return json.dumps(sayings(), ensure_ascii=False, indent=1) + "\n"


def page() -> str:
    """The whole page."""
    found = examples()
    parts = [HEAD, "| nummer | naam | ernst |", "|---|---|---|"]
    parts += [f"| [{rule.number}](#{_anchor(rule)}) | `{rule.code}` | {_severity(rule)} |" for rule in RULES]
    for family, what in FAMILIES.items():
        own = [rule for rule in RULES if rule.family == family]
        parts += ["", f"## {family}: {what}"] if own else []
        for rule in own:
            parts += ["", _section(rule, [item for item in found if item.number == rule.number])]
    return "\n".join(parts) + "\n"


def _anchor(rule: Method) -> str:
    return f"{rule.number.lower()}-{rule.code}"


def _severity(rule: Method) -> str:
    grave = sayings()[rule.number]["ernst"]
    return " of ".join(grave) + (", uit" if rule.off else "")


def _section(rule: Method, found: list[Example]) -> str:
    fires = next(item for item in found if item.fires)
    silent = next(item for item in found if not item.fires)
    ground = f"\n\nGrond: {rule.ground}." if rule.ground else ""
    return (
        f"### {rule.number} {rule.code}\n\n{rule.why}{ground}\n\n"
        f"{_text(fires)}\n\n```text\n{said(fires).rstrip()}\n```\n\n"
        f"Maar niet:\n\n{_text(silent)}"
    )


def _text(example: Example) -> str:
    if not example.path.is_dir():
        return _block(example.path)
    files = sorted(example.path.iterdir())
    return "\n\n".join(f"`{path.name}`:\n\n{_block(path)}" for path in files)


def _block(path: Path) -> str:
    return f"```yaml\n{path.read_text(encoding='utf-8').rstrip()}\n```"


def main() -> int:
    """Write or check the page."""
    fresh = {PAGE: page(), SAYINGS: sayings_text()}
    if "--toets" not in sys.argv:
        for path, text in fresh.items():
            path.write_text(text, encoding="utf-8")
    sys.stdout.write(f"{len(RULES)} regels, {len(examples())} bestanden\n")
    return 0 if all(path.exists() and path.read_text("utf-8") == text for path, text in fresh.items()) else 1


if __name__ == "__main__":
    sys.exit(main())
