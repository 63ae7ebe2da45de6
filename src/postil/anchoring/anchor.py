"""Selectors become a range of a text again, or nothing: a mark never stands on a guess."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.anchoring.describe import describe
from postil.anchoring.search import find

if TYPE_CHECKING:
    from postil.core.snapshot import Snapshot, TextRange
    from postil.core.target import Selector, Target

AGREEMENT = 0.62
"""The share of the prefix or the suffix, counted from the words outwards, that must stand there still."""

LONG = 40
"""Code points of words that are their own context where they occur once."""


def anchor(snapshot: Snapshot, target: Target) -> Target | None:
    """Finds a target's words in a text.

    In the snapshot they were taken from they stand where they stood. In another text the literal words
    are taken, with the most of their context around them, the nearest of equals; words without context
    only where they are long and occur once.

    Returns:
        The target as described against `snapshot`, or None where any of its pieces has no such place.
    """
    text = snapshot.text
    if target.snapshot == snapshot.digest and all(
        text[selector.start : selector.end] == selector.exact for selector in target.selectors
    ):
        return target
    ranges: list[TextRange] = []
    for selector in target.selectors:
        place = _place(snapshot, selector, ranges[-1].end if ranges else 0)
        if place is None:
            return None
        ranges.append(place)
    return describe(snapshot, ranges) if ranges else None


def _place(snapshot: Snapshot, selector: Selector, earliest: int) -> TextRange | None:
    text = snapshot.text
    literal = [place for place in find(snapshot, selector.exact) if _is_literal(text, place, selector)]
    agreeing = [
        (agreement, -abs(place.start - selector.start), place)
        for place in literal
        if place.start >= earliest and (agreement := _agreement(text, place, selector)) > 0
    ]
    if agreeing:
        return max(agreeing)[2]
    if len(literal) == 1 and len(selector.exact) >= LONG and literal[0].start >= earliest:
        return literal[0]
    return None


def _is_literal(text: str, place: TextRange, selector: Selector) -> bool:
    return text[place.start : place.end] == selector.exact


def _agreement(text: str, place: TextRange, selector: Selector) -> float:
    """How much of the context stands around a place: 0 where too little does on either side, at most 2."""
    before = text[max(place.start - len(selector.prefix), 0) : place.start]
    after = text[place.end : place.end + len(selector.suffix)]
    sides = (_common(before[::-1], selector.prefix[::-1]), _common(after, selector.suffix))
    return sum(sides) if max(sides) >= AGREEMENT else 0.0


def _common(found: str, kept: str) -> float:
    """The share of `kept` that `found` begins with; nothing that was kept says nothing."""
    if not kept:
        return 0.0
    same = next((at for at, (one, two) in enumerate(zip(found, kept, strict=False)) if one != two), None)
    return (min(len(found), len(kept)) if same is None else same) / len(kept)
