"""What a worker of the tests loads first: it notes every file that is opened, and may be blind or another."""

import os
import sys
from importlib.abc import MetaPathFinder
from pathlib import Path

CREW = Path(os.environ["CREW"])
NOTES = os.open(CREW / "open", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
BLIND = CREW / "blind"  # holds the folder that the workers do not see

if os.environ.get("OTHER") == "version":
    import rendement

    rendement.__version__ = "0.0.1"
if os.environ.get("HURRY"):
    from rendement.study.batch import away

    away.LONG = 0
if os.environ.get("OTHER") == "nothing":

    class Without(MetaPathFinder):
        """A machine on which the program is not installed."""

        def find_spec(self, name, path, target=None):
            if name.split(".")[0] == "rendement":
                raise ModuleNotFoundError(f"No module named {name!r}", name=name)

    sys.meta_path.insert(0, Without())


def note(event, words):
    if event == "open" and isinstance(words[0], str):
        how = "w" if words[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) else "r"
        os.write(NOTES, f"{how} {Path(words[0]).absolute()}\n".encode("utf-8", "replace"))
    if event == "os.chdir" and BLIND.exists() and str(words[0]).startswith(BLIND.read_text()):
        raise FileNotFoundError(words[0])


sys.addaudithook(note)
