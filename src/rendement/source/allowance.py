"""How much may be unpacked: the bounds of the workbooks that one case names, together."""

MAX_UNPACKED = 20_000_000
MAX_ELEMENTS = 500_000


class TooLargeError(Exception):
    """A bound was met; the text says which, in Dutch."""


class Allowance:
    """What may still be read."""

    def __init__(self) -> None:
        self.bytes, self.elements = MAX_UNPACKED, MAX_ELEMENTS

    def unpack(self, size: int) -> None:
        """Count the bytes that were read. Raises TooLargeError when it is too much."""
        self.bytes -= size
        if self.bytes < 0:
            raise TooLargeError("het werkboek is uitgepakt groter dan 20 MB")

    def begin(self, count: int) -> None:
        """Count elements. Raises TooLargeError when it is too much."""
        self.elements -= count
        if self.elements < 0:
            raise TooLargeError("het werkboek heeft meer dan 500.000 onderdelen")
