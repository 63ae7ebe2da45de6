"""What could not be saved in a library, kept elsewhere on this machine until it can be.

One file a process, of lines as the journal has them, with the texts that the library may not hold yet. The
page of the web that a text was made of is not among them; it is fetched again when it is asked for. As long
as the process lives it has a lock beside its file, and nobody else takes the file.
"""

from __future__ import annotations

import os
import zlib
from binascii import Error, a2b_base64, b2a_base64
from pathlib import Path
from typing import TYPE_CHECKING

from postil.core.digests import sha256
from postil.core.errors import LibraryError, SaveFailed
from postil.core.quoting import counted
from postil.core.system_errors import in_words
from postil.core.text import shown_path
from postil.storage.files import regular
from postil.storage.files.atomic import make_folder, replace
from postil.storage.files.records import TABLES, encode
from postil.storage.files.texts import packed, unpacked
from postil.storage.journal.journal import Entry, decode_entry, encode_entry
from postil.storage.machine.unfinished import Unfinished

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from filelock import BaseFileLock

    from postil.core.changes import Operation

FOLDER = "not-saved"
_ENDING = ".jsonl"
_DAMAGED = ".damaged"
_LOCK = ".lock"


class SetAside:
    """The changes to one library that wait for it.

    Args:
        folder: The reader's folder for such things; another disk may hold it than the library's.
        names: What names the library, first its own id, which goes where it goes; where it lies, for one that
            could not be made yet.
    """

    def __init__(self, folder: Path, *names: str) -> None:
        self._folder = folder / FOLDER
        self._names = [sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:16] for name in names]
        self._own: tuple[Path, BaseFileLock] | None = None
        self.unfinished = Unfinished(folder, *names)

    def keep(self, operations: Sequence[Operation]) -> None:
        """Keeps operations in place of those that this process kept before; none leave no file.

        Raises:
            SaveFailed: They cannot be kept here either.
        """
        if not operations and self._own is None:
            return
        try:
            path, lock = self._own = self._own or self._begin(operations[0].id)
            if operations:
                _write(path, operations)
            else:
                path.unlink(missing_ok=True)
                self._own = None
                _end(lock)
        except OSError as error:
            raise SaveFailed(f"{shown_path(self._folder)} cannot be written: {in_words(error)}.") from None

    def hand_over(self, apply: Callable[[Operation], object]) -> Iterator[str]:
        """Applies what processes that have ended kept, oldest first; what does not go is kept on.

        Args:
            apply: Makes an operation durable, or raises `LibraryError`.

        Returns:
            What is to be told about it.
        """
        for path in self._left():
            lock = _locked(path)
            if lock is not None:
                try:
                    yield from _handed_over(path, apply)
                except OSError as error:
                    yield f"{shown_path(path)}, which holds what was not saved, cannot be read: {in_words(error)}."
                finally:
                    _end(lock)

    def waiting(self) -> int:
        """How many files hold changes that nobody has handed over yet, those of living processes among them."""
        return len(self._left())

    def _left(self) -> list[Path]:
        try:
            names = os.listdir(self._folder)  # noqa: PTH208 - Path.glob compiles a pattern, at each start
        except OSError:  # there is none, as nearly always
            return []
        own = tuple(f"{name}-" for name in self._names)
        left = [name for name in names if name.startswith(own) and name.endswith(_ENDING)]
        return [self._folder / name for name in sorted(left, key=lambda name: name.partition("-")[2])]

    def _begin(self, name: str) -> tuple[Path, BaseFileLock]:
        make_folder(self._folder)
        path = self._folder / f"{self._names[0]}-{name}{_ENDING}"
        return path, _locked(path) or _lock(path)


def _handed_over(path: Path, apply: Callable[[Operation], object]) -> Iterator[str]:
    lines = regular.read(path).splitlines()
    operations = [*_operations(lines)]
    left, why = _applied(operations, apply)
    if len(operations) < len(lines):
        damaged = path.rename(path.with_name(path.name + _DAMAGED))
        yield f"Some of what was not saved cannot be read any more; it lies in {shown_path(damaged)}."
    if left:
        if len(left) < len(operations):
            _write(path, left)
        what = f"{counted(len(left), 'change')} that could not be saved earlier could not be saved now: {why}"
        yield f"{what} Kept in {shown_path(path)}; without that file they are given up."
    else:
        path.unlink(missing_ok=True)
    if done := len(operations) - len(left):
        yield f"{counted(done, 'change')} that could not be saved earlier: on disk now."


def _applied(
    operations: Sequence[Operation], apply: Callable[[Operation], object]
) -> tuple[list[Operation], str]:
    """What of some operations could not be applied, and why; nothing overtakes an earlier one on the same files."""
    left: list[Operation] = []
    held: set[str] = set()
    first = ""
    for operation in operations:
        homes = {change.collection for change in operation.changes}
        try:
            if not homes & held:
                apply(operation)
                continue
        except LibraryError as error:
            first = first or error.what
        held |= homes
        left.append(operation)
    return left, first


def _write(path: Path, operations: Sequence[Operation]) -> None:
    replace(path, b"".join(encode_entry(_entry(operation)) for operation in operations))


def _lock(path: Path) -> BaseFileLock:
    from filelock import FileLock

    return FileLock(path.with_name(path.name + _LOCK), thread_local=False)


def _locked(path: Path) -> BaseFileLock | None:
    """The lock of a file, taken; None where a living process has it."""
    lock = _lock(path)
    try:
        lock.acquire(timeout=0)
    except TimeoutError:
        return None
    except (OSError, NotImplementedError):  # a disk that knows no locks, or is full
        return lock
    return lock


def _end(lock: BaseFileLock) -> None:
    path = lock.lock_file
    lock.release()
    Path(path).unlink(missing_ok=True)


def _entry(operation: Operation) -> Entry:
    from postil.storage.journal.operations import Image, entry_of

    images = [
        Image(
            collection=change.collection,
            file="",
            table=TABLES[type(change.after)],
            key=change.after.id,
            before=None if change.before is None else encode(change.before),
            after=encode(change.after),
        )
        for change in operation.changes
    ]
    entry = entry_of(operation, images, {})
    texts = [b2a_base64(packed(text), newline=False).decode() for text in operation.snapshots]
    return entry._replace(body={**entry.body, "texts": [*texts]})


def _operations(lines: Sequence[bytes]) -> Iterator[Operation]:
    """Those of the lines that can be read."""
    from postil.storage.journal.operations import operation_of

    for line in lines:
        entry = decode_entry(line)
        operation = operation_of(entry) if entry else None
        texts = entry.body.get("texts") if entry else None
        if operation is None or not isinstance(texts, list):
            continue
        try:
            snapshots = tuple(unpacked(a2b_base64(str(text))) for text in texts)
        except (ValueError, Error, zlib.error):
            continue
        yield operation._replace(snapshots=snapshots)
