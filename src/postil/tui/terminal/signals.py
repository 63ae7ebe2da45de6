"""What tells the program from outside to end: `kill`, and a terminal that is closed or whose connection is lost."""

from __future__ import annotations

import asyncio
import os
import signal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

_NAMES = ("SIGTERM", "SIGHUP")


def is_behind() -> bool:
    """Whether another program has the terminal, as the shell while this one is stopped."""
    try:
        return os.tcgetpgrp(0) != os.getpgrp()
    except OSError:  # there is none any more, or it controls nothing
        return False


def heed_signals(obey: Callable[[int], None]) -> None:
    """Has such a signal handed to the running loop, the first one; the second ends the process at once.

    One that is ignored, as under nohup, stays so. A program that was stopped is told before it goes on: it would
    reach for the terminal first, which the shell has, and be stopped by that again.

    Args:
        obey: Is called with the signal's number, once.
    """
    loop = asyncio.get_running_loop()

    def told(number: int, _frame: FrameType | None) -> None:
        signal.signal(number, signal.SIG_DFL)
        if is_behind():
            obey(number)
        else:
            loop.call_soon_threadsafe(obey, number)

    for name in _NAMES:
        number = getattr(signal, name, None)  # Windows knows not all
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, told)
