"""A rule of method on a page: what it sees, why that matters, and what helps."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from rendement.lint.registry import UPKEEP
from rendement.lint.rule import Method
from rendement.report.document import Document, Notes


def rule_data(rule: Method) -> dict[str, Any]:
    """The rule as data; what a finding fills in stays between braces."""
    return {
        "nummer": rule.number,
        "code": rule.code,
        "familie": rule.family,
        "ernst": examples()[rule.number]["ernst"],
        "uit": rule.off,
        "melding": _plain(rule.message),
        "waarom": rule.why,
        "grond": rule.ground or None,
        "remedie": _plain(rule.remedy),
    }


def rule_page(rule: Method) -> Document:
    """The rule for a reader."""
    example = examples()[rule.number]
    grave = f"{' of '.join(example['ernst'])}{', alleen als u erom vraagt (--select)' if rule.off else ''}"
    blocks = [
        _notes("melding", "Wat er staat, bijvoorbeeld", _sentence(example["melding"])),
        _notes("waarom", "Waarom dat uitmaakt", rule.why),
        *([_notes("grond", "Waar dat op rust", f"{rule.ground}.")] if rule.ground else []),
        _notes("remedie", "Wat helpt", _sentence(example["remedie"])),
    ]
    if rule.family != UPKEEP:
        said = f"Schrijf het in het bestand: `{_waiver(rule)}`."
        blocks.append(_notes("afwijken", "Mag het zo blijven", said))
    return Document(f"{rule.number} {rule.code}", grave, tuple(blocks))


def _notes(key: str, title: str, said: str) -> Notes:
    return Notes(key, title, (said,), coded=True)


@cache
def examples() -> dict[str, dict[str, Any]]:
    """Of every rule what it says of a file that fires it, and how grave it may be."""
    text = (files("rendement.lint") / "examples.json").read_text(encoding="utf-8")
    found: dict[str, dict[str, Any]] = json.loads(text)
    return found


def _sentence(said: str) -> str:
    is_path = "." in said.split(maxsplit=1)[0]
    return f"{said if is_path else said[:1].upper() + said[1:]}."


def _plain(template: str) -> str:
    return template.replace("{{", "{").replace("}}", "}")


def _waiver(rule: Method) -> str:
    return f"afwijken: [{{regel: {rule.number}, reden: …, tot: 2027-01}}]"
