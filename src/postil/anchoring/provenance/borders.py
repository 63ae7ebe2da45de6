"""How far a place reaches where the first or the last words of a mark were replaced.

What stands there instead belongs to nothing else of the old text. The mark's own border word is looked for
first. Else, where the mark's neighbour stands next, all that is between them is taken if it is no longer
than twice what was lost; otherwise it ends where it reads most like that.

Cost: at most that of `FARTHEST` comparisons of as many words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.anchoring.provenance.resemblance import resemblance
from postil.anchoring.provenance.rows import NOWHERE
from postil.anchoring.provenance.tokens import Stretch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.anchoring.provenance.alignment import Alignment
    from postil.anchoring.provenance.tokens import Tokens

READS_ALIKE = 0.5
"""How much a replacement must resemble what was lost to belong to the mark."""

SLACK = 4
"""Tokens by which a replacement may be longer than twice what was lost."""

NUMBER = 3
"""Tokens that one lost word may have become: `2,900` is three."""

FARTHEST = 80
"""Tokens of a replacement that are looked at."""


def with_borders(alignment: Alignment, mark: Stretch, cluster: Sequence[int]) -> Stretch:
    """From the first to the last partner of some of a mark's tokens, and what replaced those beyond.

    Args:
        alignment: The two texts.
        mark: The mark in the old text.
        cluster: Tokens of it, in the order of their partners.
    """
    partners = alignment.partners
    first, end = partners[cluster[0]], partners[cluster[-1]] + 1
    lost = range(min(cluster) - 1, mark.first - 1, -1)
    first -= _extension(alignment, lost, range(first - 1, -1, -1))
    lost = range(max(cluster) + 1, mark.end)
    end += _extension(alignment, lost, range(end, len(alignment.new)))
    return Stretch(first, end)


def _extension(alignment: Alignment, lost: range, beyond: range) -> int:
    """How many of the tokens beyond a border stand for those that were lost; both are told outwards."""
    if not lost:
        return 0
    room = []
    for at in beyond[: min(2 * len(lost) + SLACK, FARTHEST)]:
        if alignment.origins[at] != NOWHERE and alignment.origins[at] not in lost:
            break
        room.append(at)
    touching = _stands_at(alignment, lost[-1] + lost.step, beyond, len(room))
    border = alignment.old.keys[lost[-1]]
    same = [length for length, at in enumerate(room, 1) if alignment.new.keys[at] == border]
    if same:
        return same[-1] if touching else same[0]
    if touching and len(room) <= max(2 * len(lost), NUMBER):
        return len(room)
    own = _folded(alignment.old, lost[:FARTHEST])
    alike = [resemblance(own, _folded(alignment.new, room[:length])) for length in range(len(room) + 1)]
    best = max(range(len(alike)), key=lambda length: (alike[length], -length))
    return best if alike[best] >= READS_ALIKE else 0


def _stands_at(alignment: Alignment, neighbour: int, beyond: range, length: int) -> bool:
    """Whether a mark's neighbour, or the same end of the text, stands behind some of the tokens beyond."""
    if not 0 <= neighbour < len(alignment.partners):
        return length == len(beyond)
    return length < len(beyond) and alignment.partners[neighbour] == beyond[length]


def _folded(tokens: Tokens, places: Sequence[int]) -> str:
    words = tokens.vocabulary.words
    return " ".join(words[tokens.keys[at]] for at in sorted(places))
