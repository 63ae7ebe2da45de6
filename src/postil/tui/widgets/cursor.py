"""Where the reader is: a cursor that stands on a sentence, and the places it can go back to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.snapshot import TextRange

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from postil.core.snapshot import Block, Snapshot

KEPT = 256


class Cursor:
    """A sentence of an article.

    Args:
        snapshot: The text, with at least one block.
        segment: Gives the sentence spans of a block, in code points of the block's text.

    Attributes:
        block: Index of the block.
        sentence: Index of the sentence in the block.
        marks: Offsets of the canonical text by the letter under which they were marked.
        jumps: Offsets to go back to, the latest last.
    """

    def __init__(self, snapshot: Snapshot, segment: Callable[[Block], Sequence[tuple[int, int]]]) -> None:
        self.snapshot = snapshot
        self.block = 0
        self.sentence = 0
        self.marks: dict[str, int] = {}
        self.jumps: list[int] = []
        self._segment = segment
        self._spans: dict[int, Sequence[tuple[int, int]]] = {}

    def taken_to(self, snapshot: Snapshot, moved: Callable[[int], int]) -> Cursor:
        """The same place, marks and jumps in another text.

        Args:
            snapshot: That text.
            moved: Tells where an offset of this text is in it.
        """
        there = Cursor(snapshot, self._segment)
        there.marks = {letter: moved(offset) for letter, offset in self.marks.items()}
        there.jumps = [moved(offset) for offset in self.jumps]
        there.go(moved(self.range.start))
        return there

    @property
    def span(self) -> tuple[int, int]:
        """The sentence's code points in its block."""
        return self.spans(self.block)[self.sentence]

    @property
    def range(self) -> TextRange:
        """The sentence's code points in the canonical text."""
        start, end = self.span
        base = self.snapshot.starts[self.block]
        return TextRange(base + start, base + end)

    def spans(self, block: int) -> Sequence[tuple[int, int]]:
        """The sentences of a block; a block without any has one span over its whole text."""
        known = self._spans.get(block)
        if known is None:
            if len(self._spans) >= KEPT:
                self._spans.clear()
            whole = self.snapshot.blocks[block]
            known = self._spans[block] = self._segment(whole) or [(0, len(whole.text))]
        return known

    def sentence_spans(self, block: int) -> list[TextRange]:
        """The sentences of a block as code points of the canonical text."""
        base = self.snapshot.starts[block]
        return [TextRange(base + start, base + end) for start, end in self.spans(block)]

    def remember(self) -> None:
        """Notes where the cursor is, so that a jump can be taken back."""
        here = self.range.start
        if not self.jumps or self.jumps[-1] != here:
            self.jumps.append(here)

    def go(self, offset: int) -> None:
        """Stands on the sentence that holds an offset of the canonical text, or on the one before it."""
        self.block = self.snapshot.block_at(offset)
        self.sentence = self._sentence_at(offset - self.snapshot.starts[self.block])

    def go_in_block(self, block: int, offset: int) -> None:
        """Stands on the sentence of a block that begins at or after an offset of it."""
        self.block = block
        spans = self.spans(block)
        later = (index for index, (start, _end) in enumerate(spans) if start >= offset)
        self.sentence = next(later, len(spans) - 1)

    def next_sentence(self) -> bool:
        """Moves one sentence on; False at the end of the article."""
        if self.sentence + 1 < len(self.spans(self.block)):
            self.sentence += 1
            return True
        if self.block + 1 == len(self.snapshot.blocks):
            return False
        self.block, self.sentence = self.block + 1, 0
        return True

    def previous_sentence(self) -> bool:
        """Moves one sentence back; False at the start of the article."""
        if self.sentence:
            self.sentence -= 1
            return True
        if not self.block:
            return False
        self.block -= 1
        self.sentence = len(self.spans(self.block)) - 1
        return True

    def next_paragraph(self) -> bool:
        """Moves to the first sentence of the next block; False in the last."""
        if self.block + 1 == len(self.snapshot.blocks):
            return False
        self.block, self.sentence = self.block + 1, 0
        return True

    def previous_paragraph(self) -> bool:
        """Moves to the first sentence of the block before; False in the first."""
        if not self.block:
            return False
        self.block, self.sentence = self.block - 1, 0
        return True

    def _sentence_at(self, offset: int) -> int:
        index = 0
        for number, (start, _end) in enumerate(self.spans(self.block)):
            if start > offset:
                break
            index = number
        return index
