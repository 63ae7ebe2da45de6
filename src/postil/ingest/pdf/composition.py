"""Pages become one text: its paragraphs over columns and pages, its headings, its notes."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from postil.ingest.pdf.blocks import aside_block, block_of, listed, note_block
from postil.ingest.pdf.columns import columns_of
from postil.ingest.pdf.floats import mended
from postil.ingest.pdf.furniture import without_furniture
from postil.ingest.pdf.headings import Headings
from postil.ingest.pdf.joining import Words
from postil.ingest.pdf.measures import measured
from postil.ingest.pdf.notes import parted
from postil.ingest.pdf.paragraphs import paragraphs_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.core.snapshot import Block
    from postil.ingest.pdf.lines import Line
    from postil.ingest.pdf.pages import Page


def blocks_of(pages: Sequence[Page], labels: Sequence[str], outline: Sequence[str] = ()) -> list[Block]:
    """Makes the blocks of a document.

    Args:
        pages: Its pages.
        labels: What is printed as each page's number.
        outline: The titles that its outline names.

    Returns:
        The blocks in the order in which they are read. The notes of a page stand behind the paragraph that ends it,
        what stands turned along its border behind them.
    """
    bare = [columns_of(lines) for lines in without_furniture([page.lines for page in pages], labels)]
    measures = measured([column for page in bare for column in page])
    feet = parted(bare, measures.size)
    paragraphs = mended(
        paragraphs_of([column for foot in feet for column in foot.columns], measures), measures.size
    )
    headings = Headings(paragraphs, measures, outline)
    notes = [note for foot in feet for note in foot.notes]
    in_order = chain((part.lines for part in paragraphs), (note.lines for note in notes))
    words = Words(chain.from_iterable(in_order))
    in_lists = listed(paragraphs)
    numbering = _Numbering(labels)
    blocks: list[Block] = []
    done = 0
    for number, paragraph in enumerate(paragraphs):
        block = block_of(paragraph, headings, words, listed=number in in_lists)
        blocks.append(numbering.numbered(block, paragraph.lines))
        following = paragraphs[number + 1].lines[0].page if number + 1 < len(paragraphs) else len(pages)
        for page in range(done, following):
            blocks += [note_block(note, words) for note in feet[page].notes]
            blocks += [aside_block(line, words) for line in pages[page].aside]
        done = max(done, following)
    return [block for block in blocks if block.text]


class _Numbering:
    """Gives each page's label to the first block that begins on it, or within which it begins."""

    def __init__(self, labels: Sequence[str]) -> None:
        self._labels = labels
        self._seen = -1
        self._due: list[int] = []

    def numbered(self, block: Block, lines: Sequence[Line]) -> Block:
        """The block, with the label of a page where one begins."""
        self._due += range(self._seen + 1, lines[-1].page + 1)
        self._seen = max(self._seen, lines[-1].page)
        begun = [page for page in self._due if page <= lines[0].page] or self._due
        if not begun:
            return block
        self._due = [page for page in self._due if page > begun[-1]]
        return block._replace(page=self._labels[begun[-1]])
