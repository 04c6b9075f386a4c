"""Maak de site: docs/ zoals het is, de galerij, de prijslijsten en de schema's, en kijk elke link na.

    python tools/make_site.py                        in build/site/uit; open daar index.html
    python tools/make_site.py --adres https://…      met het adres waar de site komt te staan

Nodig is de extra `site`. Nothing that is made here is kept in the repository. The exit code is 1 when the
generator has something to say, a link or anchor is dead, or a page would ask for something elsewhere.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import chdir
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import readme
from site_gallery import gallery, source_page
from site_links import dead_links, moved, place
from site_prices import prices
from site_schemas import schemas

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "site"
TARGET = ROOT / "build" / "site"
LOOSE = ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "cases/README.md", "prijslijst/WIJZIGINGEN.md")
AS_THEY_ARE = ("site.css", "site.js", "iframe-worker.js")
LANGUAGES = {"docs/english.md": "en"}  # of a page that is not in Dutch


def main() -> int:
    """Make the site and say what came of it."""
    parser = argparse.ArgumentParser(description="Maak de site.")
    parser.add_argument("--naar", type=Path, default=TARGET, help="een andere map; wat er stond, verdwijnt")
    parser.add_argument("--adres", default="", help="het adres waar de site komt te staan")
    asked = parser.parse_args()
    moments = [time.monotonic()]
    stage(asked.naar, asked.adres)
    moments.append(time.monotonic())
    built = build(asked.naar)
    moments.append(time.monotonic())
    folder = asked.naar / "uit"
    wrong = dead_links(folder, urlsplit(asked.adres).path.rstrip("/") + "/") if built else []
    moments.append(time.monotonic())
    made, whole, checked = (late - early for early, late in pairwise(moments))
    for line in wrong:
        print(line)
    print(f"{len([*folder.rglob('*.html')])} bladzijden in {folder}: ", end="")
    print(f"gemaakt in {made:.1f} s, gebouwd in {whole:.1f} s, nagekeken in {checked:.1f} s")
    return 0 if built and not wrong else 1


def stage(target: Path, address: str = "") -> None:
    """Lay out everything that the site is built from."""
    prepare(target, address)
    with chdir(ROOT):
        for name, text in sources():
            write(target / "bron" / name, text)


def prepare(target: Path, address: str = "") -> None:
    """An empty folder with the settings and the theme."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(SITE / "thema", target / "thema")
    settings = (SITE / "zensical.toml").read_text("utf-8")
    own = f'[project]\nsite_url = "{address.rstrip("/")}/"\n' if address else "[project]\n"
    write(target / "zensical.toml", settings.replace("[project]\n", own, 1))
    for name in AS_THEY_ARE:
        write(target / "bron" / name, (SITE / name).read_text("utf-8"))


def sources() -> Iterator[tuple[str, str]]:
    """Every page and file of the site by its place: what is written by hand, and what is made now."""
    yield "index.md", _home((SITE / "index.md").read_text("utf-8"))
    for path in [*sorted((ROOT / "docs").glob("*.md")), *(ROOT / name for name in LOOSE)]:
        name = path.relative_to(ROOT).as_posix()
        head = f"---\nlang: {LANGUAGES[name]}\n---\n\n" if name in LANGUAGES else ""
        yield place(name), head + moved(path.read_text("utf-8"), name)
    yield place("LICENSE"), (ROOT / "LICENSE").read_text("utf-8")
    for path in sorted((ROOT / ".github" / "workflows").glob("*.yml")):
        name, text = path.relative_to(ROOT).as_posix(), path.read_text("utf-8")
        yield place(name), source_page(text, name, f"Werkstroom {path.stem}")
        yield f"werkstromen/{path.name}", text
    yield from gallery()
    yield from prices()
    yield from schemas()


def _home(text: str) -> str:
    """The first page, with the table that really appears and the command of the README."""
    asked = [sys.executable, "-m", "rendement", "calc", readme.EXAMPLE, "--format", "markdown"]
    shown = subprocess.run(asked, cwd=ROOT, capture_output=True, check=True).stdout.decode("utf-8")
    facts, table = shown.split("\n\n")[2:4]  # below its title and its subtitle
    facts = facts.partition("\n- Bevindingen")[0]  # those stand below, and not on this page
    command = readme.command(readme.README.read_text("utf-8"), "rekenen")
    text = text.replace("<!-- tabel -->", f"{facts}\n\n{table}")
    return text.replace("<!-- installeren -->", f"```sh\n{command}\n```")


def build(target: Path) -> bool:
    """Build what was laid out; anything that the generator has to say is a failure."""
    command = [sys.executable, "-m", "zensical", "build", "--strict", "-f", str(target / "zensical.toml")]
    around = {**os.environ, "NO_COLOR": "1", "PYTHONUTF8": "1"}
    return subprocess.run(command, cwd=target, env=around, check=False).returncode == 0


def write(path: Path, text: str) -> None:
    """Write a file, and the folders that it stands in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main())
