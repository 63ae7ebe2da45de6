"""Lines of a text at a width in cells, and the cells of a line.

Greedy: a line takes the last space that still fits; a word that is longer than a line is cut. Chinese and Japanese,
which set no spaces, break between any two characters, but not before a closing mark nor behind an opening one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size, split_graphemes

from postil.core.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

# Anything that may not be exactly one cell wide. Only the basic plane is listed as narrow, so that the
# class compiles to one bitmap; what is outside it takes the careful path.
_UNEVEN = pattern(
    "[^\\x20-\\x7e\\u00a0-\\u00ac\\u00ae-\\u02ff\\u0370-\\u0482\\u048a-\\u052f\\u1e00-\\u1fff"
    "\\u2010-\\u2027\\u202f-\\u205e\\u2070-\\u20bf\\u2190-\\u21ff\\u2400-\\u2426\\u2500-\\u257f\\ufffd]"
)
_SPACE_BEFORE_BREAK = " "
# Of what Unicode's line breaking (UAX #14) calls ideographic; Korean sets spaces.
_UNSPACED = pattern("[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff9f\U00020000-\U0003ffff]")
_NEVER_FIRST = frozenset(
    "、。，．・：；？！゛゜ヽヾゝゞ々ー’”）〕］｝〉》」』】〙〗〟ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ…‥—,.:;?!)]}»"
)
_NEVER_LAST = frozenset("‘“（〔［｛〈《「『【〘〖〝([{«")


def is_even(text: str) -> bool:
    """Whether every code point of a text is one cell wide."""
    return text.isascii() or _UNEVEN.search(text) is None


def wrap(text: str, width: int) -> list[tuple[int, int]]:
    r"""Breaks a text into lines.

    Args:
        text: One block's text; `\n` in it always breaks.
        width: Cells, at least 2.

    Returns:
        The code points `start` to `end` of each line, in order, without the space or line break that
        ends it. Never empty: an empty text has one empty line.
    """
    lines: list[tuple[int, int]] = []
    at = 0
    for part in text.split("\n"):
        end = at + len(part)
        if len(part) <= width and part.isascii():
            lines.append((at, end))
        elif is_even(part):
            _wrap_even(text, at, end, width, lines)
        else:
            _wrap_uneven(part, at, width, lines)
        at = end + 1
    return lines


def _wrap_even(text: str, at: int, end: int, width: int, lines: list[tuple[int, int]]) -> None:
    find_space = text.rfind
    while end - at > width:
        space = find_space(_SPACE_BEFORE_BREAK, at, at + width + 1)
        if space > at:
            lines.append((at, space))
            at = space + 1
        else:
            lines.append((at, at + width))
            at += width
    lines.append((at, end))


def _wrap_uneven(part: str, offset: int, width: int, lines: list[tuple[int, int]]) -> None:
    line_start, cells = 0, 0
    fit, after, cells_at_fit = -1, -1, 0  # where the line may end, where the next one begins then
    before = ""
    for start, end, size in split_graphemes(part)[0]:
        character = part[start:end]  # a space that bears a mark is none
        if before and _may_part(before, character):
            fit, after, cells_at_fit = start, start, cells
        if cells + size > width:
            if character == " ":
                lines.append((offset + line_start, offset + start))
                line_start, cells, fit, before = end, 0, -1, ""
                continue
            if fit > line_start:
                lines.append((offset + line_start, offset + fit))
                line_start, cells = after, cells - cells_at_fit - (after - fit)
            if cells + size > width:
                lines.append((offset + line_start, offset + start))
                line_start, cells = start, 0
            fit = -1
        if character == " ":
            fit, after, cells_at_fit = start, end, cells
        cells, before = cells + size, character
    lines.append((offset + line_start, offset + len(part)))


def _may_part(before: str, character: str) -> bool:
    """Whether a line may end between two characters of which neither is a space."""
    if " " in (before[0], character[0]) or character[0] in _NEVER_FIRST or before[0] in _NEVER_LAST:
        return False
    return bool(_UNSPACED.match(before) or _UNSPACED.match(character))


def graphemes(text: str) -> Iterator[tuple[int, int, int]]:
    """The clusters of a line: code points `start` to `end`, and their width in cells."""
    if is_even(text):
        return ((index, index + 1, 1) for index in range(len(text)))
    return iter(split_graphemes(text)[0])


def offset_at_cell(text: str, cell: int) -> int:
    """The code point that is drawn at a cell of a line; the line's length when it is beyond its end."""
    if is_even(text):
        return min(max(cell, 0), len(text))
    at = 0
    for start, _end, size in graphemes(text):
        if at + size > cell:
            return start
        at += size
    return len(text)


def width_of(text: str) -> int:
    """How many cells a line takes."""
    return len(text) if is_even(text) else cell_len(text)


def column(text: str, width: int, *, right: bool = False) -> str:
    """A text cut or padded to exactly `width` cells; what is cut ends in an ellipsis."""
    if width <= 0:
        return ""
    size = width_of(text)
    if size > width:
        return set_cell_size(text, width - 1) + "…" if width > 1 else set_cell_size(text, width)
    return " " * (width - size) + text if right else text + " " * (width - size)
