"""Lines become paragraphs: where one ends and the next begins is told by the space, the indent and the words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from postil.ingest.pdf.measures import INDENT, borders

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from postil.ingest.pdf.lines import Line
    from postil.ingest.pdf.measures import Measures

BULLET = re.compile(r"([•◦▪‣●○■□·∙*-])\s+(?=\S)")
NUMBER = re.compile(r"(\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])\s+(?=\S)")

LEADER = re.compile(r"\s*(?:\s?[.·…]){6,}\s*(?=\S{0,8}$)")
"""The dots that lead to a page number in a table of contents."""

_CODE_LEADING = 2.2
"""The part of the size of type that the lines of a program stand apart at most."""

_ROWS = 3
"""The part of the size of type that the rows of a table stand apart at most."""

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
    """Reads line after line, and decides of each whether it goes on with the paragraph."""

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
        broken = _is_broken(last, line, before)
        ended = last.ends or LEADER.search(last.text) is not None
        alike = last.is_like(line) and last.fixed == line.fixed
        near = not jumped and self._is_near(last, line)
        if last.hyphen or not (broken or ended or not line.text[:1].islower()):
            open_ended = last.hyphen or jumped or last.text[-1:] == "," or last.text[-1:].isalpha()
            return (alike and (near or open_ended)) or (near and _may_mix(last, line))
        if not alike or BULLET.match(line.text) or LEADER.search(last.text):
            return False
        if jumped:
            return self._jumps_on(line, here, broken=broken)
        return near and self._flows(line, here, broken=broken)

    def _is_near(self, last: Line, line: Line) -> bool:
        """Whether a line stands no further below the last one than lines of a paragraph do."""
        allowed = self._measures.leading * 1.08 + 0.12
        if self._is_large(line):
            allowed = max(1.5, min(allowed, 1.7))
        return 0 < line.base - last.base <= allowed * line.size

    def _is_large(self, line: Line) -> bool:
        return line.size > self._measures.size * 1.08

    def _jumps_on(self, line: Line, here: _Column, *, broken: bool) -> bool:
        """Whether the paragraph goes on in another column."""
        if self._measures.indented and not self._is_large(line):
            return not _is_indented(line, here) and not (broken and self._open[-1].ends)
        return not broken and not NUMBER.match(line.text)

    def _flows(self, line: Line, here: _Column, *, broken: bool) -> bool:
        """Whether a line goes on with the last one right above it."""
        first, last = self._open[0], self._open[-1]
        if self._is_large(line):
            return last.bold == line.bold
        alone, item = len(self._open) == 1, _is_item(first)
        if (broken and (last.ends or not self._measures.indented)) or (_is_item(line) and (item or broken)):
            return False
        if alone and last.ends and not item and self._measures.indented and _is_indented(line, here):
            return False
        shift = (line.left - last.left) / line.size
        if shift > INDENT:
            return (alone and item) or ((alone or item) and not (broken or last.ends))
        return shift >= -INDENT or (alone and not item)


def _may_mix(last: Line, line: Line) -> bool:
    """Whether two lines of one paragraph may seem to differ in size because words in another type fill one of them."""
    return min(last.size, line.size) > 0.85 * max(last.size, line.size)


def _in_table(last: Line, line: Line) -> bool:
    """Whether a line is a cell of the table that is open, or of its next row."""
    return last.cell and line.cell and line.base - last.base < _ROWS * max(last.size, line.size)


def _is_item(line: Line) -> bool:
    return BULLET.match(line.text) is not None or NUMBER.match(line.text) is not None


def _is_indented(line: Line, column: _Column) -> bool:
    return line.left - column.left > INDENT * line.size


def _is_row(lines: Sequence[Line]) -> bool:
    return len(lines) == 2 and abs(lines[0].base - lines[1].base) < _CLOSE


def _is_broken(last: Line, line: Line, column: _Column) -> bool:
    """Whether a line ends although the first word of the next would have had room behind it."""
    word = len(line.text.partition(" ")[0]) + 1
    width = line.width / max(len(line.text), 1)
    return last.right + word * width < column.right - 0.4 * line.size
