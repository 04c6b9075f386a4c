"""An engine elsewhere that does the work of a batch: what the pool asks of one beyond an executor."""

from abc import abstractmethod
from collections.abc import Sequence
from concurrent.futures import Executor, Future
from typing import Any


class EngineError(Exception):
    """The engine cannot go on, or is not to be trusted; the text is Dutch and complete (exit code 1)."""


class Engine(Executor):
    """An executor of which the workers are apart: one that stops takes no other along.

    What a worker left it hands to another by itself; a chunk that stops every worker is a BrokenExecutor.
    """

    workers: int = 1  # as many as there are now

    @abstractmethod
    def watch(self, futures: "Sequence[Future[Any]]", seconds: float) -> bool:
        """Whether one of these is finished, within so many seconds. Raises EngineError if none ever will."""
