"""Runs the commands that the docs show, and compares what they print with what the docs print.

`python tests/helpers/doc_console.py` puts the present output and messages into the docs after a change.
A line with only `…` stands for any number of lines left out.
"""

import os
import re
import shlex
import shutil
from pathlib import Path

from typer.testing import CliRunner

from doc_blocks import DOCS, PAGES, Block, blocks, kept, pairs
from doc_cases import messages
from project import ROOT
from rendement.cli import app

REST = "…"
PROMPT = "$ rendement "


def commands(block: Block) -> list[tuple[str, list[str]]]:
    """Every command of a block with the lines printed under it."""
    found: list[tuple[str, list[str]]] = []
    for line in block.text.splitlines():
        if line.startswith("$ "):
            assert line.startswith(PROMPT), f"{block.place}: {line}"
            found.append((line.removeprefix(PROMPT), []))
        else:
            found[-1][1].append(line)
    return found


def prepare(folder: Path) -> None:
    """The examples, and the cases with ranges, as a reader has them where the commands are given."""
    for name in ("examples", "cases/zoetermeer/met-bandbreedte"):
        shutil.copytree(ROOT / name, folder / name, dirs_exist_ok=True)


def output(command: str, folder: Path) -> list[str]:
    """What a command prints in that folder, on both streams."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        result = CliRunner().invoke(app, shlex.split(command))
    finally:
        os.chdir(before)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    text = result.stderr + result.stdout
    return re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE).rstrip("\n").splitlines()


def agrees(shown: list[str], printed: list[str]) -> bool:
    """Whether the manual shows what was printed, but for what it leaves out."""
    pattern = "".join("(?:.*\n)*?" if line == REST else re.escape(line) + "\n" for line in _trim(shown))
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in printed)) is not None


def renewed(shown: list[str], printed: list[str]) -> list[str]:
    """The same pieces of the present output; a piece is found by the label of its first line."""
    pieces: list[list[str]] = [[]]
    for line in _trim(shown):
        if line == REST:
            pieces.append([])
        else:
            pieces[-1].append(line)
    if len(pieces) == 1:
        return printed
    fresh: list[str] = []
    start = 0
    for number, piece in enumerate(pieces):
        if number:
            fresh.append(REST)
        if piece:
            wanted = _label(piece[0])
            start = next(i for i in range(start, len(printed)) if _label(printed[i]) == wanted)
            fresh += printed[start : start + len(piece)]
            start += len(piece)
    return fresh


def _label(line: str) -> str:
    return re.split(r"(?<=\S) {2,}| · ", line)[0]


def _trim(lines: list[str]) -> list[str]:
    last = max((i for i, line in enumerate(lines) if line.strip()), default=-1)
    return lines[: last + 1]


def _renew(page: str, folder: Path) -> None:
    path, found = DOCS / page, blocks(page)
    text = path.read_text(encoding="utf-8")
    for block in kept(found, page):
        (folder / block.note[1]).write_text(block.text, encoding="utf-8")
    for block in found:
        if block.kind == "console":
            fresh = [
                [f"{PROMPT}{command}", *renewed(shown, output(command, folder))]
                for command, shown in commands(block)
            ]
            new = "\n\n".join("\n".join(lines) for lines in fresh) + "\n"
            text = text.replace(f"```console\n{block.text}```", f"```console\n{new}```")
    for base, block in pairs(found, "melding"):
        text = text.replace(
            f"```melding\n{block.text}```", f"```melding\n{messages(base.text, folder)}```", 1
        )
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    import tempfile

    for name in PAGES:
        with tempfile.TemporaryDirectory() as room:
            prepare(Path(room))
            _renew(name, Path(room))
