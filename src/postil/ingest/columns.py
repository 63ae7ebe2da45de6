"""A table as text in columns, whatever format it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from postil.core.snapshot import Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from postil.core.snapshot import Block

WIDEST = 100
"""Code points up to which the columns are aligned; a wider table is not padded."""

MOST_SPANNED = 100
"""Columns that a cell may span; one that spans more is set as if it spanned so many."""

MOST_BLANK = 100_000
"""Places in a table that cells may take by their spans; where they take more, no span is heeded."""

_BETWEEN = " | "

Cell = tuple[str, tuple[Link, ...]]
"""A cell's words on one line, and the links in them."""

_Content = TypeVar("_Content")


class Spanning(NamedTuple, Generic[_Content]):
    """A cell of a table.

    Attributes:
        content: What stands in it.
        columns: How many columns it spans.
        rows: How many rows it spans.
    """

    content: _Content
    columns: int = 1
    rows: int = 1


def on_grid(rows: Sequence[Sequence[Spanning[_Content]]]) -> list[list[_Content | None]]:
    """Puts each cell into its column: the further places that merged cells take are None.

    At the end of a row no place is None.
    """
    reaching: dict[int, int] = {}
    grid: list[list[_Content | None]] = []
    blank = 0
    for row in rows:
        line: list[_Content | None] = []
        begun: dict[int, int] = {}
        for cell in row:
            while len(line) in reaching:
                line.append(None)
            width = min(max(cell.columns, 1), MOST_SPANNED)
            begun |= dict.fromkeys(range(len(line), len(line) + width), cell.rows)
            line += [cell.content, *([None] * (width - 1))]
            blank += width - 1
        blank += len(reaching)
        if blank > MOST_BLANK:
            return [[cell.content for cell in row] for row in rows]
        while line and line[-1] is None:
            line.pop()
        reaching = {at: left - 1 for at, left in (reaching | begun).items() if left > 1}
        grid.append(line)
    return grid


def in_columns(rows: list[list[Cell]]) -> Cell:
    """Sets a table's rows one below the other, its cells apart by ` | `.

    Returns:
        The lines, and the cells' links at their new places.
    """
    widths = _widths(rows)
    lines: list[str] = []
    links: list[Link] = []
    at = 0
    for row in rows:
        line = ""
        for column, (words, cell_links) in enumerate(row):
            begins = at + len(line)
            links += [Link(begins + link.start, begins + link.end, link.href) for link in cell_links]
            padded = words.ljust(widths[column]) if widths else words
            line += padded + (_BETWEEN if column < len(row) - 1 else "")
        lines.append(line.rstrip())
        at += len(lines[-1]) + 1
    return "\n".join(lines).rstrip("\n"), tuple(links)


def on_one_line(blocks: Iterable[Block]) -> Cell:
    """What stands in one cell, as its words on one line."""
    text = ""
    links: list[Link] = []
    for block in blocks:
        at = len(text) + 1 if text else 0
        links += [Link(at + link.start, at + link.end, link.href) for link in block.links]
        text = f"{text} {block.text}" if text else block.text
    return text.replace("\n", " "), tuple(links)


def cells_in(text: str) -> Iterator[tuple[int, int]]:
    """Where in such lines the words of each cell stand, in code points; empty cells are passed over."""
    row = 0
    for line in text.split("\n"):
        at = row
        for cell in f"{line} ".split(_BETWEEN):  # the blank before an empty last cell's end was stripped
            if words := cell.strip():
                start = at + cell.index(words)
                yield start, start + len(words)
            at += len(cell) + len(_BETWEEN)
        row += len(line) + 1


def _widths(rows: list[list[Cell]]) -> list[int]:
    """The width of each column, or nothing where the whole is too wide to be aligned."""
    columns = max(map(len, rows), default=0)
    widths = [max((len(row[at][0]) for row in rows if at < len(row)), default=0) for at in range(columns)]
    return widths if sum(widths) + len(_BETWEEN) * columns <= WIDEST else []
