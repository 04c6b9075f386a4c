"""Commands that can be stopped, whatever the process that started the tests ignores.

With `nohup`, or in the background of a script, Ctrl-C is ignored or blocked, and every child inherits that.
"""

import sys

_AS_IN_A_TERMINAL = """
import os, signal, sys
for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
    signal.signal(sign, signal.SIG_DFL)
signal.pthread_sigmask(signal.SIG_SETMASK, ())
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""


def stoppable(*arguments: str) -> list[str]:
    """The command that runs Python with these arguments, in one and the same process."""
    return [sys.executable, "-c", _AS_IN_A_TERMINAL, *arguments]
