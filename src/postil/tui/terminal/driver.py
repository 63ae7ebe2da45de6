"""Which terminal driver the app runs on."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.driver import Driver


def driver_class() -> type[Driver] | None:
    """The driver for `App(driver_class=…)`, or None where Textual's own choice is right.

    That is so on Windows and where the environment names a driver. An app that runs headless or inline
    takes Textual's drivers for these whatever it was given.
    """
    if sys.platform == "win32" or os.environ.get("TEXTUAL_DRIVER"):
        return None
    from postil.tui.terminal.loop_driver import LoopDriver

    return LoopDriver
