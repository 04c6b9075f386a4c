"""How a command that reads files begins: it looks at its root, its files and where the answer goes."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rendement.cli.exits import usage


class Opening:
    """The files that were asked; `target` may be none of them, nor any that is read for them."""

    def __init__(self, names: list[str], target: str | None, extensions: Sequence[str] | None) -> None:
        self.names = names
        self._target = target
        self._more = () if extensions is None else (extensions,)
        self._check(names)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Around all that reads; what was read is no target either. Nothing of that after an error."""
        from rendement.source.reads import noting

        with noting() as read:
            yield
        with usage():
            self._check(list(read))

    def _check(self, sources: list[str]) -> None:
        from rendement.study.files import check_report

        if self._target is not None:
            check_report(self._target, sources, *self._more)


def opening(
    root: str | None,
    target: str | None,
    names: Callable[[], list[str]],
    extensions: Sequence[str] | None = None,
) -> Opening:
    """Look at all of it, in this order; what is wrong ends the command. `extensions` of targets that do."""
    from rendement.source.root import check_root

    with usage():
        check_root(root)
        return Opening(names(), target, extensions)
