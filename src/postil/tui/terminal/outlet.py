"""The way of the screen's output to a terminal, without a thread between them.

Textual hands all output to a thread, which then waits for the interpreter while the screen goes on with what
comes after a paint. Here the terminal takes at once what it can, and the rest while the event loop waits.
"""

from __future__ import annotations

import asyncio
import os
import select
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO

STALLED_SECONDS = 2.0
"""How long a terminal that takes nothing is waited for at the end."""


class Outlet:
    """A second door to a terminal, which is never waited for while the screen is there.

    Args:
        file: What is written for the terminal otherwise: it has its encoding.

    Raises:
        OSError: It is no terminal, or one that cannot be opened again, as after a change of the user.
    """

    def __init__(self, file: TextIO) -> None:
        self._encoding, self._errors = file.encoding, file.errors or "strict"
        # Opened anew, since the shell behind it has the same description and must not find it non-blocking.
        name = os.ttyname(file.fileno())
        self._terminal = os.open(name, os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC)
        self._waiting = bytearray()
        self._waiter: asyncio.AbstractEventLoop | None = None
        if not os.path.sameopenfile(self._terminal, file.fileno()):  # another one has the name in here
            os.close(self._terminal)
            raise OSError(f"{name} is another terminal.")

    def write(self, text: str) -> None:
        """Writes, behind all that was written before; called in the event loop's thread."""
        self._waiting += text.encode(self._encoding, self._errors)
        if self._waiter is None:
            self._go_on()

    def close(self) -> None:
        """Writes the rest, unless the terminal takes nothing for `STALLED_SECONDS`."""
        self._wait_no_more()
        while self._waiting and select.select([], [self._terminal], [], STALLED_SECONDS)[1]:
            self._give()
        os.close(self._terminal)

    def _go_on(self) -> None:
        self._give()
        if not self._waiting:
            self._wait_no_more()
        elif self._waiter is None:
            self._waiter = asyncio.get_running_loop()
            self._waiter.add_writer(self._terminal, self._go_on)

    def _wait_no_more(self) -> None:
        if self._waiter is not None:
            self._waiter.remove_writer(self._terminal)
            self._waiter = None

    def _give(self) -> None:
        """Gives the terminal what it takes."""
        try:
            while self._waiting:
                del self._waiting[: os.write(self._terminal, self._waiting)]
        except BlockingIOError:
            pass
        except OSError:  # it is gone, and nobody sees the rest; a signal tells the program
            self._waiting.clear()
