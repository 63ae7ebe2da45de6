"""The paragraphs that two versions of a text have in common, but for their blanks: most of a book that was revised.

They are linked as wholes, by patience. Of a long row of them only what stands beside a change is read word by word,
since a mark farther inside went where its paragraph went.

Cost: linear in the code points, a tenth of what reading them costs.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from functools import partial
from itertools import accumulate
from operator import attrgetter
from typing import TYPE_CHECKING

from postil.anchoring.provenance.patience import Patience
from postil.anchoring.provenance.rows import Gap, Run, grams, joined
from postil.anchoring.provenance.tokens import HYPHEN, paragraphs
from postil.core.patterns import pattern
from postil.core.pausing import paused
from postil.core.snapshot import TextRange

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from postil.anchoring.provenance.tokens import Tokens
    from postil.core.pausing import Pause

NEAR = 200
"""Code points from a change within which a mark may depend on it: what is looked at beside a mark to tell it from its
like (`twins.NEAR`) is less."""

READ = 500
"""Code points beside a change that are read, at least: more than what is looked at beside such a mark."""

_WORD = pattern(r"\S+")
_BROKEN = pattern(rf"[{HYPHEN}][^\S\n]*\n")


class Unchanged:
    """Rows of paragraphs that stand in two texts, in the same order.

    Args:
        old: The old text.
        new: The new text.
        pause: Is called on the way.
    """

    def __init__(self, old: str, new: str, pause: Pause) -> None:
        before, after = (list(paused(paragraphs(text), pause)) for text in (old, new))
        number = _numbering({*before} & {*after})
        self._old = _Paragraphs(old, before, number, pause)
        self._new = _Paragraphs(new, after, number, pause)
        runs: list[Run] = []
        patience = Patience(
            self._old.keys, self._new.keys, [partial(grams, length=1)], runs.append, pause, weigh=self._size
        )
        patience.narrowed([Gap(0, len(before), 0, len(after))], range(1))
        self._runs = list(joined(sorted(run for run in runs if run.length)))
        unread = [inner for run in self._runs if (inner := self._unread_of(run)).length > 0]
        self._unread_old = [self._old.range(run.old, run.length) for run in unread]
        self._unread_new = [self._new.range(run.new, run.length) for run in unread]

    def place(self, mark: TextRange) -> TextRange | None:
        """Where a mark stands in the new text; None where it may depend on what changed."""
        first, last = self._old.at(mark.start), self._old.at(mark.end - 1)
        at = bisect_right(self._runs, first, key=attrgetter("old")) - 1
        if at < 0 or not self._holds(self._runs[at], mark):
            return None
        shift = self._runs[at].new - self._runs[at].old
        start, end = self._there(first, shift, mark.start), self._there(last, shift, mark.end)
        return TextRange(start, end) if start < end else None

    def is_read(self, mark: TextRange, places: Iterable[TextRange]) -> bool:
        """Whether all of a mark in the old text and of its places in the new one is among what is to be read."""
        return not _touches(self._unread_old, mark) and not any(
            _touches(self._unread_new, place) for place in places
        )

    @property
    def read_of_old(self) -> list[TextRange]:
        """What is to be read of the old text: whole paragraphs, in their order."""
        return _rest(self._unread_old, self._old.starts[-1])

    @property
    def read_of_new(self) -> list[TextRange]:
        """The same of the new text."""
        return _rest(self._unread_new, self._new.starts[-1])

    def runs(self, old: Tokens, new: Tokens) -> list[Run]:
        """The rows as tokens, in their order.

        Args:
            old: Those of the old text, or of what is to be read of it.
            new: Those of the new text, likewise.
        """
        ours = [old.within(self._old.range(run.old, run.length)) for run in self._runs]
        theirs = [new.within(self._new.range(run.new, run.length)) for run in self._runs]
        return [Run(one.first, other.first, one.length) for one, other in zip(ours, theirs, strict=True)]

    def _size(self, run: Run) -> int:
        """The code points of some paragraphs of the old text."""
        return self._old.starts[run.old + run.length] - self._old.starts[run.old]

    def _holds(self, row: Run, mark: TextRange) -> bool:
        """Whether a mark stands in a row, away from what changed beside that."""
        start, end = self._inside(row, NEAR)
        return start <= mark.start and mark.end <= end

    def _inside(self, run: Run, distance: int) -> tuple[int, int]:
        """From where to where, in the old text, a row stands so far from what changed beside it."""
        start, end = self._old.starts[run.old], self._old.starts[run.old + run.length]
        if run.old or run.new:
            start += distance
        if run.old + run.length < len(self._old.keys) or run.new + run.length < len(self._new.keys):
            end -= distance
        return start, end

    def _unread_of(self, run: Run) -> Run:
        """The paragraphs of a row that need not be read; fewer than one where all have to."""
        start, end = self._inside(run, READ)
        first = bisect_left(self._old.starts, start)
        length = bisect_right(self._old.starts, end) - 1 - first
        return Run(first, first + run.new - run.old, length)

    def _there(self, paragraph: int, shift: int, offset: int) -> int:
        """Where an offset in a paragraph of the old text went with it."""
        old, new = self._old.text_of(paragraph), self._new.text_of(paragraph + shift)
        inside = offset - self._old.starts[paragraph]
        there = inside if old == new else _across_blanks(old, new, inside)
        return self._new.starts[paragraph + shift] + there


class _Paragraphs:
    """A text as paragraphs.

    Args:
        text: The text.
        parts: Its paragraphs.
        number: Tells what a paragraph is.
        pause: Is called on the way.

    Attributes:
        starts: The offset of each in the text, and the text's length.
        keys: The number of each.
    """

    def __init__(self, text: str, parts: Sequence[str], number: Callable[[str], int], pause: Pause) -> None:
        self._text = text
        self.starts = array("I", accumulate(map(len, parts), initial=0))
        self.keys = array("i", map(number, paused(parts, pause)))

    def at(self, offset: int) -> int:
        """The paragraph that holds an offset."""
        return bisect_right(self.starts, offset) - 1

    def text_of(self, paragraph: int) -> str:
        """One of them."""
        return self._text[self.starts[paragraph] : self.starts[paragraph + 1]]

    def range(self, first: int, length: int) -> TextRange:
        """Where some in a row stand in the text."""
        return TextRange(self.starts[first], self.starts[first + length])


def _numbering(shared: set[str]) -> Callable[[str], int]:
    """Tells a number by a paragraph: that of another one which differs from it in nothing but its blanks.

    Args:
        shared: Paragraphs that stand in both texts as they are, so that their blanks need not be looked at.
    """
    numbers: dict[str, int] = {}

    def number(paragraph: str) -> int:
        as_it_is = paragraph in shared or _BROKEN.search(paragraph)  # a word may go on in the next line
        return numbers.setdefault(paragraph if as_it_is else " ".join(paragraph.split()), len(numbers))

    return number


def _touches(ranges: Sequence[TextRange], piece: TextRange) -> bool:
    """Whether a piece shares something with one of some ascending ranges."""
    at = bisect_left(ranges, piece.end, key=attrgetter("start")) - 1
    return at >= 0 and ranges[at].overlaps(piece)


def _rest(ranges: Sequence[TextRange], length: int) -> list[TextRange]:
    """What a text of some length has before, between and behind some ascending ranges."""
    starts, ends = [0, *(one.end for one in ranges)], [*(one.start for one in ranges), length]
    return [TextRange(*pair) for pair in zip(starts, ends, strict=True)]


def _across_blanks(old: str, new: str, offset: int) -> int:
    """Where an offset of a paragraph is in the same one with other blanks."""
    words = old[:offset].split()
    starts = [*(word.start() for word in _WORD.finditer(new)), len(new)]
    if not offset or old[offset - 1].isspace():
        return starts[len(words)]
    return starts[len(words) - 1] + len(words[-1])
