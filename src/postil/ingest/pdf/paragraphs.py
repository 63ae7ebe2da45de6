"""Lines become paragraphs: where one ends and the next begins is told by the space, the indent and the words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from postil.core.patterns import pattern
from postil.ingest.pdf.measures import FLUSH, INDENT, borders, is_broken
from postil.ingest.pdf.tables import ROWS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from postil.ingest.pdf.lines import Line
    from postil.ingest.pdf.measures import Measures

BULLET = pattern(r"([•◦▪‣●○■□·∙*-])\s+(?=\S)")
CAPTION = pattern(
    r"(?:fig(?:ure|\.)|table|tab\.|abb(?:ildung|\.)|tabelle|tableau|figura|tabla)\s*\d+[.:]", re.IGNORECASE
)
_PLAIN_BULLET = pattern(r"[*-]\s")
NUMBER = pattern(r"(\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])\s+(?=\S)")

LEADER = pattern(r"\s*(?:\s?[.·…]){6,}\s*(?=\S{0,8}$)")
"""The dots that lead to a page number in a table of contents."""

_STRETCHED = 0.2
"""The part of the size of type by which the lines of a paragraph may stand further apart than is usual."""

_LARGE_LEADING, _CODE_LEADING = 1.6, 2.2
"""The parts of the size of type that the lines of a heading, and those of a program, stand apart at most."""

_MIXED = 0.85
"""The part of the larger type that the smaller has at least, where two types stand in one paragraph."""

_CLOSE = 2.0
"""Points within which lines begin at the same place."""


class Paragraph(NamedTuple):
    """Lines that belong together.

    Attributes:
        lines: In their order; they may go on in another column or on another page.
        is_table: Whether they are the cells of a table, row by row.
    """

    lines: list[Line]
    is_table: bool = False


class _Column(NamedTuple):
    """Where a column begins and ends, in points from the left."""

    left: float
    right: float


def paragraphs_of(columns: Sequence[Sequence[Line]], measures: Measures) -> list[Paragraph]:
    """Parts columns into paragraphs.

    Args:
        columns: All columns of a text in the order in which they are read.
        measures: What is usual in it.

    Returns:
        Paragraphs, which hold each line once and in order.
    """
    return list(_Reading(measures).paragraphs(columns))


class _Reading:
    """Reads line after line, and decides of each whether it goes on with the paragraph.

    A line is broken where the first word of the next would have had room behind it: so ends a paragraph, or an item,
    but hardly any line within one. What the words tell (a hyphen, a sentence that goes on with a small letter) comes
    before what the space tells, since figures part paragraphs; the indent decides where a text uses one.
    """

    def __init__(self, measures: Measures) -> None:
        self._measures = measures
        self._open: list[Line] = []
        self._at = _Column(0, 0)

    def paragraphs(self, columns: Sequence[Sequence[Line]]) -> Iterator[Paragraph]:
        for column, border in zip(columns, borders(columns), strict=True):
            before = self._at
            here = _Column(*border)
            for number, line in enumerate(column):
                if self._open and not self._goes_on(
                    line, before if number == 0 else here, here, jumped=number == 0
                ):
                    yield self._closed()
                self._open.append(line)
            self._at = here
        if self._open:
            yield self._closed()

    def _closed(self) -> Paragraph:
        lines, self._open = self._open, []
        return Paragraph(lines, is_table=lines[0].cell and _is_row(lines[:2]))

    def _goes_on(self, line: Line, before: _Column, here: _Column, *, jumped: bool) -> bool:
        """Whether a line belongs to the paragraph that is open."""
        last = self._open[-1]
        if last.cell or line.cell:
            return not jumped and _in_table(last, line)
        if last.fixed and line.fixed:
            return jumped or 0 < line.base - last.base < _CODE_LEADING * line.size
        broken = is_broken(last, line, before.right)
        ended = last.ends or LEADER.search(last.text) is not None
        alike = last.is_like(line) and last.fixed == line.fixed
        near = not jumped and self._is_near(last, line)
        if last.hyphen or not (broken or ended or not line.text[:1].islower()):
            in_words = last.text[-1:] == "," or last.text[-1:].isalpha()
            open_ended = last.hyphen or jumped or (in_words and not self._measures.is_large(line))
            return (alike and (near or open_ended)) or (near and _may_mix(last, line))
        if not alike or LEADER.search(last.text) or self._is_bullet(line, broken=broken or ended):
            return False
        if jumped:
            ended = last.ends and self._measures.justified and last.right < before.right - FLUSH * last.size
            return self._jumps_on(line, here, broken=broken or ended)
        return near and self._flows(line, here, broken=broken)

    @staticmethod
    def _is_bullet(line: Line, *, broken: bool) -> bool:
        """Whether an item begins; a hyphen or an asterisk may also stand in a sentence."""
        return BULLET.match(line.text) is not None and (broken or not _PLAIN_BULLET.match(line.text))

    def _is_near(self, last: Line, line: Line) -> bool:
        """Whether a line stands no further below the last one than lines of a paragraph do."""
        allowed = _LARGE_LEADING if self._measures.is_large(line) else self._measures.leading + _STRETCHED
        return 0 < line.base - last.base <= allowed * line.size

    def _jumps_on(self, line: Line, here: _Column, *, broken: bool) -> bool:
        """Whether the paragraph goes on in another column."""
        if self._measures.indented and not self._measures.is_large(line):
            return not _is_indented(line, here) and not (broken and self._open[-1].ends)
        likely = self._measures.full and self._open[-1].ends
        return not (broken or likely or NUMBER.match(line.text))

    def _flows(self, line: Line, here: _Column, *, broken: bool) -> bool:
        """Whether a line goes on with the last one right above it."""
        first, last = self._open[0], self._open[-1]
        if self._measures.is_large(line):
            return last.bold == line.bold
        alone, item = len(self._open) == 1, _is_item(first)
        if (broken and (last.ends or not self._measures.indented)) or (_is_item(line) and (item or broken)):
            return False
        if (
            alone
            and (last.ends or broken)
            and not item
            and self._measures.indented
            and _is_indented(line, here)
        ):
            return False
        shift = (line.left - last.left) / line.size
        if shift > INDENT:
            return (alone and item) or ((alone or item) and not (broken or last.ends))
        return shift >= -INDENT or (alone and not item)


def _may_mix(last: Line, line: Line) -> bool:
    """Whether two lines of one paragraph may seem to differ in size because words in another type fill one of them."""
    return min(last.size, line.size) > _MIXED * max(last.size, line.size)


def _in_table(last: Line, line: Line) -> bool:
    """Whether a line is a cell of the table that is open, or of its next row."""
    return last.cell and line.cell and line.base - last.base < ROWS * max(last.size, line.size)


def _is_item(line: Line) -> bool:
    return BULLET.match(line.text) is not None or NUMBER.match(line.text) is not None


def _is_indented(line: Line, column: _Column) -> bool:
    return line.left - column.left > INDENT * line.size


def _is_row(lines: Sequence[Line]) -> bool:
    return len(lines) == 2 and abs(lines[0].base - lines[1].base) < _CLOSE
