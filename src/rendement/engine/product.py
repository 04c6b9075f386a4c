"""The product that makes the gross amount of a line: number x price x years, as every table shows it."""

from rendement.engine.arithmetic import Number, ratio_or, settled, total
from rendement.engine.plan import BY_YEAR, EACH_YEAR, SCALING, Line, by_factors
from rendement.source.record import record


@record
class Product:
    """Three factors: how many, at which price, for how many years."""

    count: Number
    price: Number
    years: Number


def product_of(line: Line) -> Product:
    """The factors of a line: the number is that of one year where the size holds for each year.

    Households that are scaled up are a group at the mean of those that were priced; where number and price
    both differ by year the price is the mean, weighted by number.
    """
    count, price, years = _number(line), settled(part.amount for part in line.parts), total(line.effect.spell)
    if line.scaled_to is not None:
        count, price = count * line.scaled_to, price / line.cases
    often = settled(line.timing)
    if line.prices is not None:
        amount = settled(often * each for often, each in zip(line.timing, line.prices, strict=True))
        often = _not_zero(often) if line.basis == BY_YEAR else 1.0
        return Product(count * often, price * amount / often, years)
    if line.basis == EACH_YEAR:
        return Product(count, price, years * often)
    return Product(count * often, price, years)


def _number(line: Line) -> Number:
    """The numbers and factors of the line, without those by year and without scaling up."""
    numbers = (factor for factor in line.quantity if factor.step != SCALING)
    return by_factors(by_factors(1.0, numbers), line.factors)


def _not_zero(number: Number) -> Number:
    """A number to divide by: 1 where numbers cancel out, so that the price is then that of all together."""
    return number + (1.0 - ratio_or(0.0, number, number))
