"""Random valid cases: every form, every key of the chain, payers, years, horizon and discounting.

One draw of bytes makes a whole case, a byte for each choice: drawing every figure apart takes ten times as
long as computing the case. A byte of 0 is the plainest choice, so a failing case shrinks to a plain one.
"""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

FIRST = 2018
ACTORS = ("gemeente", "rijk", "zorgverzekeraar", "woningcorporatie", "client", "samenleving")
POSTS = ("wonen/uitzetting", "jeugd/begeleiding", "zorg/opname", "oud/prijs", "eigen/bijdrage")
SELECTED = (*POSTS, "tabel/last@2.5", "tarief/dag@dag", "maal/week")
DOMAINS = (None, "jeugd", "wonen", "zorg")
PRICED = ("bedrag", "lijst", "totaal", "prijs", "posten", "casussen", "verschil")
STAFFED = ("fte", "uren", "totaal_fte")
SERIES = ("bedragen", "aantallen", "fte_reeks")
FORMS = (*PRICED, *STAFFED, *SERIES)
LENGTH = 700

Case = dict[str, Any]


class Choices:
    """Bytes taken one by one; what comes after the last is 0."""

    def __init__(self, data: bytes) -> None:
        self.bytes = iter(data)

    def number(self, low: int, high: int) -> int:
        """A whole number between two bounds."""
        return low + (next(self.bytes, 0) * 256 + next(self.bytes, 0)) % (high - low + 1)

    def one(self, *options: Any) -> Any:
        """One of these."""
        return options[self.number(0, len(options) - 1)]

    def maybe(self, make: Callable[[], Any], times: int = 3) -> Any:
        """Nothing, or once in so many times something."""
        return make() if self.number(1, times) == times else None

    def share(self) -> str:
        """A percentage."""
        return f"{self.number(0, 100)}%"

    def amount(self) -> float:
        """An amount in quarters of a euro."""
        return self.number(0, 60_000) / 4

    def count(self) -> float:
        """A number of results or posts, in quarters."""
        return self.number(0, 24) / 4

    def some(self, options: Any, most: int) -> list[Any]:
        """One or more of these, each once, in their order."""
        kept = {self.number(0, len(options) - 1) for _ in range(self.number(1, most))}
        return [option for i, option in enumerate(options) if i in kept]


def written(**keys: Any) -> Case:
    """A mapping without the keys that were left out."""
    return {key: value for key, value in keys.items() if value is not None}


def from_bytes(make: Callable[[Choices], Any], length: int = LENGTH) -> st.SearchStrategy[Any]:
    """A strategy of whatever a function makes of its choices."""
    return st.binary(min_size=length, max_size=length).map(lambda data: make(Choices(data)))


def basket(c: Choices) -> Case:
    """Posts with their number."""
    return {post: item(c) for post in c.some(POSTS, 3)}


def item(c: Choices) -> Any:
    """How many of a post, sometimes times factors."""
    number, named = c.count(), c.maybe(lambda: factors(c), 5)
    return number if named is None else {"aantal": number, "factoren": named}


def factors(c: Choices) -> Case:
    """Factors by name, below and above 1."""
    return {
        name: c.one(c.count(), c.share(), c.number(1, 52)) for name in c.some(("weken", "uren per week"), 2)
    }


def series(c: Choices, years: tuple[int, ...], value: Callable[[], float]) -> Case:
    """A figure for some of the years."""
    return {str(year): value() for year in c.some(years, len(years))}


def size(c: Choices, form: str, years: tuple[int, ...]) -> Case:
    """The keys of one form of size."""
    match form:
        case "bedrag":
            return {"bedrag": c.amount()}
        case "lijst":
            return {"bedrag": [c.amount() for _ in range(c.number(1, 3))]}
        case "totaal":
            return {"totaal": c.amount(), "aantal": c.count() + 1}
        case "prijs":
            return {"prijs": c.one(*SELECTED)}
        case "posten":
            return {"posten": basket(c)}
        case "casussen":
            named = [{"naam": f"Huishouden {i}", "posten": basket(c)} for i in range(c.number(1, 3))]
            return {"casussen": named} | written(opschalen_naar=c.maybe(lambda: len(named) + c.number(0, 60)))
        case "verschil":
            return {"voor": basket(c), "na": basket(c)}
        case "fte":
            return {"fte": c.count(), "tarief": c.one(c.amount(), *POSTS)}
        case "uren":
            return {"uren_per_week": c.count(), "voltijd": 36, "tarief": c.amount()}
        case "totaal_fte":
            return {"fte": c.count() + 1, "totaal": c.amount(), "aantal": c.count() + 1}
        case "bedragen":
            return {"bedrag": series(c, years, c.amount)}
        case "aantallen":
            return {"aantal": series(c, years, c.count), "bedrag": c.amount()}
    return {"fte": series(c, years, c.count), "tarief": c.amount()}


