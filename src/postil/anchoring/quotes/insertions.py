"""What a quoter's mark puts in that the source does not say: negations and numbers, which turn it into something else.

So does a negation that its words take away. Other words in brackets explain, and a reader sees whose they are; `[not]` is the quoter's too, but no quote.
Cost: the words of the mark.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from postil.anchoring.quotes.telling_words import NEGATIONS, is_number
from postil.anchoring.quotes.words import JOINER, Words
from postil.anchoring.rewording import Run
from postil.core.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

_BRACKET = pattern(r"[\[\]]")
_OF_THE_ORIGINAL = pattern(r"\bnot\s(?:in|from)\s(?:the\s)?original\b", re.IGNORECASE)


def own_words(mark: str, source: Words) -> Words:
    """The words inside a mark; a number in brackets, which is that of a note elsewhere, is one of them."""
    return Words(_BRACKET.sub(" ", mark), grouping=source.grouping)


def put_in(mark: str, source: Words, taken: Run) -> tuple[str, ...]:
    """The negations and numbers of a mark that the words which it stands for have not.

    Args:
        mark: As it is written; `no[t]` puts in what it makes of the word too.
        source: The source.
        taken: Its words that the mark stands for.
    """
    return (*_negations_put_in(mark, source, taken), *_numbers_put_in(mark, source, taken))


def keeps_sense(mark: str, source: Words, taken: Run) -> bool:
    """Whether a mark may stand for words: a negation for one only, a number for words that have none."""
    replaced = source.keys[slice(*taken)]
    if _negations_put_in(mark, source, taken) and not NEGATIONS.has(replaced, source):
        return False
    if _numbers_put_in(mark, source, taken):
        return bool(replaced) and not any(map(is_number, replaced))
    return True


def keeps_denial(mark: str, source: Words, taken: Run) -> bool:
    """Whether words in brackets that stand for a negation are one: `[everybody]` may not stand for `nobody`.

    An ellipsis has no words; what it leaves out is told beside the quote.
    """
    if not own_words(mark, source) or not NEGATIONS.has(source.keys[slice(*taken)], source):
        return True
    return any(_negations(keys, source) for keys in _readings(mark, source))


def keeps_sense_as_remark(mark: str, source: Words) -> bool:
    """Whether a mark that stands for nothing may be there: `[recte 1914]` tells a number, and denies nothing."""
    return not _negations_put_in(mark, source, Run(0, 0))


def _negations_put_in(mark: str, source: Words, taken: Run) -> list[str]:
    had = _negations(source.keys[slice(*taken)], source)
    brought = (name for keys in _readings(mark, source) for name in _negations(keys, source))
    return [name for name in dict.fromkeys(brought) if name not in had]


def _numbers_put_in(mark: str, source: Words, taken: Run) -> list[str]:
    had = {_singular(key) for key in source.keys[slice(*taken)]}
    brought = (key for keys in _readings(mark, source) for key in keys if is_number(key))
    return [key for key in dict.fromkeys(brought) if _singular(key) not in had]


def _negations(keys: Sequence[str], source: Words) -> list[str]:
    return [" ".join(keys[slice(*run)]) for run in NEGATIONS.among(keys, source)]


def _readings(mark: str, source: Words) -> tuple[Sequence[str], Sequence[str]]:
    """The words of a mark as they stand in it, and as it makes them one with what is before it."""
    text = _OF_THE_ORIGINAL.sub("", mark)
    return own_words(text, source).keys, Words(_BRACKET.sub(JOINER, text), grouping=source.grouping).keys


def _singular(key: str) -> str:
    return key.removesuffix("s")
