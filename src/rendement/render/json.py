"""JSON: the contract as it is, unrounded."""

import json
import re
from typing import Any

# in a stream these would steer a terminal or a CI runner; escaped they are the same text
_ACTING = re.compile(r"[\x7f-\x9f\u2028-\u202e\u2066-\u2069]|#(?=#(?:vso)?\[)")


def as_json(data: Any) -> str:
    """Indented, in the order of the contract; NaN and infinity are a bug, not a figure."""
    return _inert(json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False)) + "\n"


def as_ascii_json(data: Any) -> str:
    """The same, for a stream that cannot write every character."""
    return _inert(json.dumps(data, indent=2, allow_nan=False)) + "\n"


def _inert(text: str) -> str:
    if text.isascii() and "##" not in text:
        return text
    return _ACTING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
