"""What a process did to a folder, as events from which the disk after a power cut can be made up."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.faults.disk import Call

Files = dict[str, bytes]
"""The bytes of each file, by path below the folder."""


class Event(NamedTuple):
    """One thing that was done.

    `data` events (`write`, `cut`) are about a file wherever it lies, so `file` is a number that stays with it
    when it moves. `name` events (`name`, `move`, `swap`, `gone`, `folder`) are about a place in a folder.
    `sync` is about either.
    """

    kind: str
    file: int = 0
    path: str = ""
    other: str = ""
    at: int = 0
    data: bytes = b""

    @property
    def is_data(self) -> bool:
        """Whether it changes what is in a file."""
        return self.kind in {"write", "cut"}

    @property
    def folders(self) -> set[str]:
        """The folders whose names it changes."""
        if self.kind not in {"name", "move", "swap", "gone", "folder"}:
            return set()
        return {str(Path(path).parent) for path in (self.path, self.other) if path}


@dataclass
class Recording:
    """The events of one process, in order; as the hand of a `Disk` it lets every call through."""

    events: list[Event] = field(default_factory=list)
    _names: dict[str, int] = field(default_factory=dict)
    _open: dict[int, tuple[int, bool]] = field(default_factory=dict)
    _sizes: dict[int, int] = field(default_factory=dict)
    _places: dict[int, int] = field(default_factory=dict)

    def __call__(self, call: Call) -> Any:
        there = Path(call.path).exists() if call.name == "open" else True
        answer = call.do()
        match call.name:
            case "open":
                self._opened(call, answer, new=not there)
            case "write":
                self._written(call.arguments[0], bytes(call.arguments[1])[:answer])
            case "ftruncate":
                file, _ = self._open[call.arguments[0]]
                self._sizes[file] = call.arguments[1]
                self.events.append(Event("cut", file, at=call.arguments[1]))
            case "fsync":
                file, _ = self._open.get(call.arguments[0], (0, False))
                self.events.append(Event("sync", file, "" if file else call.path))
            case "exchange":
                self._swapped(call, done=not answer)
            case _:
                self._named(call)
        return answer

    def tell(self, word: str) -> None:
        """Notes that something was told to the outside."""
        self.events.append(Event("told", path=word))

    def _opened(self, call: Call, descriptor: int, *, new: bool) -> None:
        if Path(call.path).is_dir():
            self._open.pop(descriptor, None)
            return
        if new:
            self._sizes[len(self._sizes) + 1] = 0
            self._names[call.path] = len(self._sizes)
            self.events.append(Event("name", len(self._sizes), call.path))
        file = self._names[call.path]
        flags = call.arguments[1]
        self._open[descriptor] = file, bool(flags & os.O_APPEND)
        self._places[descriptor] = 0
        if flags & os.O_TRUNC and self._sizes[file]:
            self._sizes[file] = 0
            self.events.append(Event("cut", file))

    def _written(self, descriptor: int, data: bytes) -> None:
        file, appends = self._open[descriptor]
        at = self._sizes[file] if appends else self._places[descriptor]
        self._places[descriptor] = at + len(data)
        self._sizes[file] = max(self._sizes[file], at + len(data))
        self.events.append(Event("write", file, at=at, data=data))

    def _named(self, call: Call) -> None:
        match call.name:
            case "replace" | "rename":
                self._names[call.other] = self._names.pop(call.path)
                self.events.append(Event("move", self._names[call.other], call.other, call.path))
            case "link":
                self._names[call.other] = self._names[call.path]
                self.events.append(Event("name", self._names[call.other], call.other))
            case "unlink":
                self._names.pop(call.path, None)
                self.events.append(Event("gone", path=call.path))
            case "mkdir":
                self.events.append(Event("folder", path=call.path))

    def _swapped(self, call: Call, *, done: bool) -> None:
        if done:
            names, one, other = self._names, call.path, call.other
            names[one], names[other] = names[other], names[one]
            self.events.append(Event("swap", names[one], one, other, names[other]))


def laid_out(events: Iterable[Event]) -> tuple[Files, set[str]]:
    """What lies in the folder when some events have reached the disk, in their order.

    Returns:
        The files, and the folders, by their whole paths.
    """
    names: dict[str, int] = {}
    data: dict[int, bytearray] = {}
    folders: set[str] = set()
    for event in events:
        match event.kind:
            case "name":
                names[event.path] = event.file
            case "move":
                names.pop(event.other, None)
                names[event.path] = event.file
            case "swap":
                names[event.path], names[event.other] = event.file, event.at
            case "gone":
                names.pop(event.path, None)
            case "folder":
                folders.add(event.path)
            case "cut":
                own = data.setdefault(event.file, bytearray())
                del own[event.at :]
                own.extend(bytes(event.at - len(own)))
            case "write":
                own = data.setdefault(event.file, bytearray())
                own.extend(bytes(max(event.at - len(own), 0)))
                own[event.at : event.at + len(event.data)] = event.data
    found = {path: bytes(data.get(file, b"")) for path, file in names.items()}
    return found, folders
