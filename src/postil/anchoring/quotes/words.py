"""A text as one line of plain words, each of which knows where it stands.

Two texts that differ in their typesetting only have the same line: case, quotation marks, dashes, blanks,
line breaks, hyphens at their ends, soft hyphens, ligatures and the marks between thousands are gone. What is
compared is words; the `signs` that say how much are words too, and the number of a note is none. Unicode's
compatibility forms are folded (UAX #15, NFKC) but for superscripts and fractions, as 10² is not 102; a
fraction is a word of its own, as `1½` is also set `1 ½`, and `.5` is read as `0.5`.

A run of words is then a part of a string, and is found as one: linear in the text, at the speed of `str.find`.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from functools import cached_property, lru_cache
from itertools import accumulate
from threading import Lock
from typing import TYPE_CHECKING

from postil.anchoring.numbers import MINUSES
from postil.anchoring.quotes.grouping import COMMAS, grouping_of, without_grouping
from postil.anchoring.quotes.notes import without_notes
from postil.anchoring.quotes.signs import (
    FRACTIONS,
    GROUPED,
    MINUS,
    POINT,
    SAME_SIGNS,
    SIGN,
)
from postil.anchoring.quotes.unfolded import keeps_case, keeps_power, keeps_sharp
from postil.anchoring.rewording import Run
from postil.core.alike import DASHES, PLAIN_TYPOGRAPHY, SINGLE_QUOTES
from postil.core.patterns import pattern
from postil.core.pausing import unasked
from postil.core.words import MARKS, SOLO, UNSPACED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from postil.core.pausing import Pause

CHUNK = 1 << 18
"""Code points that are read from one pause to the next: the interpreter does nothing else meanwhile."""

KEPT = 4
"""Texts whose words are kept."""

JOINER = "\u2060"
"""A word joiner: it is ignored, so it may take the place of a character inside a word."""

PARTER = "\u2063"
"""An invisible separator: a word ends at it."""

_IGNORED = "\u00ad\u061c\u0640\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"  # and Arabic's long stroke
_TAIL = f"{MARKS}{_IGNORED}"
_LETTER = rf"[^\W_{SOLO}{UNSPACED}{MARKS}{FRACTIONS}]"
_RUN = rf"{_LETTER}++(?:[{_TAIL}]++{_LETTER}*+)*+"
_LINE_END = r"(?:[-\u2010]|(?<=\u00ad))\ *\n\ *"
_INNER = rf"[{SINGLE_QUOTES}'][{_IGNORED}]*+(?={_LETTER})|[.,٫٬](?<=\d.)(?=\d)|{_LINE_END}(?=[^\W\d_])"
_NOTE = r"(?:(?<=\[)|(?<=\[\d)|(?<=\[\d\d))\d{1,3}\]"  # [12] behind a word leads to a note
_REST = rf"(?:(?:{_INNER}){_RUN})*+"
_NUMBER = rf"(?!{_NOTE})(?:{MINUS})?(?:{POINT})?(?:{GROUPED}{_LETTER}*+|(?=\d){_RUN}){_REST}"
_WORD = pattern(
    rf"((?=\S)(?:(?!\d){_RUN}{_REST}|(?=[{MINUSES}.\d]){_NUMBER}"
    rf"|(?:{MINUS})?[{FRACTIONS}]|[{SOLO}{UNSPACED}][{_TAIL}]*+|{SIGN}))",
    re.VERBOSE,
)
_BETWEEN = pattern(r"(?<=[^\W\d_])\s(?=\w)")  # no word reaches over it, nor looks beyond it
_BROKEN = pattern(_LINE_END, re.VERBOSE)
_DROPPED = pattern(rf"[{_IGNORED}]")
_NOTE_SIGN = pattern(r"(?<=[^\W\d_]{3})[¹²³⁰⁴-⁹]+$")  # behind a word; cm² is a measure
_LOWERED = pattern(r"(?<=[^\W\d_])[₀-₉]+")  # H₂O is typed H2O, but 10₂ is no 102
_BARE_POINT = pattern(r"^-?(?=\.\d)")
_UNDOTTED = str.maketrans("ёЁ", "еЕ")  # Russian is set with the dots and without
_ARABIC_MARKS = {"٫": ".", "٬": ","}
_KEPT_FORMS = ("<super>", "<sub>", "<fraction>")


class Words:
    """The words of a text.

    Made once for a text: `words_of` keeps the last few. About 2 µs and 100 bytes a word.

    Args:
        text: Any text.
        pause: Is called while it is read.
        grouping: The mark that parts thousands; the text's own where nothing is told.

    Attributes:
        text: The text.
        grouping: The mark that parts thousands, as `grouping` has it.
        keys: The folded words, in order.
        starts: Where each begins in the text.
        ends: Where each ends.
    """

    def __init__(self, text: str, pause: Pause = unasked, grouping: str | None = None) -> None:
        self.text = text
        self.grouping = grouping_of(text) if grouping is None else grouping
        self.keys: list[str] = []
        self.starts, self.ends = array("q"), array("q")
        text = without_notes(text)
        at = 0
        while at < len(text):
            pause()
            cut = _BETWEEN.search(text, at + CHUNK)
            end = cut.end() if cut else len(text)
            parts = _WORD.split(text[at:end])  # in turn what stands between words, and a word
            offsets = array("q", accumulate(map(len, parts), initial=at))
            self.keys += [_key(part, self.grouping) for part in parts[1::2]]
            self.starts += offsets[1:-1:2]
            self.ends += offsets[2::2]
            at = end

    def __len__(self) -> int:
        return len(self.keys)

    @cached_property
    def line(self) -> Line:
        """All words in a line."""
        return Line(self.keys)

    @cached_property
    def positions(self) -> dict[str, list[int]]:
        """The numbers of each word's occurrences, ascending."""
        found: dict[str, list[int]] = {}
        for at, key in enumerate(self.keys):
            found.setdefault(key, []).append(at)
        return found

    @cached_property
    def broken(self) -> frozenset[str]:
        """The words that were put together over the end of a line."""
        if not _BROKEN.search(self.text):
            return frozenset()
        return frozenset(key for at, key in enumerate(self.keys) if "\n" in self.raw(at))

    def has(self, keys: Sequence[str]) -> bool:
        """Whether some words stand in the text in a row; none always do."""
        return not keys or any(True for _ in self.line.find(keys))

    def raw(self, at: int) -> str:
        """A word as it is written."""
        return self.text[self.starts[at] : self.ends[at]]

    def words(self, run: Run) -> str:
        """A run as it is written, with what stands between its words."""
        return self.text[self.starts[run.first] : self.ends[run.last - 1]] if run else ""

    def between(self, at: int) -> str:
        """What stands between a word and the one before; before the first, between it and the text's start."""
        start = self.ends[at - 1] if at else 0
        return self.text[start : self.starts[at] if at < len(self) else len(self.text)]

    def within(self, start: int, end: int) -> Run:
        """The words that stand wholly inside a stretch of the text."""
        return Run(bisect_left(self.starts, start), bisect_right(self.ends, end))

    def behind(self, offset: int) -> int:
        """The end of the word that an offset is at or inside of, or the offset behind it."""
        at = bisect_right(self.starts, offset) - 1
        return max(self.ends[at], offset + 1) if at >= 0 else offset + 1

    def cuts(self, offset: int) -> bool:
        """Whether an offset of the text is inside a word."""
        at = bisect_right(self.starts, offset) - 1
        return at >= 0 and self.starts[at] < offset < self.ends[at]


