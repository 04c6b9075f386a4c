"""What may be waived by name is what the program says while reading, and nothing that is an error."""

import ast

from finding_codes import CODE, SOURCE
from rendement.lint.registry import LANDED, by_name, choosable, remark_codes, waivable

# said of a command or of files together, in which nobody can depart from it
OF_NO_FILE = {
    "geen-bandbreedte",
    "geen-omslagwaarden",
    "geen-perspectief",
    "misschien-een-casus",
    "onbekende-actor",  # an error in a file; a warning in a table that becomes a list
    "overgeslagen",
    "post-onvolledig",
    "te-veel-fouten",
}
# a warning at the ends of ranges; an error where the middle itself is wrong
SOMETIMES = {"betalers-geen-100", "kosten-negatief", "restwaarde-te-hoog", "scenario-past-niet"}
COMPOSED = {"gemengd-horizon", "gemengd-prijspeil"}


def said_and_no_error():
    """The codes that stand in one call with a severity below an error, outside the rules."""
    codes = set()
    for path in SOURCE.rglob("*.py"):
        if path.parent.name == "lint":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                given = [*node.args, *(keyword.value for keyword in node.keywords)]
                texts = [item.value for item in given if isinstance(item, ast.Constant)]
                if {"waarschuwing", "opmerking"} & {text for text in texts if isinstance(text, str)}:
                    codes |= {text for text in texts if isinstance(text, str) and CODE.fullmatch(text)}
    return codes


def test_what_is_said_while_reading_may_be_waived():
    found = said_and_no_error()
    assert len(found) > 12
    assert found - OF_NO_FILE <= set(LANDED)
    assert set(LANDED) - found <= SOMETIMES | COMPOSED


def test_the_names_are_all_different_and_waivers_are_not_about_waivers():
    assert len(waivable()) == len(set(waivable()))
    assert len(choosable()) == len(set(choosable()))
    assert {"R201", "geen-prijspeil", "alles-negatief"} <= set(waivable())
    assert not {"R001", "R002", "afwijking-verlopen"} & set(waivable())
    assert not remark_codes() & set(by_name())
