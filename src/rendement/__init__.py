"""Maatschappelijke kosten en baten van het sociaal domein, regel voor regel na te rekenen."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rendement.api import CaseError, Result, calc

__version__ = "0.1.0"

__all__ = ["CaseError", "Result", "__version__", "calc"]


def __getattr__(name: str) -> Any:
    """The public names, loaded when one is first asked for: `import rendement` alone loads nothing."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from rendement import api

    return getattr(api, name)
