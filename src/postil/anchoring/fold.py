"""A text with differences of typesetting removed, and the way back to its own offsets."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from postil.core.alike import PLAIN_TYPOGRAPHY
from postil.core.patterns import pattern

_BLANKS = pattern(r"\s\s+|[^\S ]")
_TYPOGRAPHY = str.maketrans(PLAIN_TYPOGRAPHY)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; each of its code points stands for one, or for a run of blanks, of the original.

    Attributes:
        text: The folded text.
        starts: Offsets in `text` from which another shift holds, ascending; the first is 0.
        shifts: What is to be added to an offset from that place on.
    """

    text: str
    starts: tuple[int, ...]
    shifts: tuple[int, ...]

    def original(self, offset: int) -> int:
        """The original offset of a folded code point."""
        return offset + self.shifts[bisect_right(self.starts, offset) - 1]


@lru_cache(maxsize=8)
def folded(text: str) -> Folded:
    """Makes every run of blanks one space, quotation marks `'` and `"`, dashes and hyphens `-`."""
    pieces: list[str] = []
    starts, shifts = [0], [0]
    length = at = 0
    for match in _BLANKS.finditer(text):
        start, end = match.span()
        pieces += (text[at:start], " ")
        length += start - at + 1
        at = end
        if end - start > 1:
            starts.append(length)
            shifts.append(end - length)
    pieces.append(text[at:])
    return Folded("".join(pieces).translate(_TYPOGRAPHY), tuple(starts), tuple(shifts))
