"""Stretches that stand elsewhere now: without a partner on both sides, and there but once.

Cost: linear in the tokens without a partner.
"""

from __future__ import annotations

from array import array
from itertools import chain
from sys import byteorder
from typing import TYPE_CHECKING

from postil.anchoring.provenance.rows import NOWHERE, Run, common, grams
from postil.anchoring.provenance.tokens import Stretch
from postil.core.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from postil.anchoring.provenance.rows import Rows
    from postil.anchoring.provenance.tokens import Tokens
    from postil.core.pausing import Pause

_SIGN = 0 if byteorder == "big" else array("i").itemsize - 1
"""Which of the bytes of a number tells that it is negative: `NOWHERE` is, a place is not."""

_NEGATIVE = pattern(rb"[\x80-\xff]+")

LIGHTEST = 14
"""Letters and digits of a stretch that is no coincidence wherever it stands: `an example of a` has fewer."""


def moved_runs(
    old: Tokens, partners: array[int], new: Tokens, origins: array[int], length: int, *, pause: Pause
) -> Iterator[Run]:
    """Finds what moved; each run is grown over its equal neighbours that have no partner either.

    Args:
        old: The old text's tokens.
        partners: Their partners; whoever takes a run links it before taking the next one.
        new: The new text's tokens.
        origins: Their partners, likewise.
        length: Tokens in a row that must be the same, and stand once among those without a partner.
        pause: Is called on the way.
    """

    def pairs(at: int, there: int) -> bool:
        inside = 0 <= at < len(partners) and 0 <= there < len(origins)
        return inside and partners[at] == origins[there] == NOWHERE and old.keys[at] == new.keys[there]

    ours, theirs = _free(partners, old.keys, length), _free(origins, new.keys, length)
    for at, there, _ in common(ours, theirs, pause):
        if not all(pairs(at + step, there + step) for step in range(length)):
            continue
        first, end = 0, length
        while pairs(at + end, there + end):
            end += 1
        while pairs(at + first - 1, there + first - 1):
            first -= 1
        if old.weight(at + first, at + end) >= LIGHTEST:
            yield Run(at + first, there + first, end - first)


def stretches(partners: array[int]) -> Iterator[Stretch]:
    """The longest rows of tokens that have no partner when this is called."""
    signs = partners.tobytes()[_SIGN :: partners.itemsize]
    return (Stretch(*row.span()) for row in _NEGATIVE.finditer(signs))


def _free(partners: array[int], keys: Sequence[int], length: int) -> Rows:
    """The stretches of `length` tokens of which none has a partner."""
    return chain.from_iterable(grams(keys, *free, length) for free in stretches(partners))
