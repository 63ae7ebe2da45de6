"""Fields of records that cannot be right, as the journal had them when they last were.

Another program may write what no postil would: a place whose words do not stand there, a hash that is none, evidence
of a claim that there is not. It is taken in as news, since nobody can tell what was meant; a repair can go back.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from postil.core.changes import Change
from postil.core.codecs import Unreadable
from postil.core.errors import LibraryError
from postil.core.ids import later
from postil.core.model import Article, Claim, Evidence, Record, kind_of
from postil.core.text import shown
from postil.storage.files import canonical
from postil.storage.files.records import TABLES, decode
from postil.storage.files.texts import is_digest, read_text
from postil.storage.journal.operations import images_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from postil.core.annotated import Annotated
    from postil.core.model import JSON, Reading
    from postil.core.snapshot import Snapshot
    from postil.core.target import Placement, Target
    from postil.storage.journal.journal import Entry, Journal

_FIELDS: Mapping[type[Record], Mapping[str, str]] = {
    Article: {"snapshots": "readings"},
    Claim: {"target": "place"},
    Evidence: {"target": "place", "claim": "claim"},
}
"""The fields that are looked at, each with what it is called."""


class _Wrong(NamedTuple):
    """A field of a record that cannot be right."""

    home: Annotated
    record: Record
    field: str


def put_right(folder: Path, kept: Journal, articles: Iterable[Annotated], time: str) -> dict[str, Change]:
    """The changes that give fields back a value of which nothing speaks against, by what is told of each.

    What is right in the same field now stays. A field that was never right is left as it is.

    Args:
        folder: The library.
        kept: Its journal.
        articles: What is looked through.
        time: RFC 3339 stamp of now.

    Raises:
        OSError: A journal cannot be read.
    """
    judge = _Judge(folder)
    wrong = [found for annotated in articles for found in _wrong(judge, annotated)]
    values: dict[tuple[str, str], object] = {}
    for kind, own, document in _versions(kept, {found.record.id for found in wrong}):
        for found in wrong:
            if found.record.id == own and type(found.record) is kind:
                earlier = _read(kind, own, document)
                if earlier and judge.can_take(found, earlier):
                    values[own, found.field] = getattr(earlier, found.field)
    changes: dict[str, Change] = {}
    for found in wrong:
        key = found.record.id, found.field
        if key in values:
            record = found.record
            after = replace(record, modified=later(time, record.modified), **{found.field: values[key]})  # type: ignore[arg-type]
            what = f"The {_FIELDS[type(record)][found.field]} of {kind_of(record)} {shown(record.id)}"
            told = f"{what} could not be right and is again as the journal last had it right."
            changes[told] = Change(found.home.article.id, record, after)
    return changes


class _Judge:
    """Tells what can be right; a text is read once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._texts: dict[str, Snapshot | None] = {}

    def is_right(self, home: Annotated, record: Record, field: str) -> bool:
        """Whether nothing speaks against what a field of a record holds."""
        match record:
            case Article():
                return all(is_digest(reading.snapshot) for reading in record.snapshots)
            case Evidence() if field == "claim":
                return record.claim in home.claims_by_id
            case Claim() | Evidence():
                return record.target is None or all(map(self._stands, record.target.places))
            case _:
                return True

    def can_take(self, found: _Wrong, earlier: Record) -> bool:
        """Whether an earlier version can be right in a field, and has all that is right in it now."""
        now, then = getattr(found.record, found.field), getattr(earlier, found.field)
        if not then or not self.is_right(found.home, earlier, found.field):
            return False
        if found.field == "snapshots":
            return _right_readings(now) <= _right_readings(then)
        return found.field != "target" or not self._stands(now.places[-1]) or _same_place(now, then)

    def _stands(self, place: Placement) -> bool:
        """Whether the words of a place stand in its text; of a text that is missing nobody can tell."""
        if not place.snapshot:  # it was purged
            return True
        if not is_digest(place.snapshot):
            return False
        if place.snapshot not in self._texts:
            try:
                self._texts[place.snapshot] = read_text(self._folder, place.snapshot)
            except LibraryError:
                self._texts[place.snapshot] = None
        text = self._texts[place.snapshot]
        return text is None or all(
            text.text[selector.start : selector.end] == selector.exact for selector in place.selectors
        )


def _wrong(judge: _Judge, annotated: Annotated) -> Iterator[_Wrong]:
    for record in (annotated.article, *annotated.claims, *annotated.evidence):
        for field in _FIELDS[type(record)]:
            if not judge.is_right(annotated, record, field):
                yield _Wrong(annotated, record, field)


def _right_readings(readings: Iterable[Reading]) -> set[Reading]:
    return {reading for reading in readings if is_digest(reading.snapshot)}


def _same_place(one: Target, other: Target) -> bool:
    return (one.snapshot, one.selectors) == (other.snapshot, other.selectors)


_KINDS: Mapping[str, type[Record]] = {TABLES[kind]: kind for kind in _FIELDS}


def _versions(kept: Journal, wanted: set[str]) -> Iterator[tuple[type[Record], str, JSON]]:
    """All that the journals hold of some records, oldest first."""
    for entry in kept.every_entry() if wanted else ():
        for table, key, document in _documents(entry):
            if key in wanted and table in _KINDS:
                yield _KINDS[table], key, document


def _documents(entry: Entry) -> Iterator[tuple[str, str, JSON]]:
    for whole in filter(None, map(entry.whole, entry.files)):
        try:
            tables = canonical.decode_tables(whole)
        except canonical.Malformed:
            continue  # a damaged file was kept as it was found
        for table, documents in tables.items():
            for key, document in documents.items():
                yield table, key, document
    for image in images_of(entry):
        yield image.table, image.key, image.after


def _read(kind: type[Record], own: str, document: JSON) -> Record | None:
    try:
        return decode(kind, own, document)
    except Unreadable:
        return None
