"""Which figures are better the lower they are."""

from rendement.source.path import parse_path


def is_expense(path: str) -> bool:
    """Whether less of it is better.

    >>> is_expense("totaal.kosten"), is_expense("kosten[0].netto"), is_expense("totaal.rendement")
    (True, True, False)
    """
    first, *others = parse_path(path)
    return "kosten" in str(others[-1] if others else first) or first in ("kosten", "omslag")
