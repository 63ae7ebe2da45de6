"""Whether a mark could as well have gone elsewhere: new text beside it that says the same.

A comparison links equal words once, however often the new text has them: where a sentence is taken apart and its
second half now stands twice, either half may be the one. What was linked in one piece with the mark is looked for
again between the tokens that were linked before and behind that piece. Cost: at most `FAR` tokens on either side,
none where what is beside the mark is as it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.anchoring.provenance.moves import LIGHTEST
from postil.anchoring.provenance.neighbours import neighbour
from postil.anchoring.provenance.rows import NOWHERE
from postil.anchoring.provenance.tokens import Stretch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postil.anchoring.provenance.alignment import Alignment

NEAR = 16
"""Tokens on either side of a mark that its like must have beside it too, as far as they went with it."""

FAR = 400
"""Tokens on either side among which its like is looked for; what is farther away is not in its place."""


def twins(alignment: Alignment, mark: Stretch, found: Stretch) -> Iterator[Stretch]:
    """Other places of a mark that was found word for word, in the order of the text."""
    before, words_before = _together(alignment, mark.first - 1, found.first - 1, -1)
    behind, words_behind = _together(alignment, mark.end, found.end, 1)
    piece = Stretch(found.first - words_before, found.end + words_behind)
    room = _room(alignment, Stretch(mark.first - before, mark.end + behind), piece)
    if room.length <= piece.length or alignment.new.weight(*piece) < LIGHTEST:
        return
    for at in _places(alignment, piece, room):
        yield Stretch(at + words_before, at + words_before + found.length)


def _room(alignment: Alignment, own: Stretch, piece: Stretch) -> Stretch:
    """The new tokens about a piece, between those that were linked before and behind it."""
    left = neighbour(alignment, own.first - 1, -1, FAR)
    right = neighbour(alignment, own.end, 1, FAR)
    if left is None or right is None:
        return piece
    first, end = alignment.partners[left] + 1, alignment.partners[right]
    return Stretch(max(first, piece.first - FAR), min(end, piece.end + FAR))


def _places(alignment: Alignment, piece: Stretch, room: Stretch) -> Iterator[int]:
    """Where the tokens of a piece stand in a room once more, its words without a partner."""
    keys, origins, weights = alignment.new.keys, alignment.origins, alignment.new.vocabulary.weights
    run = keys[slice(*piece)]
    for at in range(room.first, room.end - piece.length + 1):
        there = slice(at, at + piece.length)
        if keys[at] == run[0] and at != piece.first and keys[there] == run:
            explained = sum(
                weights[key] for key, origin in zip(run, origins[there], strict=True) if origin != NOWHERE
            )
            if not explained:
                yield at


def _together(alignment: Alignment, at: int, there: int, step: int) -> tuple[int, int]:
    """How many tokens in a row, from one beside a mark on, are partners, and how many up to the last word of them."""
    partners, keys, weights = alignment.partners, alignment.old.keys, alignment.old.vocabulary.weights
    length = words = 0
    while length < NEAR and 0 <= at < len(partners) and NOWHERE != partners[at] == there:
        length += 1
        words = length if weights[keys[at]] else words
        at, there = at + step, there + step
    return length, words
