"""What an amount in a file stands for: a bare one is times the unit of that file, and in its currency.

They hold while the file is read, and every amount is multiplied where its text becomes a number: nothing
further on knows of it.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from decimal import Decimal
from typing import Any, TypeVar

from rendement.source.currency import CODES, EURO, currencies_in, sign_of
from rendement.source.currency import KEY as CURRENCY
from rendement.source.finding import ScalarError
from rendement.source.record import record

KEY = "bedragen_x"
UNITS = {"1": 0, "1000": 3, "1000000": 6, "duizend": 3, "miljoen": 6}  # powers of ten
SCALES = {"k": 3, "duizend": 3, "mln": 6, "miljoen": 6, "mld": 9, "miljard": 9}

_SCALED = re.compile(rf"(.*[0-9])\s*({'|'.join(SCALES)})", re.DOTALL)

T = TypeVar("T")


def thousands(number: float) -> str:
    """A whole number as it is written in a Dutch sentence.

    >>> thousands(12345)
    '12.345'
    """
    return f"{number:,.0f}".replace(",", ".")


@record
class Money:
    """A bare amount is times ten to a power; `stated`: the file says so itself; and the currency of all."""

    power: int = 0
    stated: bool = False
    currency: str = EURO

    @property
    def times(self) -> float:
        """What a bare amount is multiplied by."""
        return 10.0**self.power

    @property
    def text(self) -> str:
        """What amounts are in, above a table."""
        in_full = f"in {self.word}"
        return f"× {self.unit}" if self.power else in_full

    @property
    def unit(self) -> str:
        """What a bare amount is times, in a sentence: `€ 1.000`."""
        return f"{self.sign} {thousands(10**self.power)}"

    @property
    def sign(self) -> str:
        """What stands before an amount."""
        return sign_of(self.currency)

    @property
    def word(self) -> str:
        """The currency within a sentence."""
        return "euro" if self.currency == EURO else self.currency

    @property
    def single(self) -> "Money":
        """The same currency, in which a bare amount is what it says."""
        return replace(self, power=0)


BARE = Money()

_current: ContextVar[Money] = ContextVar("money", default=BARE)


def current() -> Money:
    """What holds for the file that is being read."""
    return _current.get()


@contextmanager
def counted_in(money: Money) -> Iterator[None]:
    """Read and say amounts inside the block as this says."""
    token = _current.set(money)
    try:
        yield
    finally:
        _current.reset(token)


def money_of(data: Mapping[str, Any]) -> Money:
    """What the keys of a file say; what cannot be read says nothing, and is refused where the key is read."""
    written, named = data.get(KEY), data.get(CURRENCY)
    power = UNITS.get(written.strip()) if isinstance(written, str) else None
    code = named.strip() if isinstance(named, str) and named.strip() in CODES else EURO
    return Money(power or 0, power is not None, code)


def unit(text: str) -> float:
    """The value of `bedragen_x`.

    >>> unit("1000"), unit("miljoen")
    (1000.0, 1000000.0)
    """
    value = text.strip()
    if value in UNITS:
        return 10.0 ** UNITS[value]
    meant = _meant(value)
    remedy = f"schrijf {meant}" if meant else "schrijf 1, 1000 of miljoen"
    message = f"`{value[:40]}` is geen eenheid waar bedragen in staan"
    raise ScalarError("onbekende-keuze", message, remedy, arguments={"bekend": tuple(UNITS)})


def _meant(value: str) -> str:
    """The unit in a text like `€ 1.000`, `x 1000`, `1e3` or `mln`; empty when it is none."""
    bare = re.sub(r"€|EUR|euro|[×x*\s._'’]", "", value.lower().replace("eur", ""))
    bare = re.sub(r",0*$", "", bare)
    if bare in SCALES and SCALES[bare] in UNITS.values():
        return "1000" if SCALES[bare] == 3 else "miljoen"
    if not re.fullmatch(r"[0-9]{1,9}(?:e[+]?[0-9]{1,2})?", bare):
        return ""
    number = f"{Decimal(bare):f}"
    return number if number in UNITS else ""


def power_of(times: float) -> int:
    """The power of ten that a unit is.

    >>> power_of(1000.0), power_of(1.0)
    (3, 0)
    """
    return len(f"{times:.0f}") - 1


def split(text: str) -> tuple[str, int | None]:
    """An amount without the word that scales it, and the power of ten of that word; None without one.

    >>> split("1,3 mln"), split("€ 85k"), split("37000")
    (('1,3', 6), ('€ 85', 3), ('37000', None))
    """
    match = _SCALED.fullmatch(text)
    return (text, None) if match is None else (match[1], SCALES[match[2]])


def bare(text: str) -> bool:
    """Whether an amount says nothing of its unit: no sign and no word."""
    return split(text.strip())[1] is None and not signed(text)


def signed(text: str) -> bool:
    """Whether an amount has a sign or the code of a currency."""
    return any(True for _ in currencies_in(text))


def shifted(digits: str, power: int) -> float:
    """A plain number times ten to a power, rounded once: what it would be, written out.

    >>> shifted("1.005", 3), shifted("-12", 0)
    (1005.0, -12.0)
    """
    return float(Decimal(digits).scaleb(power)) if power else float(digits)


class Brought(str):
    """A text that a change brings into another file: its amounts are in the unit of the file it comes from.

    Where the other file says its own unit, that holds.
    """

    money: Money

    def read(self, read: Callable[[str], T]) -> T:
        """What a reader makes of it."""
        with counted_in(current() if current().stated else self.money):
            return read(str(self))


def brought(node: Any, money: Money) -> Any:
    """A value for another file, in which every text remembers its unit."""
    if not money.stated:
        return node
    if isinstance(node, dict):
        return {brought(key, money): brought(value, money) for key, value in node.items()}
    if isinstance(node, list):
        return [brought(item, money) for item in node]
    text = Brought(node)
    text.money = money
    return text
