"""Reading in a process of its own, which is ended when it takes too long, too much, or does what no reader may.

The child is `postil.ingest.isolated`. It gets the text on its standard input and hands back JSON and bytes, never
objects that would run code as they are unpacked.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING, cast

from postil.core.errors import BadInput, Stopped
from postil.ingest.handover import MEMORY, SECONDS, answered, question

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import IO

    from postil.ingest.document import Parsed, Received

_CHILD = ("-P", "-m", "postil.ingest.isolated")
_POLL = 0.05
"""Seconds between two questions whether the work is still wanted."""

_SMALLER = "Split it into parts, or save its text as a file and open that."
_ANEW = "Open it in another program, save it anew, and open that."


def read_apart(received: Received, kind: str, stopped: Callable[[], bool] = lambda: False) -> Parsed:
    """Reads a text in a process of its own.

    Args:
        received: The text.
        kind: The name of its format.
        stopped: Asked about twenty times a second; ends the work by answering yes.

    Raises:
        BadInput: It cannot be read, takes more than it may, or broke what reads it; the message has no subject.
        Stopped: It was ended.
    """
    with _started() as child:
        feeding = _fed(child, question(received, kind))
        try:
            answer = _answer(child, stopped)
        finally:
            child.kill()  # which does nothing where it has ended
            feeding.join()
    if answer:
        try:
            return answered(answer)
        except ValueError:
            raise BadInput("cannot be read: what reads it answered with something else.", _ANEW) from None
    raise _silent(child.returncode)


def _started() -> subprocess.Popen[bytes]:
    if getattr(sys, "frozen", False) or not sys.executable:
        raise _not_started()
    try:
        return subprocess.Popen(  # noqa: S603 - our own interpreter and module, and no shell
            [sys.executable, *_CHILD],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError as error:
        raise _not_started() from error


def _fed(child: subprocess.Popen[bytes], asked: bytes) -> Thread:
    """Starts to give a process its text.

    On a thread, since a `communicate` that is called again after its time was over forgets what is left to write.
    """
    stream, child.stdin = child.stdin, None

    def feed() -> None:
        # A process that has ended reads no more; what became of it is told by its answer.
        with suppress(BrokenPipeError, ConnectionResetError), cast("IO[bytes]", stream) as there:
            there.write(asked)

    thread = Thread(target=feed, daemon=True)
    thread.start()
    return thread


def _answer(child: subprocess.Popen[bytes], stopped: Callable[[], bool]) -> bytes:
    over = time.monotonic() + SECONDS
    while not stopped():
        try:
            return child.communicate(timeout=_POLL)[0]
        except subprocess.TimeoutExpired:
            if time.monotonic() > over:
                raise _too_slow() from None
    raise Stopped


def _silent(status: int) -> BadInput:
    """Why a process that has ended gave no answer."""
    if status == 1:  # Python's own answer where it finds no such module
        return _not_started()
    if sys.platform != "win32" and status == -signal.SIGXCPU:
        return _too_slow()
    return BadInput(f"cannot be read: it is damaged, or takes more than {MEMORY >> 20} MB of memory.", _ANEW)


def _too_slow() -> BadInput:
    return BadInput(f"takes more than {SECONDS} seconds to be read, so reading it was ended.", _SMALLER)


def _not_started() -> BadInput:
    return BadInput(
        "has to be read in a process of its own, and that could not be started.",
        "Install postil with pip or pipx, so that `python -m postil` runs, and open it again.",
    )
