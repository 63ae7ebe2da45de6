"""The rows of an article at one width, made only where somebody looks.

A position is a block and a code point of it, never a row number: nothing here costs more for a long
article than for a short one, neither at the start nor after a resize. A row is found from a position, and
the rows beside it by stepping.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, NamedTuple

from postil.core.snapshot import BlockKind
from postil.tui.widgets.wrapping import width_of, wrap

if TYPE_CHECKING:
    from postil.core.snapshot import Blocks

PIECE = 20_000
"""Code points of a block that are wrapped at once; a longer block is wrapped in pieces."""

KEPT_PIECES = 512
INDENT = {
    BlockKind.QUOTE: 3,
    BlockKind.CODE: 2,
    BlockKind.TABLE: 2,
    BlockKind.FOOTNOTE: 4,
    BlockKind.CAPTION: 2,
}
LEAST_WIDTH = 8


class Row(NamedTuple):
    """One row of the screen: a line of a block, or the empty row before one.

    Attributes:
        block: Index of the block.
        start: First code point of the line in the block's text; -1 for the empty row before the block.
        end: The code point after the line's last.
    """

    block: int
    start: int
    end: int

    @property
    def is_gap(self) -> bool:
        """Whether this is the empty row before a block."""
        return self.start < 0


class Flow:
    """An article's blocks flowed into rows.

    Args:
        blocks: The article's blocks.
        width: Cells of the text column, indents included.
    """

    def __init__(self, blocks: Blocks, width: int) -> None:
        self.blocks = blocks
        self.width = max(width, LEAST_WIDTH)
        self._pieces: OrderedDict[tuple[int, int], list[tuple[int, int]]] = OrderedDict()

    def indent(self, block: int) -> int:
        """Cells by which a block is indented, its marker included."""
        known = self.blocks.form(block)
        if known.kind is BlockKind.ITEM or (known.kind is BlockKind.FOOTNOTE and known.marker):
            depth = max(known.level - 1, 0) * 2
            wanted = depth + width_of(known.marker or "•") + 1
        else:
            wanted = INDENT.get(known.kind, 0)
            if known.kind is BlockKind.QUOTE:
                wanted += max(known.level - 1, 0) * 2
        return min(wanted, self.width - LEAST_WIDTH)

    def gap_before(self, block: int) -> bool:
        """Whether an empty row stands before a block: not before the first, nor inside a list."""
        if block == 0:
            return False
        both = {self.blocks.form(block - 1).kind, self.blocks.form(block).kind}
        return both != {BlockKind.ITEM}

    def row_at(self, block: int, offset: int) -> Row:
        """The row that shows a code point of a block; one past the end is on the last row."""
        lines = self._lines(block, self._piece_at(block, offset))
        low, high = 0, len(lines)
        while high - low > 1:
            middle = (low + high) // 2
            if lines[middle][0] <= offset:
                low = middle
            else:
                high = middle
        return Row(block, *lines[low])

    def first_row(self) -> Row:
        """The article's first row."""
        return self.row_at(0, 0)

    def last_row(self) -> Row:
        """The article's last row."""
        last = len(self.blocks) - 1
        return self.row_at(last, self.blocks.length(last))

    def after(self, row: Row) -> Row | None:
        """The row below, or None at the end."""
        if row.is_gap:
            return self.row_at(row.block, 0)
        piece = self._piece_at(row.block, row.start)
        lines = self._lines(row.block, piece)
        index = lines.index((row.start, row.end)) + 1
        if index < len(lines):
            return Row(row.block, *lines[index])
        if self._cut(row.block, piece + 1) < self.blocks.length(row.block):
            return Row(row.block, *self._lines(row.block, piece + 1)[0])
        following = row.block + 1
        if following == len(self.blocks):
            return None
        return Row(following, -1, -1) if self.gap_before(following) else self.row_at(following, 0)

    def before(self, row: Row) -> Row | None:
        """The row above, or None at the start."""
        if row.is_gap:
            previous = row.block - 1
            return self.row_at(previous, self.blocks.length(previous))
        if row.start > 0:
            return self.row_at(row.block, row.start - 1)
        if self.gap_before(row.block):
            return Row(row.block, -1, -1)
        previous = row.block - 1
        return self.row_at(previous, self.blocks.length(previous)) if previous >= 0 else None

    def step(self, row: Row, rows: int) -> Row:
        """The row that many rows below (above, when negative), as far as there is one."""
        for _ in range(abs(rows)):
            following = self.after(row) if rows > 0 else self.before(row)
            if following is None:
                break
            row = following
        return row

    def between(self, first: Row, last: Row, limit: int) -> int:
        """How many rows `last` is below `first`, counted up to `limit`; negative when it is above."""
        if first == last:
            return 0
        down = first < last if first.block != last.block else first.start < last.start
        row: Row | None = first
        for count in range(1, limit + 1):
            row = self.after(row) if down else self.before(row)  # type: ignore[arg-type]
            if row is None or row == last:
                return count if down else -count
        return limit if down else -limit

    def _piece_at(self, block: int, offset: int) -> int:
        length = self.blocks.length(block)
        if length <= PIECE:
            return 0
        piece = min(max(offset, 0), max(length - 1, 0)) // PIECE
        return piece + (self._cut(block, piece + 1) <= offset < length)

    def _cut(self, block: int, piece: int) -> int:
        """Where a piece of a long block begins: after a space near the even cut."""
        length, even = self.blocks.length(block), piece * PIECE
        if piece <= 0 or even >= length:
            return min(max(even, 0), length)
        space = self.blocks[block].text.rfind(" ", even - PIECE // 20, even)
        return space + 1 if space >= 0 else even

    def _lines(self, block: int, piece: int) -> list[tuple[int, int]]:
        key = (block, piece)
        lines = self._pieces.get(key)
        if lines is None:
            text = self.blocks[block].text
            start = self._cut(block, piece)
            part = text if len(text) <= PIECE else text[start : self._cut(block, piece + 1)]
            width = self.width - self.indent(block)
            lines = [(start + first, start + last) for first, last in wrap(part, width)]
            if len(lines) > 1 and lines[-1][0] == lines[-1][1] and len(text) > PIECE:
                lines.pop()  # the space at a cut is no line of its own
            self._pieces[key] = lines
            if len(self._pieces) > KEPT_PIECES:
                self._pieces.popitem(last=False)
        return lines
