"""Tokens become code points again: a mark that begins or ends inside a word does so in the new text too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.anchoring.provenance.seams import NEAR, cut_before, cut_behind, whole
from postil.core.snapshot import TextRange

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postil.anchoring.provenance.seams import Cut
    from postil.anchoring.provenance.tokens import Stretch, Tokens
    from postil.core.target import Selector

TRIES = 8
"""How often words that repeat themselves are looked at on either side."""


def letters_outside(text: str, tokens: Tokens, mark: Stretch, piece: TextRange) -> tuple[int, int]:
    """The letters of a mark's first word before it, and those of its last word behind it.

    Args:
        text: The text of the tokens.
        tokens: Its tokens.
        mark: Those that the mark touches; at least one.
        piece: The mark.
    """
    before = text[tokens.starts[mark.first] : max(piece.start, tokens.starts[mark.first])]
    end = tokens.end(mark.end - 1)
    behind = text[min(piece.end, end) : end]
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
        if is_cut_alike(text, TextRange(at, at + length), selector)
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


def grown(text: str, place: TextRange, selector: Selector) -> TextRange:
    """A place with the whole of the words that it cuts at a border where the mark did not."""
    (starts, ends), (starts_now, ends_now) = _cuts(selector), _cuts_now(text, place)
    return TextRange(
        place.start if starts is None or starts >= starts_now else whole(text, place.start).start,
        place.end if ends is None or ends >= ends_now else whole(text, place.end).end,
    )


def is_cut_alike(text: str, place: TextRange, selector: Selector) -> bool:
    """Whether words go on beyond a place as they did beyond the mark, as far as that is known."""
    return all(old in {None, now} for old, now in zip(_cuts(selector), _cuts_now(text, place), strict=True))


def _cuts(selector: Selector) -> tuple[Cut | None, Cut | None]:
    """How a mark is cut from what stands before and behind it; None where that is not known."""
    exact, prefix, suffix = selector.exact, selector.prefix, selector.suffix
    starts = cut_before(prefix, exact) if prefix or (suffix and not selector.start) else None
    return starts, cut_behind(exact, suffix) if suffix else None


def _cuts_now(text: str, place: TextRange) -> tuple[Cut, Cut]:
    """The same of a place."""
    before, behind = text[max(place.start - NEAR, 0) : place.start], text[place.end : place.end + NEAR]
    words = text[place.start : place.end]
    return cut_before(before, words), cut_behind(words, behind)


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))
