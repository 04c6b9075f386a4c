"""From a case as data to its result: written out as a file would be, and computed as a file would be."""

import atexit
import json
import tempfile
from pathlib import Path

from rendement.source.tree import parse
from rendement.study.calculation import Options
from rendement.study.contract import contract
from rendement.study.pipeline import calculate_source

LIST = {
    "wonen/uitzetting": {
        "naam": "Uitzetting",
        "bedrag": 6000,
        "betaler": "woningcorporatie",
        "domein": "wonen",
    },
    "jeugd/begeleiding": {"naam": "Begeleiding", "bedrag": 35.5, "betaler": "gemeente", "domein": "jeugd"},
    "zorg/opname": {
        "naam": "Opname",
        "bedrag": 900,
        "betaler": {"zorgverzekeraar": "75%", "gemeente": "25%"},
        "domein": "zorg",
        "prijspeil": 2022,
    },
    "oud/prijs": {"naam": "Oud", "bedrag": 1250, "prijspeil": "onbekend"},
    "eigen/bijdrage": {"naam": "Bijdrage", "bedrag": 250, "betaler": "rijk", "tegenpartij": "mantelzorger"},
    "tabel/last": {"naam": "Last", "tabel": {"1": 500, "2": 700, "3": 1100}, "prijspeil": 2015},
    "tarief/dag": {"naam": "Dag", "tarieven": {"dag": 80, "nacht": 120}, "betaler": "zorgverzekeraar"},
    "maal/week": {"naam": "Week", "bedrag": 12.5, "factoren": {"uren": 6, "deel": "75%"}},
    "verloop/terugval": {"naam": "Terugval", "terugval": {"1": "25%", "2": "42%", "5": "45%"}},
}
_KEPT = tempfile.TemporaryDirectory()
atexit.register(_KEPT.cleanup)
FOLDER = Path(_KEPT.name)


def price_list(factor=1):
    """Write the price list, every price times a factor; its file name."""
    name = f"lijst-{factor}.yaml" if factor != 1 else "lijst.yaml"
    path = FOLDER / name
    if not path.exists():
        posts = {code: times(post, factor) for code, post in LIST.items()}
        path.write_text(json.dumps({"prijslijst": "lijst", "prijspeil": 2018, "posten": posts}), "utf-8")
    return name


def times(node, factor, money=False):
    """The same with every amount of money times a factor."""
    if isinstance(node, dict):
        return {
            key: times(value, factor, (money or key in MONEY) and key != "jaar")
            for key, value in node.items()
        }
    if isinstance(node, list):
        return [times(item, factor, money) for item in node]
    return node * factor if money and isinstance(node, int | float) else node


MONEY = {"bedrag", "totaal", "tarief", "tarieven", "tabel", "betaler", "ontvanger", "restwaarde"}


def shown(node):
    """The same with every figure in four decimals: `1.125` could also be read as more than a thousand."""
    if isinstance(node, dict):
        return {key: shown(value) for key, value in node.items()}
    if isinstance(node, list):
        return [shown(item) for item in node]
    return f"{node:.4f}" if isinstance(node, float) else node


def outcome(case, perspective="maatschappij", comment=""):
    """Everything that can be made of a case; a case that is refused is a fault of the test.

    A comment comes behind every line of its text.
    """
    price_list()
    text = json.dumps(shown(case), indent=1).replace("\n", f"{comment}\n")
    source, findings = parse(text, str(FOLDER / "casus.yaml"))
    found = calculate_source(str(FOLDER / "casus.yaml"), source, findings, Options(perspective=perspective))
    assert found.result is not None, (case, found.findings)
    return found


def data(case, perspective="maatschappij"):
    """The JSON contract of a case."""
    return contract(outcome(case, perspective))


def size(result):
    """What rounding is measured against: the gross amounts of all lines."""
    gross = [line["stappen"][0]["bedrag"] for line in (*result["baten"], *result["kosten"])]
    deepest = [
        abs(step["bedrag"]) for line in (*result["baten"], *result["kosten"]) for step in line["stappen"]
    ]
    return 1 + sum(map(abs, gross)) + sum(deepest)
