"""The field types of the models: a parser for the reader, a JSON Schema for the editor."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError, core_schema

from rendement.model import forms, parse
from rendement.model.forms import BaseRate, BasketItem, Part, PostRef
from rendement.model.parse import Curve, Problems
from rendement.model.values import DISTRIBUTIONS, Series, Uncertain
from rendement.source import scalar
from rendement.source.scalar import ScalarError

LONGEST = 200  # years that anything may last

Schema = dict[str, Any]


def _error(error: ScalarError) -> PydanticCustomError:
    return PydanticCustomError(error.code, "{melding}", {"melding": error.message, "remedie": error.remedy})


@dataclass(frozen=True, eq=False, slots=True)
class Reading:
    """Annotation of a field: our parser in place of pydantic's idea of the type, and its JSON Schema.

    The type itself is never built (that costs more than everything else at start-up).
    """

    parse: Callable[[Any], Any]
    schema: Schema

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(self.validate)

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> Schema:
        return dict(self.schema)

    def validate(self, node: Any) -> Any:
        """The value, or our errors as pydantic's, each at its own place."""
        try:
            return self.parse(node)
        except ScalarError as error:
            raise _error(error) from None
        except Problems as problems:
            details = [InitErrorDetails(type=_error(e), loc=place, input=None) for place, e in problems.items]
            raise ValidationError.from_exception_data("veld", details) from None


def _whole(low: int, high: int) -> Callable[[Any], int]:
    return lambda node: scalar.whole(parse.text(node), low, high)


_SCALAR: Schema = {"type": ["number", "string"]}
_TEXT: Schema = {"type": "string", "minLength": 1}
_SHARE: Schema = {
    "anyOf": [
        {"type": "number", "minimum": 0, "maximum": 1},
        {"type": "string", "pattern": "^[0-9]"},
    ]
}
_UNSURE: Schema = {
    "type": "object",
    "properties": {
        "laag": _SCALAR,
        "midden": _SCALAR,
        "hoog": _SCALAR,
        "verdeling": {"enum": list(DISTRIBUTIONS)},
        "geteld": _SCALAR,
        "van": _SCALAR,
        "discreet": {"type": "object"},
    },
    "additionalProperties": False,
}
_BY_YEAR: Schema = {"type": "object", "patternProperties": {r"^\d{4}$": {}}, "additionalProperties": False}
_BY_NUMBER: Schema = {
    "type": "object",
    "patternProperties": {r"^\d+(\.\d+)?$": _SHARE},
    "additionalProperties": False,
}


def _either(*options: Schema) -> Schema:
    return {"anyOf": list(options)}


def _identity(value: str) -> str:
    plain = value.replace("-", "")
    if not (value[:1].isalpha() and plain.isalnum() and value.isascii() and value == value.lower()):
        remedy = "gebruik kleine letters, cijfers en streepjes, en begin met een letter"
        raise ScalarError("id-vorm", f"`{value[:40]}` is geen id", remedy)
    return value


def _language(value: str) -> int:
    if value != "1":
        remedy = "werk rendement bij, of schrijf `taal: 1`"
        raise ScalarError("taal-onbekend", f"deze versie kent taal 1, niet `{value[:20]}`", remedy)
    return 1


def _above_zero(node: Any) -> float:
    value = parse.certain(node, "aantal")
    if value <= 0:
        raise ScalarError("te-klein", "hier hoort een getal boven 0", "schrijf een getal boven 0")
    return value


def _duration(node: Any) -> float:
    value = _above_zero(node)
    if value > LONGEST:
        raise ScalarError(
            "te-groot", f"langer dan {LONGEST} jaar rekent niemand", f"schrijf hooguit {LONGEST}"
        )
    return value


def one_of(*options: str) -> Any:
    """A field that takes one of a few words."""
    return Annotated[str, Reading(lambda node: parse.choice(node, options), {"enum": list(options)})]


