"""What is typed at a terminal, read in pieces."""

from __future__ import annotations

import os
from codecs import getincrementaldecoder
from typing import TYPE_CHECKING

from textual._xterm_parser import XTermParser

from postil.tui.terminal.pastes import Pastes

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.message import Message

CHUNK = 4096
"""Bytes that are read at once."""


class Inlet:
    """What is typed at a terminal, as messages.

    Args:
        terminal: The descriptor of what is read, which has something to read whenever `read` is called.
        tell: Takes each message.
    """

    def __init__(self, terminal: int, tell: Callable[[Message], object]) -> None:
        self._terminal = terminal
        self._tell = tell
        self._parser = XTermParser()
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._pastes = Pastes()

    def read(self) -> bool:
        """Tells what was typed; returns whether more can come: a file has an end, and a terminal may be gone."""
        try:
            data = os.read(self._terminal, CHUNK)
        except BlockingIOError:  # another program with this terminal has read it
            return True
        except OSError:
            data = b""
        text = self._pastes.feed(self._decode(data))
        for message in self._parser.feed(text) if text else ():
            self._tell(message)
        self.tick()
        return bool(data)

    def tick(self) -> bool:
        """Tells an escape that nothing has followed for a while; returns whether there was one."""
        messages = [*self._parser.tick()]
        for message in messages:
            self._tell(message)
        return bool(messages)
