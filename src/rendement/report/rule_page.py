"""A rule of method on a page: what it sees, why that matters, and what helps."""

import re
from typing import Any

from rendement.lint.registry import UPKEEP
from rendement.lint.rule import Method
from rendement.report.document import Document, Notes

_FILLED = re.compile(r"(?<!\{)\{\w+\}(?!\})")  # where a finding names what it saw


def rule_data(rule: Method) -> dict[str, Any]:
    """The rule as data; what a finding fills in stays between braces."""
    return {
        "nummer": rule.number,
        "code": rule.code,
        "familie": rule.family,
        "ernst": rule.severity,
        "uit": rule.off,
        "melding": _plain(rule.message),
        "waarom": rule.why,
        "grond": rule.ground or None,
        "remedie": _plain(rule.remedy),
    }


def rule_page(rule: Method) -> Document:
    """The rule for a reader."""
    grave = f"{rule.severity}{', alleen als u erom vraagt (--select)' if rule.off else ''}"
    blocks = [
        _notes("melding", "Wat er staat", _shown(rule.message)),
        _notes("waarom", "Waarom dat uitmaakt", rule.why),
        *([_notes("grond", "Waar dat op rust", f"{rule.ground}.")] if rule.ground else []),
        _notes("remedie", "Wat helpt", _shown(rule.remedy)),
    ]
    if rule.family != UPKEEP:
        said = f"Schrijf het in het bestand: `{_waiver(rule)}`."
        blocks.append(_notes("afwijken", "Mag het zo blijven", said))
    return Document(f"{rule.number} {rule.code}", grave, tuple(blocks))


def _notes(key: str, title: str, said: str) -> Notes:
    return Notes(key, title, (said,), coded=True)


def _shown(template: str) -> str:
    """A sentence with dots where a finding fills something in."""
    text = _plain(_FILLED.sub("…", template)).lstrip(" …,;:") + "."
    return text[:1].upper() + text[1:]


def _plain(template: str) -> str:
    return template.replace("{{", "{").replace("}}", "}")


def _waiver(rule: Method) -> str:
    return f"afwijken: [{{regel: {rule.number}, reden: …, tot: 2027-01}}]"
