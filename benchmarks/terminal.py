"""A program in a pseudo-terminal, and what was seen on its screen at what time.

While the program runs, its bytes are only collected with the time at which they came; afterwards they are
replayed through a terminal emulator, so that the emulator takes no time from the program. A moment is the
last change of a cell that an input caused: what is redrawn as it was does not count. Linux only.
"""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import re
import signal
import struct
import termios
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import pyte

COLUMNS, ROWS = 120, 40
QUIET_SECONDS = 0.12
LIMIT_SECONDS = 20.0

# What a terminal would not show, and pyte would print: private modes with parameters, and questions.
_UNSHOWN = re.compile(
    r"\x1bP.*?\x1b\\|\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*(?:\$p|u)|\x1b\[[0-9;]*t", re.DOTALL
)

FIRST = ", first"
"""What follows the name of an input where its first change is meant, not its last."""

Found = dict[str, list[float]]
"""Samples by what was measured: seconds, and bytes for `memory`."""


@dataclass
class Session:
    """One run of a program.

    Args:
        command: The words of the command line.
        environment: The whole environment.
        folder: Where it runs.
    """

    command: list[str]
    environment: dict[str, str]
    folder: Path
    chunks: list[tuple[float, bytes]] = field(default_factory=list)
    inputs: list[tuple[str, float, tuple[int, int]]] = field(default_factory=list)
    size: tuple[int, int] = (COLUMNS, ROWS)
    memory: int = 0
    exit_seconds: float = 0.0

    def __post_init__(self) -> None:
        reading, writing = os.pipe()
        self.process, self.terminal = pty.fork()
        if not self.process:
            os.read(reading, 1)  # until the terminal has its size
            os.chdir(self.folder)
            os.execve(self.command[0], self.command, self.environment)  # noqa: S606 - a shell would be measured too
        self._set_size()
        threading.Thread(target=self._collect, daemon=True).start()
        self.inputs.append(("ready", time.perf_counter(), self.size))
        os.write(writing, b"!")
        os.close(reading)
        os.close(writing)

    def _set_size(self) -> None:
        columns, rows = self.size
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _collect(self) -> None:
        while True:
            try:
                data = os.read(self.terminal, 65_536)
            except OSError:  # how a terminal tells that nobody is left on the other side
                return
            self.chunks.append((time.perf_counter(), data))
            if b"\x1b[?2026$p" in data:
                os.write(self.terminal, b"\x1b[?2026;2$y")

    def settle(self, marker: bytes = b"") -> None:
        """Waits until `marker` was written, if one is given, and then until nothing more comes.

        Raises:
            TimeoutError: It never did.
        """
        asked = time.perf_counter()
        while time.perf_counter() - asked < LIMIT_SECONDS:
            time.sleep(0.01)
            last = max(self.chunks[-1][0] if self.chunks else asked, asked)
            if marker and marker not in b"".join(data for _, data in self.chunks):
                continue
            if time.perf_counter() - last > QUIET_SECONDS:
                return
        raise TimeoutError(f"{self.command} did not come to rest.")

    def press(self, name: str, keys: bytes, times: int = 1) -> None:
        """Presses keys, each time waiting for what they do."""
        for _ in range(times):
            self.inputs.append((name, time.perf_counter(), self.size))
            os.write(self.terminal, keys)
            self.settle()

    def hold(self, name: str, keys: bytes, times: int, per_second: float) -> None:
        """Presses keys at a rate that does not wait; what is measured is how late the last one is seen."""
        begun = time.perf_counter()
        for index in range(times):
            time.sleep(max(begun + index / per_second - time.perf_counter(), 0))
            if index == times - 1:
                self.inputs.append((name, time.perf_counter(), self.size))
            os.write(self.terminal, keys)
        self.settle()

    def resize(self, name: str, columns: int, rows: int) -> None:
        """Changes the terminal's size."""
        self.size = columns, rows
        self.inputs.append((name, time.perf_counter(), self.size))
        self._set_size()
        self.settle()

    def leave(self, keys: bytes) -> None:
        """Notes the memory, presses the keys that quit, and waits for the end."""
        status = Path(f"/proc/{self.process}/status").read_text(encoding="ascii")
        found = re.search(r"VmRSS:\s+(\d+)", status)
        self.memory = int(found[1]) * 1024 if found else 0
        begun = time.perf_counter()
        os.write(self.terminal, keys)
        while not os.waitpid(self.process, os.WNOHANG)[0]:
            if time.perf_counter() - begun > LIMIT_SECONDS:
                self.kill()
                raise TimeoutError(f"{self.command} did not quit.")
            time.sleep(0.0005)
        self.exit_seconds = time.perf_counter() - begun
        os.close(self.terminal)

    def kill(self) -> None:
        """Ends the program for good."""
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)

    def replay(self, marker: str) -> Found:
        """Finds the moments.

        Args:
            marker: A word that is on the screen when the program is ready.

        Returns:
            `ready`, the names that were given to the inputs, each with its `FIRST` change too, `memory`
            and `exit`.
        """
        screen = pyte.Screen(COLUMNS, ROWS)
        stream = pyte.Stream(screen)
        decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        found: Found = {"memory": [self.memory], "exit": [self.exit_seconds]}
        waiting = list(self.inputs)
        name, since, _ = waiting.pop(0)
        seen: list[float] = []
        before: list[str] = []
        for at, data in self.chunks:
            while waiting and at >= waiting[0][1]:
                _note(found, name, seen, since)
                name, since, (columns, rows) = waiting.pop(0)
                seen = []
                screen.resize(rows, columns)
            stream.feed(_UNSHOWN.sub("", decode(data)))
            after = _cells(screen)
            if after != before and (name != "ready" or (not seen and marker in "".join(screen.display))):
                seen.append(at)
            before = after
        _note(found, name, seen, since)
        return found


def _cells(screen: pyte.Screen) -> list[str]:
    """Every row with its colours, as something that can be compared."""
    return [
        repr([screen.buffer[y].get(x) for x in range(screen.columns)]) if y in screen.dirty else ""
        for y in range(screen.lines)
    ]


def _note(found: Found, name: str, seen: list[float], since: float) -> None:
    if seen:
        found.setdefault(name, []).append(seen[-1] - since)
        found.setdefault(name + FIRST, []).append(seen[0] - since)
