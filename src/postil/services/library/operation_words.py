"""What an operation did, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.model import Article, Claim, Evidence, Record, Source
from postil.core.quoting import quoted
from postil.core.text import shortened, shown

if TYPE_CHECKING:
    from postil.core.changes import Operation

READ_AGAIN = "read again"
"""The label of an article's new reading, which moves its claims too."""

LONGEST = 60
"""Code points of a record that are told."""


_KINDS = (Evidence, Claim, Source, Article)


def in_words(operation: Operation) -> str:
    """Its label, and the evidence, claim, source or article that it did it to, where that is one.

    What comes along is not told where the label names a kind: the source that an article brings back.
    """
    records = [change.after for change in operation.changes]
    for kind in _told_by(operation.label):
        of_kind = [record for record in records if isinstance(record, kind)]
        if len(of_kind) == 1 and (told := shortened(shown(" ".join(_words(of_kind[0]).split())), LONGEST)):
            return f"{operation.label}: {quoted(told)}"
    return operation.label


def _told_by(label: str) -> tuple[type[Record], ...]:
    """The kinds of records that may tell what an operation was done to, the first that can first."""
    if label == READ_AGAIN:
        return (Article,)
    verb, _, what = label.partition(" ")
    named = what.partition(" ")[0].removesuffix("s")
    if verb == "attach":  # “attach source” is evidence
        return (Evidence,)
    return tuple(kind for kind in _KINDS if kind.__name__.lower() == named) or _KINDS


def _words(record: Record) -> str:
    match record:
        case Evidence():
            return record.quote
        case Claim():
            return record.statement
        case Source():
            return record.title or record.key
        case Article():
            return record.title
        case _:
            return ""
