"""What an analyst probably meant by a text that is no number: spellings with his own figures.

Nothing is offered that the reader refuses: `accepts` is asked about every spelling first.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal

from rendement.source import money
from rendement.source.currency import EURO
from rendement.source.record import record

Accepts = Callable[[str], bool]  # whether a spelling can stand where the number belongs

LONGEST = 100  # characters; nobody writes one number in more
EITHER = "{} als u duizendtallen bedoelt, of {} als het decimalen zijn"

_THOUSAND, _MILLION = Decimal(1_000), Decimal(1_000_000)
_TIMES = {
    **dict.fromkeys(("k", "duizend"), _THOUSAND),
    "ton": 100 * _THOUSAND,
    **dict.fromkeys(("mln", "miljoen", "mio"), _MILLION),
    **dict.fromkeys(("mld", "miljard"), 1_000 * _MILLION),
    "promille": Decimal("0.1"),
}
_HUNDREDTHS = ("%", "procent", "pct", "promille")
_WORDS = "een twee drie vier vijf zes zeven acht negen tien elf twaalf"
_NUMBERS = {word: str(number) for number, word in enumerate(_WORDS.split(), start=1)}
_PRODUCT = re.compile(r"([0-9]{1,6}) *(?:[x×*·]|maal|keer) *(.+)")
_SCALE = "|".join([*_TIMES, *_HUNDREDTHS])
_PIECE = re.compile(
    rf"(?P<sign>[-+]?)\s*(?P<euro>€|eur\b)?\s*(?P<inner>[-+]?)\s*(?P<digits>[0-9.,]*[0-9])(?P<tail>,-+|[.,])?\s*"
    rf"(?:(?P<scale>{_SCALE})(?![a-z])\.?)?(?P<rest>[^0-9]*)"
)
_ABOUT = re.compile(
    r"(?:(?:circa|ca|plm|ongeveer|ongev|gemiddeld|gem|maximaal|max|minimaal|min|minstens|hooguit"
    r"|ruim|bijna|naar schatting|tussen|van)(?![a-z])\.?|±|~|≈|[<>≤≥=]|\+/-)\s*"
)
_ROUGHLY = re.compile(r"(?:circa|ca|plm|ongeveer|ongev|naar schatting)(?![a-z])|[±~≈]|\+/-")
_GIVE_OR_TAKE = re.compile(r"±|\+/?-")
_UP_TO = re.compile(r"(?:(?<!\s)\s+)?(?:[-–—]|\.\.+|…|tot en met\b|tot\b|t/m|tm\b|[àá]|a\b|en\b)\s*")
_PART = re.compile(r"([0-9]{1,9})\s*(?:/|van de\b|van\b|op de\b|op\b|uit\b)\s*([1-9][0-9]{0,8})[^0-9]*")
_GROUPS = re.compile(r"(?<=[0-9])[ ](?=[0-9]{3}(?![0-9]))")


@record
class _Piece:
    """One number of a text: how it may be read, as thousands first; and what stands around it."""

    values: tuple[Decimal, ...]
    euro: bool = False
    scale: str = ""
    rest: str = ""

    def spelt(self, thousands: bool) -> str:
        """The number in a spelling that is read in one way only."""
        value = self.values[0 if thousands else -1]
        if self.scale in _HUNDREDTHS:
            return f"{plain(value)}%"
        if self.euro and value == int(value):
            return f"{money.current().sign} {int(value):,}".replace(",", ".")
        return plain(value)

    def worded(self, thousands: bool) -> str:
        """The same with its own scale: the word that was written, or one that fits."""
        value = self.values[0 if thousands else -1]
        if self.scale not in money.SCALES:
            return in_words(value)
        figure = plain((value / _TIMES[self.scale]).normalize())
        return f"{figure}{'' if self.scale == 'k' else ' '}{self.scale}"


def _in_scale(piece: _Piece) -> bool:
    return piece.scale in _TIMES and piece.scale not in _HUNDREDTHS


def _with_unit(pieces: Iterable[_Piece]) -> bool:
    """Whether any of them says what it is in, so that it is not bare."""
    return any(piece.euro or _in_scale(piece) for piece in pieces)


def plain(value: Decimal) -> str:
    """A number in digits that can be read in one way only: never three decimals behind a whole.

    >>> plain(Decimal("1.125")), plain(Decimal("40.000")), plain(Decimal("0.125")), plain(Decimal("007.50"))
    ('1.1250', '40.0', '0.125', '7.50')
    """
    text = f"{value:f}"
    whole, _, decimals = text.partition(".")
    if len(decimals) != 3 or whole.strip("-") == "0":
        return text
    return f"{whole}.{decimals.rstrip('0') or '0'}" if decimals.endswith("0") else f"{text}0"


def in_words(value: Decimal) -> str:
    """An amount with its own scale, which is the same in every file.

    >>> in_words(Decimal(1500)), in_words(Decimal(1300000))
    ('1.5k', '1.3 mln')
    """
    word, scale = (" mln", _MILLION) if abs(value) >= _MILLION else ("k", _THOUSAND)
    return plain((value / scale).normalize()) + word


def readings(digits: str, euro: bool = False) -> tuple[Decimal, ...]:
    """The numbers that digits with points and commas can stand for, as thousands first; none when none.

    >>> [str(value) for value in readings("40.000")], readings("1.2.3")
    (['40000', '40.000'], ())
    >>> readings("1.234,50") == readings("1,234.50") == (Decimal("1234.50"),)
    True
    """
    whole, *groups = re.split("[.,]", digits)
    marks = re.findall("[.,]", digits)
    if not marks:
        return (Decimal(digits),)
    joined = Decimal(f"{whole}{''.join(groups[:-1])}.{groups[-1]}")
    thousands = whole.strip("0") != "" and len(set(marks)) == 1 and all(len(group) == 3 for group in groups)
    if len(marks) == 1:
        if not thousands:
            return (joined,)
        together = Decimal(whole + groups[0])
        return (together,) if euro and marks == ["."] else (together, joined)
    if thousands:
        return (Decimal(whole + "".join(groups)),)
    apart = marks[-1] not in marks[:-1] and len(set(marks)) == 2
    return (joined,) if apart and all(len(group) == 3 for group in groups[:-1]) else ()


def meant(text: str, accepts: Accepts) -> str:
    """The remedy for a spelling that people do use; empty when nothing is recognised."""
    if len(text) > LONGEST:
        return ""
    words = _GROUPS.sub("", _words(text))
    first, _, rest = words.partition(" ")
    if (number := _NUMBERS.get(first.replace("é", "e"))) is not None and accepts(number):
        return f"schrijf {'alleen ' if rest else ''}{number}"
    bare = _ABOUT.sub("", words, count=1) if _ABOUT.match(words) else words
    if (match := _PART.fullmatch(bare)) is not None:
        return _part(int(match[1]), int(match[2]), accepts)
    if (around := _give_or_take(bare, accepts)) is not None:
        return around
    ends = _ends(bare)
    if ends is not None:
        return _range(ends, accepts)
    piece = _piece(bare)
    if piece is None:
        return ""
    how_often = re.match(r"\s*(?:per\b|elke?\b|p/|/)", piece.rest)
    options = _both((piece,), accepts)[: 1 if how_often else 2]  # an amount per month has no three decimals
    if _in_scale(piece):
        worded = any(option[-1].isalpha() for option in options)
        return _say("schrijf " if worded else "schrijf het getal uit: ", options)
    around = piece.rest.strip(" .")
    note = "; hoe vaak het telt, zeggen `per`, `aantal` en `duur`" if how_often and options else ""
    if _ROUGHLY.match(words) and len(options) == 1 and piece.values[0] > 0:
        unsure = _both(_tenth(piece), accepts)
        note = (f", of een bereik zoals {unsure[0]}" if unsure else "") + note
    return _say("schrijf alleen " if around or bare is not words else "schrijf ", options) + note


def _part(count: int, of: int, accepts: Accepts) -> str:
    """Of so many so many: as it was counted, where a number may be uncertain, or as a certain share."""
    share = plain(Decimal(f"{count / of:.6g}"))
    counted = f"{{geteld: {count}, van: {of}}}"
    if not accepts(share):
        return ""
    if count > of or not accepts(counted):
        return f"schrijf {share}"
    return f"schrijf {counted} als het geteld is, of {share} als het zeker is"


def _give_or_take(words: str, accepts: Accepts) -> str | None:
    """The range that `3 ± 1` is, or its middle where no range can stand; None when it is not that."""
    pieces = [_piece(text.strip()) for text in _GIVE_OR_TAKE.split(words)]
    if len(pieces) != 2 or not (middle := pieces[0]) or not (reach := pieces[1]):
        return None
    if len(middle.values) > 1 or len(reach.values) > 1 or middle.scale != reach.scale:
        return None
    options = _both(_around(middle, reach.values[0]), accepts)
    return _say("schrijf een bereik met twee punten: ", options) or _say(
        "schrijf één getal: ", _both((middle,), accepts)
    )


def _tenth(piece: _Piece) -> tuple[_Piece, _Piece]:
    """A tenth on either side, and of a whole number at least 1."""
    value = piece.values[0]
    whole = value == int(value) and piece.scale not in _HUNDREDTHS
    return _around(piece, max(Decimal(1), (value / 10).to_integral_value()) if whole else value / 10)


def _around(piece: _Piece, reach: Decimal) -> tuple[_Piece, _Piece]:
    low, high = (replace(piece, values=((piece.values[0] + way * reach),)) for way in (-1, 1))
    return low, high


def _words(text: str) -> str:
    """The text in small letters, with the sign or code of the currency of the file as the euro sign."""
    words = " ".join(text.lower().split())
    here = money.current()
    if here.currency == EURO:
        return words
    return words.replace(here.sign.lower(), "€").replace(here.currency.lower(), "€")


def product(text: str, accepts: Accepts) -> str:
    """The remedy for `12 x 850` where an amount belongs; empty when it is not that.

    >>> product("12 x 850", lambda _: True)
    'schrijf `aantal: 12` met `bedrag: 850`'
    """
    match = _PRODUCT.fullmatch(_words(text)) if len(text) <= LONGEST else None
    piece = _piece(match[2]) if match is not None else None
    if match is None or piece is None or not accepts(price := piece.spelt(thousands=True)):
        return ""
    return f"schrijf `aantal: {match[1]}` met `bedrag: {price}`"


def meant_range(text: str, accepts: Accepts) -> str:
    """The remedy for a text of two numbers; empty when it is not recognised as that."""
    ends = _ends(_words(text)) if len(text) <= LONGEST else None
    return _range(ends, accepts) if ends is not None else ""


def halfway(ends: tuple[float, ...], text: str) -> str:
    """The middle of a range, in the unit in which it was written.

    >>> halfway((0.05, 0.1), "5%..10%"), halfway((2.0, 3.0, 9.0), "2..3..9")
    ('7.5%', '3')
    """
    middle = Decimal(f"{ends[1] if len(ends) == 3 else (ends[0] + ends[1]) / 2:.12g}")
    return f"{plain((100 * middle).normalize())}%" if text.endswith("%") else plain(middle)


def _ends(words: str) -> tuple[_Piece, _Piece] | None:
    """Two numbers with something like `tot` between them; a percent sign or `miljoen` counts for both."""
    for match in _UP_TO.finditer(words):
        texts = words[: match.start()], words[match.end() :]
        euro = any(piece is not None and piece.euro for piece in map(_piece, texts))
        low, high = (_piece(text, euro) for text in texts)
        if low is None or high is None:
            continue
        if not low.scale and high.scale:
            low = replace(_scaled(low, high.scale), scale=high.scale)
        return low, high
    return None


def _piece(words: str, euro: bool = False) -> _Piece | None:
    match = _PIECE.fullmatch(words)
    if match is None:
        return None
    behind = re.match(r"(?:euro|eur|€)\s*", match["rest"])
    euro = euro or bool(match["euro"] or behind)
    sign = -1 if "-" in (match["sign"], match["inner"]) else 1
    values = tuple(sign * value for value in readings(match["digits"], euro))
    rest = match["rest"][behind.end() :] if behind else match["rest"]
    return _scaled(_Piece(values, euro, match["scale"] or "", rest), match["scale"]) if values else None


def _scaled(piece: _Piece, scale: str | None) -> _Piece:
    times = _TIMES.get(scale or "")
    if times is None:
        return piece
    return replace(piece, values=tuple((value * times).normalize() for value in piece.values))


def _range(ends: tuple[_Piece, _Piece], accepts: Accepts) -> str:
    options = _both(ends, accepts)
    if options:
        return _say("schrijf een bereik met twee punten: ", options)
    single = [spelling for end in ends for spelling in _both((end,), accepts)[:1]]
    return f"schrijf één getal: {' of '.join(single)}" if single else ""


def _both(pieces: tuple[_Piece, ...], accepts: Accepts) -> list[str]:
    """The whole as thousands and as decimals, where the reader takes it; else without the euro sign.

    With a word where an amount was written with one, or where a bare one is times something.
    """
    if any(p.scale in money.SCALES for p in pieces) or (money.current().power and _with_unit(pieces)):
        worded = ("..".join(piece.worded(thousands) for piece in pieces) for thousands in (True, False))
        if options := [spelling for spelling in dict.fromkeys(worded) if accepts(spelling)]:
            return options
    spelt = ("..".join(piece.spelt(thousands) for piece in pieces) for thousands in (True, False))
    options = [spelling for spelling in dict.fromkeys(spelt) if accepts(spelling)]
    if options or not any(piece.euro for piece in pieces):
        return options
    return _both(tuple(replace(piece, euro=False) for piece in pieces), accepts)


def _say(how: str, options: list[str]) -> str:
    if not options:
        return ""
    return how + (EITHER.format(*options) if len(options) == 2 else options[0])
