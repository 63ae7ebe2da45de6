"""The terminal that a reader sits at, also where a text was piped in, and the shell that waits behind it."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

from postil.core.errors import WrongUse

if TYPE_CHECKING:
    from textual.app import App


def need_terminal() -> None:
    """Makes the terminal standard input again where a text was piped in.

    Raises:
        WrongUse: There is none.
    """
    none = WrongUse("The reader needs a terminal.", "`postil list` and `postil show` print without one.")
    if not sys.stdout.isatty():
        raise none
    if not sys.stdin.isatty():
        try:
            terminal = os.open("/dev/tty", os.O_RDWR)
        except OSError:
            raise none from None
        os.dup2(terminal, 0)
        os.close(terminal)


def give_to_shell(app: App[None]) -> None:
    """Stops the program, with all that was started along with it, as ctrl+z does; the driver takes the terminal back.

    Raises:
        WrongUse: Nobody would let it go on: a session that the program leads has no shell with jobs.
    """
    if sys.platform == "win32" or os.getpgrp() == os.getsid(0):
        raise WrongUse("There is no shell behind postil that could wake it again.", "Another window has one.")
    app.app_suspend_signal.publish(app)
    os.killpg(0, signal.SIGTSTP)