def period(c: Choices, form: str, years: tuple[int, ...]) -> Case:
    """The keys that say in which years a line counts, and how often."""
    if form in SERIES:
        return {}
    kind = c.one("", "jaar", "jaren")
    keys: Case = {}
    if kind == "jaar":
        keys["jaar"] = c.one(*years)
    elif kind == "jaren":
        keys["jaren"] = f"{c.one(*years)}-{years[-1]}"
    if form in PRICED:
        keys["per"] = c.one("jaar", "periode")
    if kind == "jaar" and (form in STAFFED or keys.get("per") == "jaar"):
        keys |= written(maanden=c.maybe(lambda: c.number(0, 12)))
    return keys


def bearers(c: Choices, side: str) -> Case:
    """Who bears or gains the line: one actor, or two of them by share."""
    key = "ontvanger" if side == "baten" else "betaler"
    one, other = c.one(*ACTORS), c.one(*ACTORS)
    if one == other:
        return written(**{key: c.one(None, one)})
    return written(**{key: c.one(None, {one: f"{c.number(1, 99)}%", other: "rest"})})


def relapse(c: Choices) -> Case:
    """A cumulative relapse by years since the result."""
    moments = sorted({c.number(1, 24) for _ in range(c.number(1, 4))})
    lost, curve = 0, {}
    for moment in moments:
        lost += c.number(0, 25)
        curve[f"{moment / 4:.2f}"] = f"{lost}%"
    return curve


def effect(c: Choices, side: str = "baten") -> Case:
    """How long a result lasts and what is left of it."""
    lag = written(aanlooptijd=c.maybe(lambda: c.number(0, 3)))
    key = c.one("", "duur", "over_jaren" if side == "baten" else "duur")
    if not key:
        return lag | written(terugval=c.maybe(c.share))
    length = c.number(1, 24) / 4 if key == "duur" else c.number(1, 8)
    loss = c.one({}, {"afname": c.share()}, {"terugval": c.one(c.share(), relapse(c), "verloop/terugval")})
    ramp = written(ingroei=c.maybe(lambda: rising(c), 4))
    stay = c.maybe(lambda: {"uitstroomkansen": [c.share() for _ in range(c.number(1, 3))]})
    if side == "kosten":
        stay, ramp = None, {}
    return {key: length} | loss | lag | ramp | written(blijfkans=stay)


def rising(c: Choices) -> Case:
    """What is reached in each of the first effect-years."""
    shares = sorted(c.number(0, 100) for _ in range(c.number(1, 4)))
    return {str(year): f"{share}%" for year, share in enumerate(shares, 1)}


def growth(c: Choices) -> Any:
    """More or less every year, from the first of the period or from another."""
    rate = f"{c.number(-10, 10)}%"
    return c.one(rate, {"voet": rate}, {"voet": rate, "vanaf": c.number(2014, 2024)})


def chain(c: Choices, side: str, form: str) -> Case:
    """The shares between gross and net."""
    if side == "kosten":
        return written(additioneel=c.maybe(c.share))
    usual = c.maybe(c.share)
    if form in ("bedrag", "lijst", "totaal", "prijs", "aantallen"):
        usual = c.one(usual, usual, {"kans": c.share(), "van": c.number(1, 40)})
    return written(
        business_as_usual=usual,
        toerekening=c.maybe(c.share),
        verdringing=c.maybe(c.share),
        optimismecorrectie=c.maybe(c.share),
    )


def beside(c: Choices) -> Case:
    """What is said about a line: whether it counts, whether it is realised, how sure it is."""
    left_out = c.maybe(lambda: {"telt_mee": "nee", "reden": "proef"}, 8) or {}
    length = written(looptijd=c.maybe(lambda: c.number(1, 8) / 2))
    return left_out | written(
        status=c.maybe(lambda: c.one("verwacht", "gerealiseerd")),
        bewijs=c.maybe(lambda: {"graad": "schatting"} | length),
    )


