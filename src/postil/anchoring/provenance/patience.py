"""What two texts have in common, in order: first what stands once on both sides, then what is beside it.

Cohen's patience diff, in levels: what occurs once on both sides is an anchor; the longest chain of anchors that is in
order stands, equal neighbours join it, and each gap is treated in the same way. Where a gap has no anchor it is
looked at more finely. Cost: linear in the keys, for each level.
"""

from __future__ import annotations

from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, TypeAlias

from postil.anchoring.provenance.rows import Gap, Run, common, in_order, joined
from postil.core.pausing import paused

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from postil.anchoring.provenance.rows import Rows
    from postil.core.pausing import Pause

Level: TypeAlias = "Callable[[Sequence[int], int, int], Rows]"
"""What may be an anchor: of some keys, from a first to an end, the rows."""

FINE = 10_000_000_000
"""Pairs of keys beyond which a gap is not looked at more finely."""

AT_ONCE = 64
"""Keys that are compared in one step where a long stretch may be the same."""


class Patience:
    """Links the keys of two texts.

    Args:
        old: The keys of the old text.
        new: The keys of the new one.
        levels: What may be an anchor, the coarsest first.
        link: Is called with each run that is found.
        pause: Is called on the way.
        weigh: Tells what an anchor weighs; its keys unless it is said otherwise.
        small: Pairs of keys up to which a gap is left as it is.

    Attributes:
        anchoring: The keys in all anchors that were found, whether in order or not.
    """

    def __init__(
        self,
        old: array[int],
        new: array[int],
        levels: Sequence[Level],
        link: Callable[[Run], object],
        pause: Pause,
        *,
        weigh: Callable[[Run], int] = attrgetter("length"),
        small: int = 0,
    ) -> None:
        self._old = old
        self._new = new
        self._levels = levels
        self._link = link
        self._pause = pause
        self._weigh = weigh
        self._small = small
        self.anchoring = 0

    def narrowed(self, gaps: Iterable[Gap], levels: range) -> list[Gap]:
        """Links the anchors in some gaps and what grows from them; the gaps that are left.

        Args:
            gaps: Where to look.
            levels: How fine.
        """
        left: list[Gap] = []
        waiting = [(gap, levels.start) for gap in gaps]
        while waiting:
            self._pause()
            whole, level = waiting.pop()
            gap = self._trimmed(whole)
            parts = self._anchored(gap, range(level, levels.stop))
            waiting += parts
            if not parts and gap.pairs:
                left.append(gap)
        return left

    def _trimmed(self, gap: Gap) -> Gap:
        """Links what both ends of a gap have in common; what is left."""
        shorter = min(gap.old_end - gap.old, gap.new_end - gap.new)
        head = self._common(gap.old, gap.new, shorter)
        tail = self._common_back(gap.old_end, gap.new_end, shorter - head)
        self._link(Run(gap.old, gap.new, head))
        self._link(Run(gap.old_end - tail, gap.new_end - tail, tail))
        return Gap(gap.old + head, gap.old_end - tail, gap.new + head, gap.new_end - tail)

    def _anchored(self, gap: Gap, levels: range) -> list[tuple[Gap, int]]:
        """Links the anchors of a gap; the gaps between them, and how fine they are to be looked at."""
        if gap.pairs <= self._small:
            return []
        for level in levels if gap.pairs <= FINE else levels[:1]:
            rows = self._levels[level]
            anchors = common(
                rows(self._old, gap.old, gap.old_end), rows(self._new, gap.new, gap.new_end), self._pause
            )
            self.anchoring += sum(run.length for run in anchors)
            chain = in_order(anchors, self._pause, self._weigh)
            if chain:
                return [(part, level) for part in self._parted(gap, chain)]
        return []

    def _parted(self, gap: Gap, chain: Iterable[Run]) -> Iterator[Gap]:
        """Links the anchors with their equal neighbours, up to the next anchor; the gaps between them."""
        old, new = gap.old, gap.new
        end = Run(gap.old_end, gap.new_end, 0)
        for (old_at, new_at, own), following in pairwise(paused((*joined(chain), end), self._pause)):
            if old_at < old or new_at < new:  # an anchor before it has grown over this one
                continue
            back = self._common_back(old_at, new_at, min(old_at - old, new_at - new))
            room = max(own, min(following.old - old_at, following.new - new_at))
            length = back + self._common(old_at, new_at, room)
            self._link(Run(old_at - back, new_at - back, length))
            yield Gap(old, old_at - back, new, new_at - back)
            old, new = old_at - back + length, new_at - back + length
        yield Gap(old, gap.old_end, new, gap.new_end)

    def _common(self, old_at: int, new_at: int, most: int) -> int:
        """How many keys in a row are the same from two places on."""
        old, new = self._old, self._new
        step = 0
        while step + AT_ONCE <= most and (
            old[old_at + step : old_at + step + AT_ONCE] == new[new_at + step : new_at + step + AT_ONCE]
        ):
            step += AT_ONCE
        while step < most and old[old_at + step] == new[new_at + step]:
            step += 1
        return step

    def _common_back(self, old_end: int, new_end: int, most: int) -> int:
        """How many keys in a row are the same up to two places."""
        old, new = self._old, self._new
        step = 0
        while step + AT_ONCE <= most and (
            old[old_end - step - AT_ONCE : old_end - step] == new[new_end - step - AT_ONCE : new_end - step]
        ):
            step += AT_ONCE
        while step < most and old[old_end - 1 - step] == new[new_end - 1 - step]:
            step += 1
        return step
