"""What stands now between the neighbours of a mark of which too little survived.

Cost: the square of the mark's length over 64.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.anchoring.provenance.resemblance import best_part, resemblance
from postil.anchoring.provenance.rows import NOWHERE
from postil.anchoring.provenance.survival import SHORT
from postil.anchoring.provenance.tokens import Stretch

if TYPE_CHECKING:
    from postil.anchoring.provenance.alignment import Alignment

SLACK = 8
"""Tokens by which a replacement may be longer than three times what it replaces."""

FARTHEST = 40
"""Tokens within which a neighbour must have survived."""

LIKE = 0.72
LIKE_SHORT = 0.85
LIKE_TOUCHING = 0.62
"""How much the words between the neighbours must resemble the mark's: less where both neighbours touch it."""


def replacement(alignment: Alignment, mark: Stretch) -> Stretch | None:
    """What stands in a mark's place; None where its neighbours were parted or it reads otherwise."""
    room, touching = _room(alignment, mark)
    if not room:
        return None
    own = alignment.old.folded(*mark)
    if touching and resemblance(own, alignment.new.folded(*room)) >= LIKE_TOUCHING:
        return room
    part, likeness = best_part(own, alignment.new, room)
    wanted = LIKE_SHORT if alignment.old.weight(*mark) < SHORT else LIKE
    return part if likeness >= wanted else None


def between_neighbours(alignment: Alignment, mark: Stretch) -> Stretch | None:
    """What stands between the two tokens that touched a mark, however it reads; None where one of them is gone."""
    room, touching = _room(alignment, mark)
    return room if touching else None


def _room(alignment: Alignment, mark: Stretch) -> tuple[Stretch | None, bool]:
    """What stands between the neighbours of a mark, if nothing else does, and whether both of them touched it."""
    partners = alignment.partners
    left = _neighbour(alignment, mark.first - 1, -1)
    right = _neighbour(alignment, mark.end, 1)
    if left is None or right is None or partners[right] <= partners[left]:
        return None, False
    room = Stretch(partners[left] + 1, partners[right])
    if room.first == room.end or room.length > 3 * (right - left) + SLACK:
        return None, False
    if any(
        origin != NOWHERE and not mark.first <= origin < mark.end
        for origin in alignment.origins[room.first : room.end]
    ):
        return None, False
    return room, left == mark.first - 1 and right == mark.end


def _neighbour(alignment: Alignment, at: int, step: int) -> int | None:
    for place in range(at, at + FARTHEST * step, step):
        if not 0 <= place < len(alignment.partners):
            return None
        if alignment.partners[place] != NOWHERE:
            return place
    return None
