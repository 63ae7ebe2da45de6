"""Question and exclamation marks, which words do not tell: a question that is quoted as a statement is noted."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postil.anchoring.quotes.words import Words
    from postil.anchoring.rewording import Run

_PLAIN = {**dict.fromkeys("?\uff1f؟\u037e՞⸮", "?"), **dict.fromkeys("!\uff01՜", "!")}


def changed_marks(source: Words, taken: Run, quote: Words, said: Run) -> Iterator[str]:
    """Compares the marks behind equal words; both runs have the same length.

    Yields:
        A sentence for each mark that the quote dropped, or put in.
    """
    for at, told in zip(range(*taken), range(*said), strict=True):
        ours, theirs = _marks(quote.between(told + 1)), _marks(source.between(at + 1))
        if theirs.keys() - ours.keys():
            yield f"the source has “{theirs[min(theirs.keys() - ours.keys())]}” after “{source.raw(at)}”"
        if ours.keys() - theirs.keys():
            yield f"the source has no “{ours[min(ours.keys() - theirs.keys())]}” after “{source.raw(at)}”"


def _marks(between: str) -> dict[str, str]:
    """The marks of a text as they are written, by what they are in Latin script."""
    return {_PLAIN[mark]: mark for mark in between if mark in _PLAIN}
