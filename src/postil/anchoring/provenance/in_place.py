"""What stands now between the neighbours of a mark of which too little survived.

Cost: the square of the mark's length over 64.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.anchoring.provenance.neighbours import room_between
from postil.anchoring.provenance.resemblance import best_part, resemblance
from postil.anchoring.provenance.survival import SHORT

if TYPE_CHECKING:
    from postil.anchoring.provenance.alignment import Alignment
    from postil.anchoring.provenance.tokens import Stretch

LIKE = 0.72
LIKE_SHORT = 0.85
LIKE_TOUCHING = 0.62
"""How much the words between the neighbours must resemble the mark's: less where both neighbours touch it."""


def replacement(alignment: Alignment, mark: Stretch) -> Stretch | None:
    """What stands in a mark's place; None where its neighbours were parted or it reads otherwise."""
    room, touching = room_between(alignment, mark)
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
    room, touching = room_between(alignment, mark)
    return room if touching else None
