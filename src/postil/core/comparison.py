"""What is told of a quote that was compared with its source.

Offsets count code points of the source's canonical text.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from postil.core.model import Check
    from postil.core.snapshot import TextRange
    from postil.core.target import Target


class Op(StrEnum):
    """What became of some words on the way from the source into the quote."""

    SAME = "same"
    CHANGED = "changed"
    LEFT_OUT = "left out"
    """The source has words here, and the quote does not say that it leaves them out."""
    ADDED = "added"
    """The source has no such words."""
    ELIDED = "elided"
    """The quote's ellipsis or bracket stands for them."""
    PASSED = "passed over"
    """Words of the source's author between two pieces of what is quoted: `, she said,`."""

    @property
    def differs(self) -> bool:
        """Whether the quote is not what the source says."""
        return self in {Op.CHANGED, Op.LEFT_OUT, Op.ADDED}


class Gravity(IntEnum):
    """What a difference is about, the gravest first."""

    NUMBER = 1
    NEGATION = 2
    NAME = 3
    WORDS = 4


class Piece(NamedTuple):
    """A stretch of the quote beside its stretch of the source, in the order of the quote.

    Attributes:
        op: What became of it.
        source: The source's words; empty where the quote added some.
        quote: The quote's words; of what is elided, the mark that stands for it.
        start: Where the source's words begin.
        end: Where they end; `start` where there are none.
    """

    op: Op
    source: str
    quote: str
    start: int
    end: int


class Difference(NamedTuple):
    """Words that are not what the source says."""

    gravity: Gravity
    op: Op
    source: str
    quote: str


class Gap(NamedTuple):
    """Words of the source that the quote passes over.

    Attributes:
        range: Where they stand.
        text: The words.
        mark: What stands for them in the quote; empty for words of the source's author.
        words: How many there are.
        sentences: How many ends of sentences are among them.
        negations: Those among them that turn what is said into its opposite.
    """

    range: TextRange
    text: str
    mark: str
    words: int
    sentences: int
    negations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A quote beside its source.

    Attributes:
        check: Whether it stands there; `UNCHECKED` where there is no text to compare it with.
        target: Where: a selector for each unbroken stretch; None where it was not found.
        pieces: Quote and source side by side, as far as they belong together.
        differences: What is not as the source has it, the gravest first.
        gaps: What the quote passes over, in the order of the source.
        before: The source's text right before the first piece, about a dozen words and the blank at their end.
        after: The source's text right behind the last piece, likewise.
        warnings: What a reader of the quote would want to know, a sentence each.
    """

    check: Check
    target: Target | None = None
    pieces: tuple[Piece, ...] = ()
    differences: tuple[Difference, ...] = ()
    gaps: tuple[Gap, ...] = ()
    before: str = ""
    after: str = ""
    warnings: tuple[str, ...] = ()