class Line:
    """Folded words in a line, in which a run of them is found as a part of a string.

    Args:
        keys: The words.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        self._text = f" {' '.join(keys)} "
        self._offsets = array("q", accumulate((len(key) + 1 for key in keys), initial=0))
        self._offsets.pop()

    def find(self, keys: Sequence[str], first: int = 0, last: int | None = None) -> Iterator[Run]:
        """The places of some words in a row, ascending; they may overlap.

        Args:
            keys: The words; there must be one at least.
            first: Where to begin.
            last: The word behind the last that may be taken.
        """
        sought = f" {' '.join(keys)} "
        if first >= len(self._offsets):
            return
        at = self._offsets[first]
        end = len(self._text) if last is None or last >= len(self._offsets) else self._offsets[last] + 1
        while (at := self._text.find(sought, at, end)) >= 0:
            number = bisect_left(self._offsets, at)
            yield Run(number, number + len(keys))
            at += 1


_kept: dict[str, Words] = {}
_keeping = Lock()


def words_of(text: str, pause: Pause = unasked) -> Words:
    """The words of a text that is asked again and again, as a source is; may be asked on any thread.

    Args:
        text: The text.
        pause: Is called while it is read for the first time.
    """
    with _keeping:
        words = _kept.get(text)
    words = words or Words(text, pause)
    with _keeping:
        _kept.pop(text, None)
        _kept[text] = words  # the last that was asked
        for oldest in list(_kept)[:-KEPT]:
            del _kept[oldest]
    return words


@lru_cache(maxsize=1 << 16)
def _key(raw: str, grouping: str) -> str:
    """The folded form of a word as it is written: without blanks, never empty."""
    if raw in SAME_SIGNS:
        return SAME_SIGNS[raw]
    word = raw if raw.isascii() else _plain(raw)
    if "\n" in word:
        word = _BROKEN.sub("", word)
    if "," in word or "." in word:
        word = without_grouping(word, COMMAS if "٬" in raw else grouping)
        word = _BARE_POINT.sub(r"\g<0>0", word)
    if keeps_sharp(word):
        word = word.lower()
    elif not keeps_case(word):
        word = unicodedata.normalize("NFC", word.casefold())
    return "".join(word.split()) or raw


def _plain(raw: str) -> str:
    """A word without the forms that only typesetting needs, in its own case."""
    word = _DROPPED.sub("", "".join(map(_plain_character, _BROKEN.sub("", raw))))
    word = word if keeps_power(word) else _NOTE_SIGN.sub("", word)
    word = _LOWERED.sub(lambda match: unicodedata.normalize("NFKC", match[0]), word)
    return unicodedata.normalize("NFC", word).translate(_UNDOTTED)


@lru_cache(maxsize=1 << 12)
def _plain_character(character: str) -> str:
    if character in _ARABIC_MARKS:
        return _ARABIC_MARKS[character]
    if character in PLAIN_TYPOGRAPHY:
        return "-" if character in DASHES else PLAIN_TYPOGRAPHY[character]
    if unicodedata.decomposition(character).startswith(_KEPT_FORMS):
        return character
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    return unicodedata.normalize("NFKC", character)
