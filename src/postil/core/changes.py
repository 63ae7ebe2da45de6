"""What a gesture does to the library, as data: applied, journalled, undone and redone.

An operation is one gesture of the reader. It is never taken back; undoing it is another operation
that carries its changes the other way round.
"""

from __future__ import annotations

from dataclasses import fields, replace
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, cast

from postil.core.codecs import decoded, encoded, fields_of
from postil.core.model import Article, Claim, Conflict, Evidence, Record, Source
from postil.core.readings import FOUND_OUT, READ, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from postil.core.json_values import Document
    from postil.core.model import JSON
    from postil.core.pages import Page
    from postil.core.snapshot import Snapshot

SOURCES = "sources"
"""The collection of the bibliography; every other collection is an article's id."""

OUTSIDE = "another program"
"""The creator of the operations that take in what something else wrote into the library's files."""

UPKEEP = "postil"
"""The creator of what is done to a library as a whole, which nobody's own `undo` takes back unasked."""

_BOOKKEEPING = frozenset({"modified"})

_FIELDS: Mapping[type, tuple[str, ...]] = {
    kind: tuple(item.name for item in fields(kind) if item.name not in _BOOKKEEPING)
    for kind in (Article, Claim, Evidence, Source)
}

_MERGED = "conflicts"
"""The field that is never set as a whole: what one side adds and the other takes away both hold."""

_NEVER_CHOSEN = frozenset({"deleted", _MERGED, "extra", "check", "checked", "snapshots"})
"""Fields of which nobody wants to keep both values: stamps, and what is found out anew."""


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

    @property
    def is_edit(self) -> bool:
        """Whether it is somebody's edit, and not only what was found out by reading a text, or that taken back."""
        return any(name not in FOUND_OUT and not self._is_followed(name) for name in self.fields())

    def _is_followed(self, name: str) -> bool:
        """Whether a field is the place of a quote, or one that a reading has brought a mark to or from."""
        if name != "target" or self.before is None:
            return False
        if isinstance(self.after, Evidence):
            return True
        places = [record.target for record in (self.after, self.before) if isinstance(record, Claim)]
        return bool(max(places, key=lambda target: len(target.history)).read)


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
        pages: Pages that were received from the web, each with the digest of the text that was made of it.
        restored: The collections that were put back whole, as of a backup, which is told by no change.
    """

    id: str
    label: str
    time: str
    creator: str
    changes: tuple[Change, ...]
    snapshots: tuple[Snapshot, ...] = ()
    motion: Motion = Motion.DO
    of: str = ""
    pages: tuple[tuple[str, Page], ...] = ()
    restored: tuple[str, ...] = ()

    def concerns(self, collection: str) -> bool:
        """Whether it did something to a collection."""
        return collection in self.restored or any(change.collection == collection for change in self.changes)


def follows_its_source(change: Change, changes: Iterable[Change]) -> bool:
    """Whether a change among others does no more than keep evidence with a source that gets another key or goes."""
    before = change.before
    if not isinstance(before, Evidence) or change.fields() != ("source",):
        return False
    return any(
        isinstance(other.before, Source)
        and other.before.key == before.source
        and not {"key", "deleted"}.isdisjoint(other.fields())
        for other in changes
    )


def differing(before: Record | None, after: Record) -> tuple[str, ...]:
    """The names of the fields in which two versions of a record differ, bookkeeping left out."""
    return tuple(
        name
        for name in _FIELDS[type(after)]
        if before is None or getattr(before, name) != getattr(after, name)
    )


def carried_over(change: Change, current: Record | None) -> Record:
    """Applies a change to the record as it stands now, field by field.

    Fields that the change does not touch keep the value somebody else may have given them meanwhile. Where
    somebody else has changed a field that the change sets too, the change stands and the other value is
    kept among the record's `conflicts`; what both came to by reading a text is joined. A record that was put
    to the trash meanwhile comes back: an edit beats a deletion.
    """
    before, after = change.before, change.after
    if current is None or before is None:
        return after
    modified = max(after.modified, current.modified)
    if current.deleted and not before.deleted and not after.deleted:
        if change.is_edit:
            current = replace(after if is_emptied(current) else current, deleted="")
        elif is_emptied(current):
            return current
    touched = {**{name: getattr(after, name) for name in change.fields()}, **_joined(change, current)}
    touched[_MERGED] = _merged(before, after, current, () if after.deleted else _overwritten(change, current))
    return replace(current, **touched, modified=modified)


def is_emptied(record: Record) -> bool:
    """Whether a purge has taken a record's words, so that nothing can stand on it."""
    match record:
        case Claim():
            return not record.target.snapshot
        case Evidence():
            return not record.quote
        case Source():
            return not record.csl
        case _:
            return False


