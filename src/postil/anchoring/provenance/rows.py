"""Rows of tokens that stand in a text but once, and the heaviest chain of runs that kept its order."""

from __future__ import annotations

from bisect import bisect_left
from itertools import chain, compress
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from postil.core.pausing import paused

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Sequence

    from postil.core.pausing import Pause

Rows: TypeAlias = "Iterator[tuple[tuple[int, ...], int]]"
"""Stretches of a text, each as its tokens, with the place of its first one."""

NOWHERE = -1
"""The place of what has none."""

LONG_SENTENCE = 24
"""Tokens after which a sentence is cut at the next word of certain numbers: at the same one in both texts."""

LONGEST_SENTENCE = 96
"""Tokens after which it is cut in any case."""

_CUTTING = 8


def sentences(keys: Sequence[int], first: int, end: int, stops: Container[int]) -> Rows:
    """The sentences of a stretch, each as its tokens, with the place of its first one.

    Args:
        keys: The tokens.
        first: The first of the stretch.
        end: The one behind its last.
        stops: Those that end a sentence.
    """
    start = first
    for stop in chain(compress(range(first, end), map(stops.__contains__, keys[first:end])), (end - 1,)):
        while (cut := start + LONG_SENTENCE) < stop:
            last = min(start + LONGEST_SENTENCE, stop)
            while cut < last and keys[cut] % _CUTTING:
                cut += 1
            if cut == stop:
                break
            yield tuple(keys[start : cut + 1]), start
            start = cut + 1
        if start <= stop:
            yield tuple(keys[start : stop + 1]), start
            start = stop + 1


def grams(keys: Sequence[int], first: int, end: int, length: int) -> Rows:
    """All stretches of `length` tokens, each with its place."""
    stretch = list(keys[first:end])
    rows = zip(*(stretch[shift:] for shift in range(length)), strict=False)
    return zip(rows, range(first, end), strict=False)


class Gap(NamedTuple):
    """A stretch of the old text that became a stretch of the new one: the first token of each, and the one behind."""

    old: int
    old_end: int
    new: int
    new_end: int

    @property
    def pairs(self) -> int:
        """How many pairs of tokens there are."""
        return (self.old_end - self.old) * (self.new_end - self.new)


class Run(NamedTuple):
    """Tokens in a row that are the same in both texts: the first place in each, and how many."""

    old: int
    new: int
    length: int


def common(old: Rows, new: Rows, pause: Pause) -> list[Run]:
    """The rows that stand once in the old text and once in the new one, in the order of the old text."""
    ours = _places(paused(old, pause))
    theirs = _places(row for row in paused(new, pause) if row[0] in ours)
    return sorted(
        Run(ours[row], at, len(row)) for row, at in theirs.items() if NOWHERE not in (at, ours[row])
    )


def _places(rows: Rows) -> dict[tuple[int, ...], int]:
    """Where each row is; `NOWHERE` for one that is there twice."""
    places: dict[tuple[int, ...], int] = {}
    for row, at in rows:
        places[row] = NOWHERE if row in places else at
    return places


def joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Ascending runs, those that follow each other or overlap in both texts alike as one."""
    whole: Run | None = None
    for run in runs:
        if whole and run.old - whole.old == run.new - whole.new <= whole.length:
            whole = whole._replace(length=max(whole.length, run.old - whole.old + run.length))
            continue
        if whole:
            yield whole
        whole = run
    if whole:
        yield whole


def between(runs: Iterable[Run], whole: Gap) -> Iterator[Gap]:
    """What a whole has before, between and behind runs that ascend in both texts."""
    old, new = whole.old, whole.new
    for run in runs:
        yield Gap(old, run.old, new, run.new)
        old, new = run.old + run.length, run.new + run.length
    yield Gap(old, whole.old_end, new, whole.new_end)


def in_order(
    runs: Iterable[Run], pause: Pause, weigh: Callable[[Run], int] = attrgetter("length")
) -> list[Run]:
    """The runs of the heaviest chain that ascends in both texts.

    A staircase of the best chain that ends at or before each place of the new text; O(k log k) but for the
    moves inside a list.

    Args:
        runs: What may be in it.
        pause: Is called on the way.
        weigh: Tells what a run weighs; its tokens unless it is said otherwise.
    """
    ends: list[int] = []
    totals: list[int] = []
    lasts: list[int] = []
    before: list[int] = []
    ordered = sorted(runs)
    for index, run in enumerate(paused(ordered, pause)):
        step = bisect_left(ends, run.new)
        total = weigh(run) + (totals[step - 1] if step else 0)
        before.append(lasts[step - 1] if step else NOWHERE)
        outdone = step
        while outdone < len(ends) and totals[outdone] <= total:
            outdone += 1
        if outdone == step < len(ends) and ends[step] == run.new:
            continue
        ends[step:outdone], totals[step:outdone], lasts[step:outdone] = [run.new], [total], [index]
    chain = []
    at = lasts[-1] if lasts else NOWHERE
    while at != NOWHERE:
        chain.append(ordered[at])
        at = before[at]
    return chain[::-1]
