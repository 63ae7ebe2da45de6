"""Files of the library are opened here: what only looks like one may keep whoever reads it waiting for ever."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_WITHOUT_WAITING = getattr(os, "O_NONBLOCK", 0)  # which Windows lacks


def opened(path: str, flags: int) -> int:
    """For `open`: a descriptor of a file; of a folder too, which `open` refuses itself.

    Raises:
        OSError: It cannot be opened, or is a named pipe, a socket or a device, which may have no end.
    """
    descriptor = os.open(path, flags | _WITHOUT_WAITING)
    mode = os.fstat(descriptor).st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        os.close(descriptor)
        raise OSError(errno.ESPIPE, os.strerror(errno.ESPIPE), path)
    return descriptor


def read(path: Path) -> bytes:
    """All bytes of a file.

    Raises:
        OSError: It cannot be read, or is no file.
    """
    with open(path, "rb", buffering=0, opener=opened) as file:
        return file.readall()
