"""Tables on a page: which rows belong to one, and where its columns are parted.

Columns are parted by stretches that stay free in all rows. A line of a table may hold several cells, where they stand
close, so it is parted at those of its gaps that lie in such a stretch.
"""

from __future__ import annotations

from bisect import bisect
from typing import TYPE_CHECKING

from postil.ingest.pdf.measures import is_broken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from postil.ingest.pdf.furniture import Row
    from postil.ingest.pdf.lines import Line

Stretch = tuple[float, float]
"""From where to where nothing stands, in points from the left."""

ROWS = 3
"""The part of the size of type that the rows of a table stand apart at most."""

_LINES = 1.6
"""The part of the size of type that the lines of one cell stand apart at most."""

_NARROWEST = 3.0
"""Points that lie between columns at least."""

_NEAR = 2.0
"""Points within which lines begin at the same place."""

_LOOKED_BACK = 50
"""The rows of a table that tell where its columns are; more rows tell no more."""


def tables_in(rows: Sequence[Row], tabular: Sequence[bool]) -> list[tuple[int, int]]:
    """From which row to which there is a table.

    Args:
        rows: The rows of a column, from the top down.
        tabular: Of each row, whether wide gaps part it.
    """
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(rows):
        end = at + 1
        if tabular[at]:
            while end < len(rows) and _follows(
                rows[max(at, end - _LOOKED_BACK) : end],
                rows[end],
                tabular=tabular[end],
                within=any(tabular[end + 1 : end + 2]) and _are_near(rows[end], rows[end + 1]),
            ):
                end += 1
            start = at
            while start > (found[-1][1] if found else 0) and _heads(rows[start - 1], rows[start:end]):
                start -= 1
            if sum(len(row) > 1 for row in cells_of(rows[start:end])) > 1:
                found.append((start, end))
        at = end
    return found


def cells_of(table: Sequence[Row]) -> list[Row]:
    """The rows of a table, each parted into its cells."""
    free = stretches(_pieces(table[:_LOOKED_BACK]))
    return [tuple(cell for line in row for cell in _parted(line, free)) for row in table]


def stretches(lines: Iterable[Line]) -> list[Stretch]:
    """The stretches between lines that all of them leave free, from left to right."""
    found: list[Stretch] = []
    reached: float | None = None
    for line in sorted(lines, key=lambda line: line.left):
        if reached is not None and line.left - reached >= _NARROWEST:
            found.append((reached, line.left))
        reached = line.right if reached is None else max(reached, line.right)
    return found


def column_of(cell: Line, free: Sequence[Stretch]) -> int:
    """The number of the column in which a cell stands."""
    return bisect(free, cell.left, key=lambda stretch: stretch[0])


def wraps(above: Line, cell: Line, right: float) -> bool:
    """Whether the words of a cell go on in the line below, since its column, which ends at `right`, had no more room."""
    return above.hyphen or (" " in above.text and not is_broken(above, cell, right))


def _pieces(table: Iterable[Row]) -> Iterator[Line]:
    """The parts of a table's lines that no wide gap parts further."""
    for row in table:
        for line in row:
            yield from line.parted(line.gaps)


def _parted(line: Line, free: Iterable[Stretch]) -> list[Line]:
    return line.parted(
        [gap for gap in line.gaps if any(gap.left < right and left < gap.right for left, right in free)]
    )


def _fitting(row: Row, free: Sequence[Stretch]) -> list[Line]:
    """The cells of a row that keeps a table's columns apart; none where it does not."""
    cells = [cell for line in row for cell in _parted(line, free)]
    crossing = any(
        cell.left < left and cell.right > right - _NARROWEST for cell in cells for left, right in free
    )
    columns = {column_of(cell, free) for cell in cells}
    return [] if crossing or len(columns) < len(cells) else cells


def _are_near(row: Row, below: Row) -> bool:
    return below[0].base - row[0].base < ROWS * max(row[0].size, below[0].size)


def _follows(table: Sequence[Row], row: Row, *, tabular: bool, within: bool) -> bool:
    """Whether a row goes on with the table above it: as a row of cells, or with the words of a cell.

    A row of one cell does if it stands within a table: if the next row is one of cells again.
    """
    last = table[-1]
    if tabular or not _are_near(last, row):
        return _are_near(last, row)
    free = stretches(_pieces(table))
    cells = _fitting(row, free)
    if len(cells) != 1 or (within and free):
        return len(cells) > 0
    (cell,) = cells
    column = column_of(cell, free)
    same = [other for other in _pieces(table) if column_of(other, free) == column]
    above = [line for line in _pieces([last]) if column_of(line, free) == column]
    close = row[0].base - last[0].base < _LINES * max(row[0].size, last[0].size)
    if not above or not close or abs(above[0].left - cell.left) > _NEAR:
        return False
    return column > 0 or wraps(above[-1], cell, max(line.right for line in same))


def _heads(row: Row, table: Sequence[Row]) -> bool:
    """Whether a row holds the heads of the columns below it."""
    return _are_near(row, table[0]) and len(_fitting(row, stretches(_pieces(table[:_LOOKED_BACK])))) > 1
