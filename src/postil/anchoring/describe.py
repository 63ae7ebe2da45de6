"""A range of a text becomes a selector: its words and what stands around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.anchoring.graphemes import boundary_after
from postil.core.target import Selector, Target

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.core.snapshot import Snapshot, TextRange

SHORTEST_CONTEXT = 64
LONGEST_CONTEXT = 96
"""Code points kept on each side: the longest stretch of whole words between the two."""


def describe(snapshot: Snapshot, ranges: Sequence[TextRange]) -> Target:
    """Describes stretches of a snapshot so that they can be found again.

    Args:
        snapshot: The text that the ranges count code points of.
        ranges: One or more, none of them empty, in the order of the text.

    Raises:
        ValueError: There is no range, one is empty or beyond the text, or they overlap.
    """
    text = snapshot.text
    end = 0
    for piece in ranges:
        if piece.start == piece.end or piece.end > len(text) or piece.start < end:
            raise ValueError(f"not a stretch of the text: {piece.start}..{piece.end}")
        end = piece.end
    if not ranges:
        raise ValueError("nothing to describe")
    return Target(snapshot.digest, tuple(_selector(text, piece) for piece in ranges))


def _selector(text: str, piece: TextRange) -> Selector:
    return Selector(
        exact=text[piece.start : piece.end],
        prefix=_before(text, piece.start),
        suffix=_after(text, piece.end),
        start=piece.start,
        end=piece.end,
    )


def _before(text: str, offset: int) -> str:
    first = max(offset - LONGEST_CONTEXT, 0)
    if first == 0:
        return text[:offset]
    latest = offset - SHORTEST_CONTEXT
    at = text.find(" ", first, latest)
    return text[at + 1 if at >= 0 else min(boundary_after(text, first - 1), latest) : offset]


def _after(text: str, offset: int) -> str:
    last = min(offset + LONGEST_CONTEXT, len(text))
    if last == len(text):
        return text[offset:]
    earliest = offset + SHORTEST_CONTEXT
    at = text.rfind(" ", earliest, last + 1)
    if at >= 0:
        return text[offset:at]
    cut = earliest
    while (following := boundary_after(text, cut)) <= last:
        cut = following
    return text[offset:cut]
