"""Columns of a list: which are shown at a width, and how wide each is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from postil.tui.widgets.wrapping import column

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from postil.tui.looks.glyphs import Glyphs

T = TypeVar("T")
GAP = 2

ENOUGH = 60
"""Cells that the column which takes the rest has before others grow."""


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """One column.

    Attributes:
        name: Its heading.
        width: Its width in cells; 0 for the one that takes what the others leave.
        least: The width of the list from which it is shown.
        cell: The text of a row and its look.
        right: Whether it is set to the right.
        grows: How many cells it may have more where the one that takes the rest has more than it needs.
    """

    name: str
    width: int
    least: int
    cell: Callable[[T, Glyphs], tuple[str, str]]
    right: bool = False
    grows: int = 0


def fitting(columns: Sequence[Column[T]], width: int) -> list[tuple[Column[T], int]]:
    """The columns that are shown in a list of `width` cells, each with its own width."""
    shown = [column for column in columns if width >= column.least]
    taken = sum(column.width for column in shown) + GAP * (len(shown) - 1)
    growing = sum(column.grows for column in shown)
    more = max(min(width - taken - ENOUGH, growing), 0)
    widths = [column.width and column.width + more * column.grows // max(growing, 1) for column in shown]
    rest = max(width - sum(widths) - GAP * (len(shown) - 1), 1)
    return [(column, own or rest) for column, own in zip(shown, widths, strict=True)]


def draw(columns: Sequence[Column[T]], row: T, width: int, glyphs: Glyphs) -> list[tuple[str, str]]:
    """The parts of one row."""
    parts: list[tuple[str, str]] = []
    for each, cells in fitting(columns, width):
        text, look = each.cell(row, glyphs)
        parts += [(column(text, cells, right=each.right), look), (" " * GAP, look)]
    return parts[:-1]


def heading(columns: Sequence[Column[T]], width: int) -> list[tuple[str, str]]:
    """The names above the columns, for a header that stands over the whole list."""
    names = [column(each.name, cells, right=each.right) for each, cells in fitting(columns, width)]
    return [(" " + (" " * GAP).join(names), "dim")]
