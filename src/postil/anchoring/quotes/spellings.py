"""What in a quote may be read in two ways, of which only its source can tell the right one.

Whether `well-` at a line's end is half of `wellness` or of `well-known`, whether `20 000` is one number, whether
`promise[d]` stands for the source's `promised`, `5'` for five feet. `hyphens` has those that stand before a blank.
Cost: a few passes over the quote.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.anchoring.numbers import GROUPING
from postil.anchoring.quotes.hyphens import closed, opened
from postil.anchoring.quotes.words import JOINER
from postil.core.patterns import pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from postil.anchoring.quotes.words import Words

_ENDING = pattern(r"(?<=\w)\[([^\W\d_]{1,8})\]")
_LINE_END = pattern(r"(?<=[-\u2010]) *\n")
_GROUPED = pattern(rf"(\d+)[{GROUPING}](\d{{3}})(?!\d)")
_HYPHENED = pattern(r"[^\W\d_]+-[^\W\d_]+")
_FOOT = pattern(r"(?<=\d)['’](?!\w)")
_INCH = pattern(r"(?<=\d)[\"”](?!\w)")


def spellings(quote: str, source: Words) -> Iterator[str]:
    """A quote as it is, then as else it might be meant, one way at a time.

    Yields:
        Texts with the same letters and digits, mostly one.
    """
    yield quote
    others = (
        _ENDING.sub(rf"{JOINER}\1{JOINER}", quote),
        _LINE_END.sub(lambda match: " " * len(match[0]), quote),
        _GROUPED.sub(lambda match: _apart(match, source), quote),
        _INCH.sub("″", _FOOT.sub("′", quote)),
        _HYPHENED.sub(lambda match: _joined(match[0], source), quote) if source.broken else quote,
        closed(quote, source),
        opened(quote, source),
    )
    yield from dict.fromkeys(other for other in others if other != quote)


def _apart(match: re.Match[str], source: Words) -> str:
    """Two numbers, where the source has a line's or a paragraph's end between them, else one."""
    apart = (f"{match[1]}{end}{match[2]}" for end in ("\n", "\n\n"))
    return next((numbers for numbers in apart if numbers in source.text), match[0])


def _joined(word: str, source: Words) -> str:
    """A word without its hyphen, where the source has it so at the end of a line."""
    return word.replace("-", JOINER) if word.replace("-", "").casefold() in source.broken else word
