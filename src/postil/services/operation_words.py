"""What an operation did, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.model import Article, Claim, Evidence, Record, Source
from postil.core.quoting import quoted
from postil.core.text import shortened, shown

if TYPE_CHECKING:
    from postil.core.changes import Operation

LONGEST = 60
"""Code points of a record that are told."""


def in_words(operation: Operation) -> str:
    """Its label, and the evidence, claim, source or article that it did it to, where that is one."""
    records = [change.after for change in operation.changes]
    for kind in (Evidence, Claim, Source, Article):
        of_kind = [record for record in records if isinstance(record, kind)]
        if len(of_kind) == 1 and (told := shortened(shown(" ".join(_words(of_kind[0]).split())), LONGEST)):
            return f"{operation.label}: {quoted(told)}"
    return operation.label


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
