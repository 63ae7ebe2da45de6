"""One writer at a time: an advisory lock beside the library, and one on its folder, which nobody removes."""

from __future__ import annotations

import errno
import os
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from postil.core.errors import SaveFailed
from postil.core.system_errors import in_words
from postil.storage.files.atomic import make_file, make_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 10.0
"""Seconds to wait for another postil."""

_POLL = 0.005
_KEPT_BY_ANOTHER = frozenset({errno.EWOULDBLOCK, errno.EACCES})


@contextmanager
def locked(private: Path) -> Iterator[None]:
    """Holds the library's lock; it is freed by the system when the process ends in any way.

    Args:
        private: The library's machine-local folder; it is made when missing. The lock file stays.

    Raises:
        SaveFailed: Somebody else kept it longer than `PATIENCE`, or it cannot be made.
    """
    from filelock import FileLock

    lock = FileLock(private / "lock")
    folder = None
    try:
        make_folder(private)
        _keep_out_of_git(private)
        make_file(private / "lock")
        lock.acquire(timeout=PATIENCE, poll_interval=_POLL)
        folder = _locked_folder(private.parent)
    except TimeoutError:
        lock.release()
        raise SaveFailed(
            "Another postil is saving to this library.", "The change is kept in memory; try again."
        ) from None
    except OSError as error:
        lock.release()
        raise SaveFailed(f"The library cannot be locked: {in_words(error)}.") from None
    try:
        yield
    finally:
        if folder is not None:
            os.close(folder)
        lock.release()


def _locked_folder(folder: Path) -> int | None:
    """Locks the folder itself, since whoever cleans up in it may remove the lock file in the midst of a save.

    Returns:
        What frees it when it is closed; None on Windows, which removes no file that is open.

    Raises:
        TimeoutError: Somebody else kept it longer than `PATIENCE`.
        OSError: It cannot be opened.
    """
    if sys.platform == "win32":
        return None
    import fcntl

    descriptor = os.open(folder, os.O_RDONLY)
    end = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in _KEPT_BY_ANOTHER:
                return descriptor  # a network share locks no folders; there is the file
            if time.monotonic() > end:
                os.close(descriptor)
                raise TimeoutError from None
            time.sleep(_POLL)
        else:
            return descriptor


def _keep_out_of_git(private: Path) -> None:
    """Marks the folder as this machine's own, for a library that is a git repository."""
    make_file(private / ".gitignore", b"*\n")
