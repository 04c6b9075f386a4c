"""The field types of the models: a parser for the reader, a JSON Schema for the editor."""

from typing import Annotated, Any

from rendement.model import (
    certain,
    durations,
    factors,
    forms,
    growth,
    levels,
    line_forms,
    parse,
    rates,
    words,
)
from rendement.model.durations import LONGEST
from rendement.model.forms import BaseRate, BasketItem, Payer, PostRef
from rendement.model.line_forms import Residual
from rendement.model.parse import Curve
from rendement.model.rates import RateSteps
from rendement.model.reading import Reading, Schema
from rendement.model.values import DISTRIBUTIONS, Series, Uncertain
from rendement.source import money, scalar, years
from rendement.source.currency import currency


def _either(*options: Schema) -> Schema:
    return {"anyOf": list(options)}


def _digits(pattern: str, **bounds: float) -> Schema:
    """A number as an editor reads it, or text in Dutch notation; the reader judges the rest."""
    return _either({"type": "number", **bounds}, {"type": "string", "pattern": pattern})


def _record(required: tuple[str, ...] = (), /, **properties: Schema) -> Schema:
    shape = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**shape, "required": list(required)} if required else shape


def _list(item: Schema) -> Schema:
    return {"type": "array", "items": item, "minItems": 1}


def _keyed(pattern: str, value: Schema) -> Schema:
    return {
        "type": "object",
        "patternProperties": {pattern: value},
        "additionalProperties": False,
        "minProperties": 1,
    }


_SIGNS = r"[-\u2212\u2013\u2014\s\d._,€£$¥A-Z]"
_SCALAR = _digits(rf"^{_SIGNS}*\d({_SIGNS}|{'|'.join(money.SCALES)})*$")
_TEXT: Schema = {"type": "string", "minLength": 1}
_PERCENTAGES = r"^[\s\d.,]*\d\s*%?(\s*\.\.[\s\d.,]*\d\s*%?)*\s*$"
_SHARE = _digits(_PERCENTAGES, minimum=0, maximum=1)
_GROWTHS = r"^[-\u2212\s\d.,]*\d\s*%?(\s*\.\.[-\u2212\s\d.,]*\d\s*%?)*\s*$"
_PERCENTAGE = r"^\s*[-\u2212]?[\s\d.,]*\d\s*%?\s*$"
_RATE = _digits(_PERCENTAGE, exclusiveMinimum=-1, maximum=1)
_GROWTH = _digits(_GROWTHS, exclusiveMinimum=-1, maximum=1)
_WRITTEN = r"^\s*\d[\d._,]*\s*$"
_UNIT = rf"({'|'.join(durations.UNITS)})"
LASTING = _digits(rf"^\s*\d[\d\s._,]*{_UNIT}?\s*$", exclusiveMinimum=0, maximum=LONGEST)
_END = _either(_SCALAR, _SHARE, LASTING)
UNSURE = _record(
    laag=_END,
    midden=_END,
    hoog=_END,
    verdeling={"enum": list(DISTRIBUTIONS)},
    geteld=_SCALAR,
    van=_SCALAR,
    discreet={"type": "object", "minProperties": 1, "additionalProperties": _SHARE},
)
_NUMBERED = r"^-?\d+([.,]\d+)?$"
_YEARLY = r"^\d{4}$"
_YEAR = _either(
    {"type": "integer", "minimum": years.FIRST_YEAR, "maximum": years.LAST_YEAR},
    {"type": "string", "pattern": _YEARLY},
)
_BY_YEAR = _keyed(_YEARLY, _either(_SCALAR, UNSURE))
_BY_NUMBER = _keyed(_NUMBERED, _either(_SHARE, UNSURE))
_LEVELS = _keyed(_YEARLY, _digits(_WRITTEN, exclusiveMinimum=0))
_ANY_TEXT: Schema = {"type": ["string", "number"], "minLength": 1}
_STATUS: Schema = {"enum": list(forms.STATUSES)}
_PARTS: Schema = {
    "type": "object",
    "minProperties": 1,
    "additionalProperties": _either({"const": "rest"}, _SHARE, _SCALAR),
}
_CHANCE = _record(("kans", "van"), kans=_either(_SHARE, UNSURE), van=_SCALAR)
_FACTORS: Schema = {
    "type": "object",
    "minProperties": 1,
    "propertyNames": {"minLength": 1, "maxLength": factors.LONGEST},
    "additionalProperties": _either(_SCALAR, _digits(_PERCENTAGES), UNSURE),
}
_PRICED = _record(
    bedrag=_either(_SCALAR, UNSURE),
    aantal=_either(_SCALAR, UNSURE),
    factoren=_FACTORS,
    reden=_ANY_TEXT,
)
_BASKET: Schema = {
    "type": "object",
    "minProperties": 1,
    "additionalProperties": _either(_SCALAR, UNSURE, _PRICED),
}
_RATES: Schema = {**_BASKET, "additionalProperties": _either(_SCALAR, UNSURE)}


