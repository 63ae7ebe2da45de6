"""The table of contents over the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.tui.lines.columns import draw
from postil.tui.lines.contents import COLUMNS, Entry, found
from postil.tui.screens.narrowing import Narrowing

if TYPE_CHECKING:
    from collections.abc import Sequence


class ContentsScreen(Narrowing[Entry]):
    """Lets the reader pick a heading."""

    heading = "Contents"
    empty = "No heading has these words."
    foot_words = "{} goes there, {} leaves"

    def drawn(self, row: Entry, width: int) -> Sequence[tuple[str, str]]:
        """The heading, its claims and its place."""
        return draw(COLUMNS, row, width, self.postil.glyphs)

    def name_of(self, row: Entry) -> str:
        """The index of the heading's block."""
        return str(row.section.block)

    def found(self, words: str) -> Sequence[Entry]:
        """The headings that have all words."""
        return found(self.rows, words)
