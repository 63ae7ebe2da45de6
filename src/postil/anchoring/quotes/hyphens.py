"""Words that were broken at a line's end, where the line's end became a blank: `inter- national`.

The halves of `pre- and post-war` look alike. So they are one word only where the other text has it in one
piece: what is put together or taken apart has the same letters, and no digits. Cost: the hyphens of a text.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from postil.anchoring.quotes.words import JOINER, PARTER
from postil.core.patterns import pattern

if TYPE_CHECKING:
    import re

    from postil.anchoring.quotes.words import Words

_HALVED = r"[-\u2010] (?!(?:and|or|to|und|oder|bis|et|ou|y|o|e)\b)"
_BREAK = pattern(rf"(?<=[^\W\d_]){_HALVED}(?=[^\W\d_])")
_HALVES = pattern(rf"(?<!\w)([^\W\d_]+){_HALVED}([^\W\d_]+)(?!\w)")
_LETTERS = pattern(r"[^\W\d_]+")


def closed(quote: str, source: Words) -> str:
    """A quote with the halves of each word put together that the source has in one piece."""

    def whole(match: re.Match[str]) -> str:
        first, second = match.groups()
        return f"{first}{JOINER}{second}" if f"{first}{second}".casefold() in source.positions else match[0]

    return _HALVES.sub(whole, quote)


def opened(quote: str, source: Words) -> str:
    """A quote with each word in two that the source has in two only."""
    halved = _halved(source)

    def halves(match: re.Match[str]) -> str:
        first = halved.get(match[0].casefold(), 0)
        return f"{match[0][:first]}{PARTER}{match[0][first:]}" if first else match[0]

    return _LETTERS.sub(halves, quote) if halved else quote


@lru_cache(maxsize=4)
def _halved(source: Words) -> dict[str, int]:
    """The words that a text has in two halves only, each with the length of the first."""
    found: dict[str, int] = {}
    for match in _BREAK.finditer(source.text):
        at = bisect_left(source.ends, match.start())
        if at + 1 < len(source):
            first, second = source.raw(at), source.raw(at + 1)
            word = f"{first}{second}".casefold()
            if word.isalpha() and word not in source.positions:
                found[word] = len(first)
    return found
