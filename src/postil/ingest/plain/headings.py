"""Which paragraphs of a plain text are headings; a wrong heading is worse than a missed one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from postil.core.patterns import pattern
from postil.core.snapshot import Block, BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator

TITLE = 120
"""Code points of the longest first line that may be the title."""

HEADING = 60
"""Code points of the longest line that may be a heading further on."""

_LONGEST_RUN = 3
"""So many headings may follow one another; more are a table of contents."""

_SIGNS = pattern(r"[\W_]+")
_CHAPTER = pattern(
    r"(?:chapter|book|part|act|scene|section|volume|kapitel|teil|chapitre|livre|partie|capítulo|parte|capitolo"
    r"|hoofdstuk|deel|rozdział|часть|глава|розділ|частина)\s+(?:\d{1,3}|[ivxlcdm]{1,7}|[a-zа-яіїє]{3,12})"
    r"(?:[:.]\s.*|[:.]?)$",
    re.IGNORECASE,
)


def with_headings(blocks: list[Block]) -> list[Block]:
    """Makes headings of the title, of lines in capitals, and of lines like `Chapter 3`."""
    if len(blocks) < 2:
        return blocks
    if _is_title(blocks[0]):
        blocks[0] = Block(BlockKind.HEADING, blocks[0].text, level=1)
    for start, end in _runs(blocks):
        if end < len(blocks):
            for at in range(_own(blocks, start, end), end):
                blocks[at] = Block(BlockKind.HEADING, blocks[at].text, level=2)
    return blocks


def _own(blocks: list[Block], start: int, end: int) -> int:
    """Where in a stretch the headings of the text itself begin.

    They may follow on a table of contents; then its beginning, or the first words of it, stand there once more.
    """
    if end - start <= _LONGEST_RUN:
        return start
    texts = [_bare(block.text) for block in blocks[start:end]]
    for count in range(min(_LONGEST_RUN, len(texts) // 2), 0, -1):
        own = "".join(texts[-count:])
        before = range(min(_LONGEST_RUN, len(texts) - 2 * count + 1))
        if any(texts[at].startswith(own) or "".join(texts[at : at + count]) == own for at in before):
            return end - count
    return end


def _bare(text: str) -> str:
    return _SIGNS.sub("", text).casefold()


def _is_title(block: Block) -> bool:
    text = block.text
    return block.kind is BlockKind.PARAGRAPH and len(text) <= TITLE and "\n" not in text and _is_open(text)


def _is_open(text: str) -> bool:
    """Whether it ends in a letter, a digit or a bracket, as a title does and a sentence does not."""
    return text[-1].isalnum() or text[-1] in ")]"


def _runs(blocks: list[Block]) -> Iterator[tuple[int, int]]:
    """The stretches of blocks, the first one left out, that look like headings."""
    start = 0
    for at, block in enumerate(blocks):
        text = block.text
        if (
            at
            and len(text) <= HEADING
            and (text[-1].isalnum() or _CHAPTER.match(text))
            and _is_heading(block)
        ):
            start = start or at
        elif start:
            yield start, at
            start = 0


def _is_heading(block: Block) -> bool:
    if block.kind is not BlockKind.PARAGRAPH:
        return False
    text = block.text
    letters = sum(character.isalpha() for character in text) if text.isupper() else 0
    if letters >= 4 and letters > len(text) // 2:
        return True
    return text[0].isupper() and _CHAPTER.match(text) is not None
