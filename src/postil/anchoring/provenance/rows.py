"""Rows of tokens that stand in a text but once, and the longest chain of runs that kept its order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import chain, compress, pairwise
from typing import TYPE_CHECKING, NamedTuple

from postil.core.pausing import paused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from postil.anchoring.provenance.tokens import Tokens
    from postil.core.pausing import Pause

NOWHERE = -1
"""The place of what has none."""

LONG_SENTENCE = 24
"""Tokens after which a sentence is cut at the next word of certain numbers: at the same one in both texts."""

LONGEST_SENTENCE = 96
"""Tokens after which it is cut in any case."""

_CUTTING = 8


def paragraphs(tokens: Tokens, first: int, end: int) -> Iterator[tuple[tuple[int, ...], int]]:
    """The paragraphs that lie in a stretch, each as its tokens, with the place of its first one."""
    parts = tokens.parts[bisect_left(tokens.parts, first) : bisect_right(tokens.parts, end)]
    for start, stop in pairwise(parts):
        if start < stop:
            yield tuple(tokens.keys[start:stop]), start


def sentences(tokens: Tokens, first: int, end: int) -> Iterator[tuple[tuple[int, ...], int]]:
    """The sentences of a stretch, each as its tokens, with the place of its first one."""
    keys, is_stop = tokens.keys, tokens.vocabulary.stops.__contains__
    start = first
    for stop in chain(compress(range(first, end), map(is_stop, keys[first:end])), (end - 1,)):
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


def grams(keys: Sequence[int], first: int, end: int, length: int) -> Iterator[tuple[tuple[int, ...], int]]:
    """All stretches of `length` tokens, each with its place."""
    rows = zip(*(keys[first + shift : end - length + 1 + shift] for shift in range(length)), strict=False)
    return zip(rows, range(first, end), strict=False)


def unique(rows: Iterator[tuple[tuple[int, ...], int]], pause: Pause) -> dict[tuple[int, ...], int]:
    """Where each row is; `NOWHERE` for one that is there twice."""
    places: dict[tuple[int, ...], int] = {}
    for row, at in paused(rows, pause):
        places[row] = NOWHERE if row in places else at
    return places


class Run(NamedTuple):
    """Tokens in a row that are the same in both texts: the first place in each, and how many."""

    old: int
    new: int
    length: int


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


def in_order(runs: Sequence[Run], pause: Pause) -> list[Run]:
    """The runs of the chain with the most tokens that ascends in both texts.

    A staircase of the best chain that ends at or before each place of the new text; O(k log k) but for the
    moves inside a list.
    """
    ends: list[int] = []
    totals: list[int] = []
    lasts: list[int] = []
    before: list[int] = []
    ordered = sorted(runs)
    for index, run in enumerate(paused(ordered, pause)):
        step = bisect_left(ends, run.new)
        total = run.length + (totals[step - 1] if step else 0)
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
