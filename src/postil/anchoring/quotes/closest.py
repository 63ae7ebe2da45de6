"""The passage that a quote was probably taken from, and what it made of it, word by word.

Each word of the quote votes for the windows of the source that have it, the more the rarer it is there; the
few best windows are compared word by word, and matches far from the others are let go. This never decides that a quote stands in its source, only which
passage is shown beside it. Cost: a few hundred votes a word, and words²/64 steps a window.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from itertools import accumulate
from math import log2
from typing import TYPE_CHECKING

from postil.anchoring.quotes.sentences import stops_before
from postil.anchoring.rewording import Run, side_by_side, without_strays

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.anchoring.quotes.words import Words
    from postil.anchoring.rewording import Step

SHARE = 0.6
"""The share of a quote's words that must stand in a passage for it to be compared with it."""
ROW = 3
"""So many of them in a row, one less in a quote of up to `SHORT` words."""
SHORT = 6
SHARE_IN_A_ROW = 0.4
"""The share that is enough where it stands there in one piece of `PIECE` words, as when another end was put to it."""
PIECE = 8
LONGEST = 5_000
"""Words that are compared with a passage at once: a few megabytes of the comparison's bits."""

_WINDOWS = 4
_VOTES = 512
_EDGE = 3
_APART = 0.4  # what a word of the source costs that the quote lacks, where one they share gains 1


def closest(keys: Sequence[str], source: Words, first: int = 0) -> tuple[Step, ...]:
    """Finds the passage that has most of some words, most of them in the same order.

    Args:
        keys: The quote's words; `LONGEST` at most.
        source: Where to look.
        first: The number of the first of them in the quote.

    Returns:
        The passage beside the words, in order, beginning and ending with words that are the same but for
        those of the quote that stand before and behind; empty where no passage has enough of them, or they are more.
    """
    if not 0 < len(keys) <= LONGEST:
        return ()
    best: tuple[int, list[Step]] = (0, [])
    for window in _windows(keys, source):
        steps = _compact(side_by_side(source.keys, keys, window), source, keys)
        best = max(best, (shared(steps), steps), key=lambda found: found[0])
    return tuple(
        step._replace(quote=Run(step.quote.first + first, step.quote.last + first)) for step in best[1]
    )


def is_close(steps: Sequence[Step], words: int) -> bool:
    """Whether a passage has enough of a quote of so many words that the two belong together."""
    row = max((step.quote.last - step.quote.first for step in steps if step.same), default=0)
    if row >= max(PIECE, SHARE_IN_A_ROW * words):
        return True
    needed = ROW if words > SHORT else max(min(ROW, words) - 1, 1)
    return shared(steps) >= SHARE * words and row >= needed


def shared(steps: Sequence[Step]) -> int:
    """How many words are the same."""
    return sum(step.quote.last - step.quote.first for step in steps if step.same)


def _windows(keys: Sequence[str], source: Words) -> list[Run]:
    """The stretches of the source with the most of the words, three times as long as these."""
    width = max(len(keys), 8)
    votes: defaultdict[int, float] = defaultdict(float)
    for key in set(keys):
        places = source.positions.get(key, ())
        weight = 1 / log2(len(places) + 2)
        for bucket in {at // width for at in places[:_VOTES]}:
            votes[bucket] += weight
            votes[bucket - 1] += weight
    best = heapq.nlargest(_WINDOWS, votes, key=lambda bucket: (votes[bucket], -bucket))
    return [
        Run(max(bucket * width - width // 2, 0), min((bucket + 2) * width + width // 2, len(source)))
        for bucket in best
    ]


def _compact(steps: Sequence[Step], source: Words, keys: Sequence[str]) -> list[Step]:
    """The densest part of a comparison (Bentley's maximum subarray), compared once more on its own."""
    gains = [(step.source.last - step.source.first) * (1.0 if step.same else -_APART) for step in steps]
    sums = [0.0, *accumulate(gains)]
    best, begin, span = 0.0, 0, (0, 0)
    for end in range(1, len(sums)):
        if sums[end] < sums[begin]:
            begin = end
        elif sums[end] - sums[begin] > best:
            best, span = sums[end] - sums[begin], (begin, end)
    dense = steps[span[0] : span[1]]
    if not dense:
        return []
    passage = Run(dense[0].source.first, dense[-1].source.last)
    head, tail = dense[0].quote.first, len(keys) - dense[-1].quote.last
    again = side_by_side(source.keys, keys, _with_edges(source, passage, head, tail))
    return list(without_strays(_trimmed(again)))


def _with_edges(source: Words, passage: Run, head: int, tail: int) -> Run:
    """A passage with as many words of its own sentence as the quote has others, where those are few."""
    first, last = passage
    while 0 < head <= _EDGE and first and passage.first - first < head and not stops_before(source, first):
        first -= 1
    while (
        0 < tail <= _EDGE
        and last < len(source)
        and last - passage.last < tail
        and not stops_before(source, last)
    ):
        last += 1
    return Run(first, last)


def _trimmed(steps: list[Step]) -> list[Step]:
    """Without the source's words before the first and behind the last that the quote has none for."""
    if steps and not steps[0].same and not steps[0].quote:
        steps[0] = steps[0]._replace(source=Run(steps[0].source.last, steps[0].source.last))
    if steps and not steps[-1].same and not steps[-1].quote:
        steps[-1] = steps[-1]._replace(source=Run(steps[-1].source.first, steps[-1].source.first))
    return [step for step in steps if step.source or step.quote]
