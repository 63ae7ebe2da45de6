"""Copying, by whatever way leads out of this terminal, and the truth about where it went.

Every way is tried in turn until one is known to have worked: the reader's own command, the desktop's
clipboard, tmux, and the terminal itself, which never answers. What was copied is always kept in a file.
"""

from __future__ import annotations

import base64
import os
import shlex
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from postil.core.text import copyable_markup, shown
from postil.tui.terminal.clipboard_programs import (
    ended,
    feed,
    has_display,
    is_remote,
    tmux_answers,
    tmux_keeps_copies,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

OSC_52_LIMIT = 74_994
"""Bytes of base64 that terminals are known to take in one OSC 52 sequence; hterm's limit is the lowest."""

SCREEN_CHUNK = 240
"""Bytes of a device control string that GNU screen passes on; it cuts longer ones."""

TMUX_BUFFER = "tmux’s buffer; paste with tmux’s paste key"
"""Where a copy is that tmux cannot hand to the terminal around it, as far as it knows that."""

LAST_COPY = "last-copy.txt"
"""The file of the state folder that holds what was copied last."""

# Run by a Python of its own, which can be stopped: some of the programs that pyperclip starts never
# end, and some say that they copied when they did not. xclip goes before X has what it was given.
_DESKTOP = """
import sys, time, pyperclip
text = sys.stdin.buffer.read().decode()
pyperclip.copy(text)
for pause in (0.02, 0.05, 0.1, 0.2, 0):
    if pyperclip.paste().replace("\\r\\n", "\\n") == text:
        sys.exit(0)
    time.sleep(pause)
sys.exit(3)
"""
_NOT_KEPT = 3


class Status(StrEnum):
    """Whether what was copied can be pasted."""

    OK = "ok"
    UNCONFIRMED = "unconfirmed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a copy.

    Attributes:
        status: Whether it can be pasted.
        route: Where it went, in a word or two; empty when it went nowhere.
        reason: Why it did not go there, or why the reader's own command was not what took it.
        size: Code points.
        kept: The file that holds it as well, or an empty string.
    """

    status: Status
    route: str
    reason: str
    size: int
    kept: str = ""

    @property
    def notice(self) -> str:
        """The sentence for the reader."""
        size = f"{self.size:,} character{'' if self.size == 1 else 's'}"
        but = f"; {self.reason}" if self.reason else ""
        match self.status:
            case Status.OK:
                return f"copied {size} ({self.route}){but}"
            case Status.UNCONFIRMED:
                return f"sent to the {self.route}, cannot confirm ({size}){but}"
            case Status.FAILED:
                return f"not copied: {self.reason}" + (f"; it is in {self.kept}" if self.kept else "")


@dataclass(frozen=True, slots=True)
class _Copy:
    """One text on its way out."""

    data: bytes
    command: str
    write: Callable[[str], None] | None
    environment: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Answer:
    """What one way said: its name, and why it did not work, or an empty reason."""

    route: str
    reason: str = ""
    confirmed: bool = True


def copy(
    text: str,
    *,
    command: str = "",
    write: Callable[[str], None] | None = None,
    state_folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> Outcome:
    """Copies a text. It may take seconds, so a screen calls it on a thread; it never raises.

    Args:
        text: What to copy; controls and invisible characters are left out.
        command: The reader's own command, which takes the text on its standard input.
        write: Sends a sequence to the terminal at once, from any thread; None where there is no terminal.
        state_folder: Where `last-copy.txt` is kept; it is made when missing.
        environment: The process's own when None.
    """
    harmless = copyable_markup(text)
    if not harmless:
        return Outcome(Status.FAILED, "", "there is nothing to copy", 0)
    job = _Copy(harmless.encode(), command, write, os.environ if environment is None else environment)
    kept = _keep(job.data, state_folder)
    failures: list[str] = []
    for way in (_by_command, _by_desktop, _by_tmux, _by_terminal):
        if (answer := _tried(way, job)) is None:
            continue
        if answer.reason:
            failures.append(answer.reason)
            continue
        status = Status.OK if answer.confirmed else Status.UNCONFIRMED
        blame = failures[0] if command and failures else ""
        return Outcome(status, answer.route, blame, len(harmless), kept)
    reason = "; ".join(failures) or "there is no clipboard, no tmux and no terminal to send it to"
    return Outcome(Status.FAILED, "", reason, len(harmless), kept)


def to_controlling_terminal(sequence: str) -> None:
    """Sends a sequence to the terminal that the process belongs to, wherever its output goes.

    Raises:
        OSError: There is none.
    """
    with open("/dev/tty", "w", encoding="utf-8") as terminal:  # noqa: PTH123 - a device
        terminal.write(sequence)


def _tried(way: Callable[[_Copy], _Answer | None], job: _Copy) -> _Answer | None:
    try:
        return way(job)
    except Exception as error:  # noqa: BLE001 - a clipboard that fails in a new way is still only a clipboard
        return _Answer("", shown(f"{type(error).__name__}: {error}"))


def _by_command(job: _Copy) -> _Answer | None:
    if not job.command.strip():
        return None
    try:
        argv = shlex.split(job.command, posix=os.name != "nt")
    except ValueError:
        return _Answer("", "the copy command of the settings has an unclosed quotation mark")
    name = shown(Path(argv[0]).name)
    trouble = feed(argv, job.data, job.environment)
    return _Answer(name, f"“{name}” {trouble}" if trouble else "")


def _by_desktop(job: _Copy) -> _Answer | None:
    if not has_display(job.environment) or is_remote(job.environment) or not sys.executable:
        return None
    trouble = feed([sys.executable, "-P", "-c", _DESKTOP], job.data, job.environment)
    if trouble == ended(_NOT_KEPT):
        trouble = "did not keep it"
    elif trouble == ended(1):
        trouble = "cannot be reached"
    return _Answer("clipboard", f"the desktop's clipboard {trouble}" if trouble else "")


def _by_tmux(job: _Copy) -> _Answer | None:
    if not job.environment.get("TMUX"):
        return None
    trouble = feed(["tmux", "load-buffer", "-w", "-"], job.data, job.environment)
    if trouble:
        return _Answer("tmux", f"tmux {trouble}")
    return _Answer(TMUX_BUFFER if tmux_keeps_copies(job.environment) else "tmux")


def _by_terminal(job: _Copy) -> _Answer | None:
    if job.write is None:
        return None
    if trouble := mute(job.environment):
        return _Answer("terminal", trouble)
    payload = base64.b64encode(job.data).decode()
    if len(payload) > OSC_52_LIMIT:
        return _Answer("terminal", f"{len(job.data):,} bytes are more than a terminal takes")
    try:
        job.write(osc_52(payload, _around(job.environment)))
    except OSError:
        return _Answer("terminal", "there is no terminal")
    return _Answer("terminal", confirmed=False)


def _around(environment: Mapping[str, str]) -> Mapping[str, str]:
    """The environment without a tmux that has ended: no bare terminal understands what is wrapped for one."""
    if tmux_answers(environment):
        return environment
    return {name: value for name, value in environment.items() if name != "TMUX"}


def osc_52(payload: str, environment: Mapping[str, str]) -> str:
    """The sequence that asks a terminal to take a text, wrapped for the multiplexer around it.

    Args:
        payload: The text's UTF-8 in base64.
        environment: The process's environment.
    """
    # kitty adds to what the sequence before set; what is no base64 clears it (xterm's OSC 52).
    cleared = "\x1b]52;c;!\x07" if environment.get("KITTY_WINDOW_ID") else ""
    sequence = f"{cleared}\x1b]52;c;{payload}\x07"
    if environment.get("TMUX"):
        return "\x1bPtmux;" + sequence.replace("\x1b", "\x1b\x1b") + "\x1b\\"
    if environment.get("STY"):
        chunks = (sequence[at : at + SCREEN_CHUNK] for at in range(0, len(sequence), SCREEN_CHUNK))
        return "".join(f"\x1bP{chunk}\x1b\\" for chunk in chunks)
    return sequence


def _keep(data: bytes, folder: Path | None) -> str:
    """Writes `last-copy.txt`, readable by its owner alone; tells its path, or nothing if that failed."""
    if folder is None:
        return ""
    path = folder / LAST_COPY
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, flags, 0o600)
        with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor
            if hasattr(os, "fchmod"):
                os.fchmod(descriptor, 0o600)
            file.write(data)
    except OSError:
        return ""
    return shown(str(path))


def mute(environment: Mapping[str, str]) -> str:
    """Why a terminal cannot take a copy, judged by its name; empty when it may."""
    terminal = environment.get("TERM", "")
    if terminal in {"", "dumb", "linux", "unknown"}:
        return f"a terminal of type “{shown(terminal)}” takes no copies"
    return ""
