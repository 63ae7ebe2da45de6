"""Which ways lead out of this terminal for a copy, and into it for a paste, told without copying anything."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from postil.core.findings import Finding, Severity
from postil.core.patterns import pattern
from postil.core.text import shown
from postil.tui.terminal.clipboard import LAST_COPY, mute
from postil.tui.terminal.clipboard_programs import PATIENCE, has_display, is_remote, tmux_keeps_copies

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_TMUX_HANDS_OVER = (3, 2)
"""The version of tmux from which `load-buffer -w` hands a buffer to the terminal."""

_PROBES = {
    "wl-copy": ("wl-clipboard", ("wl-paste", "--list-types")),
    "xclip": ("xclip", ("xclip", "-selection", "clipboard", "-o", "-t", "TARGETS")),
    "xsel": ("xsel", ("xsel", "--clipboard", "--output")),
}
"""The programs by which a desktop's clipboard is reached, each with its package and a question to it."""

_UNREACHED = pattern(
    r"open display|connect to a wayland|wayland.*(?:server|display|compositor)", re.IGNORECASE
)
"""What those programs write where no desktop answers them; an empty clipboard is an error for them too."""


def routes(
    *,
    command: str = "",
    paste_command: str = "",
    terminal: bool = True,
    state_folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> list[Finding]:
    """Tells which ways lead out of here, and which would be taken first; copies nothing.

    Args:
        command: The reader's own command that takes a copy.
        paste_command: The one that gives what is to be pasted.
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
    paste = _paste_way(paste_command, ways, known)
    file = f"Every copy is also kept in {shown(str(state_folder / LAST_COPY))}." if state_folder else ""
    return [verdict, *ways, paste, *([Finding(Severity.NOTE, "file", file)] if file else [])]


def _command_way(command: str, environment: Mapping[str, str]) -> Finding:
    where = "command"
    if not command.strip():
        return Finding(Severity.NOTE, where, "None is set; `clipboard` in the settings would be tried first.")
    if trouble := _unusable(command, environment):
        return Finding(Severity.WARNING, where, trouble)
    return Finding(Severity.OK, where, f"“{shown(command)}” takes what is copied.")


def _unusable(command: str, environment: Mapping[str, str]) -> str:
    """Why a command of the reader's cannot be run, as a sentence, or an empty string."""
    try:
        name = shlex.split(command, posix=os.name != "nt")[0]
    except ValueError:
        return "It has an unclosed quotation mark."
    found = shutil.which(name, path=environment.get("PATH"))
    return "" if found else f"“{shown(name)}” was not found."


def _desktop_way(environment: Mapping[str, str]) -> Finding:
    where = "clipboard"
    if is_remote(environment):
        return Finding(Severity.NOTE, where, "Not used over SSH: it would be the other machine's clipboard.")
    if not has_display(environment):
        return Finding(Severity.NOTE, where, "There is no display.")
    if not sys.platform.startswith("linux") or environment.get("WSL_INTEROP"):
        return Finding(Severity.OK, where, "The system's own; each copy is read back and compared.")
    wanted = ["wl-copy"] if environment.get("WAYLAND_DISPLAY") else []
    wanted += ["xclip", "xsel"] if environment.get("DISPLAY") else []
    name = next((name for name in wanted if shutil.which(name, path=environment.get("PATH"))), "")
    if not name:
        package = _PROBES[wanted[0]][0]
        said = f"It needs {' or '.join(wanted)}, which is not installed; install the package {package}."
        return Finding(Severity.WARNING, where, said)
    _, complaint = _said(_PROBES[name][1], environment)
    if _UNREACHED.search(complaint):
        variable = "WAYLAND_DISPLAY" if name == "wl-copy" else "DISPLAY"
        value = shown(environment.get(variable, ""))
        said = f"{variable} is {value}, where no desktop answers {name}; unset it, or set it to the desktop's own."
        return Finding(Severity.WARNING, where, said)
    return Finding(Severity.OK, where, f"By {name}; each copy is read back and compared.")


def _tmux_way(environment: Mapping[str, str]) -> Finding:
    where = "tmux"
    if not environment.get("TMUX"):
        return Finding(Severity.NOTE, where, "Not inside tmux.")
    setting, _ = _said(("tmux", "show-options", "-sv", "set-clipboard"), environment)
    if not setting:
        return Finding(
            Severity.WARNING, where, "tmux does not answer; TMUX may be that of a server that ended."
        )
    version, _ = _said(("tmux", "display-message", "-p", "#{version}"), environment)
    number = re.search(r"(\d+)\.(\d+)", version)
    if number and (int(number[1]), int(number[2])) < _TMUX_HANDS_OVER:
        said = f"tmux {shown(version)} cannot hand a copy to the terminal; update it to 3.2 or later."
        return Finding(Severity.WARNING, where, said)
    said = f"Takes copies and hands them to the terminal; set-clipboard is {shown(setting)}"
    if setting == "off":
        said += ", which stops other programs only: `set -s set-clipboard on` in tmux.conf lets them copy too"
    if tmux_keeps_copies(environment):
        name, _ = _said(("tmux", "display-message", "-p", "#{client_termname}"), environment)
        option = f"`set -as terminal-features ',{shown(name)}:clipboard'`"
        said = (
            f"Takes copies, for its own paste key; it does not know the terminal around it to take any. "
            f"If that does, {option} in tmux.conf tells it"
        )
    return Finding(Severity.OK, where, f"{said}.")


def _terminal_way(environment: Mapping[str, str]) -> Finding:
    if trouble := mute(environment):
        return Finding(Severity.NOTE, "terminal", f"{trouble[0].upper()}{trouble[1:]}.")
    said = "Copies are sent as OSC 52, which no terminal confirms and some have to be told to allow."
    if is_remote(environment):
        said = (
            "Over SSH a copy goes as OSC 52 to the terminal that you sit at, and into its clipboard; "
            "where nothing arrives, allow that in the terminal's settings."
        )
    return Finding(Severity.OK, "terminal", said)


def _paste_way(command: str, ways: Sequence[Finding], environment: Mapping[str, str]) -> Finding:
    """Tells what ctrl+v reads, by what was found about copying."""
    where = "paste"
    if command.strip() and (trouble := _unusable(command, environment)):
        return Finding(Severity.WARNING, where, f"The command of `clipboard_paste`: {trouble}")
    read = [f"“{shown(command)}”"] if command.strip() else []
    names = {"clipboard": "the desktop's clipboard", "tmux": "tmux"}
    read += [names[way.where] for way in ways if way.where in names and way.severity is Severity.OK]
    said = f"ctrl+v in a form reads {', then '.join([*read, 'what postil copied last'])}."
    if not read:
        said += " The terminal's own key pastes what is in its clipboard."
    return Finding(Severity.NOTE, where, said)


def _said(argv: Sequence[str], environment: Mapping[str, str]) -> tuple[str, str]:
    """What a program answers, and what it complains of."""
    try:
        ended = subprocess.run(  # noqa: S603 - an argument list, and no shell
            argv,
            capture_output=True,
            env=dict(environment),
            timeout=PATIENCE,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError) as error:
        return "", shown(str(error))
    said, complaint = ended.stdout.decode(errors="replace"), ended.stderr.decode(errors="replace")
    return said.strip(), complaint.strip()
