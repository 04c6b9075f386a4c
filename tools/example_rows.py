"""Schrijf examples/verzonnen-trajecten.csv: de tabel van rijen van het zevende voorbeeld.

    python tools/example_rows.py

Nobody in it exists: who they are, where they live and what they use is drawn from a fixed seed.
"""

import random
import sys
from collections.abc import Iterator
from pathlib import Path

TABLE = Path(__file__).resolve().parent.parent / "examples" / "verzonnen-trajecten.csv"
CLIENTS, SEED = 240, 7
GROUPS = ("noord", "oost", "zuid")
# how many of a hundred clients use a post, and how often at most
POSTS = {
    "jeugd/ots": (20, 1),
    "wonen/deurwaarder-ontruiming": (3, 1),
    "wonen/huisuitzetting": (25, 1),
    "wonen/klacht-corporatie": (40, 5),
    "wonen/mutatie": (30, 1),
    "wonen/noodwoning": (35, 6),
}


def rows() -> Iterator[tuple[str, str, int, str]]:
    """A row of nothing for who uses nothing: they count among the clients."""
    drawn = random.Random(SEED)  # noqa: S311 - no secret
    for number in range(1, CLIENTS + 1):
        who, group = f"V{number:03}", GROUPS[int(drawn.random() * len(GROUPS))]
        used = False
        for post, (share, most) in POSTS.items():
            is_used, times = drawn.random() * 100 < share, 1 + int(drawn.random() * most)
            if is_used:
                yield who, post, times, group
            used |= is_used
        if not used:
            yield who, "wonen/mutatie", 0, group


def text() -> str:
    """The table as a file."""
    lines = [f"{who};{post};{times};{group}" for who, post, times, group in rows()]
    return "\n".join(["client;post;aantal;groep", *lines, ""])


def main() -> None:
    """Write it."""
    made = text()
    TABLE.write_text(made, encoding="utf-8")
    sys.stdout.write(f"{made.count(chr(10)) - 1} rijen van {CLIENTS} verzonnen cliënten\n")


if __name__ == "__main__":
    main()
