"""One writer at a time: an advisory lock beside the library."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from postil.core.errors import SaveFailed
from postil.core.system_errors import in_words
from postil.storage.atomic import make_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 10.0
"""Seconds to wait for another postil."""

_POLL = 0.005


@contextmanager
def locked(private: Path) -> Iterator[None]:
    """Holds the library's lock; it is freed by the system when the process ends in any way.

    Args:
        private: The library's machine-local folder; it is made when missing. The lock file stays.

    Raises:
        SaveFailed: Somebody else kept it longer than `PATIENCE`, or it cannot be made.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(private / "lock")
    try:
        make_folder(private)
        _keep_out_of_git(private)
        lock.acquire(timeout=PATIENCE, poll_interval=_POLL)
    except Timeout:
        raise SaveFailed(
            "Another postil is saving to this library.", "The change is kept in memory; try again."
        ) from None
    except OSError as error:
        raise SaveFailed(f"The library cannot be locked: {in_words(error)}.") from None
    try:
        yield
    finally:
        lock.release()


def _keep_out_of_git(private: Path) -> None:
    """Marks the folder as this machine's own, for a library that is a git repository."""
    mark = private / ".gitignore"
    if not mark.exists():
        mark.write_bytes(b"*\n")
