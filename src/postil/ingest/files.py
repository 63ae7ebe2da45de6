"""The bytes of a file that ends: a pipe or a device that has a name may keep whoever reads it waiting for ever."""

from __future__ import annotations

import os
import re
import stat
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from postil.core.errors import BadInput
from postil.core.patterns import pattern
from postil.core.system_errors import in_words
from postil.core.text import shown_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

_HANDED_OVER = pattern(r"/dev/(?:stdin|fd/(\d{1,9}))|/proc/self/fd/(\d{1,9})", re.ASCII)
_WITHOUT_WAITING = getattr(os, "O_NONBLOCK", 0)  # which Windows lacks
_ENDLESS = {
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}
_STDIN_HINT = "A - in its place reads standard input."


def is_handed_over(origin: str) -> bool:
    """Whether a path means what the shell has opened for this process, as `<(…)` does: it is no file to come back to."""
    return _HANDED_OVER.fullmatch(origin) is not None


def bytes_of(origin: str, largest: int) -> bytes:
    """The bytes of a file, or of what the shell has opened for this process; one more than `largest` at most.

    Args:
        origin: Its path.
        largest: Bytes that are wanted at most.

    Raises:
        BadInput: It is not there, is no file, may not be read, or would have to be waited for.
    """
    with opened(origin) as file:
        return first_bytes(file, origin, largest + 1)


def first_bytes(file: BinaryIO, origin: str, size: int) -> bytes:
    """The next bytes of a file that was opened.

    Args:
        file: It.
        origin: Its path.
        size: Bytes that are wanted at most.

    Raises:
        BadInput: None are there yet.
    """
    data: bytes | None = file.read(size)
    if data is None:
        raise BadInput(f"{shown_path(origin)} has nothing to read at the moment.", _STDIN_HINT)
    return data


@contextmanager
def opened(origin: str) -> Iterator[BinaryIO]:
    """Opens a file, or what the shell has opened for this process.

    Args:
        origin: Its path.

    Raises:
        BadInput: It is not there, is no file, may not be read, or would have to be waited for.
    """
    name = shown_path(origin)
    if not origin:
        raise BadInput("The name of the file is empty.", "Name a file, or - for standard input.")
    try:
        with _opened(origin, name) as file:
            yield file
    except FileNotFoundError:
        raise _missing(origin) from None
    except IsADirectoryError:
        raise BadInput(f"{name} is a folder, not a text.", "Name a file in it.") from None
    except PermissionError:
        raise BadInput(f"{name} may not be read.", "Check its permissions.") from None
    except (OSError, ValueError) as error:
        why = in_words(error) if isinstance(error, OSError) else "a file's name holds no NUL"
        raise BadInput(f"{name} cannot be read: {why}.") from error


def need_file(origin: str) -> None:
    """Makes sure that something has a path; whatever else keeps it from being read is told when it is.

    Raises:
        BadInput: There is nothing.
    """
    with suppress(OSError, ValueError):
        try:
            Path(origin).stat()
        except FileNotFoundError:
            raise _missing(origin) from None


def _missing(origin: str) -> BadInput:
    web = "An address on the web begins with https://." if origin.startswith("www.") else ""
    return BadInput(f"There is no file {shown_path(origin)}.", web or "Check the name and the folder.")


def _opened(origin: str, name: str) -> BinaryIO:
    given = _HANDED_OVER.fullmatch(origin)
    if given:
        descriptor = int(given[1] or given[2] or 0)
        _refuse(os.fstat(descriptor).st_mode, name, {"a device"})
        return open(descriptor, "rb", closefd=False)
    path = Path(origin)
    _refuse(path.stat().st_mode, name, set(_ENDLESS.values()))
    return open(path, "rb", opener=_at_once)


def _refuse(mode: int, name: str, refused: set[str]) -> None:
    what = _ENDLESS.get(stat.S_IFMT(mode), "")
    if what in refused:
        raise BadInput(f"{name} is {what} and no file: nobody knows when it ends.", _STDIN_HINT)


def _at_once(path: str, flags: int) -> int:
    return os.open(path, flags | _WITHOUT_WAITING)
