"""Which ways lead out of this terminal for a copy, told without copying anything."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from postil.core.findings import Finding, Severity
from postil.core.text import shown
from postil.tui.terminal.clipboard import LAST_COPY, PATIENCE, has_display, is_remote, mute

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_TMUX_HANDS_OVER = (3, 2)
"""The version of tmux from which `load-buffer -w` hands a buffer to the terminal."""


def routes(
    *,
    command: str = "",
    terminal: bool = True,
    state_folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> list[Finding]:
    """Tells which ways lead out of here, and which would be taken first; copies nothing.

    Args:
        command: The reader's own command.
        terminal: Whether there is a terminal to send to.
        state_folder: Where `last-copy.txt` is kept.
        environment: The process's own when None.
    """
    known = os.environ if environment is None else environment
    ways = [_command_way(command, known), _desktop_way(known), _tmux_way(known)]
    ways.append(
        _terminal_way(known) if terminal else Finding(Severity.NOTE, "terminal", "There is none here.")
    )
    usable = next((way for way in ways if way.severity is Severity.OK), None)
    verdict = (
        Finding(
            Severity.WARNING, "copy", "Nothing here takes a copy; set `clipboard` to a command that does."
        )
        if usable is None
        else Finding(Severity.OK, "copy", f"The first way that a copy takes: {usable.where}.")
    )
    file = f"Every copy is also kept in {shown(str(state_folder / LAST_COPY))}." if state_folder else ""
    return [verdict, *ways, *([Finding(Severity.NOTE, "file", file)] if file else [])]


def _command_way(command: str, environment: Mapping[str, str]) -> Finding:
    where = "command"
    if not command.strip():
        return Finding(Severity.NOTE, where, "None is set; `clipboard` in the settings would be tried first.")
    try:
        name = shlex.split(command, posix=os.name != "nt")[0]
    except ValueError:
        return Finding(Severity.WARNING, where, "It has an unclosed quotation mark.")
    if shutil.which(name, path=environment.get("PATH")) is None:
        return Finding(Severity.WARNING, where, f"“{shown(name)}” was not found.")
    return Finding(Severity.OK, where, f"“{shown(command)}” takes what is copied.")


def _desktop_way(environment: Mapping[str, str]) -> Finding:
    where = "clipboard"
    if is_remote(environment):
        return Finding(Severity.NOTE, where, "Not used over SSH: it would be the other machine's clipboard.")
    if not has_display(environment):
        return Finding(Severity.NOTE, where, "There is no display.")
    if sys.platform.startswith("linux") and not environment.get("WSL_INTEROP"):
        wanted = ["wl-copy"] if environment.get("WAYLAND_DISPLAY") else []
        wanted += ["xclip", "xsel"] if environment.get("DISPLAY") else []
        found = [name for name in wanted if shutil.which(name, path=environment.get("PATH"))]
        if not found:
            return Finding(
                Severity.WARNING, where, f"It needs {' or '.join(wanted)}, which is not installed."
            )
        return Finding(Severity.OK, where, f"By {found[0]}; each copy is read back and compared.")
    return Finding(Severity.OK, where, "The system's own; each copy is read back and compared.")


def _tmux_way(environment: Mapping[str, str]) -> Finding:
    where = "tmux"
    if not environment.get("TMUX"):
        return Finding(Severity.NOTE, where, "Not inside tmux.")
    setting = _said(["tmux", "show-options", "-sv", "set-clipboard"], environment)
    if not setting:
        return Finding(Severity.WARNING, where, "tmux does not answer.")
    version = _said(["tmux", "display-message", "-p", "#{version}"], environment)
    if (number := re.search(r"(\d+)\.(\d+)", version)) and (
        int(number[1]),
        int(number[2]),
    ) < _TMUX_HANDS_OVER:
        hint = "update it to 3.2, or `set -s set-clipboard on` in tmux.conf"
        said = f"tmux {shown(version)} cannot hand a copy to the terminal: {hint}."
        return Finding(Severity.WARNING, where, said)
    return Finding(
        Severity.OK,
        where,
        f"Takes copies and offers them to the terminal (set-clipboard is {shown(setting)}; it may be any value).",
    )


def _terminal_way(environment: Mapping[str, str]) -> Finding:
    if trouble := mute(environment):
        return Finding(Severity.NOTE, "terminal", f"{trouble[0].upper()}{trouble[1:]}.")
    said = "Copies are sent as OSC 52, which no terminal confirms and some have to be told to allow."
    return Finding(Severity.OK, "terminal", said)


def _said(argv: Sequence[str], environment: Mapping[str, str]) -> str:
    try:
        ended = subprocess.run(  # noqa: S603 - an argument list, and no shell
            argv,
            capture_output=True,
            env=dict(environment),
            timeout=PATIENCE,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return ended.stdout.decode(errors="replace").strip()
