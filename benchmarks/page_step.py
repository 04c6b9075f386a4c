"""Hoe lang een stap van een schuif duurt op de pagina van een rapport, met een viermaal tragere processor.

    python benchmarks/page_step.py [BESTAND...] [--toets]

Nodig zijn Chromium, node en de pakketten van tests/browser. A step is what one `input` event costs until
every figure has its place again: script, style and layout. The middle of the fastest of some rounds counts,
for a busy machine is no slow page. With --toets the exit code is 1 above 16 milliseconds, one frame.
"""

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "helpers"))

from browser import started  # noqa: E402 - beside the tests
from rendement.render.page import as_page  # noqa: E402
from rendement.report.contents import contents  # noqa: E402
from rendement.study.pipeline import calculate  # noqa: E402
from rendement.study.report import reported  # noqa: E402

CASES = [
    ROOT / "cases/zoetermeer/zoveel-meer.yaml",
    ROOT / "cases/zoetermeer/crisisteam.yaml",
    ROOT / "examples/05-volledig.yaml",
    ROOT / "cases/noordoostpolder/grip-op-het-sociaal-domein.yaml",
]
FRAME, SLOWER, ROUNDS = 16.0, 4, 5
STEPS = """
const waiting = [];
window.requestAnimationFrame = (step) => waiting.push(step);
const slider = document.querySelector("input[type=range]"), spent = [];
for (let at = 1; at <= 40; at++) {
  slider.value = String(Number(slider.min) + (slider.max - slider.min) * ((at * 17) % 40) / 40);
  const began = performance.now();
  slider.dispatchEvent(new Event("input"));
  while (waiting.length) waiting.shift()();
  document.body.getBoundingClientRect();
  spent.push(performance.now() - began);
}
return spent;
"""


def main() -> int:
    """Measure and show; with --toets, judge."""
    parser = argparse.ArgumentParser(description="Hoe lang een stap van een schuif duurt.")
    parser.add_argument("cases", metavar="bestand", type=Path, nargs="*", default=CASES)
    parser.add_argument("--toets", dest="judge", action="store_true", help="faal boven een beeldje")
    chosen = parser.parse_args()
    chromium, slow = started(), []
    with tempfile.TemporaryDirectory() as folder:
        for case in chosen.cases:
            path = Path(folder) / "rapport.html"
            path.write_text(as_page(contents("pagina", reported(calculate(str(case))))), encoding="utf-8")
            middles = []
            for _ in range(ROUNDS):
                with chromium.page(path, slow=SLOWER) as page:
                    middles.append(statistics.median(page.run(STEPS)))
            print(f"{case.name:<36}{min(middles):6.1f} ms  (hooguit {FRAME:g})")
            slow += [case.name] if min(middles) > FRAME else []
    chromium.close()
    return 1 if slow and chosen.judge else 0


if __name__ == "__main__":
    sys.exit(main())
