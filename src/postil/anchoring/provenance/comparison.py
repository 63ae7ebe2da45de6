"""Two short rows of tokens, compared one by one.

The longest common row (Indel distance, Hyyrö's bit-parallel algorithm in rapidfuzz); equal tokens that are
fewer than what was replaced on both of their sides are a coincidence and are dropped, as the "semantic
clean-up" of diff-match-patch does. So are a few that only vouch for each other, as `and easy` of `friendly and
easy to navigate` does where `and an easy way` stands now. Cost: O(ab / 64).
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel

from postil.anchoring.provenance.moves import LIGHTEST
from postil.anchoring.provenance.resemblance import resemblance
from postil.anchoring.provenance.rows import Gap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.anchoring.provenance.tokens import Tokens

LONGEST_REPLACED = 400
"""Letters beyond which it is not asked whether a replacement reads alike."""


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
        """Without the runs that are outweighed, be it alone or with those that are close to them."""
        alone = [run for group in self._standing([[run] for run in runs], inf) for run in group]
        return [run for group in self._standing(self._groups(alone), LIGHTEST) for run in group]

    def _standing(self, groups: list[list[Gap]], enough: float) -> list[list[Gap]]:
        """Without the groups that weigh less than `enough` and than what was replaced on either side of them."""
        kept: list[list[Gap]] = []
        before = Gap(0, 0, 0, 0)
        end = Gap(len(self.old), len(self.old), len(self.new), len(self.new))
        for group, following in zip(groups, [*groups[1:], [end]], strict=False):
            replaced = self._replaced(before, group[0]), self._replaced(group[-1], following[0])
            if sum(map(self._own, group)) >= min(enough, *replaced):
                kept.append(group)
                before = group[-1]
        return kept

    def _groups(self, runs: list[Gap]) -> list[list[Gap]]:
        """Runs between which less was replaced than the heavier one of them weighs."""
        groups: list[list[Gap]] = []
        for run in runs:
            last = groups[-1][-1] if groups else None
            if last and self._replaced(last, run) <= max(self._own(last), self._own(run)):
                groups[-1].append(run)
            else:
                groups.append([run])
        return groups

    def _own(self, run: Gap) -> int:
        return self._weight(self.old[run.old : run.old_end])

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
