"""A change on a file as it lies on disk now: the record that comes of it, and what the journal keeps of that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.changes import Change, carried_over
from postil.core.codecs import Unreadable
from postil.core.errors import SaveFailed
from postil.core.lineage import descended
from postil.core.text import shown
from postil.storage.files import canonical
from postil.storage.files.records import TABLES, decode, encode, rewritten
from postil.storage.journal.operations import Image

if TYPE_CHECKING:
    from postil.core.model import Record
    from postil.storage.journal.tables import LibraryFile

_FILE_DEPTH = 2
"""The objects that a document lies in: the file, the table."""


def staged(change: Change, name: str, file: LibraryFile) -> tuple[Image, Change]:
    """Stages a change: over the record that lies there, of which other fields may have changed meanwhile.

    Args:
        change: What is asked for.
        name: The file.
        file: It, as it was read; nothing is put in place.

    Returns:
        What the journal keeps, and the change as it was made.

    Raises:
        SaveFailed: The record that lies there cannot be read, or the new one cannot be written.
    """
    record = change.after
    table = TABLES[type(record)]
    records = file.records(table)
    before = records.document(record.id)
    current: Record | None = None
    if before is not None:
        try:
            current = decode(type(record), record.id, before)
        except Unreadable as error:
            raise SaveFailed(
                f"What {shown(name)} holds under {record.id} cannot be read: {shown(str(error))}.",
                "It was left as it is.",
            ) from None
    after = carried_over(change, current)
    document = encode(after) if current is None else rewritten(before, current, after)
    try:
        canonical.decode(canonical.line(document), depth=canonical.DEPTH - _FILE_DEPTH)
    except (ValueError, TypeError, RecursionError) as error:
        raise SaveFailed(f"{record.id} cannot be written: {shown(str(error))}.") from None
    if isinstance(before, dict):
        document = descended(document, before)
    records.put(record.id, document)
    return Image(change.collection, name, table, record.id, before, document), Change(
        change.collection, current, after
    )
