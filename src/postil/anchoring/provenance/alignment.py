"""Which token of a new text is which token of the old one: each at most once, almost all in order.

What is known to be the same is linked first, then by patience sentences before stretches of 8, 5 and 3 tokens.
What is left and moved (`moves`) is linked, with what stands beside it (`beside`), before anchors that may be there by
chance are looked for and the gaps are compared token by token (`comparison`), so that no coincidence takes it. The
gaps in and about what moved are compared when all else is done.

Cost: linear in the tokens for the anchors, O(ab / 64) for a gap of a and b tokens, which is left alone
beyond `LARGEST_GAP`.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from functools import cached_property, partial
from typing import TYPE_CHECKING

from postil.anchoring.provenance.beside import gaps_at, gaps_beside
from postil.anchoring.provenance.comparison import credible_runs
from postil.anchoring.provenance.moves import moved_runs, stretches
from postil.anchoring.provenance.patience import Patience
from postil.anchoring.provenance.rows import NOWHERE, Gap, Run, between, grams, in_order, sentences
from postil.anchoring.provenance.windows import Windows
from postil.core.pausing import unasked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from postil.anchoring.provenance.tokens import Tokens
    from postil.core.pausing import Pause

SMALL_GAP = 4_000
"""Pairs of tokens up to which a gap is compared token by token at once."""

LARGEST_GAP = 40_000_000
"""Pairs of tokens beyond which a gap without anchors is not compared at all."""

GRAMS = (8, 5, 3)
"""Tokens of the stretches that are looked for where no sentence is an anchor."""

UNMISTAKABLE = range(2)
COINCIDENTAL = range(2, 1 + len(GRAMS))
"""The levels of anchors: sentences and the longest stretches stand in another passage by no chance, the others may."""

UNRELATED = 0.03
"""The share of the old tokens with a partner below which the new text is another one altogether."""

STRANGE = 0.005
"""The share of the old tokens in sentences and long stretches that both texts have once, in whatever order, below which
whatever else long texts share is there by chance: two books in one language have a tenth of it, one book and a scan
of it with every fourth letter wrong three times as much."""

SURELY_MOVED = 7
MOVED = 4
"""Tokens in a row that moved: before gaps are compared, and after."""

_TAKEN_OLD, _TAKEN_NEW = -1, -2


class Alignment:
    """Partners of the tokens of two texts.

    Args:
        old: The old text's tokens.
        new: The new text's tokens.
        pause: Is called on the way.
        same: Runs that keep their order, ascending in both texts.

    Attributes:
        old: The old text's tokens.
        new: The new text's tokens.
        partners: For each old token its new one, or `NOWHERE`.
        origins: For each new token its old one, or `NOWHERE`.
        pause: Is called by whoever works on all of it.
    """

    def __init__(self, old: Tokens, new: Tokens, pause: Pause = unasked, same: Sequence[Run] = ()) -> None:
        self.old = old
        self.new = new
        self.pause = pause
        self.partners = array("i", [NOWHERE]) * len(old)
        self.origins = array("i", [NOWHERE]) * len(new)
        self._free_old, self._free_new = old.keys[:], new.keys[:]
        self._same = frozenset(same)
        self._runs: list[Run] = []
        self._partnered = 0
        for run in same:
            self._link(run)
        anchors = [
            partial(sentences, stops=old.vocabulary.stops),
            *(partial(grams, length=length) for length in GRAMS),
        ]
        patience = Patience(self._free_old, self._free_new, anchors, self._link, pause, small=SMALL_GAP)
        whole = Gap(0, len(old), 0, len(new))
        gaps = patience.narrowed(between(same, whole), UNMISTAKABLE)
        share = self._kinship(max(self._partnered, patience.anchoring))
        if share >= STRANGE or whole.pairs <= LARGEST_GAP:
            self._link_rest(patience, gaps, have_moved=share >= UNRELATED)

    def _link_rest(self, patience: Patience, gaps: Iterable[Gap], *, have_moved: bool) -> None:
        """Links what moved, if enough is the same for that, and what some gaps have in common."""
        moved = self._link_moved(SURELY_MOVED) if have_moved else []
        gaps = [gap for gap in gaps if gap.pairs <= LARGEST_GAP]
        if any(gap.pairs > SMALL_GAP for gap in gaps):
            self._compare([*gaps_at(moved, self.old, self.partners, self.origins)])
            self._hide_partnered(gaps)
            gaps = patience.narrowed(gaps, COINCIDENTAL)
        self._compare(gaps)
        if self.kinship >= UNRELATED:
            self._link_moved(MOVED)
            self._compare([*gaps_beside(self.old, self.partners, self.origins)])

    @property
    def kinship(self) -> float:
        """The share of the old tokens that have a partner, of those too that were not read; 1 for a text without any."""
        return self._kinship(self._partnered)

    def is_moved(self, old: int) -> bool:
        """Whether a token with a partner is not on the longest chain that kept its order."""
        starts, kept = self._order
        return not kept[bisect_right(starts, old) - 1]

    @cached_property
    def unexplained(self) -> Windows:
        """The new tokens without a partner."""
        return Windows(self.new, list(stretches(self.origins)))

    @cached_property
    def _order(self) -> tuple[list[int], list[bool]]:
        """Where each linked run begins in the old text, and whether it kept its order."""
        whole = len(self.old)
        chain = set(in_order(self._runs, self.pause, lambda run: run.length + whole * (run in self._same)))
        self._runs.sort()
        return [run.old for run in self._runs], [run in chain for run in self._runs]

    def _kinship(self, partnered: int) -> float:
        return (1 - self.old.read) + self.old.read * partnered / len(self.old) if self.old else 1.0

    def _hide_partnered(self, gaps: Iterable[Gap]) -> None:
        """Makes the tokens in some gaps that have a partner equal to no other, so that no anchor holds them."""
        for gap in gaps:
            for at in range(gap.old, gap.old_end):
                if self.partners[at] != NOWHERE:
                    self._free_old[at] = _TAKEN_OLD
            for at in range(gap.new, gap.new_end):
                if self.origins[at] != NOWHERE:
                    self._free_new[at] = _TAKEN_NEW

    def _link(self, run: Run) -> None:
        """Makes partners of some tokens in a row."""
        old, new, length = run
        if length:
            self.partners[old : old + length] = array("i", range(new, new + length))
            self.origins[new : new + length] = array("i", range(old, old + length))
            self._runs.append(run)
            self._partnered += length

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
                    self._link(Run(one, other, 1))

    def _link_moved(self, length: int) -> list[Run]:
        """Links the stretches of at least `length` tokens that moved; which they are."""
        linked = []
        for run in moved_runs(self.old, self.partners, self.new, self.origins, length, pause=self.pause):
            self._link(run)
            linked.append(run)
        return linked
