"""What stands around a page: one file that asks nothing of anybody, its style and script by their hash."""

import json
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import Any

SCRIPTS = ("page_program.js", "page_dutch.js", "page_bars.js", "page.js")
STYLE, WIDE = "page.css", "page_overview.css"
MARK = '<meta name="generator" content="rendement">'  # by which a page is known as one of ours
_PAGE = """<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{of_style}'; \
script-src {of_script}; base-uri 'none'; form-action 'none'">
{mark}
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
{body}{scripts}
</body>
</html>
"""
HEAD = 1_000  # bytes in which the mark stands
_SCRIPTS = """
<script type="application/json" id="programma">{data}</script>
<script>{script}</script>"""


def in_shell(title: str, body: str, data: Mapping[str, Any], *, wide: bool = False) -> str:
    """The page with this body; without data nothing on it moves, and it has no script. `wide`: one table."""
    style, script = part(STYLE) + (part(WIDE) if wide else ""), "".join(map(part, SCRIPTS)) if data else ""
    return _PAGE.format(
        title=escape(title),
        mark=MARK,
        of_style=_hash(style),
        of_script=f"'sha256-{_hash(script)}'" if script else "'none'",
        style=style,
        scripts=_SCRIPTS.format(data=_json(data), script=script) if script else "",
        body=body,
    )


def is_ours(data: bytes) -> bool:
    """Whether a file is such a page."""
    return MARK.encode() in data[:HEAD]


def _json(data: Mapping[str, Any]) -> str:
    """What the page computes with; within a script nothing may look like the end of it."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")


@cache
def part(name: str) -> str:
    """A part of ours, without what only its maker reads."""
    lines = files("rendement.render").joinpath(name).read_text("utf-8").splitlines()
    return "".join(
        f"{line.strip()}\n" for line in lines if line.strip() and not line.lstrip().startswith("//")
    )


def _hash(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()
