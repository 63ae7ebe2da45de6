"""What an operation leaves goes to the disk: the order of the steps is what makes it safe.

The new files are written beside the old ones, then the journal's line, each waited for; only then are they
put in place. A stop before the line leaves the library as it was, a stop after it is finished at the next
opening, and a refusal of the disk is taken back.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from postil.core.errors import SaveFailed
from postil.core.text import shown, shown_path
from postil.storage.files.atomic import Content, Replacement, put_back, sync_folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from postil.storage.journal.journal import Entry, Journal
    from postil.storage.journal.tables import LibraryFile


class Placing:
    """Puts files of one library in place, all of them or none; every method needs its lock.

    Args:
        folder: The library.
        kept: Its journal.

    Attributes:
        displaced: The files that others wrote in the instant in which ours came there: what they wrote stands
            there, and ours in the journal, until it is taken in.
        is_settled: Whether nothing was left in the middle, as far as this process knows.
    """

    def __init__(self, folder: Path, kept: Journal) -> None:
        self._folder = folder
        self._journal = kept
        self.displaced: list[str] = []
        self.is_settled = False

    def write(self, files: list[LibraryFile], entries: list[Entry]) -> None:
        """Journals entries and puts what is staged in files in place; raises as `put`."""
        staged = [Content(file.file.path, file.file.data, file.file.staged) for file in files]
        self.put(entries, [content for content in staged if content.before != content.after])
        for file in files:
            file.file.committed()

    def put(self, entries: list[Entry], contents: Sequence[Content]) -> None:
        """Journals entries and puts files in place; what others wrote there in the same instant is kept aside.

        What ours took the place of must be as the journal knows it by then.

        Raises:
            SaveFailed: A file is a link; nothing was changed.
            OSError: The disk refused; the files stand as they were, or the next opening finishes it.
        """
        for content in contents:
            _refuse_link(content.path)
        prepared: list[Replacement] = []
        try:
            prepared.extend(Replacement(content.path, content.after) for content in contents)
            self.displaced += self._journal_and_install(entries, contents, prepared)
        finally:
            for replacement in prepared:
                replacement.drop()

    def _journal_and_install(
        self, entries: list[Entry], contents: Sequence[Content], prepared: list[Replacement]
    ) -> list[str]:
        before = self._journal.length
        tried: list[Content] = []
        displaced: list[str] = []
        try:
            if entries:
                self._journal.append(entries)
            for content, replacement in zip(contents, prepared, strict=True):
                tried.append(content)
                if not replacement.exchange(content.before):
                    displaced.append(content.path.name)
            if tried:
                sync_folder(self._folder)
        except BaseException:
            self.is_settled = False
            with suppress(
                OSError
            ):  # should the disk refuse this too, the next opening finishes the operation
                for content in tried:
                    put_back(content)
                self._journal.take_back(before)
            raise
        return displaced


def _refuse_link(path: Path) -> None:
    """Refuses a file that lies elsewhere, as a link that came with somebody's library may lead anywhere.

    A new file in the link's place would part the two without a word.

    Raises:
        SaveFailed: It is a link.
    """
    if path.is_symlink():
        raise SaveFailed(
            f"{shown(path.name)} is a link to {shown_path(path.readlink())}, and postil writes only what lies in the library.",
            "Put the file itself in the link’s place.",
        )
