from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

import pytest
from textual.app import App

from postil.tui.terminal.driver import driver_class
from tests.terminal import PATIENCE, Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has a driver of its own")

PROGRAM = """
import subprocess, sys, threading
from textual.app import App, ComposeResult
from textual.widgets import Static
from postil.core.errors import WrongUse
from postil.tui.terminal.controlling import give_to_shell
from postil.tui.terminal.driver import driver_class

class Desk(App[str]):
    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        yield Static("AT-THE-DESK", expand=True)
        yield Static("AND-BELOW")

    def on_mount(self):
        self.app_resume_signal.subscribe(self, lambda _: self.said("RESUMED"))

    def said(self, words):
        self.query_one(Static).update(words, layout=False)

    def on_paste(self, event):
        self.said("PASTE<" + event.text + ">")

    def on_key(self, event):
        if event.key == "e":
            with self.suspend():
                subprocess.run([sys.executable, "-c", "print('EDITOR:' + input())"])
        elif event.key == "z":
            try:
                give_to_shell(self)
            except WrongUse as error:
                self.said(error.what)
        elif event.key == "t":
            threading.Thread(target=self._driver.write, args=("FROM-A-THREAD" * 10_000,)).start()
            self.said("MEANWHILE")
        elif event.key == "q":
            self.exit("left")
        else:
            self.said("KEY<" + event.key + ">")

print("RESULT", Desk(driver_class=driver_class()).run(), flush=True)
"""

UNABLE = """
import asyncio, os

def refuse(*_):
    raise OSError

asyncio.SelectorEventLoop.add_reader = os.ttyname = refuse
"""
"""A loop that cannot wait for this terminal, which cannot be opened again."""

SHELL = """
import os, signal, subprocess, sys
job = subprocess.Popen([sys.executable, "-c", sys.argv[1]], process_group=0)
for _ in range(2):
    _, status = os.waitpid(job.pid, os.WUNTRACED)
    print("STOPPED" if os.WIFSTOPPED(status) else "ENDED", flush=True)
    os.kill(job.pid, signal.SIGCONT)
job.wait()
"""


@pytest.fixture(params=["", UNABLE], ids=["in the loop", "in threads"])
def terminal(request: pytest.FixtureRequest) -> Iterator[Terminal]:
    opened = Terminal([sys.executable, "-c", request.param + PROGRAM])
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
    for key, name in (("\x1b[B", "down"), ("ö", "ö")):
        for byte in key.encode():
            os.write(terminal.near, bytes([byte]))
        terminal.wait_for(f"KEY<{name}>")
    terminal.type("q")
    terminal.wait_for("RESULT left")
    assert terminal.process.wait(PATIENCE) == 0


@posix
def test_what_another_thread_writes_is_written_whole(terminal: Terminal) -> None:
    terminal.type("t")
    terminal.wait_for("FROM-A-THREAD" * 10_000)
    terminal.type("j")
    terminal.wait_for("KEY<j>")


@posix
def test_an_escape_alone_is_a_key(terminal: Terminal) -> None:
    terminal.type("\x1b")
    terminal.wait_for("KEY<escape>")
    terminal.type("k")
    terminal.wait_for("KEY<k>")


@posix
def test_nothing_that_is_pasted_is_a_key(terminal: Terminal) -> None:
    terminal.type("\x1b[200~hello \x1b[31md\x1b[999;9q q\x11 \x1b[201~")
    terminal.wait_for("PASTE<hello d q\u2411 >")
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
    terminal.wait_for("AND-BELOW")
    terminal.type("j")
    terminal.wait_for("KEY<j>")


@posix
def test_the_shell_has_the_terminal_until_it_lets_the_program_go_on() -> None:
    terminal = Terminal([sys.executable, "-c", SHELL, PROGRAM])
    try:
        terminal.wait_for("AND-BELOW")
        for _ in range(2):
            terminal.type("z")
            terminal.wait_for("\x1b[?1049l")
            terminal.wait_for("STOPPED")
            terminal.wait_for("AND-BELOW")
        terminal.type("q")
        terminal.wait_for("RESULT left")
    finally:
        terminal.close()


@posix
def test_the_screen_is_seen_where_errors_are_sent_elsewhere() -> None:
    terminal = Terminal(["sh", "-c", '"$0" -c "$1" 2> /dev/null', sys.executable, PROGRAM])
    try:
        terminal.wait_for("AT-THE-DESK")
        terminal.type("q")
        terminal.wait_for("RESULT left")
    finally:
        terminal.close()


@posix
def test_a_program_that_nobody_could_wake_does_not_stop(terminal: Terminal) -> None:
    terminal.type("z")
    terminal.wait_for("There is no shell behind postil")


@posix
def test_the_driver_is_textuals_where_it_was_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    assert driver_class() is not None
    monkeypatch.setenv("TEXTUAL_DRIVER", "textual.drivers.headless_driver:HeadlessDriver")
    assert driver_class() is None


async def test_a_headless_app_takes_textuals_driver() -> None:
    app: App[None] = App(driver_class=driver_class())
    async with app.run_test():
        assert app.is_headless
