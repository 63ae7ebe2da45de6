"""TinyDB over one file of the library: canonical bytes, staged first, put in place whole.

Any stock `TinyDB(path)` reads and writes the same files. Documents are handed out as copies, there is no
query cache, and nothing touches the disk: `writing` puts what is staged in place.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any, cast

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document as TinyDocument
from tinydb.table import Table

from postil.storage import canonical
from postil.storage.journal import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from postil.core.model import JSON
    from postil.storage.canonical import Document, Tables


class CanonicalStorage(Storage):
    """A file's tables as they lie on disk, and as they shall lie there.

    The tables that `read` returns and `write` takes share their documents, which are never changed in
    place: a document that is the very same object as before is not encoded again.

    Attributes:
        path: The file.
        data: Its bytes as last read or committed; None while there is none.
        digest: The SHA-256 of `data` in hexadecimal; empty while there is none.
        before: The digest and the tables of what was read or committed before that.
    """

    def __init__(self, path: Path) -> None:
        """Reads the file; raises as `refresh`."""
        self.path = path
        self.data: bytes | None = None
        self.digest = ""
        self.before: tuple[str, Tables] = ("", {})
        self._staged: bytes | None = None
        self._staged_digest = ""
        self._tables: Tables = {}
        self._members: dict[str, dict[str, tuple[JSON, bytes]]] = {}
        self._dirty = False
        self.refresh()

    def refresh(self) -> None:
        """Reads the file again and forgets what is staged; the same bytes are not parsed twice.

        Raises:
            Malformed: It is not a TinyDB file.
            OSError: It cannot be read; a missing file is an empty one.
        """
        try:
            data: bytes | None = self.path.read_bytes()
        except FileNotFoundError:
            data = None
        if data != self.data or self._dirty:
            if not self._dirty:
                self.before = (self.digest, self._tables)
            self._tables = {} if data is None else canonical.decode_tables(data)
            self._members = {}
            self._staged = None
            self._dirty = False
            self.data, self.digest = data, digest(data)

    @property
    def staged(self) -> bytes:
        """The bytes that the tables make."""
        if self._staged is None:
            self._staged = canonical.assembled(
                (name, self._encoded(name, table)) for name, table in sorted(self._tables.items())
            )
            self._staged_digest = digest(self._staged)
        return self._staged

    @property
    def staged_digest(self) -> str:
        """The SHA-256 of `staged` in hexadecimal."""
        return self._staged_digest if self.staged else ""

    def read(self) -> dict[str, dict[str, Any]] | None:
        """The tables, staged changes included; None while there are none, as TinyDB expects."""
        return {name: dict(table) for name, table in self._tables.items()} or None

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Stages tables: they are read back at once, and lie on disk when whoever writes has put `staged` there."""
        self._tables = data
        self._staged = None
        self._dirty = True

    def committed(self) -> None:
        """Says that what is staged lies on disk now."""
        self.data, self.digest = self.staged, self.staged_digest
        self._dirty = False

    def _encoded(self, name: str, table: Mapping[str, JSON]) -> list[bytes]:
        members = []
        kept = self._members.setdefault(name, {})
        for key in sorted(table):
            document = table[key]
            known = kept.get(key)
            if known is None or known[0] is not document:
                known = kept[key] = (document, canonical.member(key, document))
            members.append(known[1])
        return members


class RecordTable(Table):
    """A table that hands out copies and takes whole documents."""

    default_query_cache_capacity = 0

    def document(self, key: str) -> JSON:
        """A copy of the document under `key`, of any shape; None if there is none."""
        return deepcopy(cast("JSON", self._read_table().get(key)))

    def put(self, key: str, document: Document) -> None:
        """Sets the document under `key`, whole; TinyDB's own `upsert` would keep old fields."""
        tables = self.storage.read() or {}
        tables.setdefault(self.name, {})[key] = document
        self.storage.write(tables)

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        return cast("dict[str, Mapping[str, Any]]", (self.storage.read() or {}).get(self.name, {}))

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        tables = self.storage.read() or {}
        table = {int(key): deepcopy(document) for key, document in tables.get(self.name, {}).items()}
        updater(table)
        tables[self.name] = {str(key): document for key, document in table.items()}
        self.storage.write(tables)


class CopiedDocument(TinyDocument):
    """A document that shares nothing with the table it comes from."""

    def __init__(self, value: Mapping[str, Any], doc_id: int) -> None:
        super().__init__(deepcopy(dict(value)), doc_id)


RecordTable.document_class = CopiedDocument


class LibraryFile(TinyDB):
    """One file of the library as a TinyDB."""

    table_class = RecordTable

    def __init__(self, path: Path) -> None:
        """Opens the file; raises as `CanonicalStorage`."""
        super().__init__(path, storage=CanonicalStorage)

    @property
    def file(self) -> CanonicalStorage:
        """The file's bytes."""
        return cast("CanonicalStorage", self.storage)

    def records(self, name: str) -> RecordTable:
        """One of its tables."""
        return cast("RecordTable", self.table(name))
