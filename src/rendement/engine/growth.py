"""Growth of money by calendar year."""

from collections.abc import Iterable

from rendement.engine.arithmetic import Number
from rendement.engine.plan import Growth


def growth_factors(growth: Growth, years: Iterable[int]) -> dict[int, Number]:
    """What a euro has become in each of these years: (1 + rate)^(year - since). There is at least one.

    >>> growth_factors(Growth("", 0.5, 2020), (2019, 2020, 2022))
    {2019: 0.6666666666666666, 2020: 1.0, 2022: 2.25}
    """
    passed = {year: year - growth.since for year in years}
    grown: dict[int, Number] = {0: 1.0}
    for more in range(max(passed.values())):
        grown[more + 1] = grown[more] * (1 + growth.rate)
    for less in range(0, min(passed.values()), -1):
        grown[less - 1] = grown[less] / (1 + growth.rate)
    return {year: grown[years_passed] for year, years_passed in passed.items()}
