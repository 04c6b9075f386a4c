"""Programs that are no Python of ours: asking one in lines of JSON, and saying so where it is missing."""

import contextlib
import json
import os
import queue
import subprocess
import tempfile
import threading
from pathlib import Path
from typing import Any, NoReturn

import pytest

REQUIRED = "RENDEMENT_BUITEN"  # set by `.ci/run`: there, missing is an error and no reason to skip


class Refused(Exception):
    """What the other program could not do, in its own words."""


def missing(what: str) -> NoReturn:
    """Skip the test that needs this; where `.ci/run` has installed everything, fail it."""
    if os.environ.get(REQUIRED):
        pytest.fail(f"{what}: dit had hier moeten draaien")
    pytest.skip(what)


class OtherProgram:
    """One process that answers each line of JSON with a line of JSON, for as long as the tests last."""

    def __init__(self, *command: str, **settings: str) -> None:
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - as long as the process
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            env={**os.environ, **settings},
            encoding="utf-8",
        )
        self._answers: queue.SimpleQueue[str] = queue.SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in self._process.stdout or ():
            self._answers.put(line)
        self._answers.put("")  # it has ended

    def ask(self, seconds: float = 120, **question: Any) -> Any:
        """The answer to one question; an error when it fails, stops or takes too long."""
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.write(json.dumps(question, default=_plain) + "\n")
            self._process.stdin.flush()
        try:
            line = self._answers.get(timeout=seconds)
        except queue.Empty:
            self._process.kill()
            raise Refused(f"geen antwoord na {seconds:g} seconden{self._words()}") from None
        if not line:
            self._answers.put("")  # to the next question as well
            raise Refused(f"het programma is gestopt{self._words()}")
        answer = json.loads(line)
        if "fout" in answer:
            raise Refused(answer["fout"])
        return answer["antwoord"]

    def _words(self) -> str:
        self._said.seek(0)
        return ": " + self._said.read()[-2000:].decode("utf-8", "replace").strip()

    def close(self) -> None:
        """Let it end: it does so when nobody can ask any more."""
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.close()
        try:
            self._process.wait(30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._said.close()


def _plain(value: object) -> object:
    if isinstance(value, Path):
        return str(value)
    raise TypeError(type(value).__name__)
