"""Files that are whole or absent, and on the disk before anybody says so."""

from __future__ import annotations

import errno
import os
import stat
import sys
from contextlib import suppress
from functools import cache
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from postil.storage.files.regular import opened

if TYPE_CHECKING:
    from ctypes import CDLL
    from pathlib import Path

TEMPORARY = ".postil-new"
"""What the name of a file that is being written ends with."""

DISPLACED = ".postil-old"
"""What the name of a file ends with that another one has taken the place of."""

PRIVATE = 0o600
"""The mode of a new file: its owner's alone."""

_UNKNOWN = frozenset({errno.EINVAL, errno.ENOTSUP, errno.ENOSYS})
"""What a file system answers that does not have what it is asked for."""

_SWAP = 2  # RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS
_HERE = -100  # AT_FDCWD
_PIECE = 1 << 16
_NUMBERS = count()
_SECURED: set[Path] = set()


def is_there(path: Path) -> bool:
    """Whether there is a file or folder of this name.

    Raises:
        LibraryError: The system does not let that be seen.
    """
    from postil.core.errors import LibraryError
    from postil.core.system_errors import in_words
    from postil.core.text import shown_path

    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise LibraryError(f"{shown_path(path)} cannot be looked at: {in_words(error)}.") from None
    return True


def write_all(descriptor: int, data: bytes) -> None:
    """Writes every byte; `os.write` may take fewer than it is given."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def sync(descriptor: int) -> None:
    """Waits until a file's bytes are on the disk, past its cache where the system can ask for that."""
    if sys.platform == "darwin":
        import fcntl

        with suppress(OSError):  # a network share knows fsync only
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Waits until the names in a folder are on the disk, where that can be asked for.

    Windows keeps names with its own journal; some network shares and foreign file systems know no such wait.
    """
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _UNKNOWN:
            raise
    finally:
        os.close(descriptor)


def make_folder(folder: Path) -> None:
    """Makes a folder and those that it needs, private to their owner, and waits for their names to be on the disk."""
    if not folder.parent.is_dir():
        make_folder(folder.parent)
    if not folder.is_dir():
        folder.mkdir(mode=0o700, exist_ok=True)
        _SECURED.discard(folder)
        if _is_root():
            descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            try:
                give(descriptor, folder.parent)
            finally:
                os.close(descriptor)
    secure(folder)


def make_file(path: Path, data: bytes = b"") -> None:
    """Makes a file, private to its owner, where there is none; whoever cuts that off leaves a part of it."""
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    with suppress(FileExistsError):
        descriptor = os.open(path, flags, PRIVATE)
        try:
            give(descriptor, path.parent)
            write_all(descriptor, data)
        finally:
            os.close(descriptor)


def give(descriptor: int, like: Path) -> None:
    """Gives what was made just now to whom another file or folder belongs, where postil runs as root.

    Root that works on somebody's library would leave files there that this person cannot open.
    """
    if _is_root():
        owner = like.stat()
        with suppress(OSError):  # a share or a container where root may not give anything away
            os.fchown(descriptor, owner.st_uid, owner.st_gid)


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def secure(path: Path) -> None:
    """Waits for the name of a file or folder to be on the disk: once a process.

    It may have been made by a process that was cut off before it had waited.
    """
    if path not in _SECURED:
        sync_folder(path.parent)
        _SECURED.add(path)


def holds(path: Path, *pieces: bytes) -> bool:
    """Whether a file holds some bytes, one piece after the other, and no others; it is never in memory as a whole.

    Raises:
        OSError: It cannot be read.
    """
    with open(path, "rb", opener=opened) as file:
        for piece in pieces:
            for at in range(0, len(piece), _PIECE):
                part = file.read(min(len(piece) - at, _PIECE))
                if part != piece[at : at + _PIECE]:
                    return False
        return not file.read(1)


class Content(NamedTuple):
    """What a file holds, None where there is none, and what it shall hold."""

    path: Path
    before: bytes | None
    after: bytes


class Replacement:
    """A file's new content, whole and on the disk beside it, until it is put in its place or dropped.

    The old file's mode is kept, and its owner where root writes; a new file is its owner's alone.
    """

    def __init__(self, path: Path, data: bytes, *, durable: bool = True) -> None:
        """Writes the new content.

        Args:
            path: The file; its folder exists.
            data: The new content.
            durable: Wait for the disk; without that a power cut may leave an empty file.

        Raises:
            OSError: Nothing was changed, and nothing is left.
        """
        self.path = path
        self._data = data
        self._durable = durable
        self._temporary = path.with_name(f".{path.name}.{os.getpid()}{TEMPORARY}")
        descriptor = _create(self._temporary)
        try:
            try:
                mode = _mode(path)
                if mode not in {None, _mode(self._temporary)}:  # a memory stick has one mode for all files
                    self._temporary.chmod(mode)
                give(descriptor, path if path.exists() else path.parent)
                write_all(descriptor, data)
                if durable:
                    sync(descriptor)
            finally:
                os.close(descriptor)
        except BaseException:
            self.drop()
            raise

    def install(self) -> None:
        """Puts the new content in place: at every instant the old or the new file is there.

        Raises:
            OSError: The old file stands, or the new one whose name may not survive a power cut.
        """
        self._temporary.replace(self.path)
        if self._durable:
            sync_folder(self.path.parent)

    def create(self) -> bool:
        """As `install`, where there is no file yet: of several that come at once the first stands.

        Returns:
            Whether it is this one. On a file system without links the last one stands.

        Raises:
            OSError: As `install`.
        """
        try:
            os.link(self._temporary, self.path)
        except FileExistsError:
            return False
        except OSError:
            self.install()
        sync_folder(self.path.parent)
        return True

    def exchange(self, expected: bytes | None) -> bool:
        """As `install`, unless somebody else has written there since the file was read: then theirs stays there.

        The names may not survive a power cut before whoever calls has waited for the folder: once for all its files.

        Args:
            expected: What the file held when it was read; None for no file.

        Returns:
            Whether it is in place. What else was written in that very instant may lie beside it, under a name
            that ends with `DISPLACED`; or what was read is gone, as where a program removes a file to write it anew.

        Raises:
            OSError: As `install`; also when there is a file where none was expected.
        """
        if expected is None:
            if self.path.exists():
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(self.path))
            self.install()
            return True
        aside = self.path.with_name(f".{self.path.name}.{os.getpid()}-{next(_NUMBERS)}{DISPLACED}")
        self._temporary.replace(aside)
        if swap(aside, self.path):
            if holds(aside, expected):
                aside.unlink(missing_ok=True)
                return True
            _give_back(aside, self.path, self._data)
            return False
        try:
            if not (self.path.exists() and holds(self.path, expected)):
                return False
            aside.replace(self.path)
        finally:  # ours, which nobody must take for what another program wrote
            with suppress(OSError):
                aside.unlink()
        return True

    def drop(self) -> None:
        """Removes the new content if it was not put in place."""
        with suppress(OSError):
            self._temporary.unlink()


def swap(one: Path, other: Path) -> bool:
    """Exchanges two files in one step, where the system and the file system can: Linux (renameat2) and macOS.

    Returns:
        Whether it was done; otherwise both are as they were.
    """
    try:
        library = _system()
        if sys.platform == "darwin":
            return not library.renamex_np(os.fsencode(one), os.fsencode(other), _SWAP)
        return not library.renameat2(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _SWAP)
    except (OSError, TypeError, AttributeError):
        return False


def _give_back(aside: Path, path: Path, ours: bytes) -> None:
    """Puts back what somebody wrote where ours came: who reads the file next must not write over it unseen.

    Args:
        aside: Where theirs lies; it stays there where it cannot be put back, or where somebody wrote over ours already.
        path: Where ours lies.
        ours: What that holds.

    Raises:
        OSError: It may not be back after a power cut, and lies aside as well.
    """
    if swap(aside, path):
        if holds(aside, ours):
            sync_folder(path.parent)
            aside.unlink(missing_ok=True)
        else:
            swap(aside, path)


@cache
def _system() -> CDLL:
    """The C library of this process.

    Raises:
        OSError: There is none that can be called.
        TypeError: Likewise, on Windows.
    """
    import ctypes

    return ctypes.CDLL(None, use_errno=True)


def replace(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Writes a whole new file and puts it in a file's place.

    Raises:
        OSError: As `Replacement` and its `install`.
    """
    replacement = Replacement(path, data, durable=durable)
    try:
        replacement.install()
    except BaseException:
        replacement.drop()
        raise


def put_back(content: Content) -> None:
    """Gives a file what it held before, where it holds what it was to hold since, or is gone.

    Raises:
        OSError: The disk refused.
    """
    path, before, after = content
    if path.exists() and not holds(path, after):
        return
    if before is None:
        path.unlink(missing_ok=True)
        sync_folder(path.parent)
    else:
        replace(path, before)


def _create(temporary: Path) -> int:
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    try:
        return os.open(temporary, flags, PRIVATE)
    except FileExistsError:  # left by a process of the same number that was killed
        temporary.unlink()
        return os.open(temporary, flags, PRIVATE)


def _mode(path: Path) -> int | None:
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        return None
