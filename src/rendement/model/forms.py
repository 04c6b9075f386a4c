"""The richer forms of a field: posts, payers, baskets, base rates, printed figures."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

from rendement.model.certain import refuse_range
from rendement.model.factors import factors
from rendement.model.nodes import Node, at_most, choice, gather, mapping, only, sequence, text
from rendement.model.parse import (
    MOST_ROWS,
    Curve,
    certain,
    curve,
    percentage,
    positive,
    uncertain,
    year_key,
)
from rendement.model.rows import division_in, shares_in
from rendement.model.values import Uncertain
from rendement.source import money, years
from rendement.source.currency import signed
from rendement.source.path import Path
from rendement.source.record import record
from rendement.source.scalar import ScalarError
from rendement.source.sums import total

MOST_BEARERS = 100


@record
class PostRef:
    """A reference to a price-list post, with the tariff or row after the `@`."""

    name: str
    selector: str | None = None

    def __str__(self) -> str:
        """As written."""
        return self.name if self.selector is None else f"{self.name}@{self.selector}"


@record
class BaseRate:
    """The other form of business as usual: a chance, among so many people helped."""

    rate: Uncertain
    of: float


@record
class Payer:
    """What one actor bears of a flow: a share, an amount, or the rest."""

    actor: str
    share: float | None = None
    amount: float | None = None

    @property
    def rest(self) -> bool:
        """Whether this actor takes what the others leave."""
        return self.share is None and self.amount is None


def post(node: Node) -> PostRef:
    """`wonen/huisuitzetting` or `pwet/schadelast@7`."""
    name, at, selector = text(node).partition("@")
    if not name.strip() or (at and not selector.strip()):
        remedy = "schrijf bijvoorbeeld pwet/schadelast@7"
        if name.strip():
            remedy = f"schrijf {name.strip()}, of noem achter de @ een tarief of rij"
        raise ScalarError("post-vorm", f"`{text(node)[:40]}` is geen prijspost", remedy)
    return PostRef(name.strip(), selector.strip() or None)


def looks_like_post(node: Node) -> bool:
    """Whether a text can only be the name of a post: it begins with a letter."""
    if not isinstance(node, str):
        return False
    value = node.strip().lower()
    words = ("ja", "nee", "yes", "no", "true", "false", "null")
    return value[:1].isalpha() and signed(node.strip()) is None and value not in words


def payers(node: Node) -> tuple[Payer, ...]:
    """Who bears: one actor, or shares, amounts and at most one `rest`."""
    if found := {} if isinstance(node, dict) else division_in(node):
        written = ", ".join(f"{actor}: {part}" for actor, part in found.items())
        remedy = f"schrijf `{{{written}}}`"
        if len(found) == 1:
            remedy = f"schrijf {{{written}, …: rest}}, met wie de rest draagt"
        raise ScalarError("betaler-vorm", "een verdeling over actoren staat tussen accolades", remedy)
    if isinstance(node, str):
        return (Payer(text(node), share=1.0),)
    if not isinstance(node, dict) or not node:
        remedy = "schrijf een actor, of bijvoorbeeld {gemeente: 50%, rijk: rest}"
        raise ScalarError("betaler-vorm", "hier hoort een actor of een verdeling", remedy)
    at_most(node, MOST_BEARERS, "deze verdeling heeft {} actoren")
    parts = gather(((actor,), partial(_part, actor, item)) for actor, item in node.items())
    if len([part for part in parts if part.rest]) > 1:
        raise ScalarError(
            "twee-keer-rest", "`rest` staat er twee keer", "geef alle actoren op één na een aandeel"
        )
    whole = total(part.share or 0.0 for part in parts)
    open_ended = any(part.rest or part.amount is not None for part in parts)
    if whole > 1 + 1e-9 or (not open_ended and whole < 1 - 1e-9):
        remedy = "laat de aandelen optellen tot 100%, of geef één actor `rest`"
        raise ScalarError("betalers-geen-100", f"de aandelen tellen op tot {percentage(whole)}", remedy)
    return tuple(parts)


def base_rate(node: Node) -> Uncertain | BaseRate:
    """Business as usual: a share, or `{kans: 7.5%, van: 86}`."""
    if isinstance(node, dict) and ("kans" in node or "van" in node) and "geteld" not in node:
        only(node, ("kans", "van"), required=("kans", "van"))
        rate, of = gather(
            [
                (("kans",), lambda: uncertain(node["kans"], "aandeel")),
                (("van",), lambda: positive(certain(node["van"], "aantal"), node["van"])),
            ]
        )
        return BaseRate(rate, of)  # type: ignore[arg-type]
    return uncertain(node, "aandeel")


def relapse(node: Node) -> Uncertain | Curve | PostRef:
    """Relapse: one share, a cumulative curve by years, or a post that holds one."""
    if looks_like_post(node):
        return post(node)
    if isinstance(node, dict) and any(key[:1].isdigit() or key[:1] == "-" for key in node):
        return curve(node)
    if found := shares_in(node):
        rows = ", ".join(f"{year}: {share}" for year, share in enumerate(found, 1))
        message = "hier hoort één aandeel, of een tabel: het aandeel na 1 jaar, na 2 jaar, …"
        raise ScalarError("verkeerde-vorm", message, f"schrijf `{{{rows}}}`")
    return uncertain(node, "aandeel")


def exits(node: Node) -> tuple[Uncertain, ...] | Curve | PostRef:
    """Yearly exit chances: a list, a mapping by whole duration, or a post."""
    if isinstance(node, list):
        if not node:
            raise ScalarError("lege-waarde", "deze lijst is leeg", "vul kansen in of haal de sleutel weg")
        at_most(node, MOST_ROWS, "deze lijst heeft {} kansen")
        return sequence(node, lambda item: uncertain(item, "aandeel"))
    if found := shares_in(node):
        message, remedy = "hier hoort een lijst met kansen", f"schrijf `[{', '.join(found)}]`"
        raise ScalarError("verkeerde-vorm", message, remedy)
    return curve(node) if isinstance(node, dict) else post(node)


def exit_table(node: Node) -> tuple[Uncertain, ...] | Curve:
    """Yearly exit chances as a price list gives them: a list or a mapping."""
    if isinstance(node, str) and not shares_in(node):
        remedy = "schrijf bijvoorbeeld {1: 30%, 2: 20%} of [30%, 20%]"
        raise ScalarError("geen-tabel", "hier hoort een lijst of tabel met kansen", remedy)
    return exits(node)  # type: ignore[return-value]


def _part(actor: str, node: Node) -> Payer:
    if isinstance(node, dict):
        refuse_range(node, "bedrag")
    value = text(node)
    if value == "rest":
        return Payer(actor)
    if value.endswith("%"):
        return Payer(actor, share=certain(value, "aandeel"))
    if not money.bare(value):
        amount = certain(node, "bedrag")
        if amount < 0:
            raise ScalarError("te-klein", "een bijdrage is niet negatief", "schrijf 0 of meer")
        return Payer(actor, amount=amount)
    with money.counted_in(money.current().single):
        figure = certain(value, "bedrag")
    if figure <= 1:
        return Payer(actor, share=certain(value, "aandeel"))
    if figure <= 100:
        # 50 is an amount, but nobody pays fifty euros of a line: most likely a forgotten percent sign
        message = f"`{value}` kan een aandeel of een bedrag zijn"
        amount_text = f"{money.current().sign} {value.replace('.', ',')}"
        if power := money.current().power:
            from rendement.source.advice import in_words  # noqa: PLC0415 - only when something is wrong

            amount_text = in_words(Decimal(f"{figure:.12g}").scaleb(power))
        raise ScalarError("aandeel-of-bedrag", message, f"schrijf {value}% of {amount_text}")
    return Payer(actor, amount=certain(node, "bedrag"))


@record
class BasketItem:
    """A post in a basket: how many, times what, and the price when it is set on the spot, with the reason."""

    post: PostRef
    quantity: Uncertain
    price: Uncertain | None = None
    reason: str | None = None
    factors: tuple[tuple[str, Uncertain], ...] | None = None


def basket(node: Node) -> tuple[BasketItem, ...]:
    """A basket `{post: aantal}`, or `{aantal, factoren}`; `{bedrag, reden}` sets a price on the spot."""
    if not isinstance(node, dict) or not node:
        raise ScalarError(
            "geen-posten", "hier horen posten met hun aantal", "schrijf bijvoorbeeld {jeugd/ots: 2}"
        )
    return tuple(gather(((key,), partial(_item, key, item)) for key, item in node.items()))


def _item(key: str, node: Node) -> BasketItem:
    name = post(key)
    if not isinstance(node, dict) or "laag" in node or "geteld" in node or "discreet" in node:
        return BasketItem(name, uncertain(node, "aantal"))
    only(node, ("bedrag", "aantal", "factoren", "reden"), required=())
    if "bedrag" in node and "reden" not in node:
        message = "deze prijs wijkt af van de lijst, maar er staat geen reden bij"
        raise ScalarError("bedrag-zonder-reden", message, 'voeg `reden: "…"` toe', ("bedrag",))
    if "reden" in node and "bedrag" not in node:
        message, remedy = "`reden` hoort bij een eigen `bedrag`", "haal de reden weg, of voeg `bedrag` toe"
        raise ScalarError("hoort-bij", message, remedy, ("reden",))
    pieces: list[tuple[Path, Callable[[], Any]]] = [
        (("aantal",), lambda: uncertain(node["aantal"], "aantal") if "aantal" in node else 1.0),
        (("bedrag",), lambda: uncertain(node["bedrag"], "bedrag") if "bedrag" in node else None),
        (("reden",), lambda: text(node["reden"]) if "reden" in node else None),
        (("factoren",), lambda: factors(node["factoren"]) if "factoren" in node else None),
    ]
    return BasketItem(name, *gather(pieces))


GRADES = ("gemeten", "registratie", "vergelijking", "schatting", "aanname")
STATUSES = ("verwacht", "gerealiseerd")


def status(node: Node) -> str | dict[int, str]:
    """Expected or realised, as a whole or by year."""
    if not isinstance(node, dict) or not node:
        return choice(node, STATUSES)
    return dict(mapping(node, year_key, lambda item: choice(item, STATUSES)))


def cashable(node: Node) -> float:
    """How much of a benefit is money that leaves a budget: ja, nee or a share."""
    if isinstance(node, dict):
        refuse_range(node, "aandeel")
    value = text(node)
    if value.lower() in ("ja", "nee"):
        return 1.0 if value.lower() == "ja" else 0.0
    if value and not any(map(str.isdigit, value)):
        remedy = "schrijf ja, nee of een aandeel, bijvoorbeeld 50%"
        raise ScalarError("geen-getal", f"`{value[:40]}` is geen ja, nee of aandeel", remedy)
    return certain(value, "aandeel")


def printed(node: Node) -> tuple[float, int, bool]:
    """A printed figure, how many decimals it was printed with, and whether as a percentage."""
    value = text(node)
    of_hundred = value.endswith("%")
    with money.counted_in(money.current().single):  # whether it is an amount, its path says
        result = certain(value, "percentage" if of_hundred else "bedrag")
    shown, power = money.split(value.rstrip("%").strip())
    mark = "," if "," in shown else "."
    grouped = money.signed(shown) or shown.count(".") > 1 or ("," in shown and "." in shown)
    decimals = 0 if mark == "." and grouped else len(shown.partition(mark)[2].strip("-–—"))
    return result, decimals + (2 if of_hundred else 0) - (power or 0), of_hundred


def break_even(node: Node) -> PostRef | tuple[str, Uncertain]:
    """What must be prevented: a post, or a name with an amount."""
    if not isinstance(node, dict):
        return post(node)
    only(node, ("naam", "bedrag"), required=("naam", "bedrag"))
    name, amount = gather(
        [(("naam",), lambda: text(node["naam"])), (("bedrag",), lambda: uncertain(node["bedrag"], "bedrag"))]
    )
    return name, amount  # type: ignore[return-value]


def margin(node: Node) -> float:
    """The largest accepted difference with a printed figure: 0 or more."""
    with money.counted_in(money.current().single):  # in the unit of the figure beside it
        value = certain(node, "bedrag")
    if value < 0:
        raise ScalarError("te-klein", "een verschil is niet negatief", "schrijf 0 of meer")
    return value


def rates(node: Node) -> tuple[tuple[str, Uncertain], ...]:
    """The tariffs of a two-part price, by name."""
    if not isinstance(node, dict) or not node:
        raise ScalarError(
            "geen-tabel", "hier horen tarieven", "schrijf bijvoorbeeld {dag: 35, interventie: 13500}"
        )
    return tuple(mapping(node, str.strip, lambda item: uncertain(item, "bedrag")))


def price_level(node: Node) -> int | str:
    """A year, or `onbekend`."""
    value = text(node)
    return value if value == "onbekend" else years.year(value)
