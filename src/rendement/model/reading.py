"""How a field of a model is read: by a parser of ours, with its JSON Schema beside it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError, core_schema

from rendement.source.finding import Finding
from rendement.source.scalar import ScalarError

Schema = dict[str, Any]


def _detail(found: Finding) -> InitErrorDetails:
    """A finding as pydantic passes it on, to whoever knows in which file it stands."""
    error = PydanticCustomError(found.code, "{bevinding}", {"bevinding": found})
    return InitErrorDetails(type=error, loc=found.place, input=None)


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
            raise ValidationError.from_exception_data("veld", [*map(_detail, error.findings)]) from None
