"""A program in a pseudo-terminal."""

from __future__ import annotations

import os
import select
import subprocess
import time
from contextlib import suppress

PATIENCE = 30.0
"""Seconds after which something that is waited for will not come."""

SIZE = (24, 80)
"""Rows and columns."""


class Terminal:
    """A program in a pseudo-terminal, by what it writes and what is typed.

    Args:
        command: Its words.
        environment: Variables beside the usual ones.

    Attributes:
        attributes: The terminal's attributes at first.
        heard: What was read and not yet waited for.
        all: All that was read.
    """

    def __init__(self, command: list[str], **environment: str) -> None:
        import pty
        import termios

        self.near, far = pty.openpty()
        termios.tcsetwinsize(far, SIZE)
        usual = {**os.environ, "LC_ALL": "C.UTF-8", "TEXTUAL_ANIMATIONS": "none"}
        usual.pop("TEXTUAL_DRIVER", None)
        self.attributes = termios.tcgetattr(self.near)
        self.process = subprocess.Popen(
            command,
            stdin=far,
            stdout=far,
            stderr=far,
            env={**usual, **environment},
            start_new_session=True,
        )
        os.close(far)
        self.heard = b""
        self.all = b""

    def wait_for(self, words: str) -> None:
        """Reads on until the words come; what was read is forgotten."""
        deadline = time.monotonic() + PATIENCE
        while words.encode() not in self.heard:
            assert self._read_on(deadline), f"{words} never came, but {self.heard[-2000:]!r}"
        self.heard = self.heard[self.heard.index(words.encode()) + len(words.encode()) :]

    def read_to_end(self) -> None:
        """Reads until the program has closed its end."""
        deadline = time.monotonic() + PATIENCE
        while self._read_on(deadline):
            pass

    def _read_on(self, deadline: float) -> bool:
        """Reads what has come; tells whether there was anything."""
        readable, _, _ = select.select([self.near], [], [], max(deadline - time.monotonic(), 0))
        data = b""
        if readable:
            with suppress(OSError):  # Linux says so when the program has closed its end
                data = os.read(self.near, 65536)
        self.heard += data
        self.all += data
        return bool(data)

    def type(self, keys: str) -> None:
        os.write(self.near, keys.encode())

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(PATIENCE)
        os.close(self.near)
