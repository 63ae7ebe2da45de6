"""The terminal that a reader sits at, also where a text was piped in."""

from __future__ import annotations

import os
import sys

from postil.core.errors import WrongUse


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
