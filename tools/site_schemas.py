"""The JSON Schemas of the site, at an address that stays: of this version, and of every released one."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import rendement
from rendement.figures.schema import result_schema
from rendement.render.json import as_json
from rendement.report.schema import KINDS, file_schema

ROOT = Path(__file__).resolve().parent.parent
RESULT = "resultaat"
UNKNOWN = 2  # the exit code for a kind of file that a version does not know
NAMES = (*KINDS, RESULT)

HEAD = """# JSON Schema

Met een JSON Schema vult een editor de sleutels van een casus aan, en onderstreept hij wat niet kan. Elke
versie van `rendement` heeft haar eigen schema's, op een adres dat niet verandert. Zet bovenaan een casus, met
het adres van deze site op de plaats van ADRES:

```yaml
# yaml-language-server: $schema=ADRES/schema/{version}/casus.json
```

Hetzelfde schema schrijft `rendement schema -o casus.json` op uw eigen schijf; `resultaat` is dat van de JSON
van `calc` en `sensitivity`.
"""


def schemas(root: Path = ROOT) -> Iterator[tuple[str, str]]:
    """Every schema by its place on the site, and the page that lists them."""
    now = {**{kind: file_schema(kind) for kind in KINDS}, RESULT: result_schema()}
    texts = {rendement.__version__: {name: as_json(schema) for name, schema in now.items()}}
    # what was released is as it was released, also where the work of now still has its number
    texts |= {tag.removeprefix("v"): _released(root, tag) for tag in _tags(root)}
    for version, own in texts.items():
        for name, text in own.items():
            yield f"schema/{version}/{name}.json", text
    rows = []
    for version in sorted(texts, key=_order, reverse=True):
        links = (f"[{name}]({version}/{name}.json)" if name in texts[version] else "–" for name in NAMES)
        rows.append(f"| {version} | {' | '.join(links)} |")
    table = [f"| versie | {' | '.join(NAMES)} |", "|---|" + "---|" * len(NAMES), *rows]
    yield "schema/index.md", "\n".join([HEAD.format(version=rendement.__version__), *table, ""])


def _order(version: str) -> list[int]:
    return [int(piece) if piece.isdecimal() else 0 for piece in version.split(".")]


def _tags(root: Path) -> list[str]:
    """The released versions, as far as this copy of the repository knows them."""
    asked = ["git", "-C", str(root), "tag", "--list", "v[0-9]*"]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    return done.stdout.split() if done.returncode == 0 else []


def _released(root: Path, tag: str) -> dict[str, str]:
    """The schemas of a released version, by that version itself."""
    with tempfile.TemporaryDirectory() as name:
        folder, packed = Path(name), Path(name) / "versie.zip"
        asked = ["git", "-C", str(root), "archive", "--format=zip", f"--output={packed}", tag]
        subprocess.run(asked, check=True)
        shutil.unpack_archive(packed, folder)
        return {name: text for name in NAMES if (text := _asked(folder, name))}


def _asked(folder: Path, name: str) -> str:
    """One schema of the version in this folder; nothing where that version does not know it."""
    words = ["--result"] if name == RESULT else ["--soort", name]
    command = [sys.executable, "-m", "rendement", "schema", *words]
    around = {**os.environ, "PYTHONPATH": str(folder / "src"), "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=folder, env=around, capture_output=True, check=False)
    if done.returncode not in (0, UNKNOWN):
        raise RuntimeError(done.stderr.decode("utf-8"))
    return done.stdout.decode("utf-8") if done.returncode == 0 else ""
