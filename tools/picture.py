"""Teken het verslag van een casus of programma zoals een terminal het toont, licht en donker.

    python tools/picture.py MAP [BESTAND...] [--breedte 80]

Writes one SVG per file and background to the folder; look at them after every change to the table.
"""

import argparse
import io
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import DEFAULT_TERMINAL_THEME, DIMMED_MONOKAI, TerminalTheme

from rendement.render.findings import as_text
from rendement.render.terminal import layout, paint
from rendement.report.assembly import assemble
from rendement.study.pipeline import calculate

ROOT = Path(__file__).resolve().parent.parent
CASES = sorted((ROOT / "cases" / "zoetermeer").glob("*.yaml"))
THEMES: dict[str, TerminalTheme] = {"licht": DEFAULT_TERMINAL_THEME, "donker": DIMMED_MONOKAI}


def picture(case: Path, width: int, theme: TerminalTheme) -> str:
    """The report of a file as a window of this width shows it."""
    outcome = calculate(str(case))
    if outcome.failed:
        raise SystemExit(as_text(outcome.findings))
    (document,) = assemble("verslag", [outcome])
    console = Console(record=True, width=width, file=io.StringIO(), highlight=False, force_terminal=True)
    paint(layout(document, width), console)
    return console.export_svg(title=f"rendement calc {case.name}", theme=theme)


def main() -> None:
    """Draw every file on every background."""
    parser = argparse.ArgumentParser(description="Teken het verslag van een casus of programma.")
    parser.add_argument("folder", metavar="map", type=Path, help="Waar de tekeningen komen.")
    parser.add_argument(
        "cases", metavar="casus", type=Path, nargs="*", default=CASES, help="Standaard alle van Zoetermeer."
    )
    parser.add_argument(
        "--breedte", dest="width", metavar="N", type=int, default=80, help="Kolommen van het venster."
    )
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    for case in chosen.cases:
        for name, theme in THEMES.items():
            path = chosen.folder / f"{case.stem}-{name}.svg"
            path.write_text(picture(case, chosen.width, theme), encoding="utf-8")
            print(path)


if __name__ == "__main__":
    main()
