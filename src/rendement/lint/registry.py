"""Every rule, and by which names it may be called."""

from functools import cache

from rendement.lint import (
    attribution,
    course,
    evidence,
    levels,
    outcome,
    parties,
    prices,
    printed,
    privacy,
    programmes,
    timing,
    upkeep,
)
from rendement.lint.rule import Method

UPKEEP = "R0"  # the family about waivers themselves
_FAMILIES = (
    upkeep,
    timing,
    printed,
    attribution,
    evidence,
    levels,
    prices,
    parties,
    programmes,
    course,
    privacy,
    outcome,
)
RULES: tuple[Method, ...] = tuple(
    sorted((rule for family in _FAMILIES for rule in family.RULES), key=lambda rule: rule.number)
)

# what is said while reading and binding, that is no error; a test holds it against the source
LANDED = (
    "alles-negatief",
    "bereik-gerealiseerd",
    "betalers-geen-100",
    "blok-zonder-maatregel",
    "budget-zonder-jaar",
    "budget-zonder-maatregel",
    "dekking-zonder-taakstelling",
    "een-van-de-bladen",
    "gemengd-horizon",
    "gemengd-prijslijst",
    "gemengd-prijspeil",
    "jaarlijks-zonder-jaar",
    "kosten-negatief",
    "lege-cel-als-nul",
    "overlap-raakt-niets",
    "restwaarde-te-hoog",
    "scenario-past-niet",
    "som-van-andere",
    "soort-lijkt-op",
    "taakstelling-per-jaar",
    "voet-een-jaar-later",
)


@cache
def by_name() -> dict[str, Method]:
    """Every rule by its number and by its slug."""
    return {name: rule for rule in RULES for name in rule.names}


@cache
def remark_codes() -> frozenset[str]:
    """What has a code and no number: remarks, and what is said before computing."""
    from rendement.lint import of_case, of_monitor, of_programme  # noqa: PLC0415 - only for who names one

    remarks = (*of_case.REMARKS, *of_programme.REMARKS, *of_monitor.REMARKS)
    return frozenset((*(rule.code for rule in remarks), *LANDED))


def is_number(name: str) -> bool:
    """Whether this is how a rule or a family is numbered, if there is one."""
    return name[:1] in ("R", "r") and name[1:].isdigit()


@cache
def waivable() -> tuple[str, ...]:
    """What a file may depart from, by name."""
    own = (name for rule in RULES if rule.family != UPKEEP for name in rule.names)
    return (*own, *sorted(remark_codes()))


@cache
def choosable() -> tuple[str, ...]:
    """What may be chosen or left out, by name."""
    families = dict.fromkeys(rule.family for rule in RULES)
    return (*families, *by_name(), *sorted(remark_codes()))
