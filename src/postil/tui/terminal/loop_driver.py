"""A driver for POSIX terminals that works in the event loop: a key is there at once, and so is what it paints.

Textual's own has a thread for what is typed and another one for what is painted, each of which waits for the
interpreter, and looks ten times a second whether it should end and whether an escape was a key; leaving, and each
suspension for an editor, waits twice for that.
"""

from __future__ import annotations

import select
import sys
from contextlib import suppress
from threading import get_ident
from typing import TYPE_CHECKING, Any

from textual.constants import ESCAPE_DELAY
from textual.drivers.linux_driver import LinuxDriver

from postil.tui.terminal.first_sight import ALTERNATE_SCREEN
from postil.tui.terminal.inlet import Inlet
from postil.tui.terminal.outlet import Outlet
from postil.tui.terminal.signals import heed_signals

if TYPE_CHECKING:
    from asyncio import TimerHandle

    from textual.message import Message

    from postil.tui.terminal.first_sight import Sight


class LoopDriver(LinuxDriver):
    """Textual's driver, with its input and output in the event loop where that can wait for the terminal."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._file = sys.__stdout__  # as the picture before it; errors may be sent elsewhere
        self._inlet: Inlet | None = None
        self._outlet: Outlet | None = None
        self._patience: TimerHandle | None = None
        self._thread = get_ident()
        if (leaving := getattr(self._app, "leaving", None)) is not None:
            heed_signals(leaving.obey)

    def start_application_mode(self) -> None:
        """Takes the terminal, or takes it over from the picture that stands on it."""
        if self._outlet is None and self._file is not None:
            with suppress(OSError):  # what is no terminal, or none to open again, is left to Textual's thread
                self._outlet = Outlet(self._file)
        thread = self._key_thread
        self._begin_reading()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self._key_thread is thread:  # another program has the terminal, and will give it back
            self._end_reading()
        sight = self._sight
        if sight is not None and not sight.taken:
            sight.taken = True
            self.attrs_before = sight.attributes

    def resume_application_mode(self) -> None:
        """Takes the terminal back, and has all drawn on it anew."""
        super().resume_application_mode()
        self._app.call_later(self._app.refresh, layout=True)

    def disable_input(self) -> None:
        """Reads no more."""
        self._end_reading()
        super().disable_input()

    def close(self) -> None:
        """Ends when the terminal has taken all that was written."""
        if self._outlet is not None:
            self._outlet.close()
            self._outlet = None
        super().close()

    def write(self, data: str) -> None:
        """Writes to the terminal, from any thread; a picture's screen is not entered again, which would clear it."""
        if data == ALTERNATE_SCREEN and self._sight is not None and not self._sight.taken:
            return
        if self._outlet is None:
            super().write(data)
        elif get_ident() == self._thread:
            self._outlet.write(data)
        else:
            self._loop.call_soon_threadsafe(self.write, data)

    def send_message(self, message: Message) -> None:
        """Hands a message to the app, at once where the loop has read it."""
        if self._inlet is None:
            super().send_message(message)
        else:
            self._app.post_message(message)

    def run_input_thread(self) -> None:
        """Reads beside the loop where that cannot wait for this terminal; else nothing."""
        if self._inlet is not None:
            return
        inlet = Inlet(self.fileno, self.process_message)
        while not self.exit_event.is_set():
            if select.select([self.fileno], [], [], ESCAPE_DELAY)[0] and not inlet.read():
                self.exit_event.wait()
            inlet.tick()

    @property
    def _sight(self) -> Sight | None:
        sight: Sight | None = getattr(self._app, "sight", None)
        return sight

    def _begin_reading(self) -> None:
        self._inlet = Inlet(self.fileno, self.process_message)
        try:
            self._loop.add_reader(self.fileno, self._read)
        except OSError:  # so the loops of some systems say of some terminals
            self._inlet = None

    def _end_reading(self) -> None:
        if self._inlet is not None:
            self._loop.remove_reader(self.fileno)
            self._inlet = None

    def _read(self) -> None:
        if self._inlet is not None:
            if not self._inlet.read():
                self._loop.remove_reader(self.fileno)
            self._look_for_an_escape_later()

    def _look_for_an_escape_later(self) -> None:
        """An escape is known for a key only when nothing has followed it for a while."""
        if self._patience is not None:
            self._patience.cancel()
        self._patience = self._loop.call_later(ESCAPE_DELAY, self._look_for_an_escape)

    def _look_for_an_escape(self) -> None:
        if self._inlet is not None and self._inlet.tick():
            self._look_for_an_escape_later()
