"""Question and exclamation marks, which words do not tell: a question that is quoted as a statement is noted."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postil.anchoring.quotes.words import Words
    from postil.anchoring.rewording import Run

_TELLING = "?!"


def changed_marks(source: Words, taken: Run, quote: Words, said: Run) -> Iterator[str]:
    """Compares the marks behind equal words; both runs have the same length.

    Yields:
        A sentence for each mark that the quote dropped, or put in.
    """
    for at, told in zip(range(*taken), range(*said), strict=True):
        ours, theirs = _marks(quote.between(told + 1)), _marks(source.between(at + 1))
        if theirs - ours:
            yield f"the source has “{min(theirs - ours)}” after “{source.raw(at)}”"
        if ours - theirs:
            yield f"the source has no “{min(ours - theirs)}” after “{source.raw(at)}”"


def _marks(between: str) -> set[str]:
    return {mark for mark in _TELLING if mark in between}