Text = Annotated[str, Reading(parse.text, {"type": ["string", "number"]})]
Identity = Annotated[
    str, Reading(lambda node: _identity(parse.text(node)), {"type": "string", "pattern": "^[a-z][a-z0-9-]*$"})
]
YesNo = Annotated[bool, Reading(lambda node: scalar.yes_no(parse.text(node)), {"enum": ["ja", "nee"]})]
Year = Annotated[
    int,
    Reading(
        lambda node: scalar.year(parse.text(node)),
        {"type": "integer", "minimum": scalar.FIRST_YEAR, "maximum": scalar.LAST_YEAR},
    ),
]
Period = Annotated[
    tuple[int, int],
    Reading(
        lambda node: scalar.period(parse.text(node)),
        {"type": ["integer", "string"], "pattern": r"^\d{4}(\s*[-–]\s*\d{4})?$"},
    ),
]
Language = Annotated[int, Reading(lambda node: _language(parse.text(node)), {"const": 1})]
Count = Annotated[Uncertain, Reading(lambda node: parse.uncertain(node, "aantal"), _either(_SCALAR, _UNSURE))]
Counts = Annotated[
    Uncertain | Series,
    Reading(lambda node: parse.series(node, "aantal"), _either(_SCALAR, _UNSURE, _BY_YEAR)),
]
Positive = Annotated[float, Reading(_above_zero, {"type": "number", "exclusiveMinimum": 0})]
NonNegative = Annotated[
    Uncertain, Reading(lambda node: parse.within(node, "aantal", 0, None), _either(_SCALAR, _UNSURE))
]
Staff = Annotated[
    Uncertain | Series,
    Reading(lambda node: parse.series(node, "aantal", low=0), _either(_SCALAR, _UNSURE, _BY_YEAR)),
]
Months = Annotated[
    Uncertain | Series,
    Reading(
        lambda node: parse.series(node, "aantal", low=0, high=12),
        _either({"type": "number", "minimum": 0, "maximum": 12}, _BY_YEAR),
    ),
]
Amount = Annotated[
    Uncertain, Reading(lambda node: parse.uncertain(node, "bedrag"), _either(_SCALAR, _UNSURE))
]
ExactAmount = Annotated[float, Reading(lambda node: parse.certain(node, "bedrag"), _SCALAR)]
Amounts = Annotated[
    Uncertain | Series | tuple[float, ...],
    Reading(
        parse.amounts, _either(_SCALAR, _UNSURE, _BY_YEAR, {"type": "array", "items": _SCALAR, "minItems": 1})
    ),
]
Rate = Annotated[
    Uncertain | PostRef,
    Reading(
        lambda node: forms.post(node) if forms.looks_like_post(node) else parse.uncertain(node, "bedrag"),
        _either(_SCALAR, _UNSURE),
    ),
]
Share = Annotated[Uncertain, Reading(lambda node: parse.uncertain(node, "aandeel"), _either(_SHARE, _UNSURE))]
Post = Annotated[PostRef, Reading(forms.post, _TEXT)]
Payers = Annotated[tuple[Part, ...], Reading(forms.payers, _either(_TEXT, {"type": "object"}))]
BusinessAsUsual = Annotated[
    Uncertain | BaseRate, Reading(forms.base_rate, _either(_SHARE, {"type": "object"}))
]
Relapse = Annotated[
    Uncertain | Curve | PostRef, Reading(forms.relapse, _either(_SHARE, _UNSURE, _BY_NUMBER, _TEXT))
]
Exits = Annotated[
    tuple[float, ...] | Curve | PostRef,
    Reading(forms.exits, _either({"type": "array", "items": _SHARE, "minItems": 1}, _BY_NUMBER, _TEXT)),
]
Basket = Annotated[tuple[BasketItem, ...], Reading(forms.basket, {"type": "object", "minProperties": 1})]
Cumulative = Annotated[Curve, Reading(parse.curve, _BY_NUMBER)]
PriceTable = Annotated[tuple[tuple[float, Uncertain], ...], Reading(parse.table, {"type": "object"})]
DiscountRate = Annotated[float | Curve, Reading(parse.rate_steps, _either(_SCALAR, _BY_NUMBER))]
Duration = Annotated[float, Reading(_duration, {"type": "number", "exclusiveMinimum": 0})]
WholeYears = Annotated[
    int, Reading(_whole(1, LONGEST), {"type": "integer", "minimum": 1, "maximum": LONGEST})
]
Lag = Annotated[int, Reading(_whole(0, LONGEST), {"type": "integer", "minimum": 0, "maximum": LONGEST})]
Rates = Annotated[
    tuple[tuple[str, Uncertain], ...], Reading(forms.rates, {"type": "object", "minProperties": 1})
]
PriceLevel = Annotated[
    int | str, Reading(forms.price_level, _either({"const": "onbekend"}, {"type": "integer"}))
]
Levels = Annotated[dict[int, float], Reading(forms.levels, _BY_YEAR)]
Per = one_of("jaar", "periode")
BenefitKind = one_of("structureel", "incidenteel", "fictief")
Status = Annotated[
    str | dict[int, str], Reading(forms.status, _either({"enum": list(forms.STATUSES)}, _BY_YEAR))
]
Cashable = Annotated[float, Reading(forms.cashable, _either({"enum": ["ja", "nee"]}, _SHARE))]
Printed = Annotated[tuple[float, int], Reading(forms.printed, _SCALAR)]
BreakEven = Annotated[
    PostRef | tuple[str, Uncertain],
    Reading(forms.break_even, _either(_TEXT, {"type": "object", "required": ["naam", "bedrag"]})),
]
Raw = Annotated[Any, Reading(lambda node: node, {})]
