"""A library in the hands of one process: its lock, its journal, its writer, and what is put right.

Reading goes without the lock; what a reader finds missing, damaged or foreign is put right here, under it.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from threading import Lock, RLock
from typing import TYPE_CHECKING

from postil.core.errors import LibraryError, SaveFailed
from postil.core.system_errors import with_place
from postil.core.text import shown_path
from postil.storage.files.article_files import Missing, read_bytes
from postil.storage.files.atomic import secure
from postil.storage.files.identity import (
    IDENTITY,
    MENDED,
    PRIVATE_FOLDER,
    Identity,
    read_identity,
    write_identity,
)
from postil.storage.files.texts import PUT_BACK, keep_text
from postil.storage.journal.journal import Journal, digest, file_digest
from postil.storage.journal.recovery import needs_recovery

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator
    from pathlib import Path

    from postil.core.ports import Clock
    from postil.core.snapshot import Snapshot
    from postil.storage.files.article_files import ArticleFiles
    from postil.storage.files.canonical import Tables
    from postil.storage.writing.writing import LibraryWriter

_KEPT = "Nothing was changed; it can be tried again."


class Custody:
    """Keeps one library; safe to use from several threads.

    Args:
        folder: The library.
        identity: What it says of itself.
        files: Where its articles lie.
        read: Gives the tables of a file, by its name and the digest of its bytes, if a reader has them at hand.
        clock: Tells the time.
        tell: Is told what was put right or could not be, a line each.

    Attributes:
        identity: Which library it is.
        journal: The journal as the writer reads it; it belongs to whoever holds the lock.
    """

    def __init__(
        self,
        folder: Path,
        identity: Identity,
        files: ArticleFiles,
        *,
        read: Callable[[str, str], Tables | None],
        clock: Clock,
        tell: Callable[..., None],
    ) -> None:
        self._folder = folder
        self._private = folder / PRIVATE_FOLDER
        self._files = files
        self._read = read
        self._clock = clock
        self._tell = tell
        self._saving = RLock()
        self._looking = Lock()
        self._known = Journal(self._private / "journal")
        self._writer: LibraryWriter | None = None
        self._backed_up = ""
        self.identity = identity
        self.journal = Journal(self._private / "journal", checked=True)

    @property
    def read_only(self) -> str:
        """Why the library cannot be written, in words, or an empty string."""
        writable = os.access(self._folder, os.W_OK | os.X_OK) and (
            os.access(self._private, os.W_OK | os.X_OK) or not os.path.lexists(self._private)
        )
        if writable:
            return ""
        is_gone = not os.path.lexists(self._folder)
        return f"{shown_path(self._folder)} {'is not there any more' if is_gone else 'can only be read'}."

    def check(self) -> None:
        """Looks whether it is the library that was here before, and whether something stopped in the middle.

        Raises:
            LibraryError: It is another one, or cannot be read.
        """
        try:
            known = self.journal.library()
            if known and known != self.identity.id and not self._is_mended(known):
                raise LibraryError(
                    f"{shown_path(self._folder)} is another library than the one that was here before.",
                    "Is it the right folder, and is its disk mounted? If it was replaced on purpose, "
                    f"move its “{PRIVATE_FOLDER}” folder away.",
                )
        except OSError as error:
            raise LibraryError(f"The library cannot be read: {with_place(error)}.") from None
        self.recover_if_needed()

    def recover_if_needed(self) -> None:
        """Finishes what stopped in the middle.

        Raises:
            LibraryError: The library cannot be read.
        """
        try:
            unfinished = needs_recovery(self._folder, self.known())
        except OSError as error:
            raise LibraryError(f"The library cannot be read: {with_place(error)}.") from None
        if unfinished:
            self.rescue()

    def known(self) -> Journal:
        """The journal as anybody wrote it last; only to be read.

        Raises:
            LibraryError: It cannot be read.
        """
        try:
            with self._looking:
                self._known.refresh()
        except OSError as error:
            raise LibraryError(f"The journal cannot be read: {with_place(error)}.") from None
        return self._known

    @property
    def names(self) -> Container[str]:
        """The names of the files that the journal knew at the last look."""
        return self._known.known.keys()

    def is_foreign(self, name: str, digest: str) -> bool:
        """Whether a file is not as the journal knows it: another program wrote it, or a save is on its way.

        Args:
            name: The file.
            digest: That of its bytes; empty for no file.
        """
        if digest == self._known.known.get(name):
            return False
        return digest not in {"", self.known().known.get(name, digest)}

    def lying(self, name: str) -> tuple[bytes, str]:
        """The bytes of a file and their digest, once what others did with it is put right.

        Raises:
            LibraryError: It is missing, or cannot be read.
        """
        path = self._folder / name
        try:
            data = read_bytes(path)
        except Missing:  # a program may have removed it to write it anew
            self.rescue(name)
            data = read_bytes(path)
        own = digest(data)
        if self.is_foreign(name, own):
            self.rescue(name)
            data = read_bytes(path)
            own = digest(data)
        return data, own

    def foreign(self) -> list[str]:
        """The files that are not as the journal knows them."""
        return [
            name for name in self.known().known if self.is_foreign(name, file_digest(self._folder / name))
        ]

    def rescue(self, *names: str) -> None:
        """Puts right what can be, above all the files of these names; what hinders it is told."""
        if self.read_only:
            return
        try:
            with self.writing() as writer:
                writer.recover()
                for name in names:
                    writer.open(name)
                writer.take_in_displaced()
        except SaveFailed as error:
            self._tell(str(error))

    def put_back(self, text: Snapshot) -> None:
        """Keeps a text again that is missing or damaged; what hinders it is told."""
        try:
            with self.writing():
                keep_text(self._folder, text)
        except SaveFailed as error:
            self._tell(str(error))
        else:
            self._tell(PUT_BACK.format(text.digest[:12]))

    def tables_of(self, name: str, digest: str) -> Tables | None:
        """The tables of a file with this digest, not to be changed, if the writer or a reader has them at hand."""
        written = self._writer.tables_of(name, digest) if self._writer else None
        return written or self._read(name, digest)

    def migrate(self, name: str) -> None:
        """Makes a file of the library of a plain one; what hinders it is told."""
        try:
            with self.writing() as writer:
                writer.migrate(name)
        except SaveFailed as error:
            self._tell(str(error))

    @contextmanager
    def writing(self) -> Iterator[LibraryWriter]:
        """Holds the lock.

        Raises:
            SaveFailed: It cannot be had, or the disk refused what was done under it.
        """
        from postil.storage.files.lock import locked
        from postil.storage.writing.writing import LibraryWriter

        if self.read_only:
            raise SaveFailed(self.read_only)
        try:
            read_identity(self._folder)
            with self._saving, locked(self._private):
                secure(self._folder / IDENTITY)
                if self._writer is None:
                    self._writer = LibraryWriter(
                        self._folder,
                        self.identity.id,
                        self._files,
                        self.journal,
                        read=self._read,
                        clock=self._clock,
                        tell=self._tell,
                    )
                self._writer.settle()
                yield self._writer
        except SaveFailed:
            raise
        except LibraryError as error:
            raise SaveFailed(error.what, error.hint) from None
        except OSError as error:
            raise SaveFailed(f"The library cannot be written: {with_place(error)}.", _KEPT) from None

    def back_up_once_a_day(self) -> None:
        """Makes the first backup of a day; what hinders it is told."""
        from postil.storage.journal.backups import back_up, backed_up_on

        now = self._clock()
        if self._backed_up == now[:10]:
            return
        self._backed_up = now[:10]
        try:
            if not backed_up_on(self._private, now):
                back_up(self._folder, self._private, now, "first change of the day")
        except OSError as error:  # a change is worth more than the copy of yesterday's state
            self._tell(f"Today’s backup could not be made: {with_place(error)}.")

    def _is_mended(self, known: str) -> bool:
        """Writes the identity anew where all files are as the journal left them: then it is what is damaged."""
        files = self.known().known
        if self.read_only or not files:
            return False
        if any(file_digest(self._folder / name) != digest for name, digest in files.items()):
            return False
        self.identity = Identity(known)
        write_identity(self._folder, self.identity)
        self._tell(MENDED)
        return True
