"""Which tables of HTML hold data, and what stands in their cells."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from postil.ingest.columns import Spanning
from postil.ingest.html.names import HEADINGS, name_of, shown_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

LONGEST = 200
"""Code points of the longest cell of a table of data; what has longer ones is a page's layout."""

LARGEST = 20_000
"""Elements of the largest table of data; the rows of a larger one are read as paragraphs."""

_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_CELLS = frozenset({"td", "th"})
_NEVER_IN_CELLS = frozenset({"table", "ul", "ol", "dl", "blockquote", "pre", "figure", *HEADINGS})


def rows_of(table: etree._Element) -> list[list[Spanning[etree._Element]]]:
    """The cells of a table of data, row by row; nothing where it serves to lay out a page.

    Data stand in two columns or more and two rows or more, and each cell is one short piece of text.
    """
    if table.get("role") in {"presentation", "none"}:
        return []
    for count, inner in enumerate(table.iterdescendants()):
        if count > LARGEST or name_of(inner) in _NEVER_IN_CELLS:
            return []
    rows = [row for group in _groups(table) for row in _spanning(group)]
    if sum(map(bool, rows)) < 2 or max(map(len, rows)) < 2:
        return []
    if any(len(shown_text(cell.content, LONGEST + 1).strip()) > LONGEST for row in rows for cell in row):
        return []
    return rows


def _groups(table: etree._Element) -> Iterator[list[etree._Element]]:
    """The rows of a table in their groups, none of which a cell can leave."""
    for in_group, children in groupby(table, key=lambda child: name_of(child) in _GROUPS):
        for group in children if in_group else [children]:
            yield [row for row in group if name_of(row) == "tr"]


def _spanning(group: list[etree._Element]) -> Iterator[list[Spanning[etree._Element]]]:
    for at, row in enumerate(group):
        left = len(group) - at
        yield [
            Spanning(cell, _number(cell, "colspan"), min(_number(cell, "rowspan", left), left))
            for cell in row
            if name_of(cell) in _CELLS
        ]


def _number(cell: etree._Element, name: str, otherwise: int = 1) -> int:
    """How far a cell spans; what is no number is 1, and 0 is `otherwise`."""
    said = (cell.get(name) or "1").strip()
    if not (said.isascii() and said.isdecimal()):
        return 1
    return int(said[:6]) or otherwise
