"""Where pandoc is, and how it is run: as a process without a shell, within limits of time, memory and size."""

from __future__ import annotations

import shutil
import subprocess
from contextlib import suppress
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryFile
from threading import Thread, Timer
from typing import IO, TYPE_CHECKING, cast

from postil.core.text import clean_line, shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

SECONDS = 60.0
"""The longest that one run may take."""

MEMORY = 1024
"""MiB of memory that pandoc may use, a limit of its own (`+RTS -M`, GHC's runtime)."""

LARGEST_ANSWER = 256 << 20
"""Bytes of the longest answer that is taken."""

INSTALL = "Install it: python -m pip install 'postil[pandoc]', or as https://pandoc.org/installing.html says."

_HEAP_EXHAUSTED = 251
"""GHC's status for a program that wants more memory than it may have."""

_COMPLAINT_LENGTH = 160


class PandocMissing(Exception):
    """There is no pandoc, or it cannot be started."""


class PandocFailed(Exception):
    """Pandoc refused what it was given; the message says why, in its words, fit to be shown."""


class PandocStopped(Exception):
    """Pandoc reached a limit; the message says which, as `took longer than 60 seconds`."""


@lru_cache(maxsize=1)
def pandoc() -> str:
    """The path of pandoc: the one that was installed for this Python, else the one on PATH; empty without any."""
    spec = find_spec("pypandoc")
    if spec and spec.origin:
        # Looked up and not imported: the module takes time that is not needed, and asks every pandoc its version.
        installed = shutil.which("pandoc", path=str(Path(spec.origin).parent / "files"))
        if installed:
            return installed
    return shutil.which("pandoc") or ""


@lru_cache(maxsize=1)
def pandoc_identity() -> tuple[str, int]:
    """The path of pandoc and when its file was written, in nanoseconds: another one where pandoc is another."""
    path = pandoc()
    return path, Path(path).stat().st_mtime_ns if path else 0


def run(arguments: Sequence[str], data: bytes, *, seconds: float = SECONDS) -> bytes:
    """Runs pandoc on its standard input.

    Args:
        arguments: Its options, as it gets them; whoever lets it read what others wrote adds `--sandbox`.
        data: What it reads.
        seconds: The longest that it may take.

    Returns:
        What it wrote on its standard output.

    Raises:
        PandocMissing: There is none.
        PandocFailed: It refused.
        PandocStopped: It reached a limit.
    """
    return run_with_warnings(arguments, data, seconds=seconds)[0]


def run_with_warnings(
    arguments: Sequence[str], data: bytes, *, seconds: float = SECONDS
) -> tuple[bytes, str]:
    """As `run`, with the beginning of what pandoc says of what it has read: a warning a line."""
    path = pandoc()
    if not path:
        raise PandocMissing
    with TemporaryFile() as complaints:
        try:
            process = subprocess.Popen(  # noqa: S603 - an argument list, no shell, and no name from outside
                [path, *arguments, "+RTS", f"-M{MEMORY}M", "-RTS"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=complaints,
            )
        except OSError as error:
            raise PandocMissing from error
        answer, timely = _answer(process, data, seconds)
        complaints.seek(0)
        said = complaints.read(10_000).decode("utf-8", "replace")
    if not timely:
        raise PandocStopped(f"took longer than {seconds:g} seconds")
    if len(answer) > LARGEST_ANSWER or process.returncode == _HEAP_EXHAUSTED:
        raise PandocStopped("needed too much memory")
    if process.returncode:
        why = shortened(
            clean_line(said.removeprefix("Error").partition("stack traceback")[0]), _COMPLAINT_LENGTH
        )
        raise PandocFailed(why or "it gives no reason")
    return answer, said


def _answer(process: subprocess.Popen[bytes], data: bytes, seconds: float) -> tuple[bytes, bool]:
    """What a process writes when it is given some data, and whether it ended in time."""
    late: list[bool] = []

    def end() -> None:
        late.append(True)
        process.kill()

    clock = Timer(seconds, end)
    clock.daemon = True
    feeding = Thread(target=_feed, args=(process, data), daemon=True)
    with process:
        clock.start()
        feeding.start()
        try:
            answer = cast("IO[bytes]", process.stdout).read(LARGEST_ANSWER + 1)
            if len(answer) > LARGEST_ANSWER:
                process.kill()
            process.wait()
        finally:
            clock.cancel()
            process.kill()  # which does nothing where it has ended
            feeding.join()
    return answer, not late


def _feed(process: subprocess.Popen[bytes], data: bytes) -> None:
    # A process that has ended reads no more; why it has ended, its status tells.
    with (
        suppress(BrokenPipeError, ConnectionResetError, ValueError),
        cast("IO[bytes]", process.stdin) as stream,
    ):
        stream.write(data)
