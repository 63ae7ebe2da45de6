"""Two short rows of tokens, compared one by one.

The longest common row (Indel distance, Hyyrö's bit-parallel algorithm in rapidfuzz); equal tokens that are
fewer than what was replaced on both of their sides are a coincidence and are dropped, as the "semantic
clean-up" of diff-match-patch does. Cost: O(ab / 64).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Indel

from postil.anchoring.provenance.resemblance import resemblance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.anchoring.provenance.tokens import Tokens

LONGEST_REPLACED = 400
"""Letters beyond which it is not asked whether a replacement reads alike."""


class Gap(NamedTuple):
    """A stretch of the old text that became a stretch of the new one; behind each the end."""

    old: int
    old_end: int
    new: int
    new_end: int

    @property
    def pairs(self) -> int:
        """How many pairs of tokens there are."""
        return (self.old_end - self.old) * (self.new_end - self.new)


def credible_runs(old: Tokens, old_at: Sequence[int], new: Tokens, new_at: Sequence[int]) -> list[Gap]:
    """The runs of equal tokens that are no coincidence.

    Args:
        old: The tokens of the old text.
        old_at: The places of those that are compared.
        new: The tokens of the new text.
        new_at: The places of those that are compared.

    Returns:
        Stretches of `old_at` and `new_at` of the same length, in order.
    """
    comparison = _Comparison(old, [old.keys[at] for at in old_at], [new.keys[at] for at in new_at])
    parts = Indel.opcodes(comparison.old, comparison.new)
    runs = [
        Gap(part.src_start, part.src_end, part.dest_start, part.dest_end)
        for part in parts
        if part.tag == "equal"
    ]
    return comparison.credible(runs)


class _Comparison:
    def __init__(self, tokens: Tokens, old: list[int], new: list[int]) -> None:
        self._vocabulary = tokens.vocabulary
        self.old = old
        self.new = new

    def credible(self, runs: list[Gap]) -> list[Gap]:
        """Without the runs that weigh less than what was replaced before them and behind them."""
        kept: list[Gap] = []
        before = Gap(0, 0, 0, 0)
        end = Gap(len(self.old), len(self.old), len(self.new), len(self.new))
        for run, after in zip(runs, [*runs[1:], end], strict=False):
            own = self._weight(self.old[run.old : run.old_end])
            if own >= min(self._replaced(before, run), self._replaced(run, after)):
                kept.append(run)
                before = run
        return kept

    def _replaced(self, run: Gap, following: Gap) -> float:
        """The letters that something else stands for between two runs; fewer where it reads alike."""
        old, new = self.old[run.old_end : following.old], self.new[run.new_end : following.new]
        most = max(self._weight(old), self._weight(new))
        if not (old and new) or most > LONGEST_REPLACED:
            return most
        return most * (1 - resemblance(self._folded(old), self._folded(new)))

    def _weight(self, keys: Sequence[int]) -> int:
        weights = self._vocabulary.weights
        return sum(weights[key] or 1 for key in keys)

    def _folded(self, keys: Sequence[int]) -> str:
        words = self._vocabulary.words
        return " ".join(words[key] for key in keys)
