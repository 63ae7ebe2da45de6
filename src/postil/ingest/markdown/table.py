"""A Markdown table as text in columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.snapshot import Block, BlockKind, Link
from postil.ingest.markdown.inline import inline_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

    Cell = tuple[str, tuple[Link, ...]]

WIDEST = 100
"""Code points up to which the columns are aligned; a wider table is not padded."""

_BETWEEN = " | "


def table_block(tokens: Sequence[Token]) -> Block:
    """Sets a table's rows one below the other, its cells apart by ` | `, its links kept.

    Args:
        tokens: From `table_open` to before `table_close`.
    """
    rows: list[list[Cell]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            cell, cell_links = inline_text(token.children or [])
            rows[-1].append((cell.replace("\n", " "), cell_links))
    widths = _widths(rows)
    text = ""
    links: list[Link] = []
    for row in rows:
        line = ""
        for column, (cell, cell_links) in enumerate(row):
            at = len(text) + len(line)
            links += [Link(at + link.start, at + link.end, link.href) for link in cell_links]
            padded = cell.ljust(widths[column]) if widths else cell
            line += padded + (_BETWEEN if column < len(row) - 1 else "")
        text += line.rstrip() + "\n"
    return Block(BlockKind.CODE, text.rstrip("\n"), links=tuple(links))


def _widths(rows: list[list[Cell]]) -> list[int]:
    """The width of each column, or nothing where the whole is too wide to be aligned."""
    columns = max(map(len, rows), default=0)
    widths = [max((len(row[at][0]) for row in rows if at < len(row)), default=0) for at in range(columns)]
    return widths if sum(widths) + len(_BETWEEN) * columns <= WIDEST else []
