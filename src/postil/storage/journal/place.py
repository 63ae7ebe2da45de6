"""Where a library lies, for those who look after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from postil.storage.files.article_files import ArticleFiles

if TYPE_CHECKING:
    from pathlib import Path

    from postil.storage.journal.journal import Journal


class Place(NamedTuple):
    """A library whose lock is held and whose journal is ready.

    Attributes:
        folder: The library.
        private: Its machine-local folder.
        kept: Its journal.
        library: Its id.
    """

    folder: Path
    private: Path
    kept: Journal
    library: str

    @property
    def files(self) -> ArticleFiles:
        """Its files, as they are read by whoever asks first."""
        return ArticleFiles(self.folder, lambda: self.kept.known)
