"""Where the words of a text begin and end, for selecting by word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

# Han and kana, which are written without blanks: each character is a word of its own. Thai, Lao, Burmese
# and Khmer are written so too, but a character of theirs is part of a syllable: they are letters here.
SOLO = "\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
"""Thai, Lao, Burmese, Khmer, which have no blanks between words, as Han and kana."""
MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f"
    "\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0900-\u0903\u093a-\u094f\u0951-\u0957"
    "\u0962\u0963\u0981-\u0983\u09bc-\u09cd\u0a01-\u0a03\u0a3c-\u0a51\u0a81-\u0a83\u0abc-\u0acd"
    "\u0b01-\u0b03\u0b3c-\u0b57\u0b82\u0bbe-\u0bcd\u0c00-\u0c04\u0c3e-\u0c56\u0c81-\u0c83\u0cbc-\u0cd6"
    "\u0d00-\u0d03\u0d3b-\u0d4d\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd"
    "\u0f71-\u0f84\u102b-\u103e\u17b4-\u17d3\u180b-\u180d\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
    "\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef"
)
_TAIL = rf"[{MARKS}\u200c\u200d]*"
_LETTER = rf"[^\W{SOLO}{MARKS}]{_TAIL}"
_RUN = rf"(?:{_LETTER})+"
_INNER = r"(?:['’\u2010\u2011\u00b7-]|[.,](?<=\d.)(?=\d))"
_WORD = pattern(rf"{_RUN}(?:{_INNER}{_RUN})*|[{SOLO}]{_TAIL}")
_PART = rf"(?:[^\W{SOLO}{MARKS}{UNSPACED}]{_TAIL})+"
_UNCUT = pattern(rf"{_PART}(?:(?:['’]|[.,](?<=\d.)(?=\d)){_PART})*")


def words(text: str) -> list[tuple[int, int]]:
    """The words of a text in order, as (start, end) in code points.

    Letters and digits with their marks and joiners; an apostrophe or hyphen inside a word and a point
    or comma inside a number belong to it. Each Han or kana character is a word of its own.
    """
    return [match.span() for match in _WORD.finditer(text)]


def words_around(text: str, offset: int, direction: int) -> Iterator[tuple[int, int]]:
    """Walks over the words from an offset on, the one that holds it first.

    Args:
        text: Any text.
        offset: Where to begin, in code points.
        direction: Forwards where positive, backwards where negative.

    Yields:
        The words' spans as `words` gives them, found without looking at the rest of the text.
    """
    if direction > 0:
        for match in _WORD.finditer(text, _blank_before(text, offset)):
            if match.end() >= offset:
                yield match.span()
        return
    end = _blank_after(text, offset)
    while end > 0:
        start = _blank_before(text, end)
        yield from reversed([match.span() for match in _WORD.finditer(text, start, end)])
        end = start - 1
        while end > 0 and text[end - 1].isspace():
            end -= 1


def in_full(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch of a text with the whole of the words that its ends cut in two; parts of `well-known` are words.

    Where words are written without blanks none is cut.
    """
    for match in _UNCUT.finditer(text, _blank_before(text, start), _blank_after(text, start)):
        if match.start() < start < match.end():
            start = match.start()
    for match in _UNCUT.finditer(text, _blank_before(text, end), _blank_after(text, end)):
        if match.start() < end < match.end():
            end = match.end()
    return start, end


def _blank_before(text: str, offset: int) -> int:
    """The offset behind the last blank before `offset`, at which no word is cut."""
    return max(text.rfind(" ", 0, offset), text.rfind("\n", 0, offset)) + 1


def _blank_after(text: str, offset: int) -> int:
    ends = [at for at in (text.find(" ", offset), text.find("\n", offset)) if at >= 0]
    return min(ends, default=len(text))
