"""Records as JSON objects: the model's own field names, whatever is at its default left out.

A record's id is its key in the table and is not repeated inside; of what versions a document was made is the
files' own matter, and no part of the record. Fields that this version does not know are kept in `extra` and
written back where they stood.
"""

from __future__ import annotations

from copy import deepcopy
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from postil.core.codecs import Unreadable, decode_fields, encode_fields, fields_of, made
from postil.core.json_values import LINEAGE
from postil.core.model import Article, Claim, Evidence, Record, Source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from postil.core.model import JSON
    from postil.storage.files.canonical import Document, Tables

TABLES: Mapping[type[Record], str] = {
    Article: "article",
    Claim: "claims",
    Evidence: "evidence",
    Source: "sources",
}
"""The table that each sort of record is kept in."""

_R = TypeVar("_R", bound=Record)

_REMEMBERED = 4
"""Files: those that a screen works with."""

_NOTHING: Mapping[str, JSON] = MappingProxyType({})
"""What all records have in `extra` in which nothing is unknown."""


def encode(record: Record) -> Document:
    """Writes a record as a JSON object that shares nothing with it; the id is left to the key."""
    document = encode_fields(record)
    known = fields_of(type(record))
    for name, value in record.extra.items():
        if name not in known:
            document[name] = deepcopy(value)
    return document


def decode(kind: type[_R], key: str, document: JSON) -> _R:
    """Reads a record from the document under `key`.

    Raises:
        Unreadable: A field is missing or has the wrong shape.
    """
    if not isinstance(document, dict):
        raise Unreadable("it is not an object")
    values, extra = decode_fields(kind, document)
    extra.pop(LINEAGE, None)
    return made(kind, {"id": key, **values, "extra": extra or _NOTHING})


class Decoded:
    """The records of a file as they were read last, and the documents that they were read of.

    A document that is the very same object as then is not decoded again, and a record that says the same is the
    very same object as then: whoever compares two versions of a file compares no more than what is different.

    Attributes:
        tables: The digest of the file's bytes and the tables that they make, which are not to be changed.
    """

    def __init__(self) -> None:
        """Knows none yet."""
        self._documents: dict[str, dict[str, JSON]] = {}
        self._records: dict[str, dict[str, Record]] = {}
        self.tables: tuple[str, Tables] = ("", {})

    def decode(self, kind: type[_R], key: str, document: JSON) -> _R:
        """As `decode`; raises as that."""
        documents = self._documents.setdefault(TABLES[kind], {})
        records = self._records.setdefault(TABLES[kind], {})
        known = records.get(key)
        if document is not None and documents.get(key) is document and isinstance(known, kind):
            return known
        record = decode(kind, key, document)
        if isinstance(known, kind) and known == record:
            record = known
        documents[key], records[key] = document, record
        return record


class DecodedFiles:
    """What was read of the files that were asked for last."""

    def __init__(self) -> None:
        """Knows none yet."""
        self._files: dict[str, Decoded] = {}

    def of(self, name: str) -> Decoded:
        """What was read of one file."""
        decoded = self._files.pop(name, None) or Decoded()
        self._files = {name: decoded, **dict(islice(self._files.items(), _REMEMBERED - 1))}
        return decoded

    def tables_of(self, name: str, digest: str) -> Tables | None:
        """The tables that the bytes of a file with this digest make, where they were read; on any thread."""
        known = self._files.get(name)
        own, tables = known.tables if known else ("", {})
        return tables if own == digest else None


def rewritten(document: JSON, current: _R, after: _R) -> Document:
    """Encodes a changed record over its document: a field that did not change stays as it was written.

    What other programs put inside an untouched field, where `extra` does not reach, thereby survives.
    """
    fresh = encode(after)
    if isinstance(document, dict):
        for name in fresh.keys() & document.keys() & fields_of(type(after)).keys():
            if getattr(current, name) == getattr(after, name):
                fresh[name] = document[name]
    return fresh
