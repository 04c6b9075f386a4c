"""A real Chromium: open a page, run script in it, press keys, look, print, and let axe judge it.

    with browser.page(path, width=360, dark=True) as page:
        page.run("return document.title")  # the body of a function; back comes JSON
        page.run(Path("tests/browser/proef.js"), arg=[1])  # the same from a file, which reads `arg`
        page.errors, page.requests  # what it complained of, what it asked for

Installing, once: `npm install --no-package-lock` in tests/browser.
"""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from other_program import OtherProgram, missing
from project import ROOT

DRIVER = ROOT / "tests" / "browser" / "drive.js"
MODULES = "RENDEMENT_NODE_MODULES"  # where the npm packages are, if not beside the driver
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WCAG_22_AA = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")


class Page:
    """One open page."""

    def __init__(self, process: OtherProgram, name: str) -> None:
        self._process, self._name = process, name

    def _ask(self, task: str, seconds: float = 120, **more: Any) -> Any:
        return self._process.ask(seconds, taak=task, blad=self._name, **more)

    def run(self, script: str | Path, arg: Any = None, seconds: float = 600) -> Any:
        """What the body of this function returns in the page, as JSON; it may `await`, and `arg` is given."""
        text = script.read_text("utf-8") if isinstance(script, Path) else script
        return self._ask("voer_uit", seconds, tekst=text, arg=arg)

    def axe(self, rules: Sequence[str] = WCAG_22_AA) -> list[dict[str, Any]]:
        """What axe has against the page: rule, what it asks, and where."""
        found: list[dict[str, Any]] = self._ask("axe", regels=list(rules))
        return found

    @property
    def requests(self) -> list[str]:
        """Every address that was asked for, that of the page itself first."""
        return list(self._ask("zie")["verzoeken"])

    @property
    def errors(self) -> list[str]:
        """Errors and warnings of the console, errors of script, windows that opened."""
        return list(self._ask("zie")["fouten"])

    def press(self, *keys: str) -> None:
        """Keys by their name: `Tab`, `ArrowRight`, `Enter`."""
        self._ask("toets", toetsen=list(keys))

    def type(self, where: str, text: str) -> None:
        """Type over what stands in the field of this selector."""
        self._ask("typ", waar=where, tekst=text)

    def click(self, where: str) -> None:
        """Click what this selector finds."""
        self._ask("klik", waar=where)

    def resize(self, width: int, height: int = 900) -> None:
        """Make the window another size."""
        self._ask("formaat", breedte=width, hoogte=height)

    def screenshot(self, target: Path, *, whole: bool = True, where: str | None = None) -> Path:
        """A picture of the whole page, of the window, or of what this selector finds."""
        self._ask("beeld", naar=target.resolve(), heel=whole, waar=where)
        return target

    def pdf(self, target: Path) -> Path:
        """The page as it is printed."""
        self._ask("pdf", naar=target.resolve())
        return target

    def close(self) -> None:
        """Close the page."""
        self._ask("sluit")


class Browser:
    """One Chromium for as long as the tests last."""

    def __init__(self, node: str, program: str, modules: Path) -> None:
        self._process = OtherProgram(node, str(DRIVER), program, NODE_PATH=str(modules))

    @contextmanager
    def page(
        self,
        address: Path | str,
        *,
        width: int = 1280,
        height: int = 900,
        dark: bool = False,
        slow: float = 1,
        paper: bool = False,
        script: bool = True,
    ) -> Iterator[Page]:
        """A page from a file (or address): this wide, with this preference, a processor this much slower."""
        name = self._process.ask(
            taak="open",
            adres=address.resolve().as_uri() if isinstance(address, Path) else address,
            breedte=width,
            hoogte=height,
            donker=dark,
            traag=slow,
            druk=paper,
            script=script,
        )
        page = Page(self._process, name)
        try:
            yield page
        finally:
            page.close()

    def close(self) -> None:
        """End the browser."""
        self._process.close()


def started() -> Browser:
    """A Chromium with its driver; where something is missing the test is skipped, with the reason."""
    node, program = shutil.which("node"), next(filter(None, map(shutil.which, NAMES)), None)
    modules = Path(os.environ.get(MODULES) or DRIVER.with_name("node_modules"))
    if node is None:
        missing("node is er niet")
    if program is None:
        missing("Chromium is er niet")
    if not all((modules / name).is_dir() for name in ("puppeteer-core", "axe-core")):
        missing("puppeteer-core en axe-core zijn er niet (npm install --no-package-lock in tests/browser)")
    return Browser(node, program, modules)
