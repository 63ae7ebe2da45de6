"""Disks of many sizes that run full in the middle, and files that may not grow."""

from __future__ import annotations

import errno
import os
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.faults.children import child
from tests.faults.disk import Disk
from tests.faults.story import Story
from tests.faults.tally import NOTHING, Tally, Verdict, judged
from tests.faults.telling import OPERATIONS, short_journals, tell_story

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.faults.children import Tell
    from tests.faults.disk import Call

NO_LIMITS = "this system has no limit for the size of a file"
_LARGEST_FILE = 8192


@dataclass
class Room:
    """A disk on which so many bytes can still be written; the last write may come through in part."""

    left: int
    written: int = 0

    def __call__(self, call: Call) -> Any:
        if call.name != "write":
            return call.do()
        descriptor, data = call.arguments
        if len(data) > self.left:
            if not self.left:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            data = bytes(data)[: self.left]
        self.left -= len(data)
        self.written += len(data)
        return call.do() if len(data) == len(call.arguments[1]) else self._part(descriptor, data)

    def _part(self, descriptor: int, data: bytes) -> int:
        # Written past the wrapped `os.write`, which would come back here.
        with open(descriptor, "wb", buffering=0, closefd=False) as file:
            return file.write(data) or 0


def full_disks(folder: Path, number: int, seed: int) -> Tally:
    """Lets the disk run full after so many different numbers of bytes."""
    tally = Tally("full disk")
    needed = _needed(folder / "whole", seed)
    for at in range(number):
        size = needed * (at + 1) // (number + 1)
        room = Room(size)

        def limited(folder: Path, room: Room = room) -> Callable[[], None]:
            Disk(folder, room)
            return lambda: setattr(room, "left", 1 << 40)

        _told(folder / f"{at}", seed, limited, tally, f"room for {size} bytes")
    return tally


def short_files(folder: Path, number: int, seed: int) -> Tally:
    """Limits the size of each file, as the system does it."""
    tally = Tally("file size limit")
    for at in range(number):
        size = _LARGEST_FILE * (at + 1) // number
        _told(folder / f"{at}", seed, lambda _, size=size: _limited(size), tally, f"{size} bytes a file")  # type: ignore[misc]
    return tally


def _limited(size: int) -> Callable[[], None]:
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


def _told(
    folder: Path, seed: int, limited: Callable[[Path], Callable[[], None]], tally: Tally, what: str
) -> None:
    """Tells a story where there is too little room; after each refusal there is enough.

    A refusal changes nothing, and everything must be saved in the end.
    """

    def work(tell: Tell) -> None:
        short_journals()
        widen = limited(folder)
        story = Story(seed)
        tell_story(folder, story, tell, between=widen)

    told = child(work)
    story, last = Story(seed), told.last(NOTHING)
    tally.acknowledged += len(told.numbers)
    if told.end or last != OPERATIONS:
        tally.count(Verdict("stuck", f"{told}"), what)
        return
    tally.count(judged(folder, story, last, at_most=last), what)
    shutil.rmtree(folder)


def _needed(folder: Path, seed: int) -> int:
    """How many bytes a story writes."""

    def work(tell: Tell) -> None:
        short_journals()
        room = Room(1 << 40)
        Disk(folder, room)
        tell_story(folder, Story(seed), lambda _: None)
        tell(f"{room.written}")

    return child(work).last(0)
