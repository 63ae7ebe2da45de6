"""Where the words of a mark survive: the densest cluster of their partners, and how far it reaches.

Cost: O(n log n) in the tokens of the mark.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.anchoring.provenance.borders import with_borders
from postil.anchoring.provenance.neighbours import room_between
from postil.anchoring.provenance.resemblance import best_part, resemblance
from postil.anchoring.provenance.rows import NOWHERE
from postil.anchoring.provenance.tokens import Stretch

if TYPE_CHECKING:
    from collections.abc import Iterable

    from postil.anchoring.provenance.alignment import Alignment

SURVIVING = 0.45
"""The share of a mark's letters and digits that must survive in one place."""

SURVIVING_SHORT = 0.5
SURVIVING_MOVED = 0.6
"""The same of a short mark: where it stands between its neighbours, and where it does not."""

SURVIVING_ALONE = 0.7
"""The same where nothing beside the mark went there too."""

BESIDE = 30
"""Tokens on either side of a mark that may support its place, by standing within twice as many of it."""

REMNANT = 16
"""Letters and digits of a remnant, beside which the rest is looked for by its looks."""

REMNANT_LIKE = 0.66
"""How much the words about a remnant must resemble the mark's."""

REMNANT_ALIKE = 0.85
"""The same of a smaller remnant, beside which a neighbour of the mark stands: noise may have left no more."""

RESEMBLING = 0.55
RESEMBLING_SHORT = 0.62
"""How much the words found must resemble the mark's; more where it is short."""

SHORT = 32
"""Letters and digits of a mark that is short."""

FOREIGN = 0.1
ALIEN = 0.3
BROKEN = 0.2
"""What a token that is not the mark's own takes from a cluster that holds it, in tokens of the mark: one that is
new, and one that came from another passage; and what either takes besides where the mark's order breaks."""

SIGN = 0.1
"""What a sign weighs, in letters."""


def surviving(alignment: Alignment, mark: Stretch) -> Stretch | None:
    """Where enough of a mark's tokens survive together; None where they do not."""
    cluster = _densest(alignment, mark)
    if not cluster:
        return None
    survived, total = _weight(alignment, cluster), _weight(alignment, range(*mark))
    supported = _is_supported(alignment, mark, cluster)
    enough = _enough(alignment, mark, total) if supported else SURVIVING_ALONE
    if survived >= enough * total:
        found = with_borders(alignment, mark, cluster)
        if _is_held(alignment, mark, cluster) or _reads_alike(alignment, mark, found, survived):
            return found
    if supported or survived >= REMNANT:
        return _about_remnant(
            alignment, mark, cluster, REMNANT_LIKE if survived >= REMNANT else REMNANT_ALIKE
        )
    return None


def _enough(alignment: Alignment, mark: Stretch, total: float) -> float:
    """The share of a mark that must survive where a neighbour stands beside it."""
    if total >= SHORT:
        return SURVIVING
    kept_its_place, _ = room_between(alignment, mark)
    return SURVIVING_SHORT if kept_its_place else SURVIVING_MOVED


def _is_held(alignment: Alignment, mark: Stretch, cluster: list[int]) -> bool:
    """Whether both ends of a mark survive, each still touching its neighbour: its place is in no doubt."""
    if cluster[0] != mark.first or cluster[-1] != mark.end - 1:
        return False
    partners = alignment.partners
    first, end = partners[cluster[0]], partners[cluster[-1]] + 1
    before = partners[mark.first - 1] + 1 if mark.first else 0
    behind = partners[mark.end] if mark.end < len(partners) else len(alignment.origins)
    return before == first and behind == end


def _reads_alike(alignment: Alignment, mark: Stretch, found: Stretch, survived: float) -> bool:
    """Whether the words found resemble a mark's, or are mostly the same in whatever order."""
    total = _weight(alignment, range(*mark))
    alike = resemblance(alignment.old.folded(*mark), alignment.new.folded(*found))
    shared = 2 * survived / (total + alignment.new.weight(*found))
    return max(alike, shared) >= (RESEMBLING_SHORT if total < SHORT else RESEMBLING)


def _about_remnant(alignment: Alignment, mark: Stretch, cluster: list[int], wanted: float) -> Stretch | None:
    """What reads like a mark about the little of it that survives."""
    partners = alignment.partners
    there = Stretch(partners[cluster[0]], partners[cluster[-1]] + 1)
    room = _free_around(alignment, mark, there)
    found, likeness = best_part(alignment.old.folded(*mark), alignment.new, room)
    return found if likeness >= wanted and found.first < there.end and found.end > there.first else None


def _weight(alignment: Alignment, places: Iterable[int]) -> float:
    """The letters and digits of some old tokens; a sign counts as a tenth of one."""
    keys, weights = alignment.old.keys, alignment.old.vocabulary.weights
    return sum(weights[keys[at]] or SIGN for at in places)


def _free_around(alignment: Alignment, mark: Stretch, there: Stretch) -> Stretch:
    """The tokens about a place that belong to nothing but the mark, at most its length to either side."""

    def is_free(at: int) -> bool:
        origin = alignment.origins[at]
        return origin == NOWHERE or mark.first <= origin < mark.end

    first, end = there
    while first > max(there.first - mark.length, 0) and is_free(first - 1):
        first -= 1
    while end < min(there.end + mark.length, len(alignment.origins)) and is_free(end):
        end += 1
    return Stretch(first, end)


def _densest(alignment: Alignment, mark: Stretch) -> list[int]:
    """The old tokens of the heaviest cluster, in the order in which they stand in the new text."""
    keys, weights, partners = alignment.old.keys, alignment.old.vocabulary.weights, alignment.partners
    pairs = sorted((partners[at], at) for at in range(*mark) if partners[at] != NOWHERE)
    token = alignment.old.weight(*mark) / mark.length
    best, heaviest = (0, 0), 0.0
    first, weight, last, before = 0, 0.0, 0, NOWHERE
    for end, (there, at) in enumerate(pairs, 1):
        foreign = there - last - 1
        weight -= (FOREIGN if at > before else FOREIGN + BROKEN) * token * foreign
        if weight > 0:
            others = sum(origin != NOWHERE for origin in alignment.origins[last + 1 : there])
            weight -= (ALIEN - FOREIGN) * token * others
        if weight <= 0:
            first, weight = end - 1, 0.0
        weight += weights[keys[at]] or SIGN
        last, before = there, at
        if weight > heaviest:
            best, heaviest = (first, end), weight
    return [at for _, at in pairs[best[0] : best[1]]]


def _is_supported(alignment: Alignment, mark: Stretch, cluster: list[int]) -> bool:
    """Whether a neighbour of the mark stands beside its cluster."""
    partners = alignment.partners
    first, end = partners[cluster[0]] - 2 * BESIDE, partners[cluster[-1]] + 2 * BESIDE
    beside = (
        *range(max(mark.first - BESIDE, 0), mark.first),
        *range(mark.end, min(mark.end + BESIDE, len(partners))),
    )
    return any(first <= partners[at] <= end for at in beside if partners[at] != NOWHERE)
