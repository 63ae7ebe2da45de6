"""Operations as the journal keeps them: the records' documents before and after, raw.

Raw, so that a file can be rebuilt to the last byte, unknown fields and all.
"""

from __future__ import annotations

import os
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, cast

from postil.core.changes import UPKEEP, Change, Motion, Operation
from postil.core.codecs import Unreadable
from postil.core.ids import RANDOM_BITS, make_id
from postil.storage.files.records import TABLES, decode
from postil.storage.journal.journal import Entry, decode_entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence

    from postil.core.model import JSON
    from postil.storage.files.canonical import Document, Tables
    from postil.storage.journal.journal import Hashes, Journal

_KINDS = {table: kind for kind, table in TABLES.items()}


class Image(NamedTuple):
    """One document before and after: where it is kept, and what it is a record of.

    Attributes:
        met: What another program left, where something else was made of it.
    """

    collection: str
    file: str
    table: str
    key: str
    before: JSON
    after: Document
    met: JSON = None


def upkeep(label: str, time: str, changes: Iterable[Change] = ()) -> Operation:
    """An operation of postil's own, as a repair or a restore.

    Args:
        label: What is done.
        time: RFC 3339 stamp of now.
        changes: What it changes of records; a restore, which changes files, has none.
    """
    return Operation(new_id(time), label, time, UPKEEP, tuple(changes))


def new_id(time: str) -> str:
    """An id for what is made at a stamp."""
    milliseconds = int(datetime.fromisoformat(time).timestamp() * 1000)
    return make_id(milliseconds, int.from_bytes(os.urandom(4)) >> 32 - RANDOM_BITS)


def entry_of(operation: Operation, images: Sequence[Image], files: Mapping[str, Hashes]) -> Entry:
    """Makes the journal's entry of an operation."""
    changes: list[JSON] = [
        {
            "collection": image.collection,
            "file": image.file,
            "table": image.table,
            "key": image.key,
            "before": image.before,
            "after": image.after,
            **({} if image.met is None else {"met": image.met}),
        }
        for image in images
    ]
    body: Document = {
        "id": operation.id,
        "label": operation.label,
        "time": operation.time,
        "creator": operation.creator,
        "motion": operation.motion.value,
        "of": operation.of,
        "changes": changes,
        **({"restored": [*operation.restored]} if operation.restored else {}),
    }
    return Entry(files, body)


def images_of(entry: Entry) -> Iterator[Image]:
    """The documents that an entry changed, in order; what is not one is passed over."""
    changes = entry.body.get("changes")
    for value in changes if isinstance(changes, list) else ():
        match value:
            case {
                "collection": str(collection),
                "file": str(file),
                "table": str(table),
                "key": str(key),
                "before": before,
                "after": dict(after),
                **more,
            }:
                yield Image(collection, file, table, key, before, after, cast("JSON", more.get("met")))


def operation_of(entry: Entry) -> Operation | None:
    """Reads an operation back, without its snapshots; None if this version cannot read it."""
    body = entry.body
    words = [body.get(name) for name in ("id", "label", "time", "creator", "of", "motion")]
    restored = body.get("restored")
    whole = tuple(map(str, restored)) if isinstance(restored, list) else ()
    try:
        changes = tuple(_change(image) for image in images_of(entry))
        key, label, time, creator, of, motion = map(str, words)
        return Operation(key, label, time, creator, changes, motion=Motion(motion), of=of, restored=whole)
    except (Unreadable, ValueError, KeyError):
        return None


def newest_first(
    journal: Journal, known: MutableMapping[bytes, Operation | None], word: bytes = b""
) -> Iterator[Operation]:
    """Reads operations back from the newest, of a journal only when those after it have been taken.

    Args:
        journal: The journals.
        known: What was read of their lines before, by checksum; added to.
        word: Only operations in whose line it stands.

    Raises:
        OSError: A journal cannot be read.
    """
    told: set[str] = set()  # a journal that is finished between two looks is met again among the older ones
    for line in _back(journal, word):
        checksum = line.partition(b"\t")[0]
        if checksum not in known:
            entry = decode_entry(line)
            known[checksum] = operation_of(entry) if entry and entry.is_operation else None
        operation = known[checksum]
        if operation is not None and operation.id not in told:
            told.add(operation.id)
            yield operation


def last_motion(journal: Journal, gesture: str) -> Motion | None:
    """What was done last with a gesture: it, its undoing, its redoing; None where no journal tells.

    Raises:
        OSError: A journal cannot be read.
    """
    for entry in filter(None, map(decode_entry, _back(journal, gesture.encode()))):
        match entry.body:
            case {"of": of, "motion": "undo" | "redo" as motion} if of == gesture:
                return Motion(str(motion))
            case {"id": own, "changes": _} if own == gesture:
                return Motion.DO
    return None


def _back(journal: Journal, word: bytes) -> Iterator[bytes]:
    """The lines of all journals in which a word stands, newest first."""
    yield from (line for line in reversed(journal.lines()) if word in line)
    for segment in journal.older():
        yield from (line for line in reversed(journal.lines(segment)) if word in line)


def replay(tables: Tables, entry: Entry, name: str) -> None:
    """Sets, in one file's tables, the documents that an entry left there."""
    for image in images_of(entry):
        if image.file == name:
            tables.setdefault(image.table, {})[image.key] = image.after


def _change(image: Image) -> Change:
    kind = _KINDS[image.table]
    before = None if image.before is None else decode(kind, image.key, image.before)
    return Change(image.collection, before, decode(kind, image.key, image.after))
