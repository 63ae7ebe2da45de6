"""Headings: short paragraphs in larger or bold type, or those that the document's own outline names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.patterns import pattern
from postil.ingest.pdf.lines import SMALL
from postil.ingest.pdf.paragraphs import LEADER

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from postil.ingest.pdf.measures import Measures
    from postil.ingest.pdf.paragraphs import Paragraph

_LONGEST, _LONGEST_BOLD = 200, 120
"""Code points of a heading in larger, and of one in bold type."""

_LONGEST_SENTENCE = 60
"""Code points of a bold line that ends with a full stop, up to which it is no sentence of the text."""

_DEEPEST = 6
_LETTER = pattern(r"[^\W\d_]")
_NOT_WORDS = pattern(r"[\W_]+")


class Headings:
    """What the headings of a text look like.

    Args:
        paragraphs: All paragraphs of the text.
        measures: What is usual in it.
        outline: The titles that the document's outline names.
    """

    def __init__(
        self, paragraphs: Sequence[Paragraph], measures: Measures, outline: Iterable[str] = ()
    ) -> None:
        self._measures = measures
        self._outline = {_plain(title) for title in outline} - {""}
        sizes = {_size(paragraph) for paragraph in paragraphs if self._is_large(paragraph)}
        self._levels = {size: level for level, size in enumerate(sorted(sizes, reverse=True), 1)}

    def level(self, paragraph: Paragraph, text: str) -> int:
        """The level of a heading from 1 to 6; 0 for what is none."""
        if self._is_large(paragraph):
            return min(self._levels[_size(paragraph)], _DEEPEST)
        if _plain(text) in self._outline or self._is_bold(paragraph, text):
            return min(len(self._levels) + 1, _DEEPEST)
        return 0

    def _is_large(self, paragraph: Paragraph) -> bool:
        lines = paragraph.lines
        text = " ".join(line.text for line in lines)
        return (
            not paragraph.is_table
            and not LEADER.search(text)
            and self._measures.is_large(lines[0])
            and len(text) <= _LONGEST
            and _LETTER.search(text) is not None
        )

    def _is_bold(self, paragraph: Paragraph, text: str) -> bool:
        lines = paragraph.lines
        return (
            len(text) <= _LONGEST_BOLD
            and all(line.bold for line in lines)
            and not self._measures.is_large(lines[0])
            and lines[0].size > self._measures.size * SMALL
            and not text.endswith((",", ";", ":"))
            and (len(text) <= _LONGEST_SENTENCE or not text.endswith("."))
            and _LETTER.search(text) is not None
        )


def _size(paragraph: Paragraph) -> float:
    return round(paragraph.lines[0].size * 2) / 2


def _plain(text: str) -> str:
    return _NOT_WORDS.sub("", text).casefold()
