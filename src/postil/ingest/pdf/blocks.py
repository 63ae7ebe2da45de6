"""Paragraphs become blocks: headings, items, captions, programs, tables, notes."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from postil.core.snapshot import Block, BlockKind
from postil.ingest.links import settled
from postil.ingest.pdf.joining import joined
from postil.ingest.pdf.paragraphs import BULLET, LEADER, NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from postil.ingest.pdf.headings import Headings
    from postil.ingest.pdf.joining import Words
    from postil.ingest.pdf.lines import Line
    from postil.ingest.pdf.notes import Note
    from postil.ingest.pdf.paragraphs import Paragraph

_CAPTION = re.compile(
    r"(?:fig(?:ure|\.)|table|tab\.|abb(?:ildung|\.)|tabelle|tableau|figura|tabla)\s*\d+[.:]", re.IGNORECASE
)
_BETWEEN_CELLS = " | "


def block_of(paragraph: Paragraph, headings: Headings, words: Words) -> Block:
    """Makes a block of a paragraph."""
    lines = paragraph.lines
    if paragraph.is_table:
        return Block(BlockKind.CODE, "\n".join(_rows(lines)))
    if all(line.fixed for line in lines):
        return Block(BlockKind.CODE, "\n".join(_indented(lines)))
    text, links = settled(*joined(lines, words))
    text = LEADER.sub(" … ", text)
    level = headings.level(paragraph, text)
    if level:
        return Block(BlockKind.HEADING, text, level, links)
    item = BULLET.match(text) or (NUMBER.match(text) if _hangs(lines) else None)
    if item:
        shift = item.end()
        moved = tuple(
            link._replace(start=link.start - shift, end=link.end - shift)
            for link in links
            if link.start >= shift
        )
        marker = "•" if BULLET.match(text) else item[1]
        return Block(BlockKind.ITEM, text[shift:], 1, moved, marker)
    return Block(BlockKind.CAPTION if _CAPTION.match(text) else BlockKind.PARAGRAPH, text, 0, links)


def note_block(note: Note, words: Words) -> Block:
    """Makes a block of a note."""
    text, links = settled(*joined(note.lines, words))
    return Block(BlockKind.FOOTNOTE, text, 0, links, f"[{note.marker}]", note.name)


def _rows(lines: Sequence[Line]) -> Iterator[str]:
    for _, row in groupby(lines, lambda line: (line.page, round(line.base))):
        yield _BETWEEN_CELLS.join(line.text + ("-" if line.hyphen else "") for line in row)


def _indented(lines: Sequence[Line]) -> Iterator[str]:
    """The lines of a program, each as far in as it stands on the page."""
    left = min(line.left for line in lines)
    for line in lines:
        letter = line.width / max(len(line.text), 1) or 1
        yield " " * round((line.left - left) / letter) + line.text + ("-" if line.hyphen else "")


def _hangs(lines: Sequence[Line]) -> bool:
    """Whether the lines after the first stand further in, or there are none."""
    return len(lines) == 1 or lines[1].left > lines[0].left
