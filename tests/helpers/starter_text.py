"""A starter file: which of its lines are options, and the file with an option in use."""

import re

OPTION = re.compile(r"( *)# (.*)")
EXPLANATION = re.compile(r" *##( .*)?")


def blocks(lines):
    """Options that stand together, as line numbers."""
    found, block = [], []
    for number, line in enumerate(lines):
        if OPTION.fullmatch(line):
            block.append(number)
        elif block:
            found.append(block)
            block = []
    return [*found, block] if block else found


def without_hash(lines, numbers):
    """The text with the hash of some lines gone."""
    shown = [
        OPTION.fullmatch(line).expand(r"\1\2") if number in numbers else line
        for number, line in enumerate(lines)
    ]
    return "\n".join(shown) + "\n"
