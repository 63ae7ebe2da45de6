"""What a quoter's mark puts in that the source does not say: negations and numbers, which turn it into something else.

Other words in brackets explain, and a reader sees whose they are; `[not]` is the quoter's too, but no quote.
Cost: the words of the mark.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from postil.anchoring.quotes.telling_words import is_negation, is_number
from postil.anchoring.quotes.words import JOINER, Words

if TYPE_CHECKING:
    from collections.abc import Collection

_BRACKET = re.compile(r"[\[\]]")
_OF_THE_ORIGINAL = re.compile(r"\bnot\s(?:in|from)\s(?:the\s)?original\b", re.IGNORECASE)


def own_words(mark: str) -> Words:
    """The words inside a mark; a number in brackets, which is that of a note elsewhere, is one of them."""
    return Words(_BRACKET.sub(" ", mark))


def put_in(mark: str, replaced: Collection[str]) -> tuple[str, ...]:
    """The negations and numbers of a mark that the words which it stands for have not.

    Args:
        mark: As it is written; `no[t]` puts in what it makes of the word too.
        replaced: The source's words, folded.
    """
    text = _OF_THE_ORIGINAL.sub("", mark)
    keys = (*own_words(text).keys, *Words(_BRACKET.sub(JOINER, text)).keys)
    had = {_singular(key) for key in replaced}
    telling = (key for key in dict.fromkeys(keys) if is_negation(key) or is_number(key))
    return tuple(key for key in telling if _singular(key) not in had)


def keeps_sense(mark: str, replaced: Collection[str]) -> bool:
    """Whether a mark may stand for words: a negation for one only, a number for words that have none."""
    brought = put_in(mark, replaced)
    if any(map(is_negation, brought)) and not any(map(is_negation, replaced)):
        return False
    if any(map(is_number, brought)):
        return bool(replaced) and not any(map(is_number, replaced))
    return True


def keeps_sense_as_remark(mark: str) -> bool:
    """Whether a mark that stands for nothing may be there: `[recte 1914]` tells a number, and denies nothing."""
    return not any(map(is_negation, put_in(mark, ())))


def _singular(key: str) -> str:
    return key.removesuffix("s")
