"""What `diff` says of two versions, as it stands in its JSON."""

import json

from typer.testing import CliRunner

from rendement.cli import app


def run(*words):
    """Run the command in this process; only what it ends with itself may end it."""
    answer = CliRunner().invoke(app, [*map(str, words)])
    assert answer.exception is None or isinstance(answer.exception, SystemExit), answer.exception
    return answer


def difference(*words):
    """The difference, of which the parts add up to the whole."""
    shown = run("diff", *words, "--format", "json")
    assert shown.exit_code == 0, shown.output
    found = json.loads(shown.stdout)
    if found["delen"]:
        assert sum(part["bedrag"] for part in found["delen"]) == found["verschil"]
    return found


def amounts(found):
    """What each part comes to, by its name."""
    return {part["groep"]: part["bedrag"] for part in found["delen"]}
