"""tmux with each `set-clipboard`, with and without a terminal around it that takes copies."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from postil.core.findings import Severity
from postil.tui.terminal.clipboard import Outcome, Status, copy
from postil.tui.terminal.clipboard_reading import Found, read
from postil.tui.terminal.clipboard_routes import routes
from tests.clipboard.process import Reader, pasted

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.clipboard.multiplexer import Tmux

    Start = Callable[..., Tmux]

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="elsewhere the system has a clipboard, which a test leaves alone"
)

QUOTE = "“Not one boat – nicht eines, 一艘也没有 – has returned.” 🚣\nHe was not asked twice."
SETTINGS = ["on", "external", "off"]


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_copy_is_in_the_buffer_and_in_the_terminal_around(setting: str, start_tmux: Start) -> None:
    tmux = start_tmux(setting)
    assert copy(QUOTE, environment=tmux.inside) == Outcome(Status.OK, "tmux", "", len(QUOTE))
    assert tmux.buffer == QUOTE
    assert tmux.terminal is not None
    tmux.terminal.wait_for("\x1b]52;")
    tmux.terminal.wait_for("\x07")
    assert pasted(tmux.terminal.all)[-1:] == [QUOTE]
    assert read(environment=tmux.inside) == Found(QUOTE, "tmux", "")


@pytest.mark.parametrize("setting", SETTINGS)
def test_postil_copy_in_tmux(setting: str, tmp_path: Path, start_tmux: Start) -> None:
    tmux = start_tmux(setting)
    reader = Reader(tmp_path, "Not one boat has returned.")
    code, heard = reader.copy(tmux.inside)
    assert (code, pasted(heard)) == (0, [])
    assert b"(tmux)" in heard
    assert tmux.buffer == reader.text


def test_a_large_copy_is_whole_in_the_buffer(start_tmux: Start) -> None:
    tmux = start_tmux(attached=False)
    text = "Ebbe ä " * 700_000  # 5.6 MB of UTF-8
    outcome = copy(text, environment=tmux.inside)
    assert (outcome.status is Status.OK) == (tmux.buffer == text)
    assert read(environment=tmux.inside).text == ""  # more than a form takes


def test_a_tmux_that_nobody_sees_keeps_the_copy(start_tmux: Start) -> None:
    tmux = start_tmux(attached=False)
    assert copy(QUOTE, environment=tmux.inside).route == "tmux"
    assert tmux.buffer == QUOTE


@pytest.mark.parametrize("term", ["xterm-256color", "linux"])
def test_a_tmux_that_ended_leaves_the_terminal(term: str, tmp_path: Path, start_tmux: Start) -> None:
    tmux = start_tmux(attached=False)
    gone = {**tmux.inside, "TERM": term}
    tmux.told("kill-server")
    takes = term != "linux"
    sent: list[str] = []
    outcome = copy(QUOTE, write=sent.append, environment=gone)
    assert outcome.status is (Status.UNCONFIRMED if takes else Status.FAILED)
    assert len(sent) == takes
    assert read(last="own", environment=gone).text == "own"
    told = next(finding for finding in routes(environment=gone) if finding.where == "tmux")
    assert told.severity is Severity.WARNING
    reader = Reader(tmp_path, "Not one boat has returned.")
    assert reader.copy(gone)[0] == (0 if takes else 1)


@pytest.mark.parametrize("setting", SETTINGS)
def test_doctor_tells_the_setting(setting: str, start_tmux: Start) -> None:
    tmux = start_tmux(setting)
    told = next(finding for finding in routes(environment=tmux.inside) if finding.where == "tmux")
    assert told.severity is Severity.OK
    assert told.what.startswith(f"Takes copies and hands them to the terminal; set-clipboard is {setting}")
    assert ("`set -s set-clipboard on`" in told.what) == (setting == "off")
    assert tmux.buffer == ""


def test_doctor_tells_of_a_terminal_that_tmux_hands_nothing_to(start_tmux: Start) -> None:
    tmux = start_tmux(term="vt220")
    told = next(finding for finding in routes(environment=tmux.inside) if finding.where == "tmux")
    assert "`set -as terminal-features ',vt220:clipboard'`" in told.what
    assert copy(QUOTE, environment=tmux.inside).route == "tmux’s buffer; paste with tmux’s paste key"
    assert tmux.buffer == QUOTE
    assert tmux.terminal is not None
    assert pasted(tmux.terminal.all) == []
