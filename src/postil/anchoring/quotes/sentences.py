"""Where sentences end among a text's words, as far as its punctuation tells; good enough to count and to warn."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from postil.anchoring.quotes.words import Words
    from postil.anchoring.rewording import Run

_STOP = re.compile(r"[.?!…][^\w\s]*(?:\s|$)|\n\n")


def stops_before(words: Words, at: int) -> bool:
    """Whether a sentence or a paragraph ends between a word and the one before it."""
    return bool(_STOP.search(words.between(at)))


def stops(words: Words, run: Run) -> int:
    """How many sentences end inside a run, or right behind it."""
    return sum(stops_before(words, at) for at in range(run.first + 1, run.last + 1))
