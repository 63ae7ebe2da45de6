"""An altered quote beside the passage that it was probably taken from.

The pieces between its ellipses are looked for together, and each for itself where that finds more of its words:
they may stand in another order, or further apart than an ellipsis can tell.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from postil.anchoring.quotes.account import Part
from postil.anchoring.quotes.chain import SEGMENTS
from postil.anchoring.quotes.closest import closest, is_close, shared
from postil.anchoring.rewording import Run, Step
from postil.core.comparison import Op

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from postil.anchoring.quotes.conventions import Reading
    from postil.anchoring.quotes.words import Words


def altered(reading: Reading, source: Words) -> list[Part]:
    """Compares a quote that does not stand in its source with the closest passage.

    Returns:
        Quote and source side by side; empty where no passage has enough of the quote's words.
    """
    keys = reading.keys
    steps = max(closest(keys, source), _piecemeal(reading, keys, source), key=shared)
    return list(_parts(steps, reading, source)) if is_close(steps, len(keys)) else []


def _piecemeal(reading: Reading, keys: Sequence[str], source: Words) -> tuple[Step, ...]:
    """Each piece between two ellipses beside the passage that is closest to it alone."""
    steps: list[Step] = []
    if not 1 < len(reading.segments) <= SEGMENTS:
        return ()
    for first, last in pairwise((0, *reading.borders, len(keys))):
        missing = Step(same=False, source=Run(0, 0), quote=Run(first, last))
        steps += closest(keys[first:last], source, first) or [missing]
    return tuple(steps)


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
