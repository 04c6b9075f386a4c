"""A bar in text: from one outcome to another on a line that all bars share."""

from rendement.source.record import record

WIDTH = 25
OPEN, FULL, AXIS = "·", "█", "│"


@record
class Line:
    """From the least to the largest outcome of all bars, with the outcome of the point run as its axis."""

    low: float
    high: float
    point: float

    def bar(self, first: float, last: float) -> str:
        """From the one to the other; what is nothing is the axis alone.

        >>> Line(0.0, 24.0, 12.0).bar(8.0, 14.0)
        '········████│██··········'
        """
        low, high = sorted((self._at(first), self._at(last)))
        signs = [FULL if low <= place <= high and first != last else OPEN for place in range(WIDTH)]
        signs[self._at(self.point)] = AXIS
        return "".join(signs)

    def _at(self, value: float) -> int:
        width = self.high - self.low
        return round((WIDTH - 1) * (value - self.low) / width) if width else WIDTH // 2


def up_to(share: float, width: int) -> str:
    """A bar from nothing, of a share of a width.

    >>> up_to(0.5, 10), up_to(0.001, 10), up_to(0.0, 10)
    ('█████', '▏', '')
    """
    return FULL * round(width * share) or ("▏" if share else "")
