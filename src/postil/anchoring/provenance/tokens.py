"""A text as a row of words and signs, with differences of typesetting removed.

A token is a word, a single character of a script that sets no spaces, or a single other sign. Blanks are
no tokens: however a text is broken into lines, its tokens are the same. Words are folded (NFKC, no soft
hyphens, no hyphens inside, whether a line ends there or not), and quotation marks are made plain; a dash is no
token either.

Cost: linear; about a fifth of a microsecond a code point the first time a vocabulary meets its paragraph, a tenth of
it when it meets that again.
"""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from itertools import accumulate, compress
from typing import TYPE_CHECKING, NamedTuple

from postil.core.alike import PLAIN_TYPOGRAPHY
from postil.core.patterns import pattern
from postil.core.pausing import unasked
from postil.core.snapshot import TextRange

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from postil.core.pausing import Pause

LONGEST = 64
"""Code points of the longest token; what is longer is cut."""

LONGEST_PART = 1 << 14
"""Code points that are cut into tokens at a time: so few that their pieces stay in the processor's cache."""

_IGNORED = "\u00ad\u200b-\u200f\u2060-\u2064\ufeff"
_MARKS = "\u0300-\u036f\u3099\u309a"
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
HYPHEN = "\u2010\u2011-"
_PIECES = pattern(
    rf"(?:[A-Za-z0-9]{{1,{LONGEST}}}(?![\w{_MARKS}{_IGNORED}{HYPHEN}])"  # most words, and quickly
    rf"|[\s{_IGNORED}]+"
    rf"|[{UNSPACED}][{_MARKS}]*"
    rf"|\w(?:[^\W{UNSPACED}]|[{_MARKS}{_IGNORED}]|[{HYPHEN}](?:[^\S\n]*\n\s*)?(?=[^\W\d_{UNSPACED}])){{0,{LONGEST}}}"
    r"|(?s:.))\s*"
)
"""A token with the blanks behind it, or what is none."""

_DROPPED = pattern(rf"[\s{_IGNORED}{HYPHEN}]+")
_PARAGRAPH_END = pattern(rf"\n(?<=[^\s{HYPHEN}]\n)[^\S\n]*\n\s*")
_WORD_END = pattern(rf"(?<=[^\s{HYPHEN}])\s+")
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
        self._pieces = _Pieces(self._number)
        self._seen: dict[str, _Seen] = {}
        self._numbers: dict[str, int] = {}
        self.words: list[str] = []
        self.weights: list[int] = []
        self.stops: set[int] = set()

    def tokens(self, text: str, pieces: Sequence[TextRange] | None = None) -> Tokens:
        """Reads a text; a paragraph that was read before, in this text or another one, is not read again.

        Args:
            text: The text.
            pieces: The paragraphs that are read, in their order; all of it where none are named.
        """
        tokens = Tokens(self, text, array("i"), array("I"))
        for piece in [TextRange(0, len(text))] if pieces is None else pieces:
            self._add(tokens, text[piece.start : piece.end], piece.start)
        if pieces is not None and text:
            tokens.read = sum(piece.end - piece.start for piece in pieces) / len(text)
        return tokens

    def _add(self, tokens: Tokens, text: str, at: int) -> None:
        """Reads a piece of a text that begins at an offset."""
        for part in paragraphs(text):
            self._pause()
            first = len(tokens)
            if seen := self._seen.get(part):
                shift = (at - seen.at).__add__
                known = seen.text.part(*seen.tokens)
                tokens.extend(known.keys, map(shift, known.starts))
            else:
                tokens.extend(*self._read(part, at))
                self._seen[part] = _Seen(tokens, Stretch(first, len(tokens)), at)
            at += len(part)

    def _read(self, part: str, at: int) -> tuple[Iterable[int], Iterable[int]]:
        """The numbers of the tokens in a part of a text, and their offsets in it."""
        pieces = _PIECES.findall(part)
        numbers = list(map(self._pieces.__getitem__, pieces))
        starts = accumulate(map(len, pieces[:-1]), initial=at)
        if _BLANK not in numbers:
            return numbers, starts
        kept = list(map(_BLANK.__ne__, numbers))
        return compress(numbers, kept), compress(starts, kept)

    def _number(self, piece: str) -> int:
        """The number of a token's folded word."""
        word = unicodedata.normalize("NFKC", piece).translate(_TYPOGRAPHY)
        if len(piece) > 1:
            word = _DROPPED.sub("", word)
        word = word if self._case else word.casefold()
        if not _DROPPED.sub("", word):
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
    """The tokens of one text, or of what is read of it.

    Attributes:
        vocabulary: What their numbers mean.
        keys: The number of each token.
        starts: The offset of each in the text, in code points.
        read: How much of the text they are, from 0 to 1.
    """

    def __init__(self, vocabulary: Vocabulary, text: str, keys: array[int], starts: array[int]) -> None:
        self.vocabulary = vocabulary
        self._text = text
        self.keys = keys
        self.starts = starts
        self.read = 1.0

    def __len__(self) -> int:
        return len(self.keys)

    def extend(self, keys: Iterable[int], starts: Iterable[int]) -> None:
        """Adds tokens behind the last one."""
        self.keys.extend(keys)
        self.starts.extend(starts)

    def end(self, at: int) -> int:
        """The offset behind a token."""
        start = self.starts[at]
        return start + len(next(_PIECES.finditer(self._text, start)).group().rstrip())

    def within(self, piece: TextRange) -> Stretch:
        """The tokens that share something with a range; none where it holds blanks only."""
        first = bisect_right(self.starts, piece.start)
        if first and self.end(first - 1) > piece.start:
            first -= 1
        return Stretch(first, bisect_left(self.starts, piece.end))

    def range(self, stretch: Stretch) -> TextRange:
        """Where some tokens stand in the text; at least one."""
        return TextRange(self.starts[stretch.first], self.end(stretch.end - 1))

    def part(self, first: int, end: int) -> Tokens:
        """Some tokens in a row as a text of their own, with the offsets that they have in this one."""
        return Tokens(self.vocabulary, self._text, self.keys[first:end], self.starts[first:end])

    def weight(self, first: int, end: int) -> int:
        """The letters and digits of some tokens."""
        weights = self.vocabulary.weights
        return sum(weights[key] for key in self.keys[first:end])

    def folded(self, first: int = 0, end: int | None = None) -> str:
        """Some tokens, or all, as a line of folded words, a space between any two."""
        words = self.vocabulary.words
        return " ".join(words[key] for key in self.keys[first:end])


class _Pieces(dict[str, int]):
    """The number of each piece of a text; one that is met for the first time gets the number of its token.

    Args:
        number: Tells it.
    """

    def __init__(self, number: Callable[[str], int]) -> None:
        super().__init__()
        self._number = number

    def __missing__(self, piece: str) -> int:
        token = piece.rstrip()
        self[piece] = number = self[token] if token != piece else self._number(token)
        return number


class _Seen(NamedTuple):
    """Where a part of a text was read: in which text, as which of its tokens, from which offset on."""

    text: Tokens
    tokens: Stretch
    at: int


def paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of a text, with the blank lines behind them; long ones are cut between words."""
    start = 0
    while start < len(text):
        cut = _PARAGRAPH_END.search(text, start, start + LONGEST_PART) or _WORD_END.search(
            text, start + LONGEST_PART
        )
        end = cut.end() if cut else len(text)
        yield text[start:end]
        start = end