def line(
    c: Choices,
    side: str,
    years: tuple[int, ...],
    number: int,
    *,
    transfers: bool = True,
    horizon: bool = False,
) -> Case:
    """One line; its number makes its name. Costs may lie after the period, and end at the horizon."""
    form = c.one(*FORMS)
    if side == "kosten":
        years = (*years, *range(years[-1] + 1, years[-1] + 1 + c.number(0, 3)))
    keys = {"naam": f"{side} {number}", **size(c, form, years), **period(c, form, years)}
    if "aantal" not in keys:
        keys |= written(aantal=c.maybe(c.count))
    keys |= written(bereik=c.maybe(c.share), slaagkans=c.maybe(c.share), domein=c.one(*DOMAINS))
    keys |= written(factoren=c.maybe(lambda: factors(c), 4))
    if form in ("bedrag", "lijst", "totaal", "bedragen", "aantallen"):
        keys |= written(prijspeil=c.maybe(lambda: c.one(2015, 2018, 2021)))
    keys |= written(groei=c.maybe(lambda: growth(c), 4))
    keys |= bearers(c, side) | chain(c, side, form)
    keys |= effect(c, side)
    keys |= written(disconteren=c.maybe(lambda: own_discount(c), 5))
    if side == "kosten":
        keys |= written(soort=c.one(None, "structureel"), tot_horizon=c.one(None, "ja") if horizon else None)
        if "jaar" in keys:
            keys |= written(herhaling=c.maybe(lambda: repeat(c, keys["jaar"])))
    if side == "kosten" and form == "verschil":  # costs together are no gain
        keys["na"] = dict(list(keys["voor"].items())[:1])
    keys |= beside(c)
    return keys | (written(tegenpartij=c.maybe(lambda: "werkgever", 5)) if transfers else {})


def building(c: Choices, years: tuple[int, ...]) -> Case:
    """An investment of which something is left, never more than it cost."""
    quarters = c.number(0, 60_000)
    left = c.number(0, quarters) / 4
    keys = {"naam": "gebouw", "bedrag": quarters / 4, "jaar": c.one(*years)}
    keys["restwaarde"] = c.one(left, {"bedrag": left, "jaar": years[-1] + c.number(0, 9)})
    keys |= bearers(c, "kosten") | chain(c, "kosten", "bedrag") | beside(c)
    return keys | written(
        prijspeil=c.maybe(lambda: c.one(2015, 2021)), disconteren=c.maybe(lambda: own_discount(c), 5)
    )


def repeat(c: Choices, year: int) -> Case:
    """An amount that returns at least once."""
    every = c.number(1, 4)
    return {"elke": every, "tot": year + every + c.number(0, 6)}


def own_discount(c: Choices) -> Case:
    """A rate and a moment of one line."""
    rate = f"{c.number(-2, 12)}%"
    return {"voet": c.one(rate, {"0": rate, str(c.number(1, 6)): "2%"})} | written(
        moment=c.one(None, "begin", "midden", "eind")
    )


def discount(c: Choices) -> Case:
    """A rate, constant or stepped, a base year and a moment."""
    early, late = (f"{c.number(-2, 12)}%" for _ in range(2))
    return {"voet": c.one(early, {"0": early, str(c.number(1, 6)): late})} | written(
        basisjaar=c.maybe(lambda: c.number(2014, 2024)), moment=c.one(None, "begin", "midden", "eind")
    )


def case(c: Choices, *, transfers: bool = True, horizon: bool = True) -> Case:
    """A whole case of up to three benefits and three costs."""
    length = c.number(1, 4)
    years = tuple(range(FIRST, FIRST + length))
    numbers = {"baten": c.number(0, 3), "kosten": c.number(0, 3)}
    if not any(numbers.values()):
        numbers["baten"] = 1
    keys = {
        "naam": "Casus",
        "gemeente": "Plaats",
        "periode": f"{years[0]}-{years[-1]}" if length > 1 else years[0],
        "prijspeil": 2018,
        "prijslijsten": ["lijst.yaml"],
        **written(disconteren=c.one(None, discount(c))),
    }
    if horizon:
        keys |= written(horizon=c.maybe(lambda: c.number(length, length + 6)))
    for side, number in numbers.items():
        if number:
            ends = "horizon" in keys
            keys[side] = [line(c, side, years, i, transfers=transfers, horizon=ends) for i in range(number)]
    if "kosten" in keys:
        keys["kosten"] += filter(None, [c.maybe(lambda: building(c, years))])
    return keys


def cases(*, transfers: bool = True, horizon: bool = True) -> st.SearchStrategy[Case]:
    """Random cases."""
    return from_bytes(lambda c: case(c, transfers=transfers, horizon=horizon))
