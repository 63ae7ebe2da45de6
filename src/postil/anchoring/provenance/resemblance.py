"""How much two stretches of words read alike."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel
from rapidfuzz.fuzz import partial_ratio_alignment

from postil.anchoring.provenance.tokens import Stretch

if TYPE_CHECKING:
    from postil.anchoring.provenance.tokens import Tokens

STEPS = (-6, -4, -3, -2, -1, 1, 2, 3, 4, 6)
"""By how many tokens a border is moved at once."""


LONGEST = 10_000
"""Letters of words of which all are compared; of longer ones it is as many at either end."""

PROBE = 400
"""Letters of the beginning and of the end of long words that are looked for: all of them would take seconds."""

MOST_MOVED = 10_000
"""Letters of words times how often the borders of a place are moved, so that long words take no longer than many."""

LONGEST_SOUGHT = 5_000
"""Letters of words that are looked for by their looks."""


def resemblance(one: str, other: str) -> float:
    """From 0 to 1: twice the letters that stay in order, over the letters of both (rapidfuzz's Indel ratio)."""
    if min(len(one), len(other)) > 2 * LONGEST:
        one, other = (words[:LONGEST] + words[-LONGEST:] for words in (one, other))
    return Indel.normalized_similarity(one, other)


def best_part(own: str, new: Tokens, room: Stretch) -> tuple[Stretch, float]:
    """The part of a room that reads most like some folded words, in whole tokens, and how much it does.

    No part, and 0, for words of more than `LONGEST_SOUGHT` letters.
    """
    if len(own) > LONGEST_SOUGHT:
        return Stretch(room.first, room.first), 0.0
    there = new.folded(*room)
    if len(there) <= len(own):
        part = _refined(own, new, room, room)
        return part, resemblance(own, new.folded(*part))
    start, stop = _found(own, there)
    if start >= stop:
        return Stretch(room.first, room.first), 0.0
    words = new.vocabulary.words
    ends = list(accumulate(len(words[key]) + 1 for key in new.keys[room.first : room.end]))
    first = bisect_right(ends, start + 1)
    end = bisect_left(ends, stop) + 1
    part = Stretch(room.first + min(first, len(ends) - 1), room.first + min(end, len(ends)))
    part = _refined(own, new, part, room)
    return part, resemblance(own, new.folded(*part))


def _found(own: str, there: str) -> tuple[int, int]:
    """From where to where some words may stand in longer ones; from 0 to 0 where nothing of them does."""
    begin, end = (own, own) if len(own) <= 2 * PROBE else (own[:PROBE], own[-PROBE:])
    first = partial_ratio_alignment(begin, there)
    last = first if end is begin else partial_ratio_alignment(end, there)
    return (first.dest_start, last.dest_end) if first and last else (0, 0)


def _refined(own: str, new: Tokens, part: Stretch, room: Stretch) -> Stretch:
    """The part with either border moved, a few tokens at a time, as long as it reads more like the words."""
    best, likeness = part, resemblance(own, new.folded(*part))
    for _ in range(max(MOST_MOVED // max(len(own), 1), 1)):
        choices = [
            Stretch(best.first + first, best.end + end)
            for first, end in (*((step, 0) for step in STEPS), *((0, step) for step in STEPS))
            if room.first <= best.first + first < best.end + end <= room.end
        ]
        further = max(choices, key=lambda choice: resemblance(own, new.folded(*choice)), default=best)
        now = resemblance(own, new.folded(*further))
        if now <= likeness:
            break
        best, likeness = further, now
    return best
