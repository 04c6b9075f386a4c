"""Floor 3: the only place where words become numbers, and Dutch becomes the field's English."""

from rendement.bind.case import bind

__all__ = ["bind"]
