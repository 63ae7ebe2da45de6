"""Rows of the article that were drawn, kept until what is drawn over them changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.segment import Segment
    from textual.strip import Strip

    from postil.core.snapshot import Snapshot, TextRange
    from postil.tui.widgets.flow import Row

MOST = 512
"""Rows that are kept for when they come back to the screen."""


class KeptRows:
    """What was drawn of each row, with the piece of the scroll bar at its end."""

    def __init__(self) -> None:
        """Keeps none yet."""
        self._drawn: dict[Row, tuple[Segment, Strip]] = {}

    def get(self, row: Row, edge: Segment) -> Strip | None:
        """What was drawn of a row, if it ended with this very piece."""
        known = self._drawn.get(row)
        return known[1] if known is not None and known[0] is edge else None

    def keep(self, row: Row, edge: Segment, strip: Strip, shown: Iterable[Row]) -> None:
        """Keeps what was drawn of a row, and where it becomes too much else only the rows that are `shown`."""
        if len(self._drawn) >= MOST:
            self.keep_only(shown)
        self._drawn[row] = (edge, strip)

    def keep_only(self, rows: Iterable[Row]) -> None:
        """Forgets all rows but some."""
        self._drawn = {row: self._drawn[row] for row in rows if row in self._drawn}

    def forget(self, row: Row) -> None:
        """Forgets a row."""
        self._drawn.pop(row, None)

    def forget_over(self, part: TextRange, snapshot: Snapshot) -> None:
        """Forgets the rows that show a range of the text, and those before it in its first block."""
        first = snapshot.block_at(part.start)
        last = snapshot.block_at(max(part.end - 1, part.start))
        for row in [row for row in self._drawn if first <= row.block <= last]:
            if snapshot.starts[row.block] + row.start < part.end:
                del self._drawn[row]

    def clear(self) -> None:
        """Forgets all."""
        self._drawn.clear()
