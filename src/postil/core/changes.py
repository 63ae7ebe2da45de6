"""What a gesture does to the library, as data: applied, journalled, undone and redone.

An operation is one gesture of the reader. It is never taken back; undoing it is another operation
that carries its changes the other way round.
"""

from __future__ import annotations

from dataclasses import fields, replace
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from postil.core.model import Annotated, Article, Claim, Evidence, Record, Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from postil.core.snapshot import Snapshot

SOURCES = "sources"
"""The collection of the bibliography; every other collection is an article's id."""

OUTSIDE = "another program"
"""The creator of the operations that take in what something else wrote into the library's files."""

_R = TypeVar("_R", bound=Record)

_BOOKKEEPING = frozenset({"modified"})


class Motion(StrEnum):
    """Which way an operation goes."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"


class Change(NamedTuple):
    """One record before and after; `before` is None for a new record. Records are never removed."""

    collection: str
    before: Record | None
    after: Record

    def fields(self) -> tuple[str, ...]:
        """The names of the fields that differ, bookkeeping left out."""
        return differing(self.before, self.after)


class Operation(NamedTuple):
    """One gesture: what it is called, when, by whom, and what it changes.

    Attributes:
        id: Time-ordered id.
        label: What the reader did, in two or three words, for undo notices and the history.
        time: RFC 3339 stamp.
        creator: Who did it.
        changes: In the order in which they are applied.
        snapshots: Texts that must be kept before the changes may name them.
        motion: A new gesture, or the undoing or redoing of an earlier one.
        of: The id of the gesture that is undone or redone.
    """

    id: str
    label: str
    time: str
    creator: str
    changes: tuple[Change, ...]
    snapshots: tuple[Snapshot, ...] = ()
    motion: Motion = Motion.DO
    of: str = ""


def differing(before: Record | None, after: Record) -> tuple[str, ...]:
    """The names of the fields in which two versions of a record differ, bookkeeping left out."""
    return tuple(
        item.name
        for item in fields(after)
        if item.name not in _BOOKKEEPING
        and (before is None or getattr(before, item.name) != getattr(after, item.name))
    )


def carried_over(change: Change, current: Record | None) -> Record:
    """Applies a change to the record as it stands now, field by field.

    Fields that the change does not touch keep the value somebody else may have given them meanwhile.
    """
    if current is None or change.before is None:
        return change.after
    touched = {name: getattr(change.after, name) for name in change.fields()}
    modified = max(change.after.modified, current.modified)
    return replace(current, **touched, modified=modified)


def contradicted(change: Change, current: Record | None) -> tuple[str, ...]:
    """The fields that `change` wants to set and that no longer hold what it started from."""
    if change.before is None or current is None:
        return ()
    return tuple(
        name
        for name in change.fields()
        if getattr(current, name) not in (getattr(change.before, name), getattr(change.after, name))
    )


def reverse(change: Change, time: str) -> Change:
    """The change that takes another one back; a new record goes to the trash, since nothing is removed."""
    before = change.after
    after = replace(before, deleted=time) if change.before is None else change.before
    return Change(change.collection, before, replace(after, modified=time))


def updated(annotated: Annotated, change: Change) -> Annotated:
    """The article's annotations after one change of its own collection.

    Raises:
        TypeError: The record belongs to no article.
    """
    record = change.after
    match record:
        case Article():
            return replace(annotated, article=record)
        case Claim():
            return replace(annotated, claims=_put(annotated.claims, record))
        case Evidence():
            return replace(annotated, evidence=_put(annotated.evidence, record))
        case _:
            raise TypeError(f"{type(record).__name__} is not kept with an article")


def put_sources(sources: tuple[Source, ...], more: Iterable[Source]) -> tuple[Source, ...]:
    """The bibliography with sources added or replaced."""
    held = {source.id: source for source in sources}
    held.update((source.id, source) for source in more)
    return tuple(held.values())


def _put(records: tuple[_R, ...], record: _R) -> tuple[_R, ...]:
    for index, known in enumerate(records):
        if known.id == record.id:
            return (*records[:index], record, *records[index + 1 :])
    return (*records, record)
