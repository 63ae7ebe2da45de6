"""A Markdown table as text in columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.snapshot import Block, BlockKind
from postil.ingest.columns import in_columns
from postil.ingest.markdown.inline import inline_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

    from postil.ingest.columns import Cell


def table_block(tokens: Sequence[Token]) -> Block:
    """Sets a table in columns, its links kept.

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
    text, links = in_columns(rows)
    return Block(BlockKind.TABLE, text, links=links)
