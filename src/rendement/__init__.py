"""Maatschappelijke kosten en baten van het sociaal domein, regel voor regel na te rekenen."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rendement.api.batch import Batch, batch
    from rendement.api.case import CaseError, Result, calc

__version__ = "0.1.0"

__all__ = ["Batch", "CaseError", "Result", "__version__", "batch", "calc"]


def __getattr__(name: str) -> Any:
    """The public names, loaded when one is first asked for: `import rendement` alone loads nothing."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from rendement.api import batch, case

    return getattr(batch if name in ("Batch", "batch") else case, name)
