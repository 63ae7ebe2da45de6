"""Where a text may be cut without taking a mark from its letter or a part from an emoji.

A working subset of UAX #29 (extended grapheme clusters): marks, joiners, variation selectors, emoji
modifiers and tags, regional-indicator pairs, conjoining jamo.
"""

from __future__ import annotations

import unicodedata

_JOINER = "\u200d"
_EXTENDING_CATEGORIES = frozenset({"Mn", "Me", "Mc"})
_EXTENDING_RANGES = (
    ("\u200c", "\u200d"),
    ("\u1160", "\u11ff"),  # vowels and finals of conjoining jamo
    ("\U0001f3fb", "\U0001f3ff"),  # skin tones
    ("\U000e0020", "\U000e007f"),  # tags of sub-regional flags
)


def is_boundary(text: str, offset: int) -> bool:
    """Whether the text may be cut before the code point at `offset`; its two ends may always."""
    if not 0 < offset < len(text):
        return True
    before, after = text[offset - 1], text[offset]
    if after < "\u0300":
        return True
    if _extends(after):
        return False
    if before == _JOINER and unicodedata.category(after) == "So":
        return False
    return not (_is_flag_half(before) and _is_flag_half(after) and _flag_halves_before(text, offset) % 2)


def boundary_after(text: str, offset: int) -> int:
    """The first boundary behind `offset`, or the text's length."""
    at = offset + 1
    while not is_boundary(text, at):
        at += 1
    return min(at, len(text))


def boundary_before(text: str, offset: int) -> int:
    """The last boundary before `offset`, or 0."""
    at = offset - 1
    while not is_boundary(text, at):
        at -= 1
    return max(at, 0)


def _extends(character: str) -> bool:
    if unicodedata.category(character) in _EXTENDING_CATEGORIES:
        return True
    return any(first <= character <= last for first, last in _EXTENDING_RANGES)


def _is_flag_half(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _flag_halves_before(text: str, offset: int) -> int:
    at = offset
    while at and _is_flag_half(text[at - 1]):
        at -= 1
    return offset - at
