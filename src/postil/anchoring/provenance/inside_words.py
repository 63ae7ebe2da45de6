"""Tokens become code points again: a mark that begins or ends inside a word does so in the new text too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.snapshot import TextRange

if TYPE_CHECKING:
    from postil.anchoring.provenance.tokens import Stretch, Tokens


def letters_outside(text: str, tokens: Tokens, mark: Stretch, piece: TextRange) -> tuple[int, int]:
    """The letters of a mark's first word before it, and those of its last word behind it.

    Args:
        text: The text of the tokens.
        tokens: Its tokens.
        mark: Those that the mark touches; at least one.
        piece: The mark.
    """
    before = text[tokens.starts[mark.first] : max(piece.start, tokens.starts[mark.first])]
    behind = text[min(piece.end, tokens.ends[mark.end - 1]) : tokens.ends[mark.end - 1]]
    return _letters(before), _letters(behind)


def without_letters(text: str, place: TextRange, before: int, behind: int) -> TextRange:
    """A place without some letters at either side, and what stands between those."""
    start, end = place.start, place.end
    while before and start < end:
        before -= _letters(text[start])
        start += 1
    while behind and start < end:
        end -= 1
        behind -= _letters(text[end])
    return TextRange(start, end) if start < end else place


def literally(text: str, place: TextRange, exact: str) -> TextRange:
    """A place narrowed to some words that stand in it literally, or widened by the blanks at their ends."""
    lead, trail = len(exact) - len(exact.lstrip()), len(exact) - len(exact.rstrip())
    first = max(place.start - lead, 0)
    at = text.find(exact, first, place.end + trail)
    return place if at < 0 else TextRange(at, at + len(exact))


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))
