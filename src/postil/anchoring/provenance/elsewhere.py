"""A mark's words in another place: only where no other passage of the old text explains what stands there.

Windows of the unexplained new text (`windows`) are read. What other passages explain is never looked at: a
look-alike or a twin that was there before is no home for a mark that was deleted.

Cost: as `windows` tells, and the square of the mark's length over 64 for each window.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from postil.anchoring.provenance.candidates import Candidate, Words, apart, candidate, rivals
from postil.anchoring.provenance.resemblance import best_part
from postil.anchoring.provenance.survival import SHORT

if TYPE_CHECKING:
    from postil.anchoring.provenance.alignment import Alignment
    from postil.anchoring.provenance.tokens import Stretch

LIKE = 0.80
LIKE_SHORT = 0.92
"""How much the words found must resemble the mark's."""

TELLING = 10
"""Letters and digits of a mark that is known without what stood beside it: a word or two stand anywhere."""

LIKE_IN_CONTEXT = 0.66
"""The same where what stands beside them resembles the mark's neighbours; for a short mark `LIKE`."""

SAME_CONTEXT = 0.62
"""How much neighbours must resemble each other to be the same."""

CONTEXT = 10
"""Tokens before and behind a mark that are its context."""

BOTH = 0.75
"""How much both sides must resemble the neighbours, so that a short mark need read no more like itself than a long one."""

MOST = 6
"""Windows that are read for one mark."""


class Elsewhere:
    """The new text that no passage of the old one explains."""

    def __init__(self, alignment: Alignment) -> None:
        self._alignment = alignment

    def candidates(self, mark: Stretch) -> list[Candidate]:
        """The places that read most like a mark, the best first, none overlapping another."""
        old, new = self._alignment.old, self._alignment.new
        words = Words(
            old.folded(*mark),
            old.folded(max(mark.first - CONTEXT, 0), mark.first),
            old.folded(mark.end, mark.end + CONTEXT),
        )
        windows = self._alignment.unexplained.for_words(old.keys[mark.first : mark.end], MOST)
        places = {best_part(words.own, new, near)[0] for near in windows}
        found = [candidate(words, new, place, (CONTEXT, CONTEXT)) for place in places]
        return apart(sorted(found, key=lambda one: (one.rank, one.place), reverse=True))

    def is_convincing(self, mark: Stretch, one: Candidate) -> bool:
        """Whether a place may be taken for the mark's."""
        weight = self._alignment.old.weight(*mark)
        short = weight < SHORT
        if weight >= TELLING and one.likeness >= (LIKE_SHORT if short else LIKE):
            return True
        doubtful = short and min(one.before, one.behind) < BOTH
        return one.context >= SAME_CONTEXT and one.likeness >= (LIKE if doubtful else LIKE_IN_CONTEXT)

    def rivals(self, mark: Stretch, places: list[Candidate]) -> list[Candidate]:
        """The first place and those that are as good: touched by as many words that touched the mark, too."""
        best = rivals(places)
        touching = [self._touching(mark, one.place) for one in best]
        return [one for one, words in zip(best, touching, strict=True) if words == max(touching)]

    def _touching(self, mark: Stretch, place: Stretch) -> int:
        """How many tokens on either side of a place are those of the mark, told outwards from the first."""
        old, new = self._alignment.old.keys, self._alignment.new.keys
        before = zip(
            old[max(mark.first - CONTEXT, 0) : mark.first][::-1],
            new[max(place.first - CONTEXT, 0) : place.first][::-1],
            strict=False,
        )
        behind = zip(old[mark.end : mark.end + CONTEXT], new[place.end : place.end + CONTEXT], strict=False)
        return sum(
            sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs)) for pairs in (before, behind)
        )
