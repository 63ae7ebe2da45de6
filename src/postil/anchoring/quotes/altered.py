"""An altered quote beside the passage that it was probably taken from.

The pieces between its ellipses are looked for together, and each for itself where that finds more of its words:
they may stand in another order, or further apart than an ellipsis can tell. Pieces of many pages are cut, so that
the cost grows as the quote does.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from postil.anchoring.quotes.account import Part
from postil.anchoring.quotes.chain import SEGMENTS
from postil.anchoring.quotes.closest import LONGEST, closest, is_close, shared
from postil.anchoring.rewording import Run, Step, side_by_side
from postil.core.comparison import Op

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from postil.anchoring.quotes.conventions import Reading
    from postil.anchoring.quotes.words import Words
    from postil.core.pausing import Pause


def altered(reading: Reading, source: Words, pause: Pause) -> list[Part]:
    """Compares a quote that does not stand in its source with the closest passage.

    Args:
        reading: The quote.
        source: The source.
        pause: Is called before each piece of a long quote.

    Returns:
        Quote and source side by side; empty where no passage has enough of the quote's words.
    """
    keys = reading.keys
    steps = max(closest(keys, source), _piecemeal(reading, keys, source, pause), key=shared)
    return list(_parts(steps, reading, source)) if is_close(steps, len(keys)) else []


def _piecemeal(reading: Reading, keys: Sequence[str], source: Words, pause: Pause) -> tuple[Step, ...]:
    """Each piece between two ellipses beside the passage that is closest to it alone."""
    steps: list[Step] = []
    borders = reading.borders if len(reading.segments) <= SEGMENTS else ()
    cuts = sorted({0, *borders, *range(0, len(keys), LONGEST), len(keys)})
    if len(cuts) <= 2:
        return ()
    for first, last in pairwise(cuts):
        pause()
        missing = Step(same=False, source=Run(0, 0), quote=Run(first, last))
        found = closest(keys[first:last], source, first) or (missing,)
        steps = [*steps, *found] if first in borders else _mended(steps, found, keys, source)
    return tuple(steps)


def _mended(before: Sequence[Step], after: Sequence[Step], keys: Sequence[str], source: Words) -> list[Step]:
    """Two pieces as one, where a long one was cut: what is between their equal words is compared once more."""
    one = next((at for at in reversed(range(len(before))) if before[at].same), -1)
    two = next((at for at, step in enumerate(after) if step.same), -1)
    if one < 0 or two < 0 or before[one].source.last > after[two].source.first:
        return [*before, *after]
    gap = Run(before[one].source.last, after[two].source.first)
    said = Run(before[one].quote.last, after[two].quote.first)
    if gap.last - gap.first > LONGEST or not gap or not said:
        return [*before, *after]
    between = [
        step._replace(quote=Run(step.quote.first + said.first, step.quote.last + said.first))
        for step in side_by_side(source.keys, keys[slice(*said)], gap)
    ]
    return [*before[: one + 1], *between, *after[two:]]


def _parts(steps: Sequence[Step], reading: Reading, source: Words) -> Iterator[Part]:
    gaps = dict(zip(reading.borders, reading.gaps, strict=True))
    first = next(step.source.first for step in steps if step.source)
    if not reading.lead_keeps_sense(source, first):
        yield Part(Op.ADDED, Run(first, first), Run(0, 0), reading.lead.mark)
    for same, taken, told in steps:
        said = reading.run(told)
        if same:
            yield from _same(taken, told, reading, source)
        elif taken and not told and (gap := gaps.get(told.first)):
            yield Part(Op.ELIDED if gap.may_be(source, taken) else Op.CHANGED, taken, said, gap.mark)
        elif taken:
            yield Part(Op.CHANGED if told else Op.LEFT_OUT, taken, said)
        else:
            yield Part(Op.ADDED, taken, said)
    last = next(step.source.last for step in reversed(steps) if step.source)
    if not reading.trail_keeps_sense(source, last):
        yield Part(Op.ADDED, Run(last, last), Run(0, 0), reading.trail.mark)


def _same(taken: Run, told: Run, reading: Reading, source: Words) -> Iterator[Part]:
    """Equal words, parted where the quote has a mark that stands for nothing."""
    gaps = dict(zip(reading.borders, reading.gaps, strict=True))
    cuts = [at for at in reading.borders if told.first < at < told.last]
    for first, last in pairwise((told.first, *cuts, told.last)):
        begin = taken.first + first - told.first
        here = Run(begin, begin)
        if first in cuts and not gaps[first].keeps_sense(source, here):
            yield Part(Op.ADDED, here, Run(0, 0), gaps[first].mark)
        yield Part(Op.SAME, Run(begin, begin + last - first), reading.run(Run(first, last)))
