"""Markdown (CommonMark with what its dialects add) becomes blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.errors import BadInput
from postil.core.snapshot import Block, BlockKind
from postil.core.text import clean
from postil.ingest.markdown.dialects import (
    callout_in,
    parser_of,
    without_attributes,
    without_fences,
    without_signs,
)
from postil.ingest.markdown.inline import inline_text, note_name
from postil.ingest.markdown.names import with_names
from postil.ingest.markdown.table import table_block
from postil.ingest.markdown.tags import lines_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

DEEPEST_LEVEL = 6

DEEPEST = 100
"""How deep the parser lets elements lie in each other; it leaves out what lies deeper."""

_HOLDING = frozenset(
    {
        "blockquote_open",
        "bullet_list_open",
        "ordered_list_open",
        "list_item_open",
        "dl_open",
        "dd_open",
        "admonition_open",
    }
)
_PICTURE = frozenset({"image", "link_open", "link_close", "softbreak", "hardbreak"})


def markdown_blocks(text: str) -> list[Block]:
    """Reads Markdown without its front matter.

    A list's items are blocks of their own, with the depth as their level; what is quoted is a quote at
    any depth; a table is set in columns; pictures are their alternative texts; of HTML its headings and
    its words are read. Footnotes stand at the end, with their marks, which also stand in the text and lead to them.

    Args:
        text: Canonical text (`core.text.clean`).

    Raises:
        BadInput: Quotes or lists lie so deep in each other that words would be lost; the message has no subject.
    """
    walk = _Walk()
    tokens = parser_of(text, DEEPEST).parse(text)
    if any(token.level >= DEEPEST - 1 and token.type in _HOLDING for token in tokens):
        raise BadInput(
            "has quotes or lists nested too deeply to be read.", "--type text reads it as it is typed."
        )
    at = 0
    while at < len(tokens):
        at = walk.step(tokens, at)
    return with_names(walk.blocks)


class _Walk:
    """Where in the nested Markdown the walk stands, and the blocks found so far."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._quotes = 0
        self._lists: list[bool] = []
        """Of each open list, whether it is numbered."""
        self._marker = ""
        self._note = ""
        self._name = ""

    def step(self, tokens: list[Token], at: int) -> int:
        """Takes one token, or a whole table; returns the index of the next one."""
        token = tokens[at]
        match token.type:
            case "inline":
                self._add_inline(token, tokens[at - 1])
            case "fence" | "code_block":
                self._add(Block(BlockKind.CODE, clean(token.content).strip("\n")))
            case "math_block" | "math_block_label":
                self._add(Block(BlockKind.CODE, clean(token.content).strip("\n ")))
            case "html_block":
                self._add_html(token.content)
            case "table_open":
                end = next(i for i in range(at, len(tokens)) if tokens[i].type == "table_close")
                self._add(table_block(tokens[at:end]))
                return end + 1
            case _:
                self._enter_or_leave(token)
        return at + 1

    def _enter_or_leave(self, token: Token) -> None:
        match token.type:
            case "blockquote_open" | "blockquote_close":
                self._quotes += token.nesting
            case "bullet_list_open" | "ordered_list_open":
                self._lists.append(token.type == "ordered_list_open")
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "list_item_open":
                self._marker = f"{token.info}{token.markup}" if self._lists[-1] else "•"
            case "footnote_open":
                self._note = f"[{token.meta['id'] + 1}]"
                self._marker = self._note
                self._name = note_name(token)
            case "footnote_close":
                self._note = self._name = ""

    def _add_inline(self, token: Token, opening: Token) -> None:
        tokens = without_fences(token.children or [])
        if self._quotes and (callout := callout_in(tokens)):
            self._add(Block(BlockKind.QUOTE, without_signs(clean(callout.title)), self._level()))
            tokens = list(callout.rest)
        text, links = inline_text(tokens)
        if opening.type == "heading_open" and not self._quotes:
            self._add(Block(BlockKind.HEADING, without_attributes(text), int(opening.tag[1:]), links))
            return
        if self._kind() is BlockKind.PARAGRAPH and _is_picture(tokens):
            self._add(Block(BlockKind.CAPTION, text, links=links))
            return
        self._add(Block(self._kind(), text, self._level(), links, self._marker, self._name))
        self._marker = self._name = ""

    def _add_html(self, source: str) -> None:
        for level, line in lines_of(source):
            kind = BlockKind.HEADING if level and not self._quotes else self._kind()
            self._add(Block(kind, " ".join(clean(line).split()), level or self._level()))

    def _add(self, block: Block) -> None:
        if block.text and not block.text.isspace():
            self.blocks.append(block)

    def _kind(self) -> BlockKind:
        if self._note:
            return BlockKind.FOOTNOTE
        if self._quotes:
            return BlockKind.QUOTE
        return BlockKind.ITEM if self._lists else BlockKind.PARAGRAPH

    def _level(self) -> int:
        return min(len(self._lists), DEEPEST_LEVEL)


def _is_picture(tokens: Sequence[Token]) -> bool:
    """Whether a paragraph shows pictures and says nothing else."""
    others = [token for token in tokens if token.type not in _PICTURE and token.content.strip()]
    return not others and any(token.type == "image" for token in tokens)
