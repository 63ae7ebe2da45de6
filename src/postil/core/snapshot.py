"""A text as it was read: blocks, the canonical text that they make, and ranges of it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple

BLOCK_SEPARATOR = "\n\n"


class BlockKind(StrEnum):
    """How a block of an article is set."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    ITEM = "item"
    CODE = "code"
    CAPTION = "caption"
    FOOTNOTE = "footnote"


class Link(NamedTuple):
    """A link inside a block: code points `start` to `end` of the block's text lead to `href`."""

    start: int
    end: int
    href: str


class Block(NamedTuple):
    """One block of an article: a paragraph, a heading of `level` 1 to 6, an item at depth `level`."""

    kind: BlockKind
    text: str
    level: int = 0
    links: tuple[Link, ...] = ()
    marker: str = ""
    """What stands before an item or a note: `•`, `3.`, `[1]`; never part of the text."""


@dataclass(frozen=True, slots=True, order=True)
class TextRange:
    """Code points `start` to `end` (exclusive) of a canonical text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a range: {self.start}..{self.end}")

    def overlaps(self, other: TextRange) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def holds(self, offset: int) -> bool:
        """Whether `offset` is one of the range's code points."""
        return self.start <= offset < self.end


@dataclass(frozen=True)
class Snapshot:
    """A text as it was read: its blocks, and the canonical text they make."""

    blocks: tuple[Block, ...]

    @cached_property
    def text(self) -> str:
        """The canonical text: the blocks' texts joined by an empty line."""
        return BLOCK_SEPARATOR.join(block.text for block in self.blocks)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The offset of each block in the canonical text."""
        starts, at = [], 0
        for block in self.blocks:
            starts.append(at)
            at += len(block.text) + len(BLOCK_SEPARATOR)
        return tuple(starts)

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the canonical text as UTF-8, in hexadecimal: the snapshot's name."""
        return sha256(self.text.encode()).hexdigest()

    @cached_property
    def headings(self) -> tuple[int, ...]:
        """The indices of the headings."""
        return tuple(index for index, block in enumerate(self.blocks) if block.kind is BlockKind.HEADING)

    def paragraph_number(self, block: int) -> int:
        """The number that a reader sees beside a block: headings are not counted."""
        return block + 1 - bisect_right(self.headings, block)

    def block_at(self, offset: int) -> int:
        """The index of the block that holds `offset`; a separator belongs to the block before it."""
        return max(bisect_right(self.starts, offset) - 1, 0)
