"""The `rendement` command: the outermost wall, where a bug of ours becomes one Dutch line."""

import os
import sys


def main() -> None:
    """Run the command line; a bug is one line and exit code 3, with RENDEMENT_DEBUG=1 the whole trace."""
    from rendement.render.stream import degrade_gracefully

    degrade_gracefully()
    try:
        from rendement.cli import app

        app()
    except Exception as error:
        if os.environ.get("RENDEMENT_DEBUG") == "1":
            raise
        kind = type(error).__name__
        sys.stderr.write(
            f"rendement: interne fout ({kind}). Dit ligt aan het programma, niet aan uw bestand. "
            "Met RENDEMENT_DEBUG=1 verschijnt het spoor dat u kunt meesturen.\n"
        )
        sys.exit(3)


if __name__ == "__main__":
    main()
