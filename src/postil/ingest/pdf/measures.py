"""What is usual in a text: the size of its type, the distance of its lines, the borders of its columns."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from postil.ingest.pdf.lines import Line

INDENT = 0.6
"""The part of the size of type by which a line begins further in, where it does so on purpose."""

_FEW = 4
"""Lines below which a column does not tell its own borders."""

_RUNNING_OVER = 15
"""Of so many lines of a column one may be set too long."""

_NEAR = 3.0
"""Points within which columns begin at the same place."""


class Measures(NamedTuple):
    """What is usual in a text.

    Attributes:
        size: The size of the type of most of it, in points.
        leading: The distance between two of its lines, as a part of their size.
        indented: Whether its paragraphs begin with an indent.
    """

    size: float
    leading: float
    indented: bool


def measured(columns: Sequence[Sequence[Line]]) -> Measures:
    """Measures a text's columns."""
    sizes: Counter[float] = Counter()
    for column in columns:
        for line in column:
            sizes[round(line.size, 1)] += len(line.text)
    size = max(sizes, key=lambda each: (sizes[each], each), default=10.0)
    pairs = [
        (before, line)
        for column in columns
        for before, line in pairwise(column)
        if before.is_like(line)
        and abs(line.size - size) < 0.06 * size
        and line.base - before.base > 0.5 * size
    ]
    steps = Counter(round((line.base - before.base) / size, 1) for before, line in pairs)
    leading = min(max(steps, key=lambda each: (steps[each], -each), default=1.2), 2.5)
    indents = sum(INDENT * size < line.left - before.left < 4 * size for before, line in pairs)
    indents += sum(
        INDENT * size < column[0].left - column[1].left < 4 * size
        for column in columns
        if len(column) > 1 and column[0].is_like(column[1])
    )
    spaced = sum(line.base - before.base > (leading + 0.25) * size for before, line in pairs)
    return Measures(size, leading, indents > spaced)


def borders(columns: Sequence[Sequence[Line]]) -> list[tuple[float, float]]:
    """Where each column begins and ends, in points from the left.

    A column of a few lines is as wide as others that begin where it does.
    """
    own = [_border(column) for column in columns]
    known = [border for border, column in zip(own, columns, strict=True) if len(column) >= _FEW]
    return [
        border if len(column) >= _FEW else _wider(border, known)
        for border, column in zip(own, columns, strict=True)
    ]


def _border(column: Sequence[Line]) -> tuple[float, float]:
    """The borders of a column; a few lines may run over the right one."""
    rights = sorted((line.right for line in column), reverse=True)
    return min(line.left for line in column), rights[len(rights) // _RUNNING_OVER]


def _wider(border: tuple[float, float], known: Iterable[tuple[float, float]]) -> tuple[float, float]:
    left, right = border
    fitting = [
        (other_right, other_left)
        for other_left, other_right in known
        if other_left - _NEAR <= left < other_right and right <= other_right + _NEAR
    ]
    if not fitting:
        return border
    other_right, other_left = min(fitting)
    return min(left, other_left), max(right, other_right)
