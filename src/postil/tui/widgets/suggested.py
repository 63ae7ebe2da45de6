"""Which sentences on the screen suggest something: looked for when the screen has come to rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.timer import Timer

    from postil.core.attribution import Suggestion
    from postil.tui.widgets.article_view import ArticleView

REST = 0.25
"""Seconds without a new row on the screen after which its sentences are looked at."""


class Suggested:
    """Finds the sentences that suggest something, block by block, as they come to the screen.

    A key is painted first; what is found is drawn when no key has brought new rows for a moment.

    Args:
        view: The text.
        find: Gives what a block's sentences suggest, by their offsets in the canonical text.
        tell: Called when something has been found.

    Attributes:
        found: What has been found so far, by block; a block that was looked at without success is there too.
    """

    def __init__(
        self, view: ArticleView, find: Callable[[int], Mapping[int, Suggestion]], tell: Callable[[], None]
    ) -> None:
        self.found: dict[int, Mapping[int, Suggestion]] = {}
        self._view = view
        self._find = find
        self._tell = tell
        self._snapshot = view.snapshot
        self._rest: Timer | None = None
        self._wait()

    def seen(self, block: int) -> None:
        """A row of a block is about to be drawn."""
        view = self._view
        if view.snapshot is not self._snapshot:
            self._snapshot, self.found = view.snapshot, {}
        view.overlay.suggested = self.found
        if block not in self.found:
            self._wait()

    def _wait(self) -> None:
        if self._rest is None:
            self._rest = self._view.set_timer(REST, self.look)
        else:
            self._rest.reset()

    def look(self) -> None:
        """Looks at the sentences on the screen."""
        self._rest = None
        view = self._view
        if not view.display:  # it is being taken down, and whoever would be told may be gone
            return
        new = sorted({row.block for row in view.viewport.rows if row.block not in self.found})
        self.found |= {block: self._find(block) for block in new}
        touched = [view.snapshot.blocks.range(block) for block in new if self.found[block]]
        for part in touched:
            view.touch(part)
        if touched:
            self._tell()
