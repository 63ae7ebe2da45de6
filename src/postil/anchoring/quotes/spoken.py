"""A quote that joins what its source breaks, as `"So it is," she said. "And so it stays."` is broken.

The words that the source has between quotation marks make a line of their own. A quote that stands in this
line in one piece passes over nothing but what the source's author says between two pieces of speech.

Where quotation marks leave a doubt, words count as spoken, so that none of them is ever passed over: a mark
that is never closed holds to the end of its paragraph, and an apostrophe closes nothing. Cost: one pass over
the source's quotation marks, once.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from postil.anchoring.quotes.sentences import stops
from postil.anchoring.quotes.words import Line, Words
from postil.anchoring.rewording import Run
from postil.core.alike import DOUBLE_QUOTES, SINGLE_QUOTES
from postil.core.patterns import pattern
from postil.core.words import SOLO

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CREDIT_WORDS = 40
"""How many words of the source's author may stand between two pieces of speech."""
CREDIT_STOPS = 1
"""How many sentences may end among them: `, she said. He nodded. “` is a tale between two speeches."""

_PARAGRAPH = "\n\n"
_CORNERS = {"「": "」", "『": "』"}
_SHAPED = {**dict.fromkeys(_CORNERS, True), **dict.fromkeys(_CORNERS.values(), False)}
"""The marks of which the shape alone tells whether they open or close."""
_BLANKS = " \u00a0\u202f"
_SPACED_OPENING = frozenset(f"«{blank}" for blank in _BLANKS)
_SPACED_CLOSING = frozenset(f"{blank}»" for blank in _BLANKS)
_SOLO = pattern(rf"[{SOLO}]")
_MARK = pattern(
    rf"\n\n|[{DOUBLE_QUOTES}\"{''.join(_CORNERS)}{''.join(_CORNERS.values())}]|(?<!\w)['{SINGLE_QUOTES}]|['{SINGLE_QUOTES}](?!\w)"
)


def joined(keys: Sequence[str], source: Words) -> tuple[Run, ...]:
    """Finds words in a row among those that the source has between quotation marks.

    Returns:
        The runs of the source that they are, in its order; empty where there are none.
    """
    numbers, line = _spoken(source)
    for place in line.find(keys):
        runs = tuple(_runs(numbers[place.first : place.last]))
        if all(_is_credit(source, Run(before.last, after.first)) for before, after in pairwise(runs)):
            return runs
    return ()


def _is_credit(source: Words, gap: Run) -> bool:
    """Whether words between two pieces of speech do no more than say whose they are.

    A sentence of its own between two that are whole, `.” The other disagreed. “`, may bring in another speaker;
    where `。` ends a sentence it is how every speaker is named: `。”他说。“`.
    """
    if gap.last - gap.first > CREDIT_WORDS or stops(source, gap) > CREDIT_STOPS:
        return False
    return not all(_ends_statement(source.between(at)) for at in gap)


def _ends_statement(signs: str) -> bool:
    """Whether there is a full stop among the signs between two words; `...` is none."""
    return "." in signs.replace("...", "")


@lru_cache(maxsize=4)
def _spoken(source: Words) -> tuple[list[int], Line]:
    """The numbers of the words between quotation marks, and the line that they make."""
    numbers: list[int] = []
    for start, end in _speeches(source.text):
        numbers += range(*source.within(start, end))
    return numbers, Line([source.keys[at] for at in numbers])


def _runs(numbers: Sequence[int]) -> Iterator[Run]:
    first = 0
    for at in range(1, len(numbers) + 1):
        if at == len(numbers) or numbers[at] != numbers[at - 1] + 1:
            yield Run(numbers[first], numbers[at - 1] + 1)
            first = at


def _speeches(text: str) -> Iterator[tuple[int, int]]:
    """The stretches between quotation marks, the outermost only, as (start, end)."""
    start, kind = -1, ""
    for match in _MARK.finditer(text):
        at, mark = match.start(), match[0]
        if mark == _PARAGRAPH:
            if kind:
                yield start, at
            kind = ""
        elif not kind:
            if _opens(text, at):
                start, kind = at + 1, _kind(mark)
        elif kind == _kind(mark) and _closes(text, at, kind):
            yield start, at
            kind = ""
    if kind:
        yield start, len(text)


def _kind(mark: str) -> str:
    if mark in _CORNERS or mark in _CORNERS.values():
        return _CORNERS.get(mark, mark)
    return '"' if mark in DOUBLE_QUOTES or mark == '"' else "'"


def _opens(text: str, at: int) -> bool:
    """Whether words follow a mark, and none stands right before it."""
    if text[at] in _SHAPED:
        return _SHAPED[text[at]]
    if text[at : at + 2] in _SPACED_OPENING:
        return True
    before = text[at - 1 : at]
    return bool(text[at + 1 : at + 2].strip()) and not _goes_on(before) and before not in {",", ".", "?", "!"}


def _closes(text: str, at: int, kind: str) -> bool:
    """Whether a mark ends what was opened; a single one only beside punctuation, else it may be an apostrophe."""
    if text[at] in _SHAPED:
        return not _SHAPED[text[at]]
    before, after = text[at - 1], text[at + 1 : at + 2]
    if before + text[at] in _SPACED_CLOSING:
        return True
    if kind == '"':
        return not before.isspace() and not _goes_on(after)
    return before in ",.?!…" or not (after.isspace() or _goes_on(after))


def _goes_on(character: str) -> bool:
    """Whether a word goes on at a character: not at one of a script without blanks."""
    return character.isalnum() and not _SOLO.match(character)
