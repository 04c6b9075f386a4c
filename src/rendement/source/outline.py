"""What stands at the top of a text, whatever is wrong below it: keys, a list or bare text."""

from typing import Literal

import yaml

from rendement.source.build import LOADER

Top = Literal["sleutels", "lijst", "tekst", ""]


def outline(text: str) -> tuple[Top, list[str]]:
    r"""What the first document of a text is, with its keys; nothing when it is empty or cannot be parsed.

    >>> outline("a: 1\nb: {c: 2}\n"), outline("- a\n- b: 1"), outline("bare text"), outline("a: [")
    (('sleutels', ['a', 'b']), ('lijst', []), ('tekst', []), ('', []))
    """
    try:
        return _outline(text)
    except yaml.YAMLError:
        return "", []


def _outline(text: str) -> tuple[Top, list[str]]:
    top: Top = ""
    keys: list[str] = []
    depth, of_key = 0, True
    next_event = LOADER(text).get_event
    while (event := next_event()) is not None and type(event) is not yaml.DocumentEndEvent:
        opens = isinstance(event, yaml.CollectionStartEvent)
        closes = isinstance(event, yaml.CollectionEndEvent)
        depth -= closes
        whole = isinstance(event, yaml.ScalarEvent | yaml.AliasEvent) or closes
        if depth == 0 and not top and (opens or isinstance(event, yaml.ScalarEvent)):
            filled = opens or event.value.strip()
            top = "sleutels" if type(event) is yaml.MappingStartEvent else "lijst" if opens else "tekst"
            top = top if filled else ""
        elif depth == 1 and whole and top == "sleutels":
            if of_key:
                keys.append(getattr(event, "value", ""))
            of_key = not of_key
        depth += opens
    return top, keys
