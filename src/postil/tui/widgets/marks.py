"""What is drawn over the text: claims, found words, links; looked up by range."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from functools import cache, cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


class Mark(NamedTuple):
    """A stretch of the canonical text that something is said about.

    Attributes:
        start: First code point.
        end: The code point after the last.
        id: Whose it is; a claim's id.
    """

    start: int
    end: int
    id: str


class Marks:
    """Marks in the order of the text, found by overlap in logarithmic time.

    Args:
        marks: In any order; they may overlap.
        look: How the marks of an id are drawn, as a style's name: a claim's ledger state. It is asked
            once, for those that come to be seen.
    """

    def __init__(self, marks: Iterable[Mark] = (), look: Callable[[str], str] = str) -> None:
        self.look = cache(look)
        self.sorted = sorted(marks)
        self._starts = array("I", (mark.start for mark in self.sorted))
        self._reach = array("I", accumulate((mark.end for mark in self.sorted), max))

    def __len__(self) -> int:
        return len(self.sorted)

    def changed(self, gone: Iterable[Mark], new: Iterable[Mark], look: Callable[[str], str]) -> Marks:
        """These marks without some and with others, for little more than what a copy of the lists costs.

        Args:
            gone: Some of these.
            new: Others.
            look: As for the marks.
        """
        made = Marks((), look)
        made.sorted, made._starts, made._reach = [*self.sorted], self._starts[:], self._reach[:]
        for mark in gone:
            made._remove(mark)
        for mark in new:
            made._insert(mark)
        return made

    def _remove(self, mark: Mark) -> None:
        at = bisect_left(self.sorted, mark)
        del self.sorted[at], self._starts[at], self._reach[at]
        reach = self._reach[at - 1] if at else 0
        for index in range(at, len(self.sorted)):
            reach = max(reach, self.sorted[index].end)
            if reach == self._reach[index]:
                return
            self._reach[index] = reach

    def _insert(self, mark: Mark) -> None:
        at = bisect_left(self.sorted, mark)
        self.sorted.insert(at, mark)
        self._starts.insert(at, mark.start)
        self._reach.insert(at, max(self._reach[at - 1] if at else 0, mark.end))
        for index in range(at + 1, len(self.sorted)):
            if self._reach[index] >= mark.end:
                return
            self._reach[index] = mark.end

    def over(self, start: int, end: int) -> list[Mark]:
        """The marks that share a code point with `start` to `end`, in order."""
        index = bisect_left(self._starts, end)
        found = []
        while index and self._reach[index - 1] > start:
            index -= 1
            if self.sorted[index].end > start:
                found.append(self.sorted[index])
        return found[::-1]

    def after(self, offset: int) -> Mark | None:
        """The first mark that begins after an offset."""
        index = bisect_left(self._starts, offset + 1)
        return self.sorted[index] if index < len(self.sorted) else None

    def before(self, offset: int) -> Mark | None:
        """The last mark that begins before an offset."""
        index = bisect_left(self._starts, offset)
        return self.sorted[index - 1] if index else None

    def of(self, name: str) -> Iterator[Mark]:
        """The pieces of one claim."""
        return (mark for mark in self.sorted if mark.id == name)

    def neighbour(self, name: str, step: int) -> Mark | None:
        """The first piece of the claim `step` places after (before, when negative) another one."""
        index = self._order.get(name)
        if index is None or not 0 <= index + step < len(self._firsts):
            return None
        return self._firsts[index + step]

    @cached_property
    def firsts(self) -> list[int]:
        """Where each claim's first piece begins, ascending."""
        return [mark.start for mark in self._firsts]

    @cached_property
    def _firsts(self) -> list[Mark]:
        """The first piece of each claim, in the order of the text."""
        firsts: dict[str, Mark] = {}
        for mark in self.sorted:
            firsts.setdefault(mark.id, mark)
        return list(firsts.values())

    @cached_property
    def _order(self) -> dict[str, int]:
        return {mark.id: index for index, mark in enumerate(self._firsts)}
