"""Reading in a process of its own, which is ended when it takes too long, too much, or does what no reader may.

The child is `postil.ingest.isolated`. It reads the text from a file, and hands back JSON and bytes in another, never
objects that would run code as they are unpacked.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from contextlib import ExitStack, nullcontext
from mmap import ACCESS_READ, mmap
from typing import TYPE_CHECKING, BinaryIO

from postil.core.errors import BadInput, Stopped
from postil.ingest.handover import ANEW, MEMORY, SECONDS, SMALLER, Question, answered
from postil.ingest.starting import begun, unnamed_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from postil.ingest.document import Parsed, Received
    from postil.ingest.formats import Format

_POLL = 0.05
"""Seconds between two questions whether the work is still wanted, at most."""

_LATE = 50
"""How much shorter than the time that it has taken is the one after which its end is seen."""


class Apart:
    """A text that is being read in a process of its own; whoever has begun it ends it.

    Args:
        received: The text. Its data need not be told where they are those of a file.
        known: Its format.
        file: The file, which is read from its beginning to its end.
        size: The bytes that are to be expected.

    Raises:
        BadInput: No process could be started; the message has no subject.
    """

    def __init__(
        self, received: Received, known: Format, file: BinaryIO | None = None, size: int = 0
    ) -> None:
        self._believed = known.is_believed
        self._memory = max(MEMORY, known.room * (size or len(received.data)))
        self._since = time.monotonic()
        question = str(Question(known.name, received, self._memory))
        try:
            with ExitStack() as until_begun:
                self._answer = until_begun.enter_context(unnamed_file())
                with nullcontext(file) if file else _filled(received.data) as source:
                    self._process = begun(question, source, self._answer)
                until_begun.pop_all()
        except OSError as error:
            raise _not_started() from error

    def parsed(self, stopped: Callable[[], bool] = lambda: False) -> Parsed:
        """Waits for what is made of the text.

        Args:
            stopped: Asked about twenty times a second; ends the work by answering yes.

        Raises:
            BadInput: It cannot be read, takes more than it may, or broke what reads it; the message has no subject.
            Stopped: It was ended.
        """
        try:
            status = self._status(stopped)
            size = self._answer.seek(0, os.SEEK_END)
            if not size:
                raise self._silent(status)
            with mmap(self._answer.fileno(), size, access=ACCESS_READ) as answer:
                return answered(answer, believed=self._believed)
        except ValueError:
            raise BadInput("cannot be read: what reads it answered with something else.", ANEW) from None
        finally:
            self.end()

    def end(self) -> None:
        """Ends the process, unless it has ended."""
        self._process.kill()
        self._process.wait()
        self._answer.close()

    def _status(self, stopped: Callable[[], bool]) -> int:
        """The exit status of the process, which is waited for."""
        while True:
            if stopped():
                raise Stopped
            status = self._process.poll()
            if status is not None:
                return status
            taken = time.monotonic() - self._since
            if taken > SECONDS:
                raise _too_slow()
            time.sleep(min(taken / _LATE, _POLL))

    def _silent(self, status: int) -> BadInput:
        """Why a process that has ended gave no answer."""
        if status == 1:  # Python's own answer where it finds no such module
            return _not_started()
        if sys.platform != "win32" and -status in {signal.SIGXCPU, signal.SIGALRM}:
            return _too_slow()
        much = f"takes more than {self._memory >> 20} MB of memory"
        return BadInput(f"cannot be read: it is damaged, or {much}.", ANEW)


def _filled(data: bytes) -> BinaryIO:
    """A file that holds some bytes."""
    file = unnamed_file()
    file.write(data)
    file.flush()
    return file


def _too_slow() -> BadInput:
    return BadInput(f"takes more than {SECONDS} seconds to be read, so reading it was ended.", SMALLER)


def _not_started() -> BadInput:
    return BadInput(
        "has to be read in a process of its own, and that could not be started.",
        "Install postil with pip or pipx, so that `python -m postil` runs, and open it again.",
    )
