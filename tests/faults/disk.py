"""Between a process and its disk: every call that changes a folder goes through a hand of the test's own.

The functions of `os` are wrapped in the process itself, since no tracer is on a reader's machine. So this is
for processes that are made for it; nothing is put back.
"""

from __future__ import annotations

import ctypes
import errno
import os
import signal
import sys
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Hand = Callable[["Call"], Any]

EXCHANGE = "exchange"
"""The call that puts two files in each other's place."""

_BY_DESCRIPTOR = ("write", "fsync", "ftruncate")
_BY_PATH = ("open", "replace", "rename", "link", "unlink", "mkdir", "chmod")
CALLS = (*_BY_PATH, *_BY_DESCRIPTOR, EXCHANGE)
_OF_C = {"renameat2": (1, 3), "renamex_np": (0, 1)}


@dataclass(frozen=True)
class Call:
    """One call on its way to the disk.

    Attributes:
        name: One of `CALLS`.
        path: What it is about.
        arguments: As they were given.
        do: Lets it through.
    """

    name: str
    path: str
    arguments: tuple[Any, ...]
    do: Callable[[], Any]

    @property
    def other(self) -> str:
        """The second path of a call that has two."""
        return os.path.abspath(os.fsdecode(self.arguments[1]))  # noqa: PTH100 - no path is made on the way


class Disk:
    """Wraps the calls of this process that touch a folder, from now on."""

    def __init__(self, folder: Path, hand: Hand) -> None:
        self._folder = str(folder.absolute())
        self._hand = hand
        self._descriptors: dict[int, str] = {}
        for name in (*_BY_PATH, *_BY_DESCRIPTOR):
            setattr(os, name, partial(self._call, name, getattr(os, name)))
        self._close = os.close
        os.close = self._closed  # type: ignore[assignment]
        if sys.platform == "darwin":
            _without_full_sync()
        ctypes.CDLL = partial(_Functions, self, ctypes.CDLL)  # type: ignore[misc, assignment]

    def exchange(self, one: bytes, other: bytes, do: Callable[[], Any]) -> Any:
        """Takes an exchange of two files, which has no function in `os`."""
        path = self._inside(one)
        return self._hand(Call(EXCHANGE, path, (path, other), do)) if path else do()

    def let_go(self) -> None:
        """Closes every file, as the end of the process does."""
        for descriptor in list(self._descriptors):
            os.close(descriptor)

    def _call(self, name: str, real: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        first = arguments[0]
        path = self._descriptors.get(first, "") if name in _BY_DESCRIPTOR else self._inside(first)
        do = partial(real, *arguments, **named)
        if not path or (name == "open" and arguments[1] & os.O_NONBLOCK):  # as files are opened to be read
            return do()
        answer = self._hand(Call(name, path, arguments, do))
        if name == "open":
            self._descriptors[answer] = path
        return answer

    def _closed(self, descriptor: int) -> None:
        self._descriptors.pop(descriptor, None)
        self._close(descriptor)

    def _inside(self, path: Any) -> str:
        if isinstance(path, int):
            return self._descriptors.get(path, "")
        whole = os.path.abspath(os.fsdecode(path))  # noqa: PTH100 - no path is made on the way
        return whole if whole == self._folder or whole.startswith(self._folder + os.sep) else ""


def _without_full_sync() -> None:
    """Makes a file be synced by `os.fsync`, as on a network share, which knows no other way."""
    import fcntl

    real = fcntl.fcntl

    def call(descriptor: int, command: int, *rest: Any) -> Any:
        if command == getattr(fcntl, "F_FULLFSYNC", None):
            raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))
        return real(descriptor, command, *rest)

    fcntl.fcntl = call  # type: ignore[assignment]


class _Functions:
    """A library of C whose exchange of files goes through a `Disk`."""

    def __init__(self, disk: Disk, real: Callable[..., Any], *arguments: Any, **named: Any) -> None:
        self._disk, self._library = disk, real(*arguments, **named)

    def __getattr__(self, name: str) -> Any:
        function = getattr(self._library, name)
        if name not in _OF_C:
            return function
        one, other = _OF_C[name]

        def call(*arguments: Any) -> Any:
            do = partial(function, *arguments)
            try:
                return self._disk.exchange(arguments[one], arguments[other], do)
            except OSError as error:
                ctypes.set_errno(error.errno or 0)
                return -1

        return call


def _kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@dataclass
class Fault:
    """Strikes at the n-th call of a name: with an error, for once or for good, or by killing the process.

    Attributes:
        name: One of `CALLS`.
        number: Counted from 1.
        code: The error's number; 0 kills.
        lasting: Whether every later call that changes the disk fails as well.
        made: How many there were.
        kill: What ends the process.
    """

    name: str
    number: int
    code: int = 0
    lasting: bool = False
    made: int = 0
    kill: Callable[[], None] = _kill

    def __call__(self, call: Call) -> Any:
        self.made += call.name == self.name
        struck = self.made == self.number and call.name == self.name
        if struck and not self.code:
            self.kill()
        if struck or (self.lasting and self.made >= self.number and _changes(call)):
            raise OSError(self.code, os.strerror(self.code))
        return call.do()


def _changes(call: Call) -> bool:
    return call.name != "open" or bool(call.arguments[1] & (os.O_CREAT | os.O_WRONLY))
