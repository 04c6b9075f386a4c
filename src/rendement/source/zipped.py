"""The XML parts of a zipped document, element by element, so that nothing is built before a bound is met.

What a small file can unpack to is bounded by its bytes, its elements, their depth and the length of a text:
reading takes a second at most, whatever the file says of itself.
"""

import zipfile
from collections.abc import Iterator, Mapping
from functools import lru_cache
from io import BytesIO
from itertools import chain
from typing import Any
from xml.parsers import expat

from rendement.source.allowance import Allowance, TooLargeError

MAX_DEPTH = 50
MAX_TEXT = 100_000
MAX_TAG = 1_000_000  # bytes without the begin or the end of an element
_AT_ONCE = 65_536
_WAYS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # other ways of packing ask for any amount of memory


class BrokenError(Exception):
    """This is no document that can be read."""


# name without its namespace; its attributes where it begins, None where it ends; the text it ends with
Element = tuple[str, Mapping[str, str] | None, str]


class Zipped:
    """A zipped document. Raises BrokenError for what is none."""

    def __init__(self, name: str | BytesIO, allowance: Allowance) -> None:
        self.allowance = allowance
        try:
            self.archive = zipfile.ZipFile(name)
        except Exception:  # a damaged zip fails in as many ways as there are bytes
            raise BrokenError from None

    def close(self) -> None:
        """Let go of the file."""
        self.archive.close()

    def read(self, part: str) -> Iterator[Element]:
        """The elements of a part. Raises TooLargeError or BrokenError."""
        return chain.from_iterable(self._pieces(part))  # half a million of them pass no generator in between

    def _pieces(self, part: str) -> Iterator[list[Element]]:
        try:
            if self.archive.getinfo(part).compress_type not in _WAYS:
                raise BrokenError
            with self.archive.open(part) as stream:
                yield from self._parsed(stream)
        except (TooLargeError, BrokenError):
            raise
        except Exception:
            raise BrokenError from None

    def _parsed(self, stream: Any) -> Iterator[list[Element]]:
        events, silent, chunk = _Events(), 0, b" "
        while chunk:
            chunk, depth = stream.read(_AT_ONCE), events.depth
            self.allowance.unpack(len(chunk))
            events.parser.Parse(chunk, not chunk)
            self.allowance.begin((len(events.found) + events.depth - depth) // 2)
            silent = 0 if events.found else silent + len(chunk)
            if silent > MAX_TAG:
                raise BrokenError
            yield events.found
            events.found = []


class _Events:
    """What the parser came across and nobody took yet."""

    def __init__(self) -> None:
        self.found: list[Element] = []
        self.text: list[str] = []
        self.length = self.depth = 0
        self.local = lru_cache(maxsize=256)(_local)  # a few names come half a million times
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.begin
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.say
        self.parser.StartDoctypeDeclHandler = self.refuse

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins; text before it belongs to nothing that is wanted."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise TooLargeError("het werkboek heeft meer dan 50 niveaus")
        if self.length:
            self.text, self.length = [], 0
        if attributes:
            attributes = {self.local(key): value for key, value in attributes.items()}
        self.found.append((self.local(name), attributes, ""))

    def end(self, name: str) -> None:
        """An element ends."""
        self.depth -= 1
        self.found.append((self.local(name), None, "".join(self.text)))
        if self.length:
            self.text, self.length = [], 0

    def say(self, text: str) -> None:
        """Text inside an element."""
        self.length += len(text)
        if self.length > MAX_TEXT:
            raise TooLargeError("een cel van het werkboek is langer dan 100.000 tekens")
        self.text.append(text)

    def refuse(self, *_: Any) -> None:
        """Entities have no place in a workbook; they only serve to make much of little."""
        raise BrokenError


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
