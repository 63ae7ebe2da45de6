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

FLUSH = 0.4
"""The part of the size of type by which a justified line may miss the border of its column."""

_LARGE = 1.08
"""The part of the size of the text's type from which other type is larger."""

_USUAL = 0.1
"""The part of all distances between lines from which one is usual: in a text of short paragraphs, that between those
is more frequent than that between their lines."""

_SPACE = 0.25
"""The part of the size of type that a space takes."""

_WIDEST_LEADING = 2.5
"""The distance of lines, as a part of their size, beyond which they are no lines of one paragraph."""

_DEEPEST_INDENT = 4
"""The part of the size of type that an indent takes at most; what stands further in is set apart."""

_MOSTLY = 0.6
"""The part of its lines that end at the border in a justified text."""

_FEW = 10
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
        justified: Whether its lines end at the same place.
        full: Whether a sentence that ends with a full line rather ends a paragraph than goes on in one.
    """

    size: float
    leading: float
    indented: bool
    justified: bool
    full: bool

    def is_large(self, line: Line) -> bool:
        """Whether a line is set in larger type than most of the text."""
        return line.size > self.size * _LARGE


def measured(columns: Sequence[Sequence[Line]]) -> Measures:
    """Measures a text's columns."""
    sizes: Counter[float] = Counter()
    for column in columns:
        for line in column:
            sizes[round(line.size, 1)] += len(line.text)
    size = max(sizes, key=lambda each: (sizes[each], each), default=10.0)
    ends = [right for _, right in borders(columns)]
    pairs = [
        (before, line, right)
        for column, right in zip(columns, ends, strict=True)
        for before, line in pairwise(column)
        if before.is_like(line)
        and abs(line.size - size) < 0.06 * size
        and line.base - before.base > 0.5 * size
    ]
    steps = Counter(round((line.base - before.base) / size, 1) for before, line, _ in pairs)
    usual = (step for step, count in steps.items() if count >= len(pairs) * _USUAL)
    leading = min(min(usual, default=1.2), _WIDEST_LEADING)
    apart = [line.base - before.base > (leading + 0.25) * size for before, line, _ in pairs]
    full = Counter(
        parted
        for parted, (before, line, right) in zip(apart, pairs, strict=True)
        if before.ends and not line.text[:1].islower() and not is_broken(before, line, right)
    )
    flush = sum(
        line.right > right - FLUSH * size
        for column, right in zip(columns, ends, strict=True)
        for line in column
    )
    return Measures(
        size,
        leading,
        indented=_indents(columns, pairs, size) > sum(apart),
        justified=flush > _MOSTLY * sum(map(len, columns)),
        full=full[True] > full[False],
    )


def _indents(
    columns: Sequence[Sequence[Line]], pairs: Sequence[tuple[Line, Line, float]], size: float
) -> int:
    """How many lines begin with an indent, as far as the next or the last line shows it."""
    shifts = [line.left - before.left for before, line, _ in pairs]
    shifts += [
        column[0].left - column[1].left
        for column in columns
        if len(column) > 1 and column[0].is_like(column[1])
    ]
    return sum(INDENT * size < shift < _DEEPEST_INDENT * size for shift in shifts)


def is_broken(line: Line, after: Line, right: float) -> bool:
    """Whether a line ends although the first word of the next would have had room before the border of the column."""
    return line.right + _SPACE * line.size + after.word < right - FLUSH * line.size


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
