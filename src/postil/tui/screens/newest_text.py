"""The newest text of the article on the screen, and what is other in it than in the one before."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from postil.core.errors import LibraryError
from postil.tui import notices
from postil.tui.screens.base import work_aside

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from postil.core.model import Reading
    from postil.core.rewriting import Rewritten
    from postil.services.marks.refreshing import Refreshed
    from postil.services.marks.rereading import Reread
    from postil.services.marks.whereabouts import Whereabouts
    from postil.tui.screens.reader import ReaderScreen


class NewestText:
    """Keeps the screen at the article's newest text, and knows its changed paragraphs.

    Args:
        reader: The screen.

    Attributes:
        paragraphs: What is not as it was in the text before, in the order of the text.
    """

    def __init__(self, reader: ReaderScreen) -> None:
        self._reader = reader
        self.paragraphs: tuple[Rewritten, ...] = ()
        self._blocks: Mapping[int, Rewritten] = {}
        self._compared: tuple[Reading, ...] = ()
        self._whereabouts: Whereabouts | None = None
        self._unreadable = ""

    def follow(self) -> None:
        """Shows the newest text where another one is on the screen, as after an undo."""
        reader = self._reader
        article = reader.annotated.article
        reader.rereading.follow()
        if article.snapshot not in (reader.snapshot.digest, self._unreadable):
            try:
                text = reader.workspace.text_of(article)
            except LibraryError as error:  # the text that is there stays, without marks of the other
                self._unreadable = article.snapshot
                notices.tell_error(reader.app, error)
                return
            from postil.core.rewriting import same_place

            before, reader.snapshot = reader.snapshot, text
            reader.placing, reader.found = "", None
            reader.rereading.knows(article.snapshot)
            changes = self.since(before.digest)
            reader.text.show_text(text, partial(same_place, before, text, changes=changes))
        if self._compared != article.snapshots[-2:]:
            self._know(article.snapshots[-2:], ())
            if len(self._compared) > 1:
                work_aside(reader.app, self._compare(self._compared))

    def take(self, found: Reread, refreshed: Refreshed) -> None:
        """Shows what reading again has come to."""
        self._whereabouts = found.whereabouts
        if refreshed.is_new:
            self._know(refreshed.article.snapshots[-2:], refreshed.paragraphs)
        self._reader.claims_changed()

    async def _compare(self, readings: tuple[Reading, ...]) -> None:
        """Compares the text with the one before, beside the screen."""
        from postil.core.rewriting import rewritten

        workspace = self._reader.workspace

        def work() -> tuple[Rewritten, ...]:
            before, now = (workspace.snapshot(reading.snapshot, keep=False) for reading in readings)
            return rewritten(before, now)

        try:
            found = await asyncio.to_thread(work)
        except LibraryError:
            return  # nothing is said of paragraphs; `postil doctor` tells of a text that is missing
        if self._compared == readings and self._reader.is_attached:
            self._know(readings, found)
            self._reader.claims_changed()

    def _know(self, readings: tuple[Reading, ...], paragraphs: tuple[Rewritten, ...]) -> None:
        self._compared, self.paragraphs, self._blocks = readings, paragraphs, {}
        if paragraphs:
            from postil.core.rewriting import Rewrite

            self._blocks = {one.block: one for one in paragraphs if one.rewrite is not Rewrite.REMOVED}

    def since(self, text: str) -> tuple[Rewritten, ...]:
        """What is other in the newest text than in one with this digest, as far as it was found out."""
        texts = [reading.snapshot for reading in self._compared]
        return self.paragraphs if texts == [text, self._reader.snapshot.digest] else ()

    @property
    def rewritten(self) -> AbstractSet[int]:
        """The blocks that are not as they were."""
        return self._blocks.keys()

    def at(self, block: int) -> Rewritten | None:
        """What became of a block, or None where it is as it was."""
        return self._blocks.get(block)

    def neighbour(self, block: int, step: int) -> int | None:
        """The next block that is not as it was, or for a negative step the one before; None at an end."""
        others = sorted(other for other in self._blocks if (other - block) * step > 0)
        return None if not others else others[0] if step > 0 else others[-1]

    def whereabouts(self) -> Whereabouts:
        """Knows the candidates of marks in doubt; what it is asked first may take long.

        Raises:
            LibraryError: The newest text cannot be read.
        """
        from postil.services.marks.deciding import whereabouts

        if self._whereabouts is None or self._whereabouts.text.digest != self._reader.snapshot.digest:
            self._whereabouts = whereabouts(self._reader.workspace, self._reader.article)
        return self._whereabouts
