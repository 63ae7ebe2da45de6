"""What in a quote may be read in two ways, of which only its source can tell the right one.

Whether `well-` at a line's end is half of `wellness` or of `well-known`, whether `20 000` is one number, whether
`promise[d]` stands for the source's `promised`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from postil.anchoring.quotes.words import JOINER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postil.anchoring.quotes.words import Words

_ENDING = re.compile(r"(?<=\w)\[([^\W\d_]{1,8})\]")
_LINE_END = re.compile(r"(?<=[-\u2010]) *\n")
_COMMA = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_BLANK = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f](?=\d{3}(?!\d))")
_HYPHENED = re.compile(r"[^\W\d_]+-[^\W\d_]+")


def spellings(quote: str, source: Words) -> Iterator[str]:
    """A quote as it is, then as else it might be meant, one way at a time.

    Yields:
        Texts as long as the quote, so that offsets stay; mostly one.
    """
    yield quote
    others = (
        _ENDING.sub(rf"{JOINER}\1{JOINER}", quote),
        _LINE_END.sub(lambda match: " " * len(match[0]), quote),
        _COMMA.sub(" ", quote),
        _BLANK.sub(",", quote),
        _HYPHENED.sub(lambda match: _joined(match[0], source), quote) if source.broken else quote,
    )
    yield from dict.fromkeys(other for other in others if other != quote)


def _joined(word: str, source: Words) -> str:
    """A word without its hyphen, where the source has it so at the end of a line."""
    return word.replace("-", JOINER) if word.replace("-", "").casefold() in source.broken else word
