"""Programs that take a copy or give one back, each in bounded time, and where a desktop's may be started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from threading import Thread
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PATIENCE = 2.0
"""Seconds that a program may take."""

BYTES_A_SECOND = 1_000_000
"""For each so many bytes that it is to take it has one second more: X hands a large text over in pieces."""

_PIECE = 65_536


def feed(argv: Sequence[str], data: bytes, environment: Mapping[str, str]) -> str:
    """Gives a program a text and waits for its end.

    Its output goes nowhere: a program that stays behind to serve the clipboard would hold a pipe open.

    Returns:
        What went wrong, to be read behind the program's name; an empty string when nothing did.
    """
    process = _started(argv, environment, subprocess.PIPE, subprocess.DEVNULL)
    if isinstance(process, str):
        return process
    patience = PATIENCE + len(data) // BYTES_A_SECOND
    with process:
        try:
            process.communicate(data, patience)
        except subprocess.TimeoutExpired:
            _stop(process)
            return _late(patience)
    return ended(process.returncode) if process.returncode else ""


def ask(argv: Sequence[str], most: int, environment: Mapping[str, str]) -> tuple[bytes, str]:
    """Reads what a program writes until it ends.

    Args:
        argv: The program and its arguments.
        most: Bytes; a program that writes more is stopped.
        environment: The program's.

    Returns:
        What it wrote, one byte more than `most` at the longest, and what went wrong, as `feed` tells it.
    """
    process = _started(argv, environment, subprocess.DEVNULL, subprocess.PIPE)
    if isinstance(process, str):
        return b"", process
    heard = bytearray()
    # A thread, since a pipe that somebody else still holds open would never let go of who reads it.
    reader = Thread(target=_hear, args=(process.stdout, heard, most), daemon=True)
    reader.start()
    reader.join(PATIENCE)
    if len(heard) > most:
        _stop(process)
        process.wait()
        return bytes(heard[: most + 1]), ""
    try:
        code = process.wait(0 if reader.is_alive() else PATIENCE)
    except subprocess.TimeoutExpired:
        _stop(process)
        process.wait()
        return b"", _late(PATIENCE)
    return (b"", ended(code)) if code else (bytes(heard), "")


def tmux_answers(environment: Mapping[str, str]) -> bool:
    """Whether there is a tmux around this, whose server lives: TMUX may be that of one that has ended."""
    if not environment.get("TMUX"):
        return False
    _, trouble = ask(["tmux", "display-message", "-p", "#{version}"], _PIECE, environment)
    return not trouble


def tmux_keeps_copies(environment: Mapping[str, str]) -> bool:
    """Whether the tmux around this knows its terminal to take no copies, and so keeps them in its buffer."""
    abilities, _ = ask(["tmux", "show-messages", "-T"], _PIECE, environment)
    return b"Ms: [missing]" in abilities


def ended(code: int) -> str:
    """What is told of a program that ended with an error."""
    return f"ended with an error ({code})"


def has_display(environment: Mapping[str, str]) -> bool:
    """Whether there is a desktop, and so a clipboard of one."""
    if sys.platform in {"win32", "darwin", "cygwin"}:
        return True
    names = ("DISPLAY", "WAYLAND_DISPLAY", "WSL_INTEROP")
    return any(environment.get(name) for name in names)


def is_remote(environment: Mapping[str, str]) -> bool:
    """Whether the reader sits at another machine than this one."""
    return any(environment.get(name) for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"))


def _started(
    argv: Sequence[str], environment: Mapping[str, str], stdin: int, stdout: int
) -> subprocess.Popen[bytes] | str:
    try:
        return subprocess.Popen(  # noqa: S603 - an argument list, and no shell
            argv,
            stdin=stdin,
            stdout=stdout,
            stderr=subprocess.DEVNULL,
            env=dict(environment),
            start_new_session=True,
        )
    except FileNotFoundError:
        return "was not found"
    except (OSError, ValueError):
        return "could not be started"


def _hear(pipe: IO[bytes], heard: bytearray, most: int) -> None:
    with pipe:
        while len(heard) <= most and (piece := os.read(pipe.fileno(), _PIECE)):
            heard += piece


def _late(patience: float) -> str:
    return f"did not answer within {patience:g} seconds"


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ends a program and what it started."""
    if sys.platform == "win32":
        process.kill()
    else:
        with suppress(ProcessLookupError):  # it ended just now
            os.killpg(process.pid, signal.SIGKILL)
