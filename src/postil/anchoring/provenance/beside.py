"""Where what is left of the old text may stand: beside tokens that have a partner, beside those partners.

What moved as a whole was found by its longest stretches that are the same. What was changed between them, and at
its borders, is not in order with the rest of the text: no gap of the alignment holds both sides of it.

Cost: linear in the tokens without a partner.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.anchoring.provenance.moves import stretches
from postil.anchoring.provenance.rows import NOWHERE, Gap
from postil.anchoring.provenance.tokens import Stretch

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterable, Iterator, Sequence

    from postil.anchoring.provenance.rows import Run
    from postil.anchoring.provenance.tokens import Tokens

SLACK = 8
"""Tokens of the new text that are looked at beyond twice as many as are left of the old one."""

FARTHEST = 400
"""Tokens that are looked at where only one of the sides of what is left has a partner."""

NEAR = 24
"""Tokens on such a side that tell whether a passage went there or a few words by chance."""

SOLID = 24
"""Letters and digits of theirs that must have gone there together."""


def gaps_beside(old: Tokens, partners: array[int], origins: Sequence[int]) -> Iterator[Gap]:
    """What is left of the old text, each with the new text in which it may stand.

    Args:
        old: The old text's tokens.
        partners: Their partners.
        origins: The partners of the new text's tokens.
    """
    for first, end in stretches(partners):
        most = 2 * (end - first) + SLACK
        before = partners[first - 1] + 1 if first else NOWHERE
        behind = partners[end] if end < len(partners) else NOWHERE
        if NOWHERE not in (before, behind) and before <= behind <= before + most:
            yield Gap(first, end, before, behind)
            continue
        yield from _behind(old, partners, origins, Stretch(first, end))
        yield from _before(old, partners, origins, Stretch(first, end))


def gaps_at(
    moved: Iterable[Run], old: Tokens, partners: Sequence[int], origins: Sequence[int]
) -> Iterator[Gap]:
    """The same of what is left at either end of some runs that moved."""
    for run in moved:
        first, end = run.old, run.old + run.length
        yield from _behind(old, partners, origins, Stretch(end, end + _free(partners, end, FARTHEST, 1)))
        left = _free(partners, first - 1, FARTHEST, -1)
        yield from _before(old, partners, origins, Stretch(first - left, first))


def _behind(old: Tokens, partners: Sequence[int], origins: Sequence[int], left: Stretch) -> Iterator[Gap]:
    """What is left of the old text behind a passage, with the new text behind its partners."""
    border = left.first - 1
    if left.length and border >= 0 and partners[border] != NOWHERE and _is_solid(old, partners, border, -1):
        most = min(2 * left.length + SLACK, FARTHEST)
        start = partners[border] + 1
        yield Gap(left.first, min(left.end, left.first + most), start, start + _free(origins, start, most, 1))


def _before(old: Tokens, partners: Sequence[int], origins: Sequence[int], left: Stretch) -> Iterator[Gap]:
    """The same before a passage."""
    border = left.end
    if (
        left.length
        and border < len(partners)
        and partners[border] != NOWHERE
        and _is_solid(old, partners, border, 1)
    ):
        most = min(2 * left.length + SLACK, FARTHEST)
        end = partners[border]
        yield Gap(max(left.end - most, left.first), left.end, end - _free(origins, end - 1, most, -1), end)


def _is_solid(old: Tokens, partners: Sequence[int], border: int, step: int) -> bool:
    """Whether the tokens from a border outwards went where that went, as a passage does."""
    near = range(border, border + step * NEAR, step)
    keys, weights = old.keys, old.vocabulary.weights
    together = (
        at
        for at in near
        if 0 <= at < len(partners)
        and partners[at] != NOWHERE
        and 0 <= (partners[at] - partners[border]) * step <= 2 * NEAR
    )
    return sum(weights[keys[at]] for at in together) >= SOLID


def _free(origins: Sequence[int], at: int, most: int, step: int) -> int:
    """How many tokens in a row have no partner, told from one outwards."""
    length = 0
    while length < most and 0 <= at < len(origins) and origins[at] == NOWHERE:
        at += step
        length += 1
    return length
