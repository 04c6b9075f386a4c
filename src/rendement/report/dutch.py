"""Dutch figures and plain text: the only place that rounds."""

import re
from math import floor, log10

from rendement.source.money import current

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+")


def number(value: float | None, decimals: int = 0) -> str:
    """A figure with Dutch marks, rounded half away from zero; a dash when it does not exist.

    >>> number(113500), number(-12.5), number(1.6286, 2), number(None)
    ('113.500', '-13', '1,63', '-')
    """
    if value is None:
        return "-"
    scale = 10**decimals
    units = int(abs(value) * scale + 0.5 + 1e-9)
    whole, part = divmod(units, scale)
    text = f"{whole:,}".replace(",", ".")
    if decimals:
        text += f",{part:0{decimals}d}"
    return f"-{text}" if value < 0 and units else text


def exact(value: float) -> str:
    """A figure with Dutch marks and every digit that it has; a very large or small one as a power of ten.

    >>> exact(2600.0), exact(-1234.5), exact(2600.0000000026), exact(1e-30)
    ('2.600', '-1.234,5', '2.600,0000000026', '1e-30')
    """
    written = repr(value)
    sign, digits = ("-", written[1:]) if written.startswith("-") else ("", written)
    whole, _, part = digits.removesuffix(".0").partition(".")
    if "e" in written:
        return written.replace(".", ",")
    start = len(whole) % 3
    grouped = ".".join(filter(None, [whole[:start], *re.findall("...", whole[start:])]))
    return f"{sign}{grouped},{part}" if part else f"{sign}{grouped}"


def counted(count: int, one: str, more: str) -> str:
    """So many of something.

    >>> counted(1, "rij", "rijen"), counted(1500, "rij", "rijen")
    ('1 rij', '1.500 rijen')
    """
    return f"{number(count)} {one if count == 1 else more}"


def euro(value: float | None) -> str:
    """An amount in whole euros, or in the currency of the file.

    >>> euro(113500.2), euro(-12)
    ('€ 113.500', '€ -12')
    """
    return "-" if value is None else f"{current().sign} {number(value)}"


def amount_text(value: float) -> str:
    """A price without its sign: cents only where a small price has them.

    >>> amount_text(7500), amount_text(4.44)
    ('7.500', '4,44')
    """
    cents = abs(value - round(value)) > 0.005 and abs(value) < 1000
    return number(value, 2 if cents else 0)


def quantity(value: float, most: int = 2) -> str:
    """A number of things: as many decimals as it needs, and no more than so many.

    >>> quantity(6), quantity(0.5), quantity(4 / 3), quantity(1.875, 4)
    ('6', '0,5', '1,33', '1,875')
    """
    for decimals in range(most):
        if abs(value - round(value, decimals)) < 1e-9:
            return number(value, decimals)
    return number(value, most)


def precise(value: float) -> str:
    """A number that somebody wrote, so that it can be written again: six figures, or as many as it has.

    >>> precise(6), precise(0.0145), precise(217.47), precise(1 / 4.5), precise(12345678)
    ('6', '0,0145', '217,47', '0,222222', '12.345.678')
    """
    return quantity(value, max(0, 5 - floor(log10(abs(value)))) if value else 0)


def percent(value: float | None) -> str:
    """A share or a rate, with as many decimals as it needs, at most two.

    >>> percent(0.5), percent(0.0225)
    ('50%', '2,25%')
    """
    return "-" if value is None else f"{quantity(value * 100)}%"


def plain(text: str | None) -> str:
    """A text of the analyst as one line, without characters that steer a terminal or a page."""
    return " ".join(_CONTROL.sub(" ", text or "").split())
