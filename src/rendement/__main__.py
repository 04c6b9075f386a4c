"""The `rendement` command: the outermost wall, where a bug of ours becomes one Dutch line."""

import gc
import os
import sys
from contextlib import suppress

STOPPED = 130  # the exit code of who was interrupted


def main() -> None:
    """Run the command line; a bug is one line and exit code 3, with RENDEMENT_DEBUG=1 the whole trace."""
    try:
        _start_lightly()
        from rendement.render.stream import degrade_gracefully

        degrade_gracefully()
        if not _somewhere():
            sys.stderr.write("rendement: de map waarin u werkt bestaat niet meer; ga naar een andere map\n")
            sys.exit(2)
        from rendement.cli import app

        app()
    except (KeyboardInterrupt, SystemExit) as end:
        if isinstance(end, SystemExit) and end.code != STOPPED:
            raise
        if "concurrent.futures.process" in sys.modules:
            _leave_at_once()
        sys.exit(STOPPED)
    except Exception as error:
        if os.environ.get("RENDEMENT_DEBUG") == "1":
            raise
        kind = type(error).__name__
        sys.stderr.write(
            f"rendement: interne fout ({kind}). Dit ligt aan het programma, niet aan uw bestand. "
            "Met RENDEMENT_DEBUG=1 verschijnt het spoor dat u kunt meesturen.\n"
        )
        sys.exit(3)
    finally:
        gc.freeze()  # on the way out nothing needs to be looked through


def _leave_at_once() -> None:
    """After an interrupt: what is left of a pool of processes might be waited for without end."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who presses twice is not told more
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):  # a stream may be closed, or not be there
            stream.flush()
    os._exit(STOPPED)


def _somewhere() -> bool:
    """Whether the folder we are in is still there."""
    try:
        return bool(os.getcwd())
    except FileNotFoundError:
        return False


def _start_lightly() -> None:
    """Spare what a short run has no use for.

    Loading libraries makes many objects and hardly any garbage, so the collector looks less often; and other
    people's plug-ins of pydantic have no say in how a case is read.
    """
    gc.set_threshold(100_000, 20, 20)
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"


if __name__ == "__main__":
    main()
