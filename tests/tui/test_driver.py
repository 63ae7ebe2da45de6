from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from textual.app import App

from postil.tui.driver import driver_class

if TYPE_CHECKING:
    from collections.abc import Iterator

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has a driver of its own")
PATIENCE = 30.0

PROGRAM = """
import subprocess, sys
from textual.app import App, ComposeResult
from textual.widgets import Static
from postil.tui.driver import driver_class

class Desk(App[str]):
    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        yield Static("AT-THE-DESK")

    def on_mount(self):
        self.app_resume_signal.subscribe(self, lambda _: self.said("RESUMED"))

    def said(self, words):
        self.query_one(Static).update(words)

    def on_key(self, event):
        if event.key == "e":
            with self.suspend():
                subprocess.run([sys.executable, "-c", "print('EDITOR:' + input())"])
        elif event.key == "q":
            self.exit("left")
        else:
            self.said("KEY<" + event.key + ">")

print("RESULT", Desk(driver_class=driver_class()).run(), flush=True)
"""


class Terminal:
    """A program in a pseudo-terminal, by what it writes and what is typed."""

    def __init__(self, program: str) -> None:
        import pty
        import termios

        self.near, far = pty.openpty()
        termios.tcsetwinsize(far, (24, 80))
        environment = {
            **os.environ,
            "TERM": "xterm-256color",
            "LC_ALL": "C.UTF-8",
            "TEXTUAL_ANIMATIONS": "none",
        }
        environment.pop("TEXTUAL_DRIVER", None)
        self.process = subprocess.Popen(
            [sys.executable, "-c", program],
            stdin=far,
            stdout=far,
            stderr=far,
            env=environment,
            start_new_session=True,
        )
        os.close(far)
        self.heard = b""

    def wait_for(self, words: str) -> None:
        """Reads on until the words come; what was read is forgotten."""
        deadline = time.monotonic() + PATIENCE
        while words.encode() not in self.heard:
            readable, _, _ = select.select([self.near], [], [], max(deadline - time.monotonic(), 0))
            data = b""
            if readable:
                try:
                    data = os.read(self.near, 65536)
                except OSError:  # Linux says so when the program has closed its end
                    data = b""
            assert data, f"{words} never came, but {self.heard[-2000:]!r}"
            self.heard += data
        self.heard = self.heard[self.heard.index(words.encode()) + len(words) :]

    def type(self, keys: str) -> None:
        os.write(self.near, keys.encode())

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(PATIENCE)
        os.close(self.near)


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    opened = Terminal(PROGRAM)
    try:
        opened.wait_for("AT-THE-DESK")
        yield opened
    finally:
        opened.close()


@posix
def test_keys_come_and_leaving_ends_the_thread(terminal: Terminal) -> None:
    terminal.type("j")
    terminal.wait_for("KEY<j>")
    terminal.type("é")
    terminal.wait_for("KEY<é>")
    terminal.type("\x1b[A")
    terminal.wait_for("KEY<up>")
    terminal.type("q")
    terminal.wait_for("RESULT left")
    assert terminal.process.wait(PATIENCE) == 0


@posix
def test_an_escape_alone_is_a_key(terminal: Terminal) -> None:
    terminal.type("\x1b")
    terminal.wait_for("KEY<escape>")
    terminal.type("k")
    terminal.wait_for("KEY<k>")


@posix
def test_bytes_that_are_no_text_end_nothing(terminal: Terminal) -> None:
    os.write(terminal.near, b"\xff\xfe\xc3")
    terminal.type("j")
    terminal.wait_for("KEY<j>")


@posix
def test_an_editor_has_the_terminal_to_itself(terminal: Terminal) -> None:
    for line in ("one", "two"):
        terminal.type("e")
        terminal.wait_for("\x1b[?1049l")
        terminal.type(f"{line}\n")
        terminal.wait_for(f"EDITOR:{line}")
        terminal.wait_for("RESUMED")
        terminal.type("j")
        terminal.wait_for("KEY<j>")
    terminal.type("q")
    terminal.wait_for("RESULT left")


@posix
def test_a_stopped_program_goes_on_where_it_was(terminal: Terminal) -> None:
    os.kill(terminal.process.pid, signal.SIGTSTP)
    _, status = os.waitpid(terminal.process.pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status)
    terminal.wait_for("\x1b[?1049l")
    os.kill(terminal.process.pid, signal.SIGCONT)
    terminal.wait_for("RESUMED")
    terminal.type("j")
    terminal.wait_for("KEY<j>")


@posix
def test_the_driver_is_textuals_where_it_was_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    assert driver_class() is not None
    monkeypatch.setenv("TEXTUAL_DRIVER", "textual.drivers.headless_driver:HeadlessDriver")
    assert driver_class() is None


@posix
def test_an_alarm_can_be_heard_once_for_each_time_it_is_set() -> None:
    from postil.tui.prompt_driver import Alarm

    alarm = Alarm()

    def heard() -> bool:
        return bool(select.select([alarm.pipe], [], [], 0)[0])

    assert not heard()
    for _ in range(3):
        alarm.set()
        alarm.set()
        assert alarm.is_set()
        assert heard()
        alarm.clear()
        alarm.clear()
        assert not alarm.is_set()
        assert not heard()


async def test_a_headless_app_takes_textuals_driver() -> None:
    app: App[None] = App(driver_class=driver_class())
    async with app.run_test():
        assert app.is_headless
