"""Where the words of a mark survive: the densest cluster of their partners, and how far it reaches.

Cost: O(n log n) in the tokens of the mark.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.anchoring.provenance.borders import with_borders
from postil.anchoring.provenance.resemblance import best_part, resemblance
from postil.anchoring.provenance.rows import NOWHERE
from postil.anchoring.provenance.tokens import Stretch

if TYPE_CHECKING:
    from postil.anchoring.provenance.alignment import Alignment

SURVIVING = 0.45
"""The share of a mark's letters and digits that must survive in one place."""

SURVIVING_SHORT = 0.5
"""The same of a short mark."""

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
"""What a token that is not the mark's own takes from a cluster that holds it, in tokens of the mark: one that is
new, and one that came from another passage."""


def surviving(alignment: Alignment, mark: Stretch) -> Stretch | None:
    """Where enough of a mark's tokens survive together; None where they do not."""
    cluster = _densest(alignment, mark)
    if not cluster:
        return None
    keys, weights = alignment.old.keys, alignment.old.vocabulary.weights
    total = sum(weights[key] or 0.1 for key in keys[mark.first : mark.end])
    survived = sum(weights[keys[at]] or 0.1 for at in cluster)
    own = alignment.old.folded(*mark)
    supported = _is_supported(alignment, mark, cluster)
    enough = (SURVIVING_SHORT if total < SHORT else SURVIVING) if supported else SURVIVING_ALONE
    if survived >= enough * total:
        found = with_borders(alignment, mark, cluster)
        wanted = RESEMBLING_SHORT if total < SHORT else RESEMBLING
        alike = resemblance(own, alignment.new.folded(*found))
        shared = 2 * survived / (total + alignment.new.weight(*found))  # whatever their order
        return found if max(alike, shared) >= wanted else None
    if supported or survived >= REMNANT:
        partners = alignment.partners
        there = Stretch(partners[cluster[0]], partners[cluster[-1]] + 1)
        found, likeness = best_part(own, alignment.new, _free_around(alignment, mark, there))
        alike = REMNANT_LIKE if survived >= REMNANT else REMNANT_ALIKE
        if likeness >= alike and found.first < there.end and found.end > there.first:
            return found
    return None


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
    first, weight, last = 0, 0.0, 0
    for end, (there, at) in enumerate(pairs, 1):
        weight -= FOREIGN * token * (there - last - 1)
        if weight > 0:
            others = sum(origin != NOWHERE for origin in alignment.origins[last + 1 : there])
            weight -= (ALIEN - FOREIGN) * token * others
        if weight <= 0:
            first, weight = end - 1, 0.0
        weight += weights[keys[at]] or 0.1
        last = there
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
