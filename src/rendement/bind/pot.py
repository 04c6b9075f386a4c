"""What a line of a case saves from."""

from rendement.engine.plan import Line, Part


def pot_of(line: Line, part: Part) -> str | None:
    """What a line saves from: what it says, else the post of its price."""
    return line.pot or (part.price.post or "").partition("@")[0] or None
