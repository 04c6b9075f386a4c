"""A PDF in fewer bytes: what typst writes out in full, packed in object streams, as PDF/A-2 allows.

Nothing of the content changes. A tagged table has an object for each cell, and those are most of the file.
"""

import re
import zlib
from collections.abc import Iterable

PER_STREAM = 500
_ENTRY = re.compile(rb"(\d{10}) \d{5} n")
_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")

Places = dict[int, tuple[int, int, int]]  # of an object: a kind, and where it is


def packed(pdf: bytes) -> bytes:
    """The same document. Raises ValueError of a file that is not written as typst does."""
    table, trailer = _tail(pdf)
    offsets = sorted(int(entry[1]) for entry in _ENTRY.finditer(pdf, table))
    out = bytearray(pdf[: offsets[0]])
    loose: list[tuple[int, bytes]] = []
    places: Places = {0: (0, 0, 65535)}
    for begin, end in zip(offsets, [*offsets[1:], table], strict=True):
        head, _, rest = pdf[begin:end].partition(b" 0 obj")
        number, body = int(head), rest.strip().removesuffix(b"endobj").strip()
        if body.endswith(b"endstream"):
            places[number] = (1, len(out), 0)
            out += pdf[begin:end]
        else:
            loose.append((number, body))
    free = max([*places, *(number for number, _ in loose)]) + 1
    for start in range(0, len(loose), PER_STREAM):
        chunk = loose[start : start + PER_STREAM]
        places |= {number: (2, free, place) for place, (number, _) in enumerate(chunk)}
        places[free] = (1, len(out), 0)
        out += _stream(free, *_together(chunk))
        free += 1
    places[free] = (1, len(out), 0)
    begin = len(out)
    out += _stream(free, _rows(places), b"/Type/XRef/W[1 4 2]/Size %d" % (free + 1) + trailer)
    return bytes(out) + b"startxref\n%d\n%%%%EOF" % begin


def _tail(pdf: bytes) -> tuple[int, bytes]:
    """Where the table of places begins, and what is said of the file as a whole."""
    start = _START.search(pdf)
    if start is None:
        raise ValueError("startxref")
    table = int(start[1])
    head, _, rest = pdf[table : start.start()].partition(b"trailer")
    whole = re.sub(rb"/Size\s+\d+", b"", rest.strip().removeprefix(b"<<").removesuffix(b">>"))
    if not head.startswith(b"xref") or b"/Root" not in whole:
        raise ValueError("xref")
    return table, whole


def _together(chunk: Iterable[tuple[int, bytes]]) -> tuple[bytes, bytes]:
    """Objects behind a list of their numbers and places, and what is said of them."""
    heads, bodies, at = [], [], 0
    for number, body in chunk:
        heads.append(b"%d %d" % (number, at))
        bodies.append(body)
        at += len(body) + 1
    head = b" ".join(heads) + b"\n"
    return head + b"\n".join(bodies), b"/Type/ObjStm/N %d/First %d" % (len(heads), len(head))


def _rows(places: Places) -> bytes:
    """Of every object what kind it is and where; a number that is none is free."""
    return b"".join(
        kind.to_bytes(1, "big") + first.to_bytes(4, "big") + second.to_bytes(2, "big")
        for kind, first, second in (places.get(number, (0, 0, 65535)) for number in range(max(places) + 1))
    )


def _stream(number: int, data: bytes, said: bytes) -> bytes:
    made = zlib.compress(data, 9)
    head = b"%d 0 obj\n<</Length %d/Filter/FlateDecode%b>>\nstream\n" % (number, len(made), said)
    return head + made + b"\nendstream\nendobj\n\n"
