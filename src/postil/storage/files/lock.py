"""One writer at a time: an advisory lock beside the library, and one on its folder, which nobody removes."""

from __future__ import annotations

import errno
import os
import sys
import time
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from postil.core.errors import SaveFailed
from postil.core.system_errors import with_place
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
    with ExitStack() as held:
        try:
            make_folder(private)
            _keep_out_of_git(private)
            _lock_file(private / "lock", held)
            _lock_folder(private.parent, held)
        except TimeoutError:
            raise SaveFailed(
                "Another postil is saving to this library.", "The change is kept in memory; try again."
            ) from None
        except OSError as error:
            raise SaveFailed(f"The library cannot be locked: {with_place(error)}.") from None
        yield


def _lock_file(path: Path, held: ExitStack) -> None:
    """Locks a file, which is made when it is missing.

    Args:
        path: The file.
        held: What frees it is added to it.

    Raises:
        TimeoutError: Somebody else kept it longer than `PATIENCE`.
        OSError: It cannot be made or locked.
    """
    make_file(path)
    while (descriptor := _taken(path, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))) is not None:
        held.callback(os.close, descriptor)
        if os.fstat(descriptor).st_nlink:
            return
        make_file(path)  # somebody removed it while it was waited for
    from filelock import FileLock  # knows other ways, and takes a third of a short command's time to load

    # By a file of its own: where nothing else can be locked, that it is there tells of a holder.
    lock = FileLock(path.with_name(f"{path.name}-held"))
    lock.acquire(timeout=PATIENCE, poll_interval=_POLL)
    held.callback(lock.release)


def _lock_folder(folder: Path, held: ExitStack) -> None:
    """Locks the folder itself, since whoever cleans up in it may remove the lock file in the midst of a save.

    A network share may lock no folders; there is the file.

    Args:
        folder: It.
        held: What frees it is added to it.

    Raises:
        TimeoutError: Somebody else kept it longer than `PATIENCE`.
        OSError: It cannot be opened.
    """
    descriptor = _taken(folder, os.O_RDONLY)
    if descriptor is not None:
        held.callback(os.close, descriptor)


def _taken(path: Path, flags: int) -> int | None:
    """Opens and locks a file or folder.

    Returns:
        The descriptor; None where the system does not lock that, as Windows, which removes no file that is open.

    Raises:
        TimeoutError: Somebody else kept it longer than `PATIENCE`.
        OSError: It cannot be opened.
    """
    if sys.platform == "win32":
        return None
    import fcntl

    descriptor = os.open(path, flags)
    end = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in _KEPT_BY_ANOTHER:
                os.close(descriptor)
                return None
            if time.monotonic() > end:
                os.close(descriptor)
                raise TimeoutError from None
            time.sleep(_POLL)
        else:
            return descriptor


def _keep_out_of_git(private: Path) -> None:
    """Marks the folder as this machine's own, for a library that is a git repository."""
    make_file(private / ".gitignore", b"*\n")
