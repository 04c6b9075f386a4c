"""Zet in README.md wat er echt verschijnt: de tabel van het voorbeeld, zoals de opdracht erboven haar toont.

    python tools/readme.py

A test compares the README with the same text, so it never shows a table that no longer appears.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
EXAMPLE = "cases/zoetermeer/zoveel-meer.yaml"
LAST = "Rendement  "  # the row below the lines; what follows are sentences


def command(text: str, name: str) -> str:
    """The command under a marker: the contents of the first code block after `<!-- opdracht: name -->`."""
    found = re.search(rf"<!-- opdracht: {name} -->\s*```\w*\n(.*?)\n```", text, re.DOTALL)
    if found is None:
        raise ValueError(f"README.md heeft geen opdracht `{name}`")
    return found.group(1)


def block(text: str, name: str) -> str:
    """What stands between `<!-- name -->` and `<!-- /name -->`."""
    found = re.search(rf"<!-- {name} -->\n(.*?)\n<!-- /{name} -->", text, re.DOTALL)
    if found is None:
        raise ValueError(f"README.md heeft geen blok `{name}`")
    return found.group(1)


def put(text: str, name: str, content: str) -> str:
    """The text with other contents in a block."""
    old = block(text, name)
    opening = f"<!-- {name} -->\n"
    return text.replace(opening + old, opening + content.strip("\n"))


def table() -> str:
    """What the example prints in a pipe, up to and including the return below the lines."""
    arguments = [sys.executable, "-m", "rendement", "calc", EXAMPLE]
    done = subprocess.run(arguments, cwd=ROOT, capture_output=True, check=True)
    head, found, tail = done.stdout.decode("utf-8").partition(f"\n{LAST}")
    if not found:
        raise ValueError(f"de tabel noemt geen `{LAST}`")
    return f"{head}{found}{tail.splitlines()[0]}"


def main() -> None:
    """Write the README anew."""
    text = README.read_text("utf-8")
    README.write_text(put(text, "tabel", f"```text\n{table()}\n```"), "utf-8")


if __name__ == "__main__":
    main()
