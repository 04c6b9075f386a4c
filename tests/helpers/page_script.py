"""The script of a page without a page: its evaluator and its figures, run by node."""

import json
import shutil
import subprocess
from typing import Any

from other_program import missing
from project import ROOT
from rendement.render import page_shell

SCRIPTS = [ROOT / "src" / "rendement" / "render" / name for name in page_shell.SCRIPTS]
_RUN = """
const arg = JSON.parse(require("fs").readFileSync(0, "utf8"));
const found = new Function("arg", arg.script)(arg.given);
process.stdout.write(JSON.stringify(found, (_, value) => (Number.isNaN(value) ? null : value)));
"""


def run(body: str, given: Any) -> Any:
    """What this body of a function returns, after the scripts of the page; NaN comes back as None."""
    node = shutil.which("node")
    if node is None:
        missing("node is er niet")
    script = "\n".join([*(path.read_text("utf-8") for path in SCRIPTS), body])
    done = subprocess.run(
        [node, "-e", _RUN],
        input=json.dumps({"script": script, "given": given}),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)
