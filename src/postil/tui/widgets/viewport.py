"""Which rows are on the screen: a window over a flow, moved by rows and by positions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.tui.widgets.flow import Flow, Row

if TYPE_CHECKING:
    from postil.core.snapshot import Blocks

CONTEXT_ROWS = 2
"""Rows kept between the cursor and the window's edge where the text allows it."""


class Viewport:
    """A window of `height` rows whose first row is `top`.

    Args:
        blocks: The article's blocks, at least one.
        width: Cells of the text column.
        height: Rows.
    """

    def __init__(self, blocks: Blocks, width: int, height: int) -> None:
        self.flow = Flow(blocks, width)
        self.height = max(height, 1)
        self.top = self.flow.first_row()
        self._rows: list[Row] | None = None

    @property
    def rows(self) -> list[Row]:
        """The rows on the screen, at most `height`."""
        if self._rows is None:
            self._rows = self._rows_from(self.top)
        return self._rows

    @property
    def range(self) -> tuple[int, int]:
        """The first code point of the canonical text on the screen, and the one after the last."""
        starts, first, last = self.flow.blocks.starts, self.rows[0], self.rows[-1]
        return starts[first.block] + max(first.start, 0), starts[last.block] + max(last.end, 0) + 1

    def resize(self, width: int, height: int) -> None:
        """Takes a new size; what stood at the top stays there."""
        if width != self.flow.width:
            block, offset = self.top.block, max(self.top.start, 0)
            self.flow = Flow(self.flow.blocks, width)
            self.top = self.flow.row_at(block, offset)
        self.height = max(height, 1)
        self._rows = None
        self.scroll(0)

    def scroll(self, rows: int) -> bool:
        """Moves the window by rows, not beyond the ends.

        Returns:
            Whether it moved.
        """
        top = self.flow.step(self.top, rows)
        return self._put(top)

    def to_end(self) -> bool:
        """Shows the article's last rows."""
        return self._put(self.flow.step(self.flow.last_row(), 1 - self.height))

    def edge_without(self, block: int, start: int, end: int, *, at_top: bool) -> Row | None:
        """The uppermost or the lowest row, where none shows a stretch of a block; None where one does."""
        rows = [row for row in self.rows if not row.is_gap]
        shown = any(
            row.block == block and start < max(row.end, row.start + 1) and row.start < end for row in rows
        )
        return None if shown or not rows else rows[0] if at_top else rows[-1]

    def goes_on_below(self, block: int) -> bool:
        """Whether a block that is on the screen goes on below it."""
        last = self.rows[-1]
        return last.block == block and not last.is_gap and last.end < self.flow.blocks.length(block)

    def begins_above(self, block: int) -> bool:
        """Whether a block that is on the screen begins above it."""
        return self.top.block == block and self.top.start > 0

    def show(self, block: int, start: int, end: int, *, centre: bool = False) -> bool:
        """Scrolls as little as is needed to show a range of a block.

        A range that does not fit shows its beginning. One that is far away, or that was asked to be in
        the centre, comes to stand a third from the top.

        Args:
            block: Index of the block.
            start: First code point.
            end: The code point after the last.
            centre: For jumps: put it a third from the top unless it is on the screen.

        Returns:
            Whether the window moved.
        """
        first, last = self.flow.row_at(block, start), self.flow.row_at(block, max(end - 1, start))
        lines = self.flow.between(first, last, self.height) + 1
        context = min(CONTEXT_ROWS, max((self.height - lines) // 2, 0))
        down = self.flow.between(self.top, first, 2 * self.height)
        on_screen = 0 <= down <= self.height - lines
        if (centre and not on_screen) or abs(down) >= 2 * self.height:
            return self._put(self.flow.step(first, -(self.height // 3)))
        if down < context or lines >= self.height:
            return self._put(self.flow.step(first, -context))
        if down + lines + context > self.height:
            return self.scroll(min(down + lines + context - self.height, down))
        return False

    def _put(self, top: Row) -> bool:
        if top.is_gap and top.block == 0:
            top = self.flow.first_row()
        if top == self.top and self._rows is not None:
            return False
        rows = self._rows_from(top)
        if len(rows) < self.height:  # the last page stays full when the text is longer than it
            rows = self._rows_from(self.flow.step(self.flow.last_row(), 1 - self.height))
        moved = rows[0] != self.top
        self.top, self._rows = rows[0], rows
        return moved

    def _rows_from(self, top: Row) -> list[Row]:
        """The rows of the window that begins with a row; those that it shows already are taken over."""
        known = self._rows or [top]
        rows: list[Row] = []
        row: Row | None = top
        while row is not None and len(rows) < self.height:
            if row == known[0]:
                rows += known
            elif not rows and row in known:
                rows = known[known.index(row) :]
            else:
                rows.append(row)
            row = self.flow.after(rows[-1])
        return rows[: self.height]
