"""The library of a reader who has none yet: it is empty, and nothing is made to find that out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.errors import LibraryError, SaveFailed
from postil.core.text import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from postil.core.annotated import Annotated
    from postil.core.changes import Operation
    from postil.core.findings import Finding
    from postil.core.model import Article, Source
    from postil.core.pages import Page
    from postil.core.snapshot import Snapshot
    from postil.core.upkeep import Backup, Restored

_ADD = "`postil add FILE` makes one."


class AbsentLibrary:
    """Reads as an empty library; takes no change (`postil.core.ports.Library`).

    Attributes:
        folder: Where the library will lie.
        read_only: Nothing hinders making it.
    """

    read_only = ""

    def __init__(self, folder: Path) -> None:
        """Takes the folder; nothing is looked at."""
        self.folder = folder

    @staticmethod
    def is_absent(folder: Path) -> bool:
        """Whether there is nothing at all in a folder, or no such folder."""
        try:
            return next(folder.iterdir(), None) is None
        except OSError as error:
            return isinstance(error, FileNotFoundError)

    @property
    def troubles(self) -> Sequence[str]:
        """That there is no library."""
        return (f"There is no library yet. {_ADD}",)

    def articles(self) -> Sequence[str]:
        """None."""
        return ()

    def read(self, article: str) -> Annotated:
        """Finds no article.

        Raises:
            LibraryError: Always.
        """
        raise LibraryError(f"The library holds no article {shown(article)}.")

    def read_all(self, naming: str = "") -> Iterator[Annotated]:
        """None."""
        del naming
        yield from ()

    def read_articles(self) -> Iterator[Article]:
        """None."""
        yield from ()

    def sources(self) -> tuple[Source, ...]:
        """None."""
        return ()

    def snapshot(self, digest: str) -> Snapshot:
        """Finds no text.

        Raises:
            LibraryError: Always.
        """
        raise LibraryError(f"The text {shown(digest[:12])} is not in the library.")

    def page(self, digest: str) -> Page:
        """Finds no page.

        Raises:
            LibraryError: Always.
        """
        raise LibraryError(f"The page of the text {shown(digest[:12])} is not in the library.")

    def apply(self, operation: Operation) -> Operation:
        """Takes no change.

        Raises:
            SaveFailed: Always.
        """
        raise SaveFailed(f"“{shown(operation.label)}” has no library to go to.", _ADD)

    def operations(self, naming: str = "") -> Iterator[Operation]:
        """None."""
        del naming
        yield from ()

    def holds(self, digest: str) -> bool:
        """No text is kept."""
        del digest
        return False

    def with_text(self, digest: str) -> Sequence[str]:
        """None."""
        del digest
        return ()

    def files(self, article: str) -> Sequence[Path]:
        """None."""
        del article
        return ()

    def signatures(self) -> Mapping[str, tuple[int, ...]]:
        """None."""
        return {}

    def places(self) -> Mapping[str, tuple[int, int]]:
        """None."""
        return {}

    def keep_place(self, article: str, offset: int, length: int) -> None:
        """Keeps nothing."""

    def examine(self) -> Sequence[Finding]:
        """There is nothing to examine."""
        return ()

    def backup(self, why: str = "") -> Path:
        """Has nothing to copy.

        Raises:
            LibraryError: Always.
        """
        del why
        raise _nothing()

    @property
    def upkeep(self) -> AbsentUpkeep:
        """There is nothing to look after."""
        return AbsentUpkeep()


class AbsentUpkeep:
    """Has no backups and takes none (`postil.core.ports.Upkeep`)."""

    def backups(self) -> Sequence[Backup]:
        """None."""
        return ()

    def archive(self, file: Path, *, force: bool = False) -> Backup:
        """Has nothing to copy.

        Raises:
            LibraryError: Always.
        """
        del file, force
        raise _nothing()

    def restore(self, archive: Path) -> Restored:
        """Has no place to put it.

        Raises:
            LibraryError: Always.
        """
        del archive
        raise LibraryError("There is no library yet.", "--to DIR makes one of the backup in a new folder.")

    def repair(self) -> Sequence[str]:
        """Nothing is broken."""
        return ()

    def keep_text(self, snapshot: Snapshot) -> None:
        """Keeps nothing.

        Raises:
            LibraryError: Always.
        """
        del snapshot
        raise _nothing()


def _nothing() -> LibraryError:
    return LibraryError("There is no library yet.", _ADD)
