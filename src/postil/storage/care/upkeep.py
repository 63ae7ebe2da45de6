"""Looking after a library on disk (`postil.core.ports.Upkeep`)."""

from __future__ import annotations

import os
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from postil.core.errors import LibraryError, WrongUse
from postil.core.system_errors import in_words
from postil.core.text import shown, shown_path
from postil.storage.care import restoring
from postil.storage.care.repair import repair
from postil.storage.files.atomic import is_there, make_folder
from postil.storage.files.identity import PRIVATE_FOLDER
from postil.storage.files.texts import keep_text
from postil.storage.journal import archives, operations
from postil.storage.journal.backups import FOLDER, back_up, backups, described, which, write_archive
from postil.storage.journal.place import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from postil.core.ports import Clock
    from postil.core.snapshot import Snapshot
    from postil.core.upkeep import Backup, Restored
    from postil.storage.journal.journal import Journal
    from postil.storage.writing.writing import LibraryWriter


class DiskUpkeep:
    """Backups, restoring and repair of one library."""

    def __init__(
        self,
        folder: Path,
        library: str,
        kept: Journal,
        clock: Clock,
        writing: Callable[[], AbstractContextManager[LibraryWriter]],
        *,
        read_only: bool,
    ) -> None:
        """Prepares to look after a library.

        Args:
            folder: It.
            library: Its id.
            kept: Its journal.
            clock: Tells the time of backups.
            writing: Holds its lock, with a settled writer; raises `SaveFailed`.
            read_only: Whether it cannot be written, and so cannot be locked either.
        """
        self._place = Place(folder, folder / PRIVATE_FOLDER, kept, library)
        self._clock = clock
        self._writing = writing
        self._read_only = read_only

    def backups(self) -> Sequence[Backup]:
        """The library's own backups, oldest first.

        Raises:
            LibraryError: They cannot be looked at.
        """
        with _told("The backups cannot be looked at"):
            return tuple(map(described, backups(self._place.private)))

    def archive(self, file: Path, *, force: bool = False) -> Backup:
        """Writes all of the library to a file, kept texts included.

        Raises:
            WrongUse: The file is there, and is not to be overwritten; or it would lie among the library's own.
            LibraryError: It could not be written, or a file of the library not be read.
        """
        self._refuse_what_is_no_place(file)
        if is_there(file) and not force:
            raise WrongUse(
                f"{shown_path(file)} is there already.", "Choose another name, or overwrite it with --force."
            )
        with (
            nullcontext() if self._read_only else self._writing(),
            _told(f"{shown_path(file)} was not written"),
        ):
            make_folder(file.parent)
            write_archive(file, self._place.folder, self._clock(), "a command")
            return described(file)

    def _refuse_what_is_no_place(self, file: Path) -> None:
        """Refuses what is no file, and what --force would overwrite of the library itself.

        Raises:
            WrongUse: It is such a place.
        """
        if is_there(file) and not file.is_file():
            raise WrongUse(f"{shown_path(file)} is no file, and cannot become one.", "Choose another name.")
        own = os.path.realpath(self._place.folder)
        above = os.path.realpath(file.parent)
        if above != os.path.realpath(self._place.private / FOLDER) and Path(above).is_relative_to(own):
            raise WrongUse(
                f"{shown_path(file)} lies inside the library.",
                "Choose a place outside; `postil backup` without FILE makes a copy inside.",
            )

    def restore(self, archive: Path) -> Restored:
        """Puts every file of an archive in place, after a backup of the present state.

        Raises:
            BadInput: It is no archive of a library, or a broken one; nothing was changed.
            WrongUse: It is one of another library; nothing was changed.
            SaveFailed: The disk refused; the annotations are as they were.
        """
        with archives.opened(archive) as known:
            if known.library != self._place.library:
                raise WrongUse(
                    f"{shown_path(archive)} is a backup of another library "
                    f"({shown(known.library[:12])}, and not {shown(self._place.library[:12])}).",
                    "--to DIR makes a library of it in a new folder.",
                )
            with self._writing() as writer:
                before = back_up(self._place.folder, self._place.private, self._clock(), "before a restore")
                done = operations.upkeep(f"restore the backup {which(archive)}", self._clock())
                return restoring.put_in_place(writer, self._place, known, before, done)

    def repair(self) -> Sequence[str]:
        """Puts back what is missing or damaged and is known elsewhere, after a backup of the present state.

        Raises:
            LibraryError: The disk refused; what was put back until then stays.
        """
        with self._writing() as writer:
            back_up(self._place.folder, self._place.private, self._clock(), "before a repair")
            return repair(writer, self._place, self._clock())

    def keep_text(self, snapshot: Snapshot) -> None:
        """Keeps a text, durably, unless it lies there whole.

        Raises:
            SaveFailed: It could not be written.
        """
        with self._writing():
            keep_text(self._place.folder, snapshot)


def unpack(archive: Path, folder: Path) -> Restored:
    """Makes a library of an archive in a new or empty folder.

    Raises:
        BadInput: It is no archive of a library, or a broken one; nothing was made.
        WrongUse: There is something in the folder.
        LibraryError: The disk refused.
    """
    with archives.opened(archive) as known:
        return restoring.unpack(known, folder)


@contextmanager
def _told(what: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise LibraryError(f"{what}: {in_words(error)}.") from None
