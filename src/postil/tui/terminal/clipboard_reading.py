"""Reading what was copied, from wherever a copy may have gone, and the truth about where it was found.

The ways are those of copying: the reader's own command, the desktop's clipboard, tmux, and last what postil
itself copied. The terminal is not asked: hardly one tells, and its answer would come in among the keys.
"""

from __future__ import annotations

import os
import shlex
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from postil.core.text import clean, shown
from postil.tui.terminal.clipboard import LAST_COPY
from postil.tui.terminal.clipboard_programs import ask, ended, has_display, is_remote

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

MOST = 262_144
"""Bytes that are pasted at a time: more than any quote, and few enough for a form to take at once."""

OWN = "postil’s last copy"
NOTHING = "gave no text"

_DESKTOP = """
import sys, pyperclip
sys.stdout.buffer.write((pyperclip.paste() or "").encode())
"""


@dataclass(frozen=True, slots=True)
class Found:
    """What there is to paste.

    Attributes:
        text: It, as `core.text.clean` makes it; empty when nothing could be read.
        route: Where it was found, in a word or two.
        reason: Why nothing was, or why the reader's own command was not what gave it.
    """

    text: str
    route: str
    reason: str

    def notice(self, taken: int) -> str:
        """The sentence for the reader.

        Args:
            taken: Code points that the field took of it.
        """
        if not self.text:
            return f"nothing pasted: {self.reason}"
        size = f"{taken:,} character{'' if taken == 1 else 's'}"
        return f"pasted {size} ({self.route})" + (f"; {self.reason}" if self.reason else "")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where is looked."""

    command: str
    last: str
    state_folder: Path | None
    environment: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Answer:
    """What one way gave: its name, the bytes, and why there are none."""

    route: str
    data: bytes
    reason: str = ""


def read(
    *,
    command: str = "",
    last: str = "",
    state_folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> Found:
    """Reads what was copied. It may take seconds, so a screen calls it on a thread; it never raises.

    Args:
        command: The reader's own command, which writes the text to its standard output.
        last: What this very process copied last, if anything.
        state_folder: Where `last-copy.txt` is kept.
        environment: The process's own when None.
    """
    place = _Place(command, last, state_folder, os.environ if environment is None else environment)
    failures: list[str] = []
    for way in (_from_command, _from_desktop, _from_tmux, _from_postil):
        if (answer := _tried(way, place)) is None:
            continue
        if len(answer.data) > MOST:
            return Found("", "", f"the text is too long for a form, which takes {MOST:,} bytes")
        if text := clean(answer.data.decode(errors="replace")):
            return Found(text, answer.route, failures[0] if command.strip() and failures else "")
        failures.append(answer.reason or f"there is no text in {answer.route}")
    return Found(
        "", "", "; ".join(failures) or "there is no clipboard and no tmux, and postil copied nothing"
    )


def _tried(way: Callable[[_Place], _Answer | None], place: _Place) -> _Answer | None:
    try:
        return way(place)
    except Exception as error:  # noqa: BLE001 - a clipboard that fails in a new way is still only a clipboard
        return _Answer("", b"", shown(f"{type(error).__name__}: {error}"))


def _from_command(place: _Place) -> _Answer | None:
    if not place.command.strip():
        return None
    try:
        argv = shlex.split(place.command, posix=os.name != "nt")
    except ValueError:
        return _Answer("", b"", "the paste command of the settings has an unclosed quotation mark")
    name = shown(Path(argv[0]).name)
    return _asked(name, f"“{name}”", argv, place)


def _from_desktop(place: _Place) -> _Answer | None:
    if not has_display(place.environment) or is_remote(place.environment) or not sys.executable:
        return None
    argv = [sys.executable, "-P", "-c", _DESKTOP]
    return _asked("clipboard", "the desktop's clipboard", argv, place, "cannot be reached")


def _from_tmux(place: _Place) -> _Answer | None:
    if not place.environment.get("TMUX"):
        return None
    return _asked("tmux", "tmux", ["tmux", "show-buffer"], place, NOTHING)


def _asked(route: str, name: str, argv: Sequence[str], place: _Place, usual_error: str = ended(1)) -> _Answer:
    """Asks a program; `usual_error` is what it means when that ends with 1."""
    data, trouble = ask(argv, MOST, place.environment)
    return _Answer(route, data, f"{name} {usual_error if trouble == ended(1) else trouble or NOTHING}")


def _from_postil(place: _Place) -> _Answer | None:
    if place.last:
        return _Answer(OWN, place.last.encode())
    if place.state_folder is None or not (file := place.state_folder / LAST_COPY).is_file():
        return None
    with file.open("rb") as kept:
        return _Answer(OWN, kept.read(MOST + 1))
