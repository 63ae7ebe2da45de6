"""The stretches of a quote, in order, each within reach of the one before.

All places of each stretch are known in ascending order. Going through the stretches, a place is reached from
the nearest reached place of the stretch before: if that one is too far, so are all others, and a chain through
it begins no earlier than through any other. So one pass over the places finds the tightest chain (dynamic
programming with a monotone predecessor). The rarest stretch limits the search: places far from each of its
own are never looked at. Cost: linear in the places near it, of which a few hundred are tried.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from postil.anchoring.rewording import Run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.anchoring.quotes.conventions import Reading
    from postil.anchoring.quotes.words import Words

ANCHORS = 256
"""How many places of the rarest stretch are tried."""
SEGMENTS = 100
"""How many stretches a quote may have."""

_PROBE = 4096


def tightest(reading: Reading, source: Words) -> tuple[Run, ...]:
    """Finds the segments of a quote in order, with no more between them than its gaps may stand for.

    Returns:
        A run of the source for each segment, with the fewest words between the first and the last; the
        first such in the text. Empty where there is none.
    """
    keys = [reading.words.keys[segment.first : segment.last] for segment in reading.segments]
    if not 0 < len(keys) <= SEGMENTS:
        return ()
    places = [list(islice(source.line.find(words), _PROBE)) for words in keys]
    if not all(places):
        return ()
    rarest = min(range(len(keys)), key=lambda at: len(places[at]))
    anchors = places[rarest][:ANCHORS]
    near = [
        anchors if at == rarest else _near(words, anchors, _reach(reading, keys, rarest, at), source)
        for at, words in enumerate(keys)
    ]
    chain = _chain(near, reading)
    if not chain:
        return ()
    between = (Run(one.last, two.first) for one, two in pairwise(chain))
    fits = (
        all(gap.may_be(source, run) for gap, run in zip(reading.gaps, between, strict=False))
        and reading.lead_keeps_sense(source, chain[0].first)
        and reading.trail_keeps_sense(source, chain[-1].last)
    )
    return chain if fits else ()


def _reach(reading: Reading, keys: Sequence[Sequence[str]], one: int, other: int) -> int:
    """How many words there can be at most between the beginnings of two segments."""
    low, high = sorted((one, other))
    return sum(gap.most for gap in reading.gaps[low:high]) + sum(len(words) for words in keys[low : high + 1])


def _near(words: Sequence[str], anchors: Sequence[Run], reach: int, source: Words) -> list[Run]:
    found: list[Run] = []
    done = 0
    for anchor in anchors:
        first = max(anchor.first - reach, done)
        last = anchor.last + reach
        found += [run for run in source.line.find(words, first, last) if not found or run > found[-1]]
        done = max(done, last - len(words))
    return found


class _Link(NamedTuple):
    """A place that is reached, where its chain begins, and the link before it."""

    place: Run
    begin: int
    before: _Link | None = None


def _chain(places: Sequence[Sequence[Run]], reading: Reading) -> tuple[Run, ...]:
    """The tightest chain of one place each."""
    reached = [_Link(place, place.first) for place in places[0]]
    for gap, following in zip(reading.gaps, places[1:], strict=True):
        least = 1 if gap.stem else 0
        ends = [link.place.last for link in reached]
        further: list[_Link] = []
        for place in following:
            nearest = bisect_right(ends, place.first - least) - 1
            if nearest >= 0 and place.first - ends[nearest] <= gap.most:
                further.append(_Link(place, reached[nearest].begin, reached[nearest]))
        reached = further
    link = min(reached, key=lambda link: link.place.last - link.begin, default=None)
    chain: list[Run] = []
    while link:
        chain.append(link.place)
        link = link.before
    return tuple(reversed(chain))
