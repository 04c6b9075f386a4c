"""Rules across the fields of a line: a flat list of functions over every line that could be read.

A rule sees which keys were written (also those whose value could not be read) and the values that could,
so that one mistake gives one finding and a second mistake beside it is still found.
"""

from collections.abc import Callable, Iterator

from rendement.model.effect_rules import (
    actors_apart,
    base_rate_form,
    curve_problems,
    curves,
    durations,
    exit_problems,
)
from rendement.model.problem import Facts, Problem
from rendement.model.size_rules import complete_size, distinct_households, one_size, quantities
from rendement.model.year_rules import months, per_when_needed, years_inside

__all__ = ["RULES", "Facts", "Problem", "curve_problems", "exit_problems"]

Rule = Callable[[Facts], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    one_size,
    complete_size,
    per_when_needed,
    years_inside,
    months,
    quantities,
    distinct_households,
    durations,
    curves,
    base_rate_form,
    actors_apart,
)
