"""A text as a row of words and signs, with differences of typesetting removed.

A token is a word, a single character of a script that sets no spaces, or a single other sign. Blanks are
no tokens: however a text is broken into lines, its tokens are the same. Words are folded (NFKC, no soft
hyphens, no hyphens inside, whether a line ends there or not), quotation marks and dashes are made plain.

Cost: linear; about half a microsecond a code point the first time a vocabulary meets it.
"""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from postil.core.alike import PLAIN_TYPOGRAPHY
from postil.core.patterns import pattern
from postil.core.pausing import unasked

if TYPE_CHECKING:
    from postil.core.pausing import Pause
    from postil.core.snapshot import TextRange

LONGEST = 64
"""Code points of the longest token; what is longer is cut."""

CHUNK = 1 << 18
"""Code points that are cut into tokens from one pause to the next, so that a large text is not in memory twice."""

_IGNORED = "\u00ad\u200b-\u200f\u2060-\u2064\ufeff"
_MARKS = "\u0300-\u036f\u3099\u309a"
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
HYPHEN = "\u2010\u2011-"
_PIECES = pattern(
    rf"[\s{_IGNORED}]+"
    rf"|[{UNSPACED}][{_MARKS}]*"
    rf"|\w(?:[^\W{UNSPACED}]|[{_MARKS}{_IGNORED}]|[{HYPHEN}](?:[^\S\n]*\n\s*)?(?=[^\W\d_{UNSPACED}])){{0,{LONGEST}}}"
    r"|(?s:.)"
)
_DROPPED = pattern(rf"[\s{_IGNORED}{HYPHEN}]+")
_BETWEEN_WORDS = pattern(rf"(?<=[^\s{HYPHEN}])\s")
_TYPOGRAPHY = str.maketrans(PLAIN_TYPOGRAPHY)
_STOPS = frozenset(".!?。！？…")
_BLANK = -1


class Vocabulary:
    """The numbers of folded words, shared by the texts that are compared.

    Args:
        pause: Is called while a text is read.
        case: Whether capitals make another word.

    Attributes:
        weights: The letters and digits of each word, by its number; 0 for a sign.
        words: The folded words, by their numbers.
        stops: The numbers of the signs that end a sentence.
    """

    def __init__(self, pause: Pause = unasked, *, case: bool = True) -> None:
        self._pause = pause
        self._case = case
        self._pieces: dict[str, int] = {}
        self._numbers: dict[str, int] = {}
        self.words: list[str] = []
        self.weights: list[int] = []
        self.stops: set[int] = set()

    def tokens(self, text: str) -> Tokens:
        """Reads a text."""
        keys, starts, ends = array("i"), array("I"), array("I")
        at = 0
        while at < len(text):
            self._pause()
            cut = _BETWEEN_WORDS.search(text, at + CHUNK)
            pieces = _PIECES.findall(text, at, cut.start() if cut else len(text))
            for piece in dict.fromkeys(pieces):  # in the order of the text, so that all runs do the same
                if piece not in self._pieces:
                    self._pieces[piece] = self._number(piece)
            numbers = [self._pieces[piece] for piece in pieces]
            bounds = list(accumulate(map(len, pieces), initial=at))
            kept = [index for index, number in enumerate(numbers) if number != _BLANK]
            keys.extend([numbers[index] for index in kept])
            starts.extend([bounds[index] for index in kept])
            ends.extend([bounds[index + 1] for index in kept])
            at = bounds[-1]
        return Tokens(self, keys, starts, ends)

    def _number(self, piece: str) -> int:
        """The number of a piece's folded word."""
        word = unicodedata.normalize("NFKC", piece).translate(_TYPOGRAPHY)
        if len(piece) > 1:
            word = _DROPPED.sub("", word)
        word = word if self._case else word.casefold()
        if not word or word.isspace() or word in _IGNORED:
            return _BLANK
        if word not in self._numbers:
            self._numbers[word] = len(self.words)
            self.words.append(word)
            self.weights.append(sum(map(str.isalnum, word)))
            if word in _STOPS:
                self.stops.add(self._numbers[word])
        return self._numbers[word]


class Stretch(NamedTuple):
    """Some tokens in a row: the first, and the one behind the last."""

    first: int
    end: int

    @property
    def length(self) -> int:
        """How many there are."""
        return self.end - self.first


class Tokens:
    """The tokens of one text.

    Attributes:
        vocabulary: What their numbers mean.
        keys: The number of each token.
        starts: The offset of each in the text, in code points.
        ends: The offset behind each.
    """

    def __init__(
        self, vocabulary: Vocabulary, keys: array[int], starts: array[int], ends: array[int]
    ) -> None:
        self.vocabulary = vocabulary
        self.keys = keys
        self.starts = starts
        self.ends = ends

    def __len__(self) -> int:
        return len(self.keys)

    def within(self, piece: TextRange) -> Stretch:
        """The tokens that share something with a range; none where it holds blanks only."""
        return Stretch(bisect_right(self.ends, piece.start), bisect_left(self.starts, piece.end))

    def part(self, first: int, end: int) -> Tokens:
        """Some tokens in a row as a text of their own, with the offsets that they have in this one."""
        return Tokens(self.vocabulary, self.keys[first:end], self.starts[first:end], self.ends[first:end])

    def weight(self, first: int, end: int) -> int:
        """The letters and digits of some tokens."""
        weights = self.vocabulary.weights
        return sum(weights[key] for key in self.keys[first:end])

    def folded(self, first: int = 0, end: int | None = None) -> str:
        """Some tokens, or all, as a line of folded words, a space between any two."""
        words = self.vocabulary.words
        return " ".join(words[key] for key in self.keys[first:end])
