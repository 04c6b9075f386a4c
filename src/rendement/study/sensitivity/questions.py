"""What is asked of a case beside the file itself."""

from rendement.source.record import record


@record
class Questions:
    """What is asked beside the file; `know` are sets of paths."""

    draws: int = 50_000
    seed: int = 1
    outcome: str | None = None
    certain: bool = False
    one_way: tuple[str, ...] = ()
    two_way: tuple[str, str] | None = None
    know: tuple[str, ...] = ()
