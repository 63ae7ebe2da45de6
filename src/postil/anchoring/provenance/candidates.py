"""A place where a mark may stand: how much it reads like the mark, and its neighbours like the mark's."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from postil.anchoring.provenance.resemblance import resemblance

if TYPE_CHECKING:
    from collections.abc import Iterable

    from postil.anchoring.provenance.tokens import Stretch, Tokens

APART = 0.1
"""How much better than the next one the best place must be, in `rank`."""


class Words(NamedTuple):
    """What is looked for, each folded: a mark's words, and those before and behind it."""

    own: str
    before: str
    behind: str


class Candidate(NamedTuple):
    """A place of a text.

    Attributes:
        place: Its tokens.
        likeness: How much it reads like the mark, from 0 to 1.
        before: How much what stands before it reads like what stood before the mark, from 0 to 1.
        behind: The same of what stands behind it.
    """

    place: Stretch
    likeness: float
    before: float
    behind: float

    @property
    def context(self) -> float:
        """How much one of its sides reads like the mark's."""
        return max(self.before, self.behind)

    @property
    def rank(self) -> float:
        """Likeness first; the sides tell equals apart."""
        return self.likeness + (self.before + self.behind) / 2


def candidate(words: Words, tokens: Tokens, place: Stretch, beside: tuple[int, int]) -> Candidate:
    """Reads a place.

    Args:
        words: What is looked for.
        tokens: The text.
        place: Where it may stand.
        beside: How many tokens before the place and behind it are its sides.
    """
    before = tokens.folded(max(place.first - beside[0], 0), place.first)
    behind = tokens.folded(place.end, place.end + beside[1])
    return Candidate(
        place,
        resemblance(words.own, tokens.folded(*place)),
        resemblance(words.before, before) if words.before else 0.0,
        resemblance(words.behind, behind) if words.behind else 0.0,
    )


def apart(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Candidates without those whose place overlaps that of one before them."""
    kept: list[Candidate] = []
    for one in candidates:
        if all(one.place.end <= other.place.first or other.place.end <= one.place.first for other in kept):
            kept.append(one)
    return kept


def rivals(candidates: list[Candidate]) -> list[Candidate]:
    """The first candidate and those that are as good."""
    return [one for one in candidates if one.rank >= candidates[0].rank - APART]
