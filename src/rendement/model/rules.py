"""Rules across the fields of a line: a flat list of functions over every line that could be read.

A rule sees which keys were written (also those whose value could not be read) and the values that could,
so that one mistake gives one finding and a second mistake beside it is still found.
"""

from collections.abc import Callable, Iterator

from rendement.model.discount_rules import rate_of_line
from rendement.model.effect_rules import actors_apart, base_rate_form, curves, durations, residual_value
from rendement.model.facts import Facts
from rendement.model.household_rules import distinct_households, names_of_one_thing, no_sum_of_others
from rendement.model.size_rules import NEEDY, complete_size, one_size, quantities
from rendement.model.year_rules import months, per_when_needed, repeats, years_inside
from rendement.source.finding import Finding

Rule = Callable[[Facts], Iterator[Finding]]

# each rule with the keys without which it has nothing to say; None: it looks at every line
RULES: tuple[tuple[frozenset[str] | None, Rule], ...] = (
    (None, one_size),
    (NEEDY, complete_size),
    (None, per_when_needed),
    (None, years_inside),
    (frozenset({"maanden"}), months),
    (frozenset({"herhaling"}), repeats),
    (frozenset({"aantal", "fte", "opschalen_naar"}), quantities),
    (frozenset({"casussen"}), distinct_households),
    (frozenset({"casussen"}), names_of_one_thing),
    (frozenset({"casussen"}), no_sum_of_others),
    (frozenset({"duur", "over_jaren", "ingroei", "terugval", "afname", "blijfkans"}), durations),
    (frozenset({"ingroei", "terugval", "blijfkans"}), curves),
    (frozenset({"business_as_usual"}), base_rate_form),
    (frozenset({"tegenpartij"}), actors_apart),
    (frozenset({"restwaarde"}), residual_value),
    (frozenset({"discontovoet", "disconteren"}), rate_of_line),
)


def line_findings(facts: Facts) -> Iterator[Finding]:
    """Everything that the rules have to say of a line."""
    for keys, rule in RULES:
        if keys is None or not keys.isdisjoint(facts.keys):
            yield from rule(facts)
