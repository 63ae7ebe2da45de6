"""The columns of a page, in the order in which they are read."""

from __future__ import annotations

from functools import reduce
from itertools import groupby, pairwise
from statistics import fmean, median
from typing import TYPE_CHECKING

from postil.core.patterns import pattern
from postil.ingest.pdf.furniture import rows_of
from postil.ingest.pdf.measures import FLUSH
from postil.ingest.pdf.tables import cells_of, tables_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.ingest.pdf.furniture import Row
    from postil.ingest.pdf.lines import Line

_FEWEST = 4
"""The lines that each of two columns has at least."""

_LONG, _SHORT = 18, 11
"""The mean number of code points of a column's lines: from which it is text, and from which it may be."""

_WHOLE = 1.5
"""The parts that the rows of a column of text have at most on average; more are cells."""

_FILLED = 0.6
"""The part of a narrow column that its lines fill."""

_CROSSING = 0.35
"""The part of a page's lines that may run across the gap between its columns."""

_WORD_GAP = 0.8
"""The part of the size of type up to which a gap may stand between words."""

_SPACE = 0.15
"""The part of the size of type from which a gap is a space, but before a closing mark."""

_CLOSING = pattern(r"[)\]},.;:!?]")

_WIDEST = 40
"""The spaces that a gap in a line of a program becomes at most."""

_NARROWEST = 5
"""Points that lie between columns at least."""


def columns_of(lines: Sequence[Line]) -> list[list[Line]]:
    """Parts a page, or a column, into columns: from left to right, and above and below what runs across them.

    Args:
        lines: All of them, in any order.

    Returns:
        Columns of lines from the top down; rows of a table in the lines' order.
    """
    gap = _gap(lines)
    if gap is None:
        return [_column(rows_of(lines))] if lines else []
    found: list[list[Line]] = []
    rows = sorted(lines, key=lambda line: line.base)
    for across, band in groupby(rows, lambda line: line.left < gap < line.right):
        group = list(band)
        if across:
            found += columns_of(group) if len(group) < len(lines) else [group]
        else:
            found += columns_of([line for line in group if line.right <= gap])
            found += columns_of([line for line in group if line.left >= gap])
    return found


def _column(rows: Sequence[Row]) -> list[Line]:
    """The lines of a column.

    A row of several is one line with wide spaces where no table goes on above or below, or where it fills a column
    whose other rows are lines.
    """
    closed = [_closed(row) for row in rows]
    is_text = sum(map(len, closed)) < len(closed) * _WHOLE
    right = max(row[-1].right for row in closed)

    def is_tabular(row: Row) -> bool:
        stretched = is_text and row[-1].right > right - FLUSH * row[-1].size
        return len(row) > 1 and not stretched and not all(line.fixed for line in row)

    found: list[Line] = []
    at = 0
    for start, end in (*tables_in(closed, list(map(is_tabular, closed))), (len(closed), len(closed))):
        found += (reduce(_beside, row)._replace(cell=False) for row in closed[at:start])
        found += (cell._replace(cell=True) for row in cells_of(closed[start:end]) for cell in row)
        at = end
    return found


def _closed(row: Row) -> Row:
    """A row in which what stands no further apart than words is one line."""
    found = [row[0]]
    for line in row[1:]:
        gap = line.left - found[-1].right
        if gap < _WORD_GAP * line.size and not line.fixed:
            apart = gap > _SPACE * line.size and not _CLOSING.match(line.text)
            found[-1] = found[-1].joined(line, " " if apart else "")
        else:
            found.append(line)
    return tuple(found)


def _beside(line: Line, after: Line) -> Line:
    """Two lines as one; in a program as far apart as they stand."""
    letter = line.width / max(len(line.text), 1)
    spaces = round((after.left - line.right) / letter) if line.fixed and after.fixed and letter else 1
    return line.joined(after, " " * min(max(spaces, 1), _WIDEST))


def _gap(lines: Sequence[Line]) -> float | None:
    """The middle of the gap that parts the lines into columns, or None."""
    if len(lines) < 2 * _FEWEST:
        return None
    middles = ((start + end) / 2 for start, end in _free(lines))
    return next((middle for middle in middles if _parts(lines, middle)), None)


def _free(lines: Sequence[Line]) -> list[tuple[float, float]]:
    """The stretches that few lines cover; those that the fewest cover, and the widest, first."""
    borders = sorted([(line.left, 1) for line in lines] + [(line.right, -1) for line in lines])
    found = []
    covering = 0
    for (start, step), (end, _) in pairwise(borders):
        covering += step
        if covering <= len(lines) * _CROSSING and end - start >= _NARROWEST:
            found.append((covering, start - end, start, end))
    return [(start, end) for _, _, start, end in sorted(found)]


def _parts(lines: Sequence[Line], gap: float) -> bool:
    """Whether there is a column of text on each side of a gap, one beside the other."""
    before = [line for line in lines if line.right <= gap]
    after = [line for line in lines if line.left >= gap]
    if min(len(before), len(after)) < _FEWEST or len(before) + len(after) < len(lines) * (1 - _CROSSING):
        return False
    if not _is_text(before) or not _is_text(after):
        return False
    top = max(min(line.base for line in side) for side in (before, after))
    foot = min(max(line.base for line in side) for side in (before, after))
    return top < foot


def _is_text(side: Sequence[Line]) -> bool:
    """Whether rows are long, and as long as their column is wide, as the cells of a table are not."""
    rows = rows_of(side)
    if len(side) > len(rows) * _WHOLE:
        rows = [(line,) for line in side]
    width = max(line.right for line in side) - min(line.left for line in side)
    mean = fmean(sum(len(line.text) for line in row) for row in rows)
    filled = median(row[-1].right - row[0].left for row in rows)
    return mean >= _LONG or (mean >= _SHORT and filled > _FILLED * width)
