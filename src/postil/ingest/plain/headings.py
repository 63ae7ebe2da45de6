"""Which paragraphs of a plain text are headings; a wrong heading is worse than a missed one."""

from __future__ import annotations

import re
from itertools import chain
from operator import sub
from typing import TYPE_CHECKING

from postil.core.patterns import pattern
from postil.core.snapshot import BLOCK_SEPARATOR, Block, BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postil.core.snapshot import Blocks

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


def headings(blocks: Blocks) -> dict[int, Block]:
    """Which blocks are headings: the title, lines in capitals, and lines like `Chapter 3`.

    Args:
        blocks: The blocks of a text, of which none is a heading by these signs yet.

    Returns:
        How each is set, by its index.
    """
    if len(blocks) < 2:
        return {}
    found = {}
    if 0 not in blocks.forms and _is_title(blocks[0].text):
        found[0] = Block(BlockKind.HEADING, "", level=1)
    for start, end in _runs(blocks):
        for at in range(_own(blocks, start, end), end):
            found[at] = Block(BlockKind.HEADING, "", level=2)
    return found


def _own(blocks: Blocks, start: int, end: int) -> int:
    """Where in a stretch the headings of the text itself begin.

    They may follow on a table of contents; then its beginning, or the first words of it, stand there once more.
    """
    if end - start <= _LONGEST_RUN:
        return start
    bare = [_bare(block.text) for block in blocks[start:end]]
    for count in range(min(_LONGEST_RUN, len(bare) // 2), 0, -1):
        own = "".join(bare[-count:])
        before = range(min(_LONGEST_RUN, len(bare) - 2 * count + 1))
        if any(bare[at].startswith(own) or "".join(bare[at : at + count]) == own for at in before):
            return end - count
    return end


def _bare(text: str) -> str:
    return _SIGNS.sub("", text).casefold()


def _is_title(text: str) -> bool:
    return len(text) <= TITLE and "\n" not in text and _is_open(text)


def _is_open(text: str) -> bool:
    """Whether it ends in a letter, a digit or a bracket, as a title does and a sentence does not."""
    return text[-1].isalnum() or text[-1] in ")]"


def _runs(blocks: Blocks) -> Iterator[tuple[int, int]]:
    """The stretches of blocks that look like headings, but for the first block and for what nothing follows."""
    start = end = 0
    furthest = HEADING + len(BLOCK_SEPARATOR)
    following = chain(blocks.starts[1:], (len(blocks.text) + len(BLOCK_SEPARATOR),))
    for at in [at for at, length in enumerate(map(sub, following, blocks.starts)) if length <= furthest]:
        if at and at not in blocks.forms and _is_heading(blocks[at].text):
            if at != end:
                if start:
                    yield start, end
                start = at
            end = at + 1
    if 0 < end < len(blocks):
        yield start, end


def _is_heading(text: str) -> bool:
    is_chapter = text[0].isupper() and _CHAPTER.match(text) is not None
    if not is_chapter and not text[-1].isalnum():
        return False
    letters = sum(character.isalpha() for character in text) if text.isupper() else 0
    return is_chapter or (letters >= 4 and letters > len(text) // 2)
