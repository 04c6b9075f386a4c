"""The file as it was when an outcome was made, when git still has it: what `rendement diff` is asked for."""

import os
import shlex
from pathlib import Path

from rendement.model.list_files import content_hash
from rendement.source.finding import UsageError
from rendement.study.diff.revision import Revision, checkout_around

MOST = 200  # revisions


def difference_asked(file: str, hash_: str) -> str:
    """The command that says why a file gives another outcome than with this hash; nothing without git."""
    try:
        top = checkout_around(Path())
        path = Path(os.path.realpath(file))
        if path.is_relative_to(top):
            for back, raw in Revision(top, "HEAD").earlier(file, MOST):
                if content_hash(raw.decode("utf-8-sig", "replace")) == hash_:
                    old = f"HEAD~{back}:{path.relative_to(top).as_posix()}"
                    return f"rendement diff {shlex.quote(old)} {shlex.quote(file)}"
    except UsageError:  # no git, no checkout, no history: then there is nothing to tell
        pass
    return ""
