"""From the few households that were priced to the group they were drawn from."""

from collections.abc import Sequence

from rendement.engine.arithmetic import Number, root, total

# Student's t, two-sided 95%, by degrees of freedom 1..30 (any standard table of the distribution)
_T95 = (
    *(12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228),
    *(2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086),
    *(2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042),
)
# beyond the table: its expansion in powers of 1 / freedom (Abramowitz and Stegun 26.7.5) at 97,5%
_BEYOND = (1.959963985, 2.372271230, 2.822498616, 2.555849680)


def student95(freedom: int) -> float:
    """The two-sided 95% point of Student's t, on three decimals.

    >>> student95(6), student95(30), student95(50), student95(500)
    (2.447, 2.042, 2.009, 1.965)
    """
    if freedom <= len(_T95):
        return _T95[freedom - 1]
    return round(total(one / freedom**power for power, one in enumerate(_BEYOND)), 3)


def interval(values: Sequence[Number], group: Number) -> tuple[Number, Number] | None:
    """The 95% interval of the total of a group of at least the sample's size; None below two values.

    total = N x mean; half-width = t x N x s / sqrt(n) x sqrt((N - n) / N), with s the sample's standard
    deviation (divisor n - 1) and the last factor the finite population correction that belongs to it
    (Cochran, Sampling Techniques, ch. 2).

    >>> low, high = interval([1.0, 3.0], 2)
    >>> low == high == 4.0
    True
    """
    if len(values) < 2:
        return None
    return around(total(values) / len(values), variance_of(values), len(values), group)


def around(mean: Number, variance: Number, size: int, group: Number) -> tuple[Number, Number]:
    """The same, from the mean and the variance of at least two values."""
    half = half_width(variance, size, group)
    return group * mean - half, group * mean + half


def half_width(variance: Number, size: int, group: Number) -> Number:
    """Half of that interval."""
    correction = root((group - size) / group)
    return student95(size - 1) * group * root(variance / size) * correction


def variance_of(values: Sequence[Number]) -> Number:
    """Of at least two values, with divisor n - 1.

    >>> variance_of([1.0, 3.0])
    2.0
    """
    mean = total(values) / len(values)
    deviations = [value - mean for value in values]
    return total(deviation * deviation for deviation in deviations) / (len(values) - 1)
