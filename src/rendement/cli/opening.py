"""How a command that reads files begins: it looks at its root, its files and where the answer goes."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from rendement.cli.exits import FAILED, usage

if TYPE_CHECKING:
    from rendement.study.calculation import Calculation


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


def told(calculation: "Calculation") -> "Calculation":
    """The same: what there is to say of it goes to standard error, and without a result the command ends."""
    from rendement.render import findings as findings_text

    standing = (finding for finding in calculation.findings if finding.waiver is None)
    sys.stderr.write(findings_text.as_text(standing))
    if calculation.failed:
        raise typer.Exit(FAILED)
    return calculation
