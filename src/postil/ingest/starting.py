"""The process that reads a text is begun: a copy of this one where that is sure to work, else an interpreter anew.

A copy is there in a millisecond, with all that is loaded. It goes on with the one thread that made it, so that there
must be no other; and only of Linux it is sure that none of the system's own libraries minds it.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

if TYPE_CHECKING:
    from typing import NoReturn

_CHILD = ("-P", "-m", "postil.ingest.isolated")
_STREAMS = 3
"""The descriptors of standard input, output and error: 0, 1 and 2."""


class Process(Protocol):
    """A process that was begun, as `subprocess.Popen` is one."""

    def poll(self) -> int | None:
        """Its exit status, below 0 for the signal that ended it; None while it runs."""
        ...

    def kill(self) -> None:
        """Ends it, unless it has ended."""
        ...

    def wait(self) -> int:
        """Waits for its end, and gives its exit status."""
        ...


class _Copy:
    """A process that is a copy of this one."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._status: int | None = None

    def poll(self) -> int | None:
        if self._status is None:
            self._take(os.waitpid(self._pid, os.WNOHANG))
        return self._status

    def kill(self) -> None:
        if self.poll() is None:
            os.kill(self._pid, signal.SIGKILL)

    def wait(self) -> int:
        if self._status is None:
            self._take(os.waitpid(self._pid, 0))
        return self._status or 0

    def _take(self, ended: tuple[int, int]) -> None:
        pid, status = ended
        if pid:
            self._status = os.waitstatus_to_exitcode(status)


def unnamed_file() -> BinaryIO:
    """A file without a name, in memory where the system has such; there it never shrinks, so that it may be mapped.

    Raises:
        OSError: There is no place for one.
    """
    if sys.platform == "linux":
        import fcntl

        with suppress(OSError):  # which a sandbox may allow nobody
            descriptor = os.memfd_create("text", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
            fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK)
            return os.fdopen(descriptor, "w+b")
    from tempfile import TemporaryFile

    return TemporaryFile()


def begun(question: str, source: BinaryIO, answer: BinaryIO) -> Process:
    """Begins the process.

    Args:
        question: What it is asked, as `handover.Question` writes it.
        source: The file that it reads, as its standard input.
        answer: The file that it writes.

    Raises:
        OSError: The system begins none, or nobody knows where its interpreter is.
    """
    if sys.platform == "linux" and _is_alone():
        return _copied(question, source.fileno(), answer.fileno())
    if getattr(sys, "frozen", False) or not sys.executable:
        raise FileNotFoundError
    import subprocess  # which a copy does without

    return subprocess.Popen(  # noqa: S603 - our own interpreter and module, and no shell
        [sys.executable, *_CHILD, question], stdin=source, stdout=answer, stderr=subprocess.DEVNULL
    )


def _is_alone() -> bool:
    """Whether this process is surely of one thread, whoever has begun others."""
    with suppress(OSError):
        return len([*Path("/proc/self/task").iterdir()]) == 1
    return False


def _copied(question: str, source: int, answer: int) -> Process:
    # Ctrl+c is for both, and must not find the copy before it is out of what this process does on one.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
    try:
        pid = os.fork()
        if not pid:
            _go_on(question, source, answer)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return _Copy(pid)


def _go_on(question: str, source: int, answer: int) -> NoReturn:
    """What the copy does, which never returns: what waits up the stack is of the other process."""
    status = 1
    try:
        import fcntl
        import gc

        from postil.ingest.isolated import read

        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGINT,))
        gc.freeze()
        streams = (source, answer, os.open(os.devnull, os.O_WRONLY))
        for stream, own in enumerate([fcntl.fcntl(each, fcntl.F_DUPFD, _STREAMS) for each in streams]):
            os.dup2(own, stream)
        for other in [int(each.name) for each in Path("/proc/self/fd").iterdir()]:
            with suppress(OSError):  # as of the one by which they were listed
                if other >= _STREAMS:
                    os.close(other)
        read(question)
        status = 0
    finally:
        os._exit(status)
