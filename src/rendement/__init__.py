"""Maatschappelijke kosten en baten van het sociaal domein, regel voor regel na te rekenen."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rendement.api.asking import CaseError
    from rendement.api.batch import Batch, batch
    from rendement.api.case import Result, calc
    from rendement.api.sensitivity import Sensitivity, sensitivity

__version__ = "0.1.0"

__all__ = ["Batch", "CaseError", "Result", "Sensitivity", "__version__", "batch", "calc", "sensitivity"]


def __getattr__(name: str) -> Any:
    """The public names, loaded when one is first asked for: `import rendement` alone loads nothing."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from rendement.api import batch, case, sensitivity

    holder = next(module for module in (case, batch, sensitivity) if hasattr(module, name))
    return getattr(holder, name)
