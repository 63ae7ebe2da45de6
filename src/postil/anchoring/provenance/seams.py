r"""Whether a word, a number or a character goes on across a place, and how far it reaches.

`can` goes on in `can’t`, `violent` in `non-violent`, `inter` in `inter-\nnational`, `500` in `1 500`, `5` in
`−5`, `10` in `5–10` and in `10 %`, a letter in the accent behind it.

Cost: that of the few code points about the place.
"""

from __future__ import annotations

from enum import IntEnum

from postil.anchoring.graphemes import boundary_after, boundary_before, is_boundary
from postil.anchoring.numbers import CURRENCY, GROUPING, MINUSES, UNITS
from postil.anchoring.provenance.tokens import HYPHEN, UNSPACED
from postil.core.patterns import pattern
from postil.core.snapshot import TextRange
from postil.core.words import MARKS

NEAR = 24
"""Code points on either side of a place that are looked at."""

_LETTER = rf"[^\W{UNSPACED}]"
_INVISIBLE = "\u00ad\u200c\u200d\u2060"
_DASH = MINUSES.replace("-", r"\-")
_JOINTS = (
    rf"[{_INVISIBLE}'’@](?={_LETTER})",
    rf"[{HYPHEN}](?:{_LETTER}|\s+(?=[^\W\d_{UNSPACED}]))",
    rf"(?<=\d)[.,:/٫{_DASH}](?=\d)",
    rf"(?<=\d)(?<!\d{{4}})[{GROUPING}'’٬](?=\d{{3}}(?!\d))",
)
_WHOLE = pattern(
    rf"(?:[+±~{CURRENCY}{_DASH}]{{1,2}}(?=\d))?"
    rf"{_LETTER}(?:{_LETTER}|[{MARKS}]|{'|'.join(_JOINTS)})*"
    rf"(?:(?<=\d)[{GROUPING}]?[{UNITS}{CURRENCY}])?"
)


class Cut(IntEnum):
    """What goes on beyond the border of some words: nothing, the sign of a number or letter, or letters and digits."""

    NOWHERE = 0
    AT_SIGN = 1
    INSIDE = 2


def cut_before(before: str, words: str) -> Cut:
    """How words are cut from the text before them."""
    near = before[-NEAR:]
    text = near + words[:NEAR]
    return _cut(text[whole(text, len(near)).start : len(near)])


def cut_behind(words: str, behind: str) -> Cut:
    """How words are cut from the text behind them."""
    near = words[-NEAR:]
    text = near + behind[:NEAR]
    return _cut(text[len(near) : whole(text, len(near)).end])


def _cut(beyond: str) -> Cut:
    if not beyond:
        return Cut.NOWHERE
    return Cut.INSIDE if any(map(str.isalnum, beyond)) else Cut.AT_SIGN


def whole(text: str, offset: int) -> TextRange:
    """The word, number or character of which one part is before an offset and one behind it.

    Returns:
        An empty range where nothing goes on there.
    """
    if not is_boundary(text, offset):
        return TextRange(boundary_before(text, offset), boundary_after(text, offset))
    first = max(offset - NEAR, 0)
    for match in _WHOLE.finditer(text, first, offset + NEAR):
        if match.start() < offset < match.end():
            return TextRange(*match.span())
    return TextRange(offset, offset)
