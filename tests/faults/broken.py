"""Protocols that lack one step, so that the tests of the protocol can be tested.

Each of them takes the folder of a library, and breaks the process that it is called in.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.faults.disk import EXCHANGE, Disk

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.faults.disk import Call

JOURNAL = "current.jsonl"


def _without_sync(of: Callable[[Path], bool]) -> Callable[[Path], None]:
    """Leaves out every sync of some files or folders."""

    def hand(call: Call) -> Any:
        return None if call.name == "fsync" and of(Path(call.path)) else call.do()

    return lambda folder: void(Disk(folder, hand))


class _LateJournal:
    """Writes to the journal once the next file was put in place, or the file is closed for good."""

    def __init__(self) -> None:
        self._kept: list[tuple[str, bytes]] = []

    def __call__(self, call: Call) -> Any:
        if Path(call.path).name == JOURNAL and call.name == "write":
            self._kept.append((call.path, bytes(call.arguments[1])))
            return len(call.arguments[1])
        if Path(call.path).name == JOURNAL and call.name == "fsync" and self._kept:
            return None
        answer = call.do()
        if call.name == EXCHANGE or (call.name == "replace" and call.other.endswith(".json")):
            self._write()
        return answer

    def _write(self) -> None:
        kept, self._kept = self._kept, []
        for path, data in kept:
            descriptor = os.open(path, os.O_WRONLY | os.O_APPEND)
            os.write(descriptor, data)
            os.fsync(descriptor)
            os.close(descriptor)


def _unlinking_first(folder: Path) -> None:
    """Removes what an exchange brought out before anybody has looked at it."""

    def hand(call: Call) -> Any:
        answer = call.do()
        if call.name == EXCHANGE and not answer:
            os.unlink(call.path)  # noqa: PTH108 - as the storage calls it
        return answer

    Disk(folder, hand)


def _without_lock(folder: Path) -> None:
    import fcntl

    fcntl.flock = lambda *_: None


def _without_checksum(folder: Path) -> None:
    from postil.storage.journal import journal

    journal.is_whole = lambda line: line.count(b"\t") >= 2


def void(_: object) -> None:
    """Takes what is not needed."""


PROTOCOLS: dict[str, Callable[[Path], None]] = {
    "journal not synced": _without_sync(lambda path: path.name == JOURNAL),
    "folder of the journal not synced": _without_sync(lambda path: path.name == "journal"),
    "old journal not synced": _without_sync(lambda path: path.name.startswith(".00000")),
    "new file not synced": _without_sync(lambda path: path.name.startswith(".the-")),
    "library not synced": _without_sync(lambda path: path.name == "annotations"),
    "text not synced": _without_sync(lambda path: path.parent.name == "texts"),
    "folder of the texts not synced": _without_sync(lambda path: path.name == "texts"),
    "identity not synced": _without_sync(lambda path: path.name.startswith("..postil-library")),
    "private folder not synced": _without_sync(lambda path: path.name == ".postil"),
    "file before journal": lambda folder: void(Disk(folder, _LateJournal())),
    "unlinked first": _unlinking_first,
    "no lock": _without_lock,
    "no checksum": _without_checksum,
}
"""What breaks a process, by name. The sync of a new journal is not among them: a cut that takes its only line,
which tells what is known anyway, does no harm by itself."""
