"""Where sentences end among a text's words, as far as its punctuation tells; good enough to count and to warn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.anchoring.rewording import Run
from postil.core.patterns import pattern

if TYPE_CHECKING:
    from postil.anchoring.quotes.words import Words

_STOP = pattern(r"[.?!…؟۔।][^\w\s]*(?:\s|$)|[。！？｡]|\n\n")


def stops_before(words: Words, at: int) -> bool:
    """Whether a sentence or a paragraph ends between a word and the one before it."""
    return bool(_STOP.search(words.between(at)))


def in_sentence(words: Words, at: int, most: int) -> Run:
    """Up to `most` words before or behind a word's beginning, before it where negative, in the same sentence."""
    end = at
    if most < 0:
        while end > max(at + most, 0) and not stops_before(words, end):
            end -= 1
        return Run(end, at)
    while end < min(at + most, len(words)) and not stops_before(words, end):
        end += 1
    return Run(at, end)


def stops(words: Words, run: Run) -> int:
    """How many sentences end inside a run, or right behind it."""
    return sum(stops_before(words, at) for at in range(run.first + 1, run.last + 1))
