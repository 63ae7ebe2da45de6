"""Which tables of HTML hold data, and what stands in their cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

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


def rows_of(table: etree._Element) -> list[list[etree._Element]]:
    """The cells of a table of data, row by row; nothing where it serves to lay out a page.

    Data stand in two columns or more and two rows or more, and each cell is one short piece of text.
    """
    if table.get("role") in {"presentation", "none"}:
        return []
    for count, inner in enumerate(table.iterdescendants()):
        if count > LARGEST or name_of(inner) in _NEVER_IN_CELLS:
            return []
    rows = [cells for row in _rows(table) if (cells := [cell for cell in row if name_of(cell) in _CELLS])]
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return []
    if any(len(shown_text(cell, LONGEST + 1).strip()) > LONGEST for cells in rows for cell in cells):
        return []
    return rows


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if name_of(child) in _GROUPS:
            yield from (row for row in child if name_of(row) == "tr")
        elif name_of(child) == "tr":
            yield child
