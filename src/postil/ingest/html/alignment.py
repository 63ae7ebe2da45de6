"""Which blocks of a page stand in a text that was taken out of it."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from postil.core.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

RUN = 3
"""Words that stand once on the page and once in the text, by which a place of the one is found in the other."""

ROUNDS = 3
"""How often what has not been found is looked for again, without what was."""

_WORD = pattern(r"\w+")


def words_of(text: str) -> list[str]:
    """The words of a text, in compatibility form: `10⁶` is `106`."""
    return _WORD.findall(unicodedata.normalize("NFKC", text))


def shares(blocks: Sequence[Sequence[str]], text: Sequence[str]) -> tuple[list[float], float]:
    """Finds the words of blocks in a text that has some of them, nearly all in the same order.

    Runs of words that are unique in both are looked up first, as in patience sorting (Bram Cohen), and grown
    to both sides as long as the words are the same; then, in the same way, what lies between them, and what
    has been moved.

    Args:
        blocks: The words of each block.
        text: The words of the text.

    Returns:
        What share of each block's words the text has, 0 to 1, and what share of the text was found.
    """
    page = [word for block in blocks for word in block]
    unfound, unfound_text = list(range(len(page))), list(range(len(text)))
    for _ in range(ROUNDS):
        matched = _matched([page[at] for at in unfound], [text[at] for at in unfound_text])
        found, found_text = ({at for run in matched for at in run.of(side)} for side in (0, 1))
        unfound = [place for at, place in enumerate(unfound) if at not in found]
        unfound_text = [place for at, place in enumerate(unfound_text) if at not in found_text]
        if not found:
            break
    missing = set(unfound)
    shares_found: list[float] = []
    start = 0
    for block in blocks:
        own = range(start, start + len(block))
        shares_found.append(sum(at not in missing for at in own) / len(block) if block else 0.0)
        start += len(block)
    return shares_found, 1 - len(unfound_text) / len(text) if text else 0.0


def _matched(page: Sequence[str], text: Sequence[str]) -> list[_Run]:
    """The runs that the two share in order, those between the longest ones included."""
    matched: list[_Run] = []
    between = [(0, len(page), 0, len(text))]
    while between:
        start, end, text_start, text_end = between.pop()
        at, text_at = start, text_start
        for run in _runs(page[start:end], text[text_start:text_end]):
            moved = _Run(start + run.page, text_start + run.text, run.length)
            matched.append(moved)
            between.append((at, moved.page, text_at, moved.text))
            at, text_at = moved.page + run.length, moved.text + run.length
        if at > start:
            between.append((at, end, text_at, text_end))
    return matched


class _Run(NamedTuple):
    """`length` words of the page from `page` on that are those of the text from `text` on."""

    page: int
    text: int
    length: int

    def of(self, side: int) -> range:
        """The places of its words on the page (0) or in the text (1)."""
        return range(self[side], self[side] + self.length)


def _runs(page: Sequence[str], text: Sequence[str]) -> list[_Run]:
    """The words that the page and the text share, in order and apart from each other."""
    runs: list[_Run] = []
    page_end = text_end = 0
    for page_at, text_at in _rising(_anchors(page, text)):
        if page_at < page_end or text_at < text_end:
            continue
        room = min(page_at - page_end, text_at - text_end)
        before = _same(page, text, range(page_at - 1, page_at - 1 - room, -1), text_at - page_at)
        room = min(len(page) - page_at, len(text) - text_at)
        after = _same(page, text, range(page_at, page_at + room), text_at - page_at)
        runs.append(_Run(page_at - before, text_at - before, before + after))
        page_end, text_end = page_at + after, text_at + after
    return runs


def _same(page: Sequence[str], text: Sequence[str], places: range, shift: int) -> int:
    """At how many of the places, one after the other, the page has the word that the text has `shift` further on."""
    return next((step for step, at in enumerate(places) if page[at] != text[at + shift]), len(places))


def _anchors(page: Sequence[str], text: Sequence[str]) -> list[tuple[int, int]]:
    of_text = _unique(text)
    return [(at, of_text[run]) for run, at in _unique(page).items() if run in of_text]


def _unique(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    """Where each run begins that stands in the words once; in order."""
    runs = list(zip(*(words[offset:] for offset in range(min(RUN, len(words)))), strict=False))
    counts = Counter(runs)
    return {run: at for at, run in enumerate(runs) if counts[run] == 1}


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest sequence of pairs, taken in order, whose second numbers rise."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, number) in enumerate(pairs):
        length = bisect_left(tails, number)
        before.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [number]
        ends[length : length + 1] = [index]
    rising: list[tuple[int, int]] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        rising.append(pairs[index])
        index = before[index]
    return rising[::-1]
