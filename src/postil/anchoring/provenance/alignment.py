"""Which token of a new text is which token of the old one: each at most once, almost all in order.

Patience first: what occurs once on both sides is an anchor, whole paragraphs before sentences, and these before
stretches of 8, 5 and 3 tokens (Cohen's patience diff). The longest chain of anchors that is in order stands, equal neighbours
join it, and each gap is treated in the same way. What is left and moved (`moves`) is linked, with what stands
beside it (`beside`), before anchors that may be there by chance are looked for and the gaps are compared token by
token (`comparison`), so that no coincidence takes it. The gaps in and about what moved are compared when
all else is done.

Cost: linear in the tokens for the anchors, O(ab / 64) for a gap of a and b tokens, which is left alone
beyond `LARGEST_GAP`.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from postil.anchoring.provenance.beside import gaps_at, gaps_beside
from postil.anchoring.provenance.comparison import Gap, credible_runs
from postil.anchoring.provenance.moves import moved_runs
from postil.anchoring.provenance.rows import (
    NOWHERE,
    Run,
    grams,
    in_order,
    joined,
    paragraphs,
    sentences,
    unique,
)
from postil.core.pausing import paused, unasked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from postil.anchoring.provenance.tokens import Tokens
    from postil.core.pausing import Pause

SMALL_GAP = 4_000
"""Pairs of tokens up to which a gap is compared token by token at once."""

LARGEST_GAP = 40_000_000
"""Pairs of tokens beyond which a gap without anchors is not compared at all."""

GRAMS = (8, 5, 3)
"""Tokens of the stretches that are looked for where no sentence is an anchor."""

SENTENCES = 1
UNMISTAKABLE = SENTENCES + 1
FINEST = SENTENCES + len(GRAMS)
"""How fine a gap is looked at: 0 is for paragraphs, what is above that of sentences for one length of stretch each. Up
to the longest of these nothing stands in another passage by chance."""

FINE = 10_000_000_000
"""Pairs of tokens beyond which only paragraphs and sentences are looked for."""

UNRELATED = 0.03
"""The share of the old tokens with a partner below which the new text is another one altogether."""

SURELY_MOVED = 7
MOVED = 4
"""Tokens in a row that moved: before gaps are compared, and after."""

AT_ONCE = 64
"""Tokens that are compared in one step where a long stretch may be the same."""

_TAKEN_OLD, _TAKEN_NEW = -1, -2


class Alignment:
    """Partners of the tokens of two texts.

    Args:
        old: The old text's tokens.
        new: The new text's tokens.
        pause: Is called on the way.

    Attributes:
        old: The old text's tokens.
        new: The new text's tokens.
        partners: For each old token its new one, or `NOWHERE`.
        origins: For each new token its old one, or `NOWHERE`.
        pause: Is called by whoever works on all of it.
    """

    def __init__(self, old: Tokens, new: Tokens, pause: Pause = unasked) -> None:
        self.old = old
        self.new = new
        self.pause = pause
        self.partners = array("i", [NOWHERE]) * len(old)
        self.origins = array("i", [NOWHERE]) * len(new)
        self._free_old, self._free_new = old.keys[:], new.keys[:]
        self._runs: list[Run] = []
        self._partnered = 0
        self._anchoring = 0
        gaps = self._anchored([(Gap(0, len(old), 0, len(new)), 0)], UNMISTAKABLE)
        moved = self._link_moved(SURELY_MOVED) if self._is_kin else []
        if any(gap.pairs > SMALL_GAP for gap in gaps):
            self._compare([*gaps_at(moved, old, self.partners, self.origins)])
            self._hide_partnered(gaps)
            gaps = self._anchored([(gap, UNMISTAKABLE + 1) for gap in gaps], FINEST)
        self._compare(gaps)
        if self.kinship >= UNRELATED:
            self._link_moved(MOVED)
            self._compare([*gaps_beside(old, self.partners, self.origins, pause)])

    @property
    def kinship(self) -> float:
        """The share of the old tokens that have a partner; 1 for a text without any."""
        return self._partnered / len(self.old) if self.old else 1.0

    def is_moved(self, old: int) -> bool:
        """Whether a token with a partner is not on the longest chain that kept its order."""
        starts, kept = self._order
        return not kept[bisect_right(starts, old) - 1]

    @property
    def _is_kin(self) -> bool:
        """Whether enough stands in both texts, in whatever order, for anything to have moved."""
        return max(self._partnered, self._anchoring) >= UNRELATED * len(self.old)

    @cached_property
    def _order(self) -> tuple[list[int], list[bool]]:
        """Where each linked run begins in the old text, and whether it kept its order."""
        chain = set(in_order(self._runs, self.pause))
        self._runs.sort()
        return [run.old for run in self._runs], [run in chain for run in self._runs]

    def _hide_partnered(self, gaps: Iterable[Gap]) -> None:
        """Makes the tokens in some gaps that have a partner equal to no other, so that no anchor holds them."""
        for gap in gaps:
            for at in range(gap.old, gap.old_end):
                if self.partners[at] != NOWHERE:
                    self._free_old[at] = _TAKEN_OLD
            for at in range(gap.new, gap.new_end):
                if self.origins[at] != NOWHERE:
                    self._free_new[at] = _TAKEN_NEW

    def _link(self, old: int, new: int, length: int) -> None:
        """Makes partners of some tokens in a row."""
        if length:
            self.partners[old : old + length] = array("i", range(new, new + length))
            self.origins[new : new + length] = array("i", range(old, old + length))
            self._runs.append(Run(old, new, length))
            self._partnered += length

    def _anchored(self, waiting: list[tuple[Gap, int]], finest: int) -> list[Gap]:
        """Links the anchors in some gaps and what grows from them; the gaps that are left.

        Args:
            waiting: The gaps, and how fine each is to be looked at first.
            finest: How fine they are looked at at most.
        """
        left: list[Gap] = []
        while waiting:
            self.pause()
            whole, level = waiting.pop()
            gap = self._trimmed(whole)
            parts = self._narrowed(gap, level, finest)
            waiting += parts
            if not parts and 0 < gap.pairs <= LARGEST_GAP:
                left.append(gap)
        return left

    def _trimmed(self, gap: Gap) -> Gap:
        """Links what both ends of a gap have in common; what is left."""
        old, new = self._free_old, self._free_new
        shorter = min(gap.old_end - gap.old, gap.new_end - gap.new)
        head = _common(old, new, gap.old, gap.new, shorter)
        tail = _common_back(old, new, gap.old_end, gap.new_end, shorter - head)
        self._link(gap.old, gap.new, head)
        self._link(gap.old_end - tail, gap.new_end - tail, tail)
        return Gap(gap.old + head, gap.old_end - tail, gap.new + head, gap.new_end - tail)

    def _narrowed(self, gap: Gap, level: int, finest: int) -> list[tuple[Gap, int]]:
        """Links the anchors of a gap; the gaps between them, and how fine they are to be looked at."""
        if gap.pairs <= SMALL_GAP:
            return []
        last = finest if gap.pairs <= FINE else min(max(level, SENTENCES), finest)
        for finer in range(level, last + 1):
            anchors = self._anchors(gap, finer)
            self._anchoring += sum(run.length for run in anchors)
            chain = in_order(anchors, self.pause)
            if chain:
                return [(part, finer) for part in self._parted(gap, chain)]
        return []

    def _anchors(self, gap: Gap, level: int) -> list[Run]:
        """What stands once on both sides of a gap: whole paragraphs, sentences, or shorter stretches."""
        if level <= SENTENCES:
            whole = sentences if level == SENTENCES else paragraphs
            old = unique(whole(self.old, gap.old, gap.old_end), self.pause)
            new = unique(whole(self.new, gap.new, gap.new_end), self.pause)
        else:
            length = GRAMS[level - SENTENCES - 1]
            old = unique(grams(self._free_old, gap.old, gap.old_end, length), self.pause)
            new = unique(grams(self._free_new, gap.new, gap.new_end, length), self.pause)
        return [
            Run(at, new[row], len(row))
            for row, at in paused(old.items(), self.pause)
            if at >= 0 and new.get(row, NOWHERE) >= 0
        ]

    def _parted(self, gap: Gap, chain: Iterable[Run]) -> Iterator[Gap]:
        """Links the anchors with their equal neighbours, up to the next anchor; the gaps between them."""
        old_keys, new_keys = self._free_old, self._free_new
        old, new = gap.old, gap.new
        end = Run(gap.old_end, gap.new_end, 0)
        for (old_at, new_at, own), following in pairwise(paused((*joined(chain), end), self.pause)):
            if old_at < old or new_at < new:  # an anchor before it has grown over this one
                continue
            back = _common_back(old_keys, new_keys, old_at, new_at, min(old_at - old, new_at - new))
            room = max(own, min(following.old - old_at, following.new - new_at))
            length = back + _common(old_keys, new_keys, old_at, new_at, room)
            self._link(old_at - back, new_at - back, length)
            yield Gap(old, old_at - back, new, new_at - back)
            old, new = old_at - back + length, new_at - back + length
        yield Gap(old, gap.old_end, new, gap.new_end)

    def _compare(self, gaps: Iterable[Gap]) -> None:
        """Links what the two sides of each gap have in common, token by token."""
        for gap in gaps:
            if gap.pairs > LARGEST_GAP:
                continue
            self.pause()
            old = [at for at in range(gap.old, gap.old_end) if self.partners[at] == NOWHERE]
            new = [at for at in range(gap.new, gap.new_end) if self.origins[at] == NOWHERE]
            for run in credible_runs(self.old, old, self.new, new):
                for one, other in zip(old[run.old : run.old_end], new[run.new : run.new_end], strict=True):
                    self._link(one, other, 1)

    def _link_moved(self, length: int) -> list[Run]:
        """Links the stretches of at least `length` tokens that moved; which they are."""
        linked = []
        for run in moved_runs(self.old, self.partners, self.new, self.origins, length, pause=self.pause):
            self._link(*run)
            linked.append(run)
        return linked


def _common(old: array[int], new: array[int], old_at: int, new_at: int, most: int) -> int:
    """How many tokens in a row are the same from two places on."""
    step = 0
    while step + AT_ONCE <= most and (
        old[old_at + step : old_at + step + AT_ONCE] == new[new_at + step : new_at + step + AT_ONCE]
    ):
        step += AT_ONCE
    while step < most and old[old_at + step] == new[new_at + step]:
        step += 1
    return step


def _common_back(old: array[int], new: array[int], old_end: int, new_end: int, most: int) -> int:
    """How many tokens in a row are the same up to two places."""
    step = 0
    while step + AT_ONCE <= most and (
        old[old_end - step - AT_ONCE : old_end - step] == new[new_end - step - AT_ONCE : new_end - step]
    ):
        step += AT_ONCE
    while step < most and old[old_end - 1 - step] == new[new_end - 1 - step]:
        step += 1
    return step
