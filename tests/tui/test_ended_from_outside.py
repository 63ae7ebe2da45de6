"""`kill`, and a terminal that is closed: the program ends in order."""

from __future__ import annotations

import os
import signal
import sys
import termios
from typing import TYPE_CHECKING

import pytest

from postil.container import system_clock
from postil.storage.disk_library import DiskLibrary
from tests.terminal import PATIENCE, Terminal
from tests.tui.reader_stage import kept_of_forms

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a console of Windows tells it otherwise")

TEXT = "The tide bell\n\nThe bell rang twice. Nobody on the quay heard it.\n\nThe ferry left at nine.\n"

# A shell with jobs: it gives the terminal to the program, and ends it once it is stopped, as `kill %1` does.
SHELL = """
import fcntl, os, signal, subprocess, sys, termios

def in_front():
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    os.tcsetpgrp(0, os.getpid())
    signal.signal(signal.SIGTTOU, signal.SIG_DFL)

fcntl.ioctl(0, termios.TIOCSCTTY, 0)
signal.signal(signal.SIGTTOU, signal.SIG_IGN)
job = subprocess.Popen(sys.argv[1:], process_group=0, preexec_fn=in_front)
os.waitpid(job.pid, os.WUNTRACED)
os.tcsetpgrp(0, os.getpgrp())
os.kill(job.pid, signal.SIGTERM)
os.kill(job.pid, signal.SIGCONT)
print("ENDED", job.wait(), flush=True)
"""


def _started(folder: Path, *before: str) -> Terminal:
    article = folder / "bell.txt"
    article.write_text(TEXT, encoding="utf-8")
    command = [sys.executable, "-m", "postil", "--library", str(folder / "library"), str(article)]
    own = {f"XDG_{name.upper()}_HOME": str(folder / name) for name in ("cache", "data")}
    state = folder / "home"  # where `kept_of_forms` looks, behind the program's own name
    return Terminal([*before, *command], XDG_STATE_HOME=str(state), **own)


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Terminal]:
    """A reader of a text, with a claim that was marked just now and words in a form."""
    terminal = _started(tmp_path)
    try:
        terminal.wait_for("help")
        terminal.type("ja+")
        terminal.wait_for("Locator")
        terminal.type("\x1b[200~Three knocks\x1b[201~")
        terminal.wait_for("Three knocks")
        yield terminal
    finally:
        terminal.close()


def _marked(folder: Path) -> tuple[int, int]:
    """How many claims are on disk, and how far the text was read."""
    library = DiskLibrary.open(folder / "library", system_clock)
    (annotated,) = library.read_all()
    return len(annotated.live_claims), library.places()[annotated.article.id][0]


def test_a_program_that_is_told_to_end_gives_the_terminal_back(tmp_path: Path, reader: Terminal) -> None:
    os.kill(reader.process.pid, signal.SIGTERM)
    reader.wait_for("\x1b[?1049l")
    assert reader.process.wait(PATIENCE) == 128 + signal.SIGTERM
    assert termios.tcgetattr(reader.near) == reader.attributes
    assert _marked(tmp_path) == (1, TEXT.index("The bell"))
    (tmp_path / "home" / "postil").rename(tmp_path / "state")
    assert "Three knocks" in kept_of_forms(tmp_path)


def test_a_program_whose_terminal_is_gone_ends_by_that_signal_and_keeps_all(
    tmp_path: Path, reader: Terminal
) -> None:
    os.kill(reader.process.pid, signal.SIGHUP)
    assert reader.process.wait(PATIENCE) == -signal.SIGHUP
    assert _marked(tmp_path) == (1, TEXT.index("The bell"))


def test_a_second_signal_ends_it_at_once(tmp_path: Path, reader: Terminal) -> None:
    os.kill(reader.process.pid, signal.SIGSTOP)  # it sees both when it goes on
    for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGTERM, signal.SIGCONT):
        os.kill(reader.process.pid, number)
    assert reader.process.wait(PATIENCE) != 0
    assert _marked(tmp_path)[0] == 1


def test_a_program_that_was_stopped_ends_without_reaching_for_the_terminal(tmp_path: Path) -> None:
    shell = _started(tmp_path, sys.executable, "-c", SHELL)
    try:
        shell.wait_for("help")
        shell.type("ja")
        shell.wait_for("1 claim")
        shell.type("\x1a")
        shell.wait_for("\x1b[?1049l")
        shell.wait_for(f"ENDED {-signal.SIGTERM}")
    finally:
        shell.close()
    assert _marked(tmp_path) == (1, TEXT.index("The bell"))
