"""Runs what the docs show: a case or a part of one, completed with what it leaves out."""

import re
import shlex
from pathlib import Path

from rendement.figures.field import Data
from rendement.figures.lookup import LookupFailedError, lookup
from rendement.render.findings import as_text
from rendement.source.path import parse_path
from rendement.source.tree import parse
from rendement.study.calculation import Calculation, Options
from rendement.study.contract import contract
from rendement.study.pipeline import calculate_source

_HEAD = {"naam": "Proef", "gemeente": "Voorbeeldstad", "periode": "2018"}


def whole_case(text: str) -> str:
    """The text with the keys it leaves out added at the end, so that its own lines keep their numbers."""
    keys = set(re.findall(r"^(\w+):", text, re.MULTILINE))
    if "kolommen" in keys:
        return text  # a monitor is shown whole
    missing = [f"{key}: {value}\n" for key, value in _HEAD.items() if key not in keys]
    if not keys & {"baten", "kosten", "maatregelen"}:
        missing.append("kosten: [{naam: Proef, bedrag: 0}]\n")
    return text + "".join(missing)


def run(text: str, folder: Path, words: str = "") -> Calculation:
    """Compute a text as if it were `casus.yaml` in a folder, with the options of a command line."""
    name = str(folder / "casus.yaml")
    source, findings = parse(text, name)
    return calculate_source(name, source, findings, options(words))


def messages(text: str, folder: Path) -> str:
    """The findings about a text, as they are printed."""
    return as_text(run(whole_case(text), folder).findings).replace(f"{folder}/", "")


def options(words: str) -> Options:
    """`--set A=B --scenario laag --perspective overheid` as options."""
    given: dict[str, list[str]] = {}
    pieces = shlex.split(words.replace('"', '\\"'))
    for flag, value in zip(pieces[::2], pieces[1::2], strict=True):
        given.setdefault(flag, []).append(value)
    known = {"--set", "--scenario", "--perspective"}
    assert set(given) <= known, f"onbekende opties: {set(given) - known}"
    one = {flag: values[-1] for flag, values in given.items()}
    return Options(tuple(given.get("--set", ())), one.get("--scenario"), one.get("--perspective"))


def data_of(outcome: Calculation) -> Data:
    """The JSON contract of a run without findings."""
    assert not outcome.findings, [f"{f.code}: {f.message}" for f in outcome.findings]
    return contract(outcome)


def figure(data: Data, path: str) -> float | None:
    """The figure at a result path."""
    try:
        found = lookup(data, parse_path(path))
    except LookupFailedError:
        raise AssertionError(f"geen resultaat op {path}") from None
    assert found is None or isinstance(found, int | float), f"{path} is geen getal"
    return found
