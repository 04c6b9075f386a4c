"""A document as bytes that are the same each time: no clock in its zip, none in its properties."""

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

_MADE = datetime(2000, 1, 1, tzinfo=UTC)
_ZIPPED = (1980, 1, 1, 0, 0, 0)


def packed(document: Any, title: str, *, given: bool) -> bytes:
    """The document with its title; one of the analyst keeps its language and whose it is."""
    about = document.core_properties
    about.title, about.created, about.modified = title[:255], _MADE, _MADE
    if not given:
        about.author = about.last_modified_by = "rendement"
    written, again = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as made, zipfile.ZipFile(again, "w") as fixed:
        for part in made.infolist():
            info = zipfile.ZipInfo(part.filename, _ZIPPED)
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 0
            fixed.writestr(info, made.read(part))
    return again.getvalue()
