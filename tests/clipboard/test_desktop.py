"""The desktop's clipboard: a real X server and xclip; displays that are gone; the other end of SSH."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from postil.core.findings import Severity
from postil.tui.terminal.clipboard import Outcome, Status, copy
from postil.tui.terminal.clipboard_reading import Found, read
from postil.tui.terminal.clipboard_routes import routes
from tests.clipboard.conftest import need, selection
from tests.clipboard.process import Reader, pasted

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="elsewhere the system has a clipboard, which a test leaves alone"
)

QUOTE = "“Not one boat – nicht eines, 一艘也没有 – has returned.” 🚣\nHe was not asked twice."
NOBODYS = ":4077"
"""A display at which no server is."""

GONE = {
    "X": {"DISPLAY": NOBODYS},
    "Wayland": {"WAYLAND_DISPLAY": "wayland-4077", "XDG_RUNTIME_DIR": "/nonexistent"},
    "both": {"DISPLAY": NOBODYS, "WAYLAND_DISPLAY": "wayland-4077", "XDG_RUNTIME_DIR": "/nonexistent"},
}
FAR = {
    "SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22",
    "SSH_CLIENT": "192.0.2.1 50000 22",
    "SSH_TTY": "/dev/pts/9",
}


def test_what_is_copied_is_in_the_desktops_clipboard(desktop: dict[str, str]) -> None:
    assert copy(QUOTE, environment=desktop) == Outcome(Status.OK, "clipboard", "", len(QUOTE))
    assert selection(desktop) == QUOTE
    assert read(environment=desktop) == Found(QUOTE, "clipboard", "")
    assert copy("newer", environment=desktop).status is Status.OK
    assert selection(desktop) == "newer"


def test_a_large_copy_arrives_whole_or_is_not_called_copied(desktop: dict[str, str]) -> None:
    text = "Ebbe ä " * 700_000  # 5.6 MB of UTF-8
    outcome = copy(text, environment=desktop)
    assert (outcome.status is Status.OK) == (selection(desktop) == text)
    assert read(environment=desktop).text == ""  # more than a form takes


def test_a_copy_outlives_its_process_and_its_terminal(tmp_path: Path, desktop: dict[str, str]) -> None:
    reader = Reader(tmp_path, "Not one boat has returned.")
    code, heard = reader.copy(desktop)
    assert (code, pasted(heard)) == (0, [])
    assert b"(clipboard)" in heard
    assert selection(desktop) == reader.text


@pytest.mark.parametrize("variable", FAR)
def test_over_ssh_the_desktop_is_left_alone(variable: str, tmp_path: Path, desktop: dict[str, str]) -> None:
    copy("before", environment=desktop)
    far = {**desktop, variable: FAR[variable]}
    sent: list[str] = []
    assert copy(QUOTE, write=sent.append, environment=far).status is Status.UNCONFIRMED
    assert pasted(sent[0].encode()) == [QUOTE]
    assert copy(QUOTE, environment=far).status is Status.FAILED
    assert read(environment=far).text == ""
    reader = Reader(tmp_path, "Not one boat has returned.")
    code, heard = reader.copy(far)
    assert (code, pasted(heard)) == (0, [reader.text])
    assert b"sent to the terminal, cannot confirm" in heard
    assert selection(desktop) == "before"


def test_an_empty_clipboard_is_no_desktop_that_is_gone(desktop: dict[str, str]) -> None:
    told = {finding.where: finding for finding in routes(environment=desktop)}
    assert (told["clipboard"].severity, told["clipboard"].what[:9]) == (Severity.OK, "By xclip;")
    assert read(environment=desktop).reason == "the desktop's clipboard gave no text"


@pytest.mark.parametrize("kind", GONE)
def test_a_display_that_is_gone_takes_no_copy(kind: str, tmp_path: Path, bare: dict[str, str]) -> None:
    gone = {**bare, **GONE[kind]}
    failed = copy(QUOTE, environment=gone)
    assert failed.status is Status.FAILED
    assert failed.reason.startswith("the desktop's clipboard ")
    sent: list[str] = []
    assert copy(QUOTE, write=sent.append, environment=gone).status is Status.UNCONFIRMED
    assert pasted(sent[0].encode()) == [QUOTE]
    assert read(last="own", environment=gone).text == "own"
    told = {finding.where: finding for finding in routes(environment=gone)}
    assert told["clipboard"].severity is Severity.WARNING
    reader = Reader(tmp_path, "Not one boat has returned.")
    code, heard = reader.copy({**gone, "TERM": "linux"})
    assert (code, pasted(heard)) == (1, [])
    assert b"not copied: " in heard
    assert reader.kept.read_text(encoding="utf-8") == reader.text


def test_a_stale_wayland_beside_a_living_x(desktop: dict[str, str]) -> None:
    mixed = {**desktop, "WAYLAND_DISPLAY": "wayland-4077", "XDG_RUNTIME_DIR": "/nonexistent"}
    outcome = copy(QUOTE, environment=mixed)
    assert (outcome.status is Status.OK) == (selection(desktop) == QUOTE)
    assert (outcome.status is Status.OK) == (shutil.which("wl-copy") is None)


def test_without_a_display_nothing_is_tried(tmp_path: Path, bare: dict[str, str]) -> None:
    assert (
        copy(QUOTE, environment=bare).reason == "there is no clipboard, no tmux and no terminal to send it to"
    )
    reader = Reader(tmp_path, "Not one boat has returned.")
    code, heard = reader.copy({**bare, "TERM": "dumb"})
    assert (code, pasted(heard)) == (1, [])
    assert reader.kept.read_text(encoding="utf-8") == reader.text


@pytest.mark.parametrize("program", ["xclip", "wl-copy"])
def test_what_is_told_of_a_display_that_is_gone_is_what_the_program_says(
    program: str, bare: dict[str, str]
) -> None:
    need(program)
    gone = {**bare, **GONE["X" if program == "xclip" else "Wayland"]}
    told = next(finding for finding in routes(environment=gone) if finding.where == "clipboard")
    assert f"where no desktop answers {program}" in told.what
