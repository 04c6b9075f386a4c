"""How long a saving counts."""

from typing import Literal

SavingKind = Literal["structureel", "jaarlijks", "incidenteel"]
STRUCTURAL: SavingKind = "structureel"  # new from its year on, and stays
YEARLY: SavingKind = "jaarlijks"  # the amount in that year itself
ONCE: SavingKind = "incidenteel"  # in its year only
KINDS: tuple[SavingKind, ...] = (STRUCTURAL, YEARLY, ONCE)
