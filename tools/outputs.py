"""Leg vast wat het programma over elk bestand van deze map zegt, om voor en na een wijziging te vergelijken.

    python tools/outputs.py voor         vóór de wijziging
    python tools/outputs.py na           erna
    diff -r voor na                      wat er bewoog

Every case, example and programme in every format, in a pipe, in windows of two widths and as a file; with
break-even values, by year, domain and actor; every explanation; price lists, schemas, batches and checks.
"""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

from rendement.__main__ import main as command
from rendement.render.formats import FORMATS

ROOT = Path(__file__).resolve().parent.parent
WIDTHS = (80, 120)
BY = ("--by", "jaar", "--by", "domein", "--by", "actor")


class Stream(io.TextIOWrapper):
    """A stream that may be a window, of which everything is kept."""

    def __init__(self, *, window: bool) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", newline="", write_through=True)
        self.window = window

    def isatty(self) -> bool:
        """Whether this is a window."""
        return self.window

    def kept(self) -> bytes:
        """Everything written so far."""
        self.flush()
        return self.buffer.getvalue()  # type: ignore[attr-defined,no-any-return]


def said(arguments: list[str], width: int | None = None) -> bytes:
    """What a command writes to both of its streams, and its exit code."""
    out, err = Stream(window=width is not None), Stream(window=False)
    around = {"COLUMNS": str(width or 80), "NO_COLOR": "1", "TERM": "xterm"}
    code: object = 0
    named = patch.object(sys, "argv", ["rendement", *arguments])
    with redirect_stdout(out), redirect_stderr(err), patch.dict(os.environ, around), named:
        try:
            command()
        except SystemExit as end:
            code = end.code
    return out.kept() + b"\n-- " + str(code).encode() + b"\n" + err.kept()


def files() -> Iterator[str]:
    """Every case, example, programme and price list, from the root."""
    for folder in ("cases", "examples", "prijslijst"):
        yield from (str(path.relative_to(ROOT)) for path in sorted((ROOT / folder).rglob("*.yaml")))


def commands() -> Iterator[tuple[str, list[str], int | None]]:
    """A name, a command, and the width of its window when it has one."""
    for name in files():
        for form in FORMATS:
            yield f"{name}.{form}", ["calc", name, "--format", form], None
        yield f"{name}.by", ["calc", name, *BY, "--omslag"], None
        yield f"{name}.by.json", ["calc", name, *BY, "--omslag", "--format", "json"], None
        yield f"{name}.overheid", ["calc", name, "--perspective", "maatschappij"], None
        for width in WIDTHS:
            yield f"{name}.{width}", ["calc", name, *BY], width
        yield f"{name}.uitleg", ["explain", name], None
        yield f"{name}.uitleg.json", ["explain", name, "--format", "json"], None
        yield f"{name}.check", ["check", name], None
    for form in FORMATS:
        yield f"batch.{form}", ["batch", "cases", "examples", "--format", form], None
        yield f"samen.{form}", ["calc", "cases/zoetermeer/*.yaml", "--format", form], None
    for name in ("casus", "prijslijst", "programma"):
        yield f"schema.{name}", ["schema", "--soort", name], None
    yield "schema.uitkomst", ["schema", "--result"], None
    yield "prices", ["prices"], None
    yield "prices.zoek", ["prices", "zoek", "uithuisplaatsing"], None
    yield "prices.toon", ["prices", "toon", "jeugd/ots"], None
    for verb in ("", "batch", "calc", "check", "explain", "init", "prices", "schema"):
        yield f"help.{verb}", [*([verb] if verb else []), "--help"], None


def main() -> int:
    """Write one file for every command."""
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    target = Path(sys.argv[1]).resolve()
    os.chdir(ROOT)
    count = 0
    for name, arguments, width in commands():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(said(arguments, width))
        count += 1
    print(f"{count} uitkomsten in {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
