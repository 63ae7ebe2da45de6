"""Paragraphs become blocks: headings, items, captions, programs, tables, notes."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from postil.core.snapshot import Block, BlockKind
from postil.ingest.links import settled
from postil.ingest.pdf.grid import table_block
from postil.ingest.pdf.joining import joined
from postil.ingest.pdf.measures import INDENT
from postil.ingest.pdf.paragraphs import BULLET, CAPTION, LEADER, NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from postil.ingest.pdf.headings import Headings
    from postil.ingest.pdf.joining import Words
    from postil.ingest.pdf.lines import Line
    from postil.ingest.pdf.notes import Note
    from postil.ingest.pdf.paragraphs import Paragraph


def block_of(paragraph: Paragraph, headings: Headings, words: Words, *, listed: bool = False) -> Block:
    """Makes a block of a paragraph.

    Args:
        paragraph: Its lines.
        headings: Knows what a heading looks like.
        words: Knows the words of the text.
        listed: Whether the numbers of the paragraphs around it go on with its own.
    """
    lines = paragraph.lines
    if paragraph.is_table:
        return table_block(lines, words)
    if all(line.fixed for line in lines):
        return Block(BlockKind.CODE, "\n".join(_indented(lines)))
    text, links = settled(*joined(lines, words))
    text = LEADER.sub(" … ", text)
    level = headings.level(paragraph, text)
    if level:
        return Block(BlockKind.HEADING, text, level, links)
    item = BULLET.match(text) or (NUMBER.match(text) if listed or _hangs(lines) else None)
    if item:
        shift = item.end()
        moved = tuple(
            link._replace(start=link.start - shift, end=link.end - shift)
            for link in links
            if link.start >= shift
        )
        marker = "•" if BULLET.match(text) else item[1]
        return Block(BlockKind.ITEM, text[shift:], 1, moved, marker)
    return Block(BlockKind.CAPTION if CAPTION.match(text) else BlockKind.PARAGRAPH, text, 0, links)


def aside_block(line: Line, words: Words) -> Block:
    """Makes a block of what stands turned along the border of a page."""
    text, links = settled(*joined([line], words))
    return Block(BlockKind.PARAGRAPH, text, 0, links)


def note_block(note: Note, words: Words) -> Block:
    """Makes a block of a note."""
    text, links = settled(*joined(note.lines, words))
    return Block(BlockKind.FOOTNOTE, text, 0, links, f"[{note.marker}]", note.name)


def _indented(lines: Sequence[Line]) -> Iterator[str]:
    """The lines of a program, each as far in as it stands on the page."""
    left = min(line.left for line in lines)
    for line in lines:
        letter = line.width / max(len(line.text), 1) or 1
        yield " " * round((line.left - left) / letter) + line.text + ("-" if line.hyphen else "")


def _hangs(lines: Sequence[Line]) -> bool:
    """Whether the lines after the first stand further in."""
    return len(lines) > 1 and lines[1].left - lines[0].left > INDENT * lines[0].size


def listed(paragraphs: Sequence[Paragraph]) -> set[int]:
    """The indices of the paragraphs that begin with numbers, each one more than that before."""
    numbers = [_number(paragraph) for paragraph in paragraphs]
    steps = [one >= 0 and other == one + 1 for one, other in pairwise(numbers)]
    return {at for at, _ in enumerate(paragraphs) if any(steps[max(at - 1, 0) : at + 1])}


def _number(paragraph: Paragraph) -> int:
    """The number with which a paragraph begins; -2 for none."""
    match = NUMBER.match(paragraph.lines[0].text)
    digits = match[1].strip("(.)") if match else ""
    return int(digits) if digits.isdecimal() else -2
