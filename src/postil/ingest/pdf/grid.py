"""The cells of a table become text: in columns where those are sure, else as they stand on the page."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from postil.core.snapshot import Block, BlockKind
from postil.ingest.columns import in_columns
from postil.ingest.links import settled
from postil.ingest.pdf.furniture import rows_of
from postil.ingest.pdf.joining import joined
from postil.ingest.pdf.tables import column_of, stretches, wraps

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from postil.ingest.columns import Cell
    from postil.ingest.pdf.joining import Words
    from postil.ingest.pdf.lines import Line

_ROOMY = 1.12
"""How many times as far apart as the lines of a cell the rows of a table stand, where their distance tells them."""

_FEWEST = 2
"""The spaces that lie between cells at least, where no columns part them."""

Placed = dict[int, "Line"]
"""The lines of a row, by the numbers of their columns."""


def table_block(lines: Sequence[Line], words: Words) -> Block:
    """Makes a block of a table: its rows and columns, or, where its columns are not sure, its lines with their gaps."""
    free = stretches(lines)
    rows = [{column_of(line, free): line for line in row} for row in rows_of(lines)]
    filled = Counter(column for row in rows for column in row)
    if sum(map(len, rows)) < len(lines) or min(filled.values()) == 1 or len(filled) == 1:
        return Block(BlockKind.CODE, "\n".join(_as_printed(lines)))
    cells = [
        [_cell([row[column] for row in group if column in row], words) for column in range(len(free) + 1)]
        for group in _groups(rows)
    ]
    text, links = in_columns(cells)
    return Block(BlockKind.TABLE, text, 0, links)


def _cell(lines: Sequence[Line], words: Words) -> Cell:
    text, links = settled(*joined(lines, words))
    return text, tuple(links)


def _groups(rows: Sequence[Placed]) -> list[list[Placed]]:
    """The lines of each row: a row has several where the words of a cell go on below.

    Where several rows stand further apart than lines, their distance tells it. Else a line goes on with a row if it
    leaves the first column empty and begins with small letters. Lines that fill all columns need both.
    """
    steps = [_base(below) - _base(above) for above, below in pairwise(rows)]
    closest = min(steps, default=0) * _ROOMY
    is_spaced = sum(step > closest for step in steps) > 1
    columns = {column for row in rows for column in row}
    rights = {column: max(row[column].right for row in rows if column in row) for column in columns}
    groups = [[rows[0]]]
    for row, step in zip(rows[1:], steps, strict=True):
        may_wrap = step <= closest and (is_spaced or 0 not in row)
        by_letters = not is_spaced or len(row) == len(columns)
        if may_wrap and _wrap(groups[-1][-1], row, rights, by_letters=by_letters):
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _base(row: Placed) -> float:
    return next(iter(row.values())).base


def _wrap(above: Placed, row: Placed, rights: Mapping[int, float], *, by_letters: bool) -> bool:
    """Whether all cells of a row go on with those above it, and begin with small letters where those are asked for."""
    return all(
        column in above
        and wraps(above[column], cell, rights[column])
        and (not by_letters or above[column].hyphen or cell.text[:1].islower())
        for column, cell in row.items()
    )


def _as_printed(lines: Sequence[Line]) -> list[str]:
    """The rows, with each of their lines as far in as it stands on the page."""
    letter = median(line.width / max(len(line.text), 1) for line in lines) or 1
    left = min(line.left for line in lines)
    found = []
    for row in rows_of(lines):
        text = ""
        for line in row:
            column = round((line.left - left) / letter)
            text = text.ljust(max(column, len(text) + _FEWEST if text else 0))
            text += line.text + ("-" if line.hyphen else "")
        found.append(text)
    return found
