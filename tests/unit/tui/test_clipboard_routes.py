from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from postil.core.findings import Severity
from postil.tui.terminal.clipboard import LAST_COPY
from postil.tui.terminal.clipboard_routes import routes
from tests.programs import program

if TYPE_CHECKING:
    from pathlib import Path

    from postil.core.findings import Finding

posix = pytest.mark.skipif(sys.platform == "win32", reason="its programs are shell scripts")
linux = pytest.mark.skipif(sys.platform != "linux", reason="other systems have a clipboard of their own")


def by_place(findings: list[Finding]) -> dict[str, Finding]:
    return {finding.where: finding for finding in findings}


def test_routes_say_what_is_missing_and_what_would_be_used(tmp_path: Path, bare: dict[str, str]) -> None:
    found = by_place(routes(environment=bare, state_folder=tmp_path))
    assert found["copy"].severity is Severity.OK
    assert "terminal" in found["copy"].what
    assert found["tmux"].severity is Severity.NOTE
    assert str(tmp_path / LAST_COPY) in found["file"].what
    nothing = by_place(routes(environment={"TERM": "dumb", "PATH": ""}, terminal=False))
    if sys.platform == "linux":
        assert nothing["copy"].severity is Severity.WARNING
        assert nothing["clipboard"].what == "There is no display."


@pytest.mark.parametrize(("command", "severity"), [
    ("", Severity.NOTE),
    ("no-such-program -x", Severity.WARNING),
    ("keep 'unclosed", Severity.WARNING),
])  # fmt: skip
def test_routes_examine_the_readers_command(command: str, severity: Severity, bare: dict[str, str]) -> None:
    found = by_place(routes(command=command, environment=bare))
    assert found["command"].severity is severity


@linux
def test_routes_look_for_the_desktops_programs(programs: Path) -> None:
    empty = {"PATH": str(programs), "TERM": "xterm", "WAYLAND_DISPLAY": "wayland-0"}
    missing = by_place(routes(environment=empty))
    assert missing["clipboard"].what == (
        "It needs wl-copy, which is not installed; install the package wl-clipboard."
    )
    program(programs, "wl-copy", "exit 0")
    there = by_place(routes(environment=empty))
    assert there["clipboard"].severity is Severity.OK
    both = by_place(routes(environment={**empty, "DISPLAY": ":0", "PATH": ""}))
    assert both["clipboard"].what.startswith("It needs wl-copy or xclip or xsel,")


@linux
@pytest.mark.parametrize(
    ("name", "variable", "complaint"),
    [
        ("xclip", "DISPLAY", "Error: Can't open display: :77"),
        ("xsel", "DISPLAY", "xsel: Can't open display: (null)"),
        ("wl-copy", "WAYLAND_DISPLAY", "Failed to connect to a Wayland server"),
    ],
)
def test_a_display_that_is_gone_is_no_way(
    name: str, variable: str, complaint: str, programs: Path, bare: dict[str, str]
) -> None:
    program(programs, name, "exit 0")
    asked = "wl-paste" if name == "wl-copy" else name
    program(programs, asked, f'echo "{complaint}" >&2; exit 1')
    gone = {"PATH": str(programs), "TERM": "xterm", variable: "one-of-before"}
    found = by_place(routes(environment=gone))
    assert found["clipboard"].severity is Severity.WARNING
    assert found["clipboard"].what.startswith(
        f"{variable} is one-of-before, where no desktop answers {name};"
    )
    assert found["copy"].what == "The first way that a copy takes: terminal."
    program(programs, asked, "echo 'Error: target TARGETS not available' >&2; exit 1")
    found = by_place(routes(environment=gone))
    assert found["clipboard"].severity is Severity.OK  # it is merely empty


def test_over_ssh_the_terminal_is_the_way(bare: dict[str, str]) -> None:
    far = {**bare, "SSH_TTY": "/dev/pts/9", "DISPLAY": "localhost:10", "WAYLAND_DISPLAY": "wayland-0"}
    found = by_place(routes(environment=far))
    assert found["clipboard"].severity is Severity.NOTE
    assert found["clipboard"].what.startswith("Not used over SSH")
    assert found["terminal"].what.startswith("Over SSH a copy goes as OSC 52 to the terminal that you sit at")
    assert found["copy"].what == "The first way that a copy takes: terminal."


@posix
@pytest.mark.parametrize("setting", ["on", "external", "off"])
def test_what_tmux_is_set_to_is_told_with_what_to_set(
    setting: str, programs: Path, bare: dict[str, str]
) -> None:
    program(programs, "tmux", f'case "$*" in *set-clipboard*) echo {setting};; *) echo 3.4;; esac')
    inside = {**bare, "TMUX": "/nowhere,1,0"}
    found = by_place(routes(environment=inside))
    assert found["tmux"].severity is Severity.OK
    assert f"set-clipboard is {setting}" in found["tmux"].what
    assert ("`set -s set-clipboard on` in tmux.conf" in found["tmux"].what) is (setting == "off")
    program(programs, "tmux", 'case "$*" in *set-clipboard*) echo on;; *) echo 3.1c;; esac')
    found = by_place(routes(environment=inside))
    assert found["tmux"].what == (
        "tmux 3.1c cannot hand a copy to the terminal; update it to 3.2 or later."
    )  # fmt: skip


@posix
def test_routes_tell_what_a_paste_reads(programs: Path, bare: dict[str, str]) -> None:
    def told(command: str, environment: dict[str, str]) -> str:
        known = routes(paste_command=command, environment=environment)
        return next(finding.what for finding in known if finding.where == "paste")

    assert told("", bare) == (
        "ctrl+v in a form reads what postil copied last. The terminal's own key pastes what is in its clipboard."
    )
    program(programs, "tmux", "echo on")
    inside = {**bare, "TMUX": "/nowhere,1,0"}
    assert told("cat notes", inside) == (
        "ctrl+v in a form reads “cat notes”, then tmux, then what postil copied last."
    )  # fmt: skip
    assert (
        told("no-such-program", bare) == "The command of `clipboard_paste`: “no-such-program” was not found."
    )


@posix
def test_what_tmux_offers_is_told_without_copying(tmux: dict[str, str]) -> None:
    found = by_place(routes(environment=tmux))
    assert found["tmux"].severity is Severity.OK
    assert found["copy"].what == "The first way that a copy takes: tmux."
    shown = subprocess.run(["tmux", "show-buffer"], env=tmux, capture_output=True, check=False, timeout=20)
    assert shown.stdout == b""
