"""Tokens become code points again: a mark that begins or ends inside a word does so in the new text too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from postil.anchoring.provenance.tokens import UNSPACED
from postil.core.snapshot import TextRange

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postil.anchoring.provenance.tokens import Stretch, Tokens
    from postil.core.target import Selector

TRIES = 8
"""How often words that repeat themselves are looked at on either side."""

_LETTER = rf"[^\W_{UNSPACED}]"
_SEAM = re.compile(rf"{_LETTER}\0{_LETTER}|\d[.,]\0\d|\d\0[.,]\d")


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


def literally(text: str, place: TextRange, selector: Selector) -> TextRange | None:
    """Where the words of a mark stand literally in or across a place; None where they do not.

    Of several such places the one that shares most with it: where the first or the last words were taken for
    others of the same text, the words themselves say how far they reach. A word or a number that goes on
    beyond them where theirs did not is another one: `2,900` is not in `12,900`, nor `safe` in `unsafe`.
    """
    length = len(selector.exact)
    found = [
        TextRange(at, at + length)
        for at in _starts(text, place, selector.exact)
        if _is_cut_alike(selector, text[max(at - 2, 0) : at], text[at + length : at + length + 2])
    ]
    return max(found, key=lambda one: min(place.end, one.end) - max(place.start, one.start), default=None)


def _starts(text: str, place: TextRange, exact: str) -> Iterator[int]:
    """Where words stand that share something with a place: a few on either side of where it begins, nearest first."""
    first, last = max(place.start - len(exact) + 1, 0), place.end + len(exact) - 1
    at = place.start - 1
    for _ in range(TRIES):
        at = text.find(exact, at + 1, last)
        if at < 0:
            break
        yield at
    at = place.start
    for _ in range(TRIES):
        at = text.rfind(exact, first, at + len(exact) - 1)
        if at < 0:
            break
        yield at


def _is_cut_alike(selector: Selector, before: str, behind: str) -> bool:
    """Whether words go on beyond a mark here as they did where it was made, as far as that is known."""
    exact = selector.exact
    starts = selector.prefix or not selector.start
    ends = selector.suffix
    return not (
        (starts and _goes_on(before, exact) != _goes_on(selector.prefix, exact))
        or (ends and _goes_on(exact, behind) != _goes_on(exact, selector.suffix))
    )


def _goes_on(before: str, behind: str) -> bool:
    """Whether a word or a number goes on from one text to the next."""
    return bool(_SEAM.search(f"{before[-2:]}\0{behind[:2]}"))


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))
