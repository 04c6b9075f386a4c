"""JSON: the contract as it is, unrounded."""

import json
from typing import Any


def as_json(data: Any) -> str:
    """Indented, in the order of the contract; NaN and infinity are a bug, not a figure."""
    return json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def as_ascii_json(data: Any) -> str:
    """The same, for a stream that cannot write every character."""
    return json.dumps(data, indent=2, allow_nan=False) + "\n"
