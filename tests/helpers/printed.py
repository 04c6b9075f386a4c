"""A PDF as poppler reads it, which knows nothing of who wrote it: its structure, its pages, its words."""

import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from typing import NamedTuple

from other_program import missing

_ELEMENT = re.compile(r"^( *)([A-Z][A-Za-z]*\d?)\b")
_ATTRIBUTE = re.compile(r"^ +/(\w+) (.*)$")
_WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>')


class Element(NamedTuple):
    """An element of the structure: how deep it lies, what it is, and its attributes."""

    depth: int
    kind: str
    attributes: dict[str, str]


def _said(program: str, *arguments: str | Path) -> str:
    found = shutil.which(program) or missing(f"{program} (poppler-utils) is er niet")
    done = subprocess.run(
        [found, *arguments], capture_output=True, check=True, encoding="utf-8", errors="replace"
    )
    return done.stdout


def facts(pdf: Path) -> dict[str, str]:
    """What is said of the file as a whole."""
    lines = (line.partition(":") for line in _said("pdfinfo", pdf).splitlines())
    return {key: value.strip() for key, _, value in lines}


def structure(pdf: Path) -> list[Element]:
    """Every element in reading order."""
    found: list[Element] = []
    for line in _said("pdfinfo", "-struct", pdf).splitlines():
        if attribute := _ATTRIBUTE.match(line):
            found[-1].attributes[attribute[1]] = attribute[2]
        elif element := _ELEMENT.match(line):
            found.append(Element(len(element[1]), element[2], {}))
    return found


def pages(pdf: Path) -> list[str]:
    """The text of every page, in reading order."""
    return _said("pdftotext", "-raw", pdf, "-").removesuffix("\f").split("\f")


def above_foot(page: str) -> str:
    """A page without its last lines, from the name of the report on."""
    return page.rpartition(" · rendement ")[0].rpartition("\n")[0]


def words(pdf: Path) -> list[tuple[float, float, str]]:
    """Every word with its right edge, as a share of the width of its page, and its left one."""
    found = []
    for page in _said("pdftotext", "-bbox", pdf, "-").split("<page ")[1:]:
        width = float(page.split('width="')[1].split('"')[0])
        found += [
            (float(left) / width, float(right) / width, unescape(word))
            for left, _, right, _, word in _WORD.findall(page)
        ]
    return found