def contradicted(change: Change, current: Record | None) -> tuple[str, ...]:
    """The fields that `change` wants to set and that no longer hold what it started from.

    Not those in which both can be had.
    """
    if change.before is None or current is None:
        return ()
    others = _others(change, current)
    both = _joined(change, current) if others else {}
    return tuple(name for name in others if name != _MERGED and name not in both)


def _others(change: Change, current: Record) -> tuple[str, ...]:
    """The fields that hold neither what a change started from nor what it sets."""
    return tuple(
        name
        for name in change.fields()
        if getattr(current, name) not in (getattr(change.before, name), getattr(change.after, name))
    )


def _joined(change: Change, current: Record) -> Mapping[str, object]:
    """What fields hold in which both a change and whoever made the current record have their way."""
    others = {*_others(change, current)} if change.before else set()
    if change.before is None or others.isdisjoint({"snapshots", "target", "csl"}):
        return {}
    if isinstance(current, Source):
        return _joined_lines(change.before, change.after, current)
    kind = type(current)
    both = joined(*(_read_part(record) for record in (change.before, change.after, current)))
    return {name: decoded(kind, name, cast("JSON", value)) for name, value in both.items()}


def _joined_lines(before: Record, after: Record, current: Source) -> Mapping[str, object]:
    """The item of a source of which one has changed some lines and the other one others; a purge shares it with nobody."""
    from postil.core.merging import keyed

    base, wanted = (record.csl if isinstance(record, Source) else {} for record in (before, after))
    item, is_whole = keyed(base, wanted, current.csl)
    return {"csl": item} if is_whole and base and wanted and current.csl else {}


def _read_part(record: Record) -> Document:
    """Those fields of a record, as they are written, that tell what was read."""
    known = fields_of(type(record))
    return {name: encoded(record, name) for name in READ if name in known}


def _overwritten(change: Change, current: Record) -> tuple[Conflict, ...]:
    """What a change takes the place of that whoever made it had not seen."""
    return tuple(
        Conflict(name, encoded(current, name), current.modified)
        for name in contradicted(change, current)
        if name not in _NEVER_CHOSEN and not (name == "target" and isinstance(current, Evidence))
    )


def _merged(
    before: Record, after: Record, current: Record, overwritten: tuple[Conflict, ...]
) -> tuple[Conflict, ...]:
    gone = [known for known in before.conflicts if known not in after.conflicts]
    news = [known for known in (*after.conflicts, *overwritten) if known not in before.conflicts]
    kept = [known for known in current.conflicts if known not in gone]
    return (*kept, *(known for known in news if known not in kept))


def reverse(change: Change, time: str) -> Change:
    """The change that takes another one back; a new record goes to the trash, since nothing is removed.

    Args:
        change: What is taken back.
        time: The stamp of the record where the change was an edit.
    """
    before = change.after
    after = replace(before, deleted=time) if change.before is None else change.before
    if change.before is not None and not change.is_edit:
        return Change(change.collection, before, after)
    return Change(change.collection, before, replace(after, modified=time))


def put_sources(sources: tuple[Source, ...], more: Iterable[Source]) -> tuple[Source, ...]:
    """The bibliography with sources put in the place of those with the same ids, new ones behind all; itself for no news."""
    known = {source.id: source for source in sources}
    news = {source.id: source for source in more if known.get(source.id) is not source}
    return tuple((known | news).values()) if news else sources
