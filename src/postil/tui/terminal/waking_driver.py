"""A driver for POSIX terminals that paints and leaves at once.

Textual's own looks ten times a second whether it should end and whether an escape was a key; leaving, and
each suspension for an editor, waits twice for that. Here the input thread sleeps until there is something
to read or until it is woken. What is painted goes to the terminal without a thread.
"""

from __future__ import annotations

import os
import selectors
import weakref
from codecs import getincrementaldecoder
from contextlib import suppress
from threading import Event
from typing import TYPE_CHECKING, Any

from textual._xterm_parser import XTermParser
from textual.constants import ESCAPE_DELAY
from textual.drivers.linux_driver import LinuxDriver

from postil.tui.terminal.first_sight import ALTERNATE_SCREEN
from postil.tui.terminal.outlet import Outlet
from postil.tui.terminal.pastes import Pastes
from postil.tui.terminal.signals import heed_signals

if TYPE_CHECKING:
    from postil.tui.terminal.first_sight import Sight

CHUNK = 4096
"""Bytes that are read at once."""


class Alarm(Event):
    """An event that can be waited for together with input: while it is set, `pipe` can be read."""

    def __init__(self) -> None:
        super().__init__()
        self.pipe, self._ring = os.pipe()
        weakref.finalize(self, os.close, self.pipe)
        weakref.finalize(self, os.close, self._ring)

    def set(self) -> None:
        """Sets the event and wakes whoever waits for the pipe."""
        if not self.is_set():
            os.write(self._ring, b"!")
        super().set()

    def clear(self) -> None:
        """Clears the event and empties the pipe."""
        if self.is_set():
            os.read(self.pipe, 1)
        super().clear()


class WakingDriver(LinuxDriver):
    """Textual's driver with an input thread that is woken, and output that waits for none."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._outlet: Outlet | None = None
        self.exit_event: Alarm = Alarm()
        if (leaving := getattr(self._app, "leaving", None)) is not None:
            heed_signals(leaving.obey)

    def start_application_mode(self) -> None:
        """Takes the terminal, or takes it over from the picture that stands on it."""
        if self._outlet is None and self._file is not None:
            with suppress(OSError):  # what is no terminal, or none to open again, is left to Textual's thread
                self._outlet = Outlet(self._file)
        super().start_application_mode()  # type: ignore[no-untyped-call]
        sight = self._sight
        if sight is not None and not sight.taken:
            sight.taken = True
            self.attrs_before = sight.attributes

    def resume_application_mode(self) -> None:
        """Takes the terminal back, and has all drawn on it anew."""
        super().resume_application_mode()
        self._app.call_later(self._app.refresh, layout=True)

    def write(self, data: str) -> None:
        """Writes to the terminal; a picture's screen is not entered again, which would clear it."""
        if data == ALTERNATE_SCREEN and self._sight is not None and not self._sight.taken:
            return
        if self._outlet is None:
            super().write(data)
        else:
            self._outlet.write(data)

    def close(self) -> None:
        """Ends when the terminal has taken all that was written."""
        if self._outlet is not None:
            self._outlet.close()
            self._outlet = None
        super().close()

    @property
    def _sight(self) -> Sight | None:
        sight: Sight | None = getattr(self._app, "sight", None)
        return sight

    def run_input_thread(self) -> None:
        """Turns input into events until the exit event is set."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        pastes = Pastes()
        patience: float | None = None
        with selectors.SelectSelector() as selector:
            selector.register(self.exit_event.pipe, selectors.EVENT_READ)
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                ready = {key.fd for key, _ in selector.select(patience)}
                text = ""
                if self.fileno in ready:
                    data = os.read(self.fileno, CHUNK)
                    if not data:  # the input has an end, as a file or a pipe has
                        selector.unregister(self.fileno)
                    text = pastes.feed(decode(data))
                events = [*(parser.feed(text) if text else ()), *parser.tick()]
                for event in events:
                    self.process_message(event)
                # An escape is known for a key only when nothing has followed it for a while.
                patience = ESCAPE_DELAY if text or events else None
