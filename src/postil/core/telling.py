"""A comparison in words, for the screen and the shell alike.

Words that only the source has stand between `[-` and `-]`, words that only the quote has between `{+` and `+}`,
as `wdiff` writes them: the two are told apart without any colour.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from postil.core.comparison import Gravity, Op
from postil.core.quoting import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postil.core.comparison import Comparison, Difference, Gap

_ABOUT = {Gravity.NUMBER: "a number", Gravity.NEGATION: "a negation", Gravity.NAME: "a name"}


class Told(NamedTuple):
    """Some words of a passage, and what they are: `same`, `removed`, `added` or `gap`."""

    words: str
    look: str


def passage(comparison: Comparison) -> Iterator[Told]:
    """The source's passage with what the quote made of it, in the order of the quote; a blank goes between two."""
    for piece in comparison.pieces:
        source, quote = _line(piece.source), _line(piece.quote)
        if piece.op is Op.SAME:
            yield Told(source, "same")
        elif piece.op.differs:
            if source:
                yield Told(f"[-{source}-]", "removed")
            if quote:
                yield Told(f"{{+{quote}+}}", "added")
        elif piece.op is Op.PASSED:
            yield Told("(…)", "gap")
        else:
            yield Told(quote, "gap")


def difference_line(difference: Difference) -> str:
    """What was changed: `a number: “40” is “50” in the quote`."""
    source, quote = _quoted(difference.source), _quoted(difference.quote)
    told = {
        Op.CHANGED: f"{source} is {quote} in the quote",
        Op.LEFT_OUT: f"{source} is left out",
        Op.ADDED: f"{quote} is not in the source",
    }[difference.op]
    about = _ABOUT.get(difference.gravity)
    return f"{about}: {told}" if about else told


def gap_line(gap: Gap) -> str:
    """What the quote passes over: how much, and its words."""
    size = counted(gap.words, "word")
    if gap.sentences:
        size += f" and {counted(gap.sentences, 'end')} of a sentence"
    loud = f", {' and '.join(map(_quoted, gap.negations))} among them" if gap.negations else ""
    told = f"{_quoted(gap.mark)} stands for {size}" if gap.mark else f"the source itself says between, {size}"
    return f"{told}{loud}: {_quoted(gap.text)}"


def _quoted(words: str) -> str:
    return f"“{_line(words)}”"


def _line(text: str) -> str:
    return " ".join(text.split())