def _above_zero(node: Any) -> float:
    return parse.above_zero(parse.certain(node, "aantal"))


def _unsure_above_zero(node: Any) -> Uncertain:
    return parse.above_zero(parse.uncertain(node, "aantal"))


def one_of(*options: str, hint: str = "") -> Any:
    """A field that takes one of a few words."""
    return Annotated[str, Reading(lambda node: parse.choice(node, options, hint), {"enum": list(options)})]


Text = Annotated[str, Reading(parse.text, _ANY_TEXT)]
Zero = Annotated[str, Reading(lambda node: parse.choice(node, ("0",)), {"enum": [0, "0"]})]
Split = Annotated[str, Reading(lambda node: parse.choice(node, ("groep",)), {"enum": ["groep"]})]
Identity = Annotated[
    str,
    Reading(
        lambda node: words.identity(parse.text(node)), {"type": "string", "pattern": "^[a-z][a-z0-9-]*$"}
    ),
]
YesNo = Annotated[
    bool, Reading(lambda node: scalar.yes_no(parse.text(node)), {"enum": ["ja", "nee", "Ja", "Nee"]})
]
Year = Annotated[int, Reading(certain.year, _YEAR)]
YearOfLine = Annotated[int, Reading(parse.year_of_line, _YEAR)]
Period = Annotated[
    tuple[int, int],
    Reading(
        parse.period,
        {"type": ["integer", "string"], "pattern": r"^\d{4}(\s*[-–]\s*\d{4})?$"},
    ),
]
Language = Annotated[int, Reading(lambda node: words.language(parse.text(node)), {"enum": [1, "1"]})]
Counts = Annotated[
    Uncertain | Series,
    Reading(lambda node: parse.series(node, "aantal"), _either(_SCALAR, UNSURE, _BY_YEAR)),
]
Positive = Annotated[float, Reading(_above_zero, _digits(_WRITTEN, exclusiveMinimum=0))]
NonNegative = Annotated[
    Uncertain, Reading(lambda node: parse.within(node, "aantal", 0, None), _either(_SCALAR, UNSURE))
]
AboveZero = Annotated[Uncertain, Reading(_unsure_above_zero, _either(_SCALAR, UNSURE))]
Staff = Annotated[
    Uncertain | Series,
    Reading(lambda node: parse.series(node, "aantal", low=0), _either(_SCALAR, UNSURE, _BY_YEAR)),
]
Months = Annotated[
    float | Series,
    Reading(
        lambda node: parse.certain_series(node, "aantal", low=0, high=12),
        _either(_digits(_WRITTEN, minimum=0, maximum=12), _BY_YEAR),
    ),
]
Amount = Annotated[Uncertain, Reading(lambda node: parse.uncertain(node, "bedrag"), _either(_SCALAR, UNSURE))]
Margin = Annotated[float, Reading(forms.margin, _SCALAR)]
Amounts = Annotated[
    Uncertain | Series | tuple[Uncertain, ...],
    Reading(
        parse.amounts,
        _either(_SCALAR, UNSURE, _BY_YEAR, _list(_either(_SCALAR, UNSURE))),
    ),
]
Rate = Annotated[
    Uncertain | PostRef,
    Reading(
        lambda node: forms.post(node) if forms.looks_like_post(node) else parse.uncertain(node, "bedrag"),
        _either(_SCALAR, UNSURE, _TEXT),
    ),
]
Share = Annotated[Uncertain, Reading(lambda node: parse.uncertain(node, "aandeel"), _either(_SHARE, UNSURE))]
Factors = Annotated[tuple[tuple[str, Uncertain], ...], Reading(factors.factors, _FACTORS)]
Post = Annotated[PostRef, Reading(forms.post, _TEXT)]
Payers = Annotated[tuple[Payer, ...], Reading(forms.payers, _either(_TEXT, _PARTS))]
BusinessAsUsual = Annotated[Uncertain | BaseRate, Reading(forms.base_rate, _either(_SHARE, _CHANCE, UNSURE))]
Relapse = Annotated[
    Uncertain | Curve | PostRef, Reading(forms.relapse, _either(_SHARE, UNSURE, _BY_NUMBER, _TEXT))
]
Exits = Annotated[
    tuple[Uncertain, ...] | Curve | PostRef,
    Reading(forms.exits, _either(_list(_either(_SHARE, UNSURE)), _BY_NUMBER, _TEXT)),
]
ExitTable = Annotated[
    tuple[Uncertain, ...] | Curve,
    Reading(forms.exit_table, _either(_list(_either(_SHARE, UNSURE)), _BY_NUMBER)),
]
Basket = Annotated[tuple[BasketItem, ...], Reading(forms.basket, _BASKET)]
Cumulative = Annotated[Curve, Reading(parse.curve, _BY_NUMBER)]
PriceTable = Annotated[
    tuple[tuple[float, Uncertain], ...], Reading(parse.table, _keyed(_NUMBERED, _either(_SCALAR, UNSURE)))
]
DiscountRate = Annotated[
    float | RateSteps, Reading(rates.rate_steps, _either(_RATE, _keyed(_NUMBERED, _RATE)))
]
ResidualValue = Annotated[
    Residual,
    Reading(
        line_forms.residual,
        _either(_SCALAR, UNSURE, _record(("bedrag",), bedrag=_either(_SCALAR, UNSURE), jaar=_YEAR)),
    ),
]
ExactRate = Annotated[float, Reading(lambda node: parse.certain(node, "voet"), _RATE)]
LineRate = Annotated[
    float | RateSteps | str, Reading(line_forms.line_rate, _either(_RATE, _keyed(_NUMBERED, _RATE), _TEXT))
]
Duration = Annotated[Uncertain, Reading(durations.unsure_duration, _either(LASTING, UNSURE))]
CertainDuration = Annotated[float, Reading(durations.duration, LASTING)]
WholeYears = Annotated[
    int, Reading(certain.whole(1, LONGEST), _digits(_WRITTEN, minimum=1, maximum=LONGEST, multipleOf=1))
]
Lag = Annotated[
    int, Reading(certain.whole(0, LONGEST), _digits(_WRITTEN, minimum=0, maximum=LONGEST, multipleOf=1))
]
Currency = Annotated[
    str,
    Reading(lambda node: currency(parse.text(node)), {"type": "string", "pattern": "^[A-Z]{3}$"}),
]
UnitOfAmounts = Annotated[
    float,
    Reading(
        lambda node: money.unit(parse.text(node)),
        {"enum": [int(name) if name.isdigit() else name for name in money.UNITS] + list(money.UNITS)[:3]},
    ),
]
Growth = Annotated[
    growth.Growth,
    Reading(
        growth.growth,
        _either(_GROWTH, UNSURE, _record(("voet",), voet=_either(_GROWTH, UNSURE), vanaf=_YEAR)),
    ),
]
Rates = Annotated[tuple[tuple[str, Uncertain], ...], Reading(forms.rates, _RATES)]
PriceLevel = Annotated[int | str, Reading(forms.price_level, _either({"const": "onbekend"}, _YEAR))]
Levels = Annotated[dict[int, float], Reading(levels.levels, _LEVELS)]
Per = one_of("jaar", "periode", hint="; een maandbedrag is `aantal: 12` met `per: jaar`")
Moment = one_of("begin", "midden", "eind")
CostKind = one_of("structureel", "incidenteel")
CoverSource = one_of("budget", "reserve", "stelpost", "taakstelling")
BenefitKind = one_of("structureel", "incidenteel", "fictief")
Status = Annotated[str | dict[int, str], Reading(forms.status, _either(_STATUS, _keyed(_YEARLY, _STATUS)))]
Cashable = Annotated[float, Reading(forms.cashable, _either({"enum": ["ja", "nee", "Ja", "Nee"]}, _SHARE))]
Printed = Annotated[tuple[float, int, bool], Reading(forms.printed, _either(_SCALAR, _digits(_PERCENTAGE)))]
BreakEven = Annotated[
    PostRef | tuple[str, Uncertain],
    Reading(
        forms.break_even,
        _either(_TEXT, _record(("naam", "bedrag"), naam=_ANY_TEXT, bedrag=_either(_SCALAR, UNSURE))),
    ),
]
Until = Annotated[str, Reading(lambda node: words.until(parse.text(node)), {"type": "string"})]
Raw = Annotated[Any, Reading(lambda node: node, {})]
