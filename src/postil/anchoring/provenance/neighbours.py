"""The tokens before and behind a mark that are still there, and what stands between them now.

Cost: linear in the tokens between them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.anchoring.provenance.rows import NOWHERE
from postil.anchoring.provenance.tokens import Stretch

if TYPE_CHECKING:
    from postil.anchoring.provenance.alignment import Alignment

SLACK = 8
"""Tokens by which a replacement may be longer than three times what it replaces."""

FARTHEST = 40
"""Tokens within which a neighbour must have survived."""


def room_between(alignment: Alignment, mark: Stretch) -> tuple[Stretch | None, bool]:
    """What stands now between the neighbours of a mark, and whether both of them touched it.

    Returns:
        No room where a neighbour is gone, where they changed places or stand far apart, where nothing is left
        between them, or something that came from another passage.
    """
    partners = alignment.partners
    left = neighbour(alignment, mark.first - 1, -1)
    right = neighbour(alignment, mark.end, 1)
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


def neighbour(alignment: Alignment, at: int, step: int, farthest: int = FARTHEST) -> int | None:
    """The first token with a partner from one on, that one included; None where `farthest` have none."""
    for place in range(at, at + farthest * step, step):
        if not 0 <= place < len(alignment.partners):
            return None
        if alignment.partners[place] != NOWHERE:
            return place
    return None
