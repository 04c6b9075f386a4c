"""The inverse of the standard normal distribution, for many probabilities at once.

The rational approximations of Wichura, Algorithm AS 241 (Applied Statistics 37, 1988), to 16 digits: one for
the middle, and two for the tails in the root of minus the logarithm of the probability. For very many it is
read from a table of them.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np

from rendement.draws.lookup import EVEN, TAIL, Lookup
from rendement.engine.blocks import Block

Fraction = tuple[Sequence[float], Sequence[float]]  # above and below the line, the highest power first

_MIDDLE: Fraction = (
    (
        *(2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4, 4.5921953931549871457e4),
        *(1.3731693765509461125e4, 1.9715909503065514427e3, 1.3314166789178437745e2, 3.3871328727963666080e0),
    ),
    (
        *(5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4, 2.1213794301586595867e4),
        *(5.3941960214247511077e3, 6.8718700749205790830e2, 4.2313330701600911252e1, 1.0),
    ),
)
_NEAR: Fraction = (
    (
        *(7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1),
        *(1.27045825245236838258e0, 3.64784832476320460504e0, 5.76949722146069140550e0),
        *(4.63033784615654529590e0, 1.42343711074968357734e0),
    ),
    (
        *(1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2),
        *(1.48103976427480074590e-1, 6.89767334985100004550e-1, 1.67638483018380384940e0),
        *(2.05319162663775882187e0, 1.0),
    ),
)
_FAR: Fraction = (
    (
        *(2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3),
        *(2.65321895265761230930e-2, 2.96560571828504891230e-1, 1.78482653991729133580e0),
        *(5.46378491116411436990e0, 6.65790464350110377720e0),
    ),
    (
        *(2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5),
        *(7.86869131145613259100e-4, 1.48753612908506148525e-2, 1.36929880922735805310e-1),
        *(5.99832206555887937690e-1, 1.0),
    ),
)
_REACH = 0.425  # of the middle, on either side of a half
_LEAST = 2.0**-53  # no chance that is drawn lies closer to 0 or 1
_STEPS = 4096  # in each tail, each as much closer to its end than the one before


def standard_normal(chances: Block) -> Block:
    """The same from a table, for many chances that were drawn; within 1e-5."""
    return _lookup()(chances)


@cache
def _lookup() -> Lookup:
    tail = np.geomspace(_LEAST, 2 * TAIL, _STEPS)
    chances = np.concatenate((tail, 1 - tail[::-1]))
    inside = np.arange(EVEN + 1) / EVEN
    inside[[0, -1]] = chances[[0, -1]]
    return Lookup(chances, normal_quantile(chances), normal_quantile(inside))


def normal_quantile(chances: Block) -> Block:
    """The value below which a standard normal lies with each of these chances, all between 0 and 1."""
    aside = chances - 0.5
    found = aside * _divided(_MIDDLE, _REACH * _REACH - aside * aside)
    tails = np.abs(aside) > _REACH
    depth = np.sqrt(-np.log(np.minimum(chances[tails], 1 - chances[tails])))
    size = np.where(depth <= 5.0, _divided(_NEAR, depth - 1.6), _divided(_FAR, depth - 5.0))
    found[tails] = np.copysign(size, aside[tails])
    return found


def _divided(fraction: Fraction, at: Block) -> Block:
    above, below = fraction
    return np.polyval(above, at) / np.polyval(below, at)
