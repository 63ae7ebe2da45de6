"""Children of this process that tell on a pipe how far they came: a fork takes no time to warm up."""

from __future__ import annotations

import os
import signal
import sys
import time
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING

import postil.storage.care.examination
import postil.storage.journal.backups
import postil.storage.writing.writing  # noqa: F401 - loaded once, before the children are made

if TYPE_CHECKING:
    from collections.abc import Callable

    Tell = Callable[[str], None]


@dataclass(frozen=True)
class Told:
    """What came of a child: its words, and how it ended (a negative signal, or 0)."""

    words: tuple[str, ...]
    end: int

    @property
    def numbers(self) -> list[int]:
        """The words that are numbers: operations that are said to be saved."""
        return [int(word) for word in self.words if word.lstrip("-").isdecimal()]

    def last(self, known: int) -> int:
        """The last of the numbers."""
        return max(self.numbers, default=known)


def child(work: Callable[[Tell], None], *, killed_after: float | None = None, answered: bool = False) -> Told:
    """Runs `work` in a child to its end, or kills it.

    Args:
        work: Is given what tells a word, which must not be cut in two by the end.
        killed_after: Seconds until the child is killed.
        answered: Counts them from the first word on.
    """
    reading, writing = os.pipe()
    process = os.fork()
    if not process:
        os.close(reading)
        _work(work, writing)
    os.close(writing)
    told = os.read(reading, 1 << 16) if answered else b""
    if killed_after is not None:
        time.sleep(killed_after)
        os.kill(process, signal.SIGKILL)
    with os.fdopen(reading, "rb") as rest:
        told += rest.read()
    _, status = os.waitpid(process, 0)
    return Told(tuple(told.decode().split("\n")[:-1]), os.waitstatus_to_exitcode(status))


def _work(work: Callable[[Tell], None], descriptor: int) -> None:
    write = os.write  # before it is wrapped
    try:
        work(lambda word: void(write(descriptor, f"{word}\n".encode())))
    except BaseException:  # noqa: BLE001 - the parent must not go on here
        traceback.print_exc(file=sys.stderr)
        os._exit(1)
    os._exit(0)


def void(_: object) -> None:
    """Takes what is not needed."""
