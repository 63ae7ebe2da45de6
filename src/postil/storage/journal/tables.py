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

from postil.storage.files import canonical, regular
from postil.storage.files.atomic import holds
from postil.storage.files.members import Members
from postil.storage.files.spelled import Spelled, shared
from postil.storage.journal.journal import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from postil.core.model import JSON
    from postil.storage.files.canonical import Document, Tables
    from postil.storage.journal.followed import Followed


def _unread(_digest: str) -> None:
    return None


class CanonicalStorage(Storage):
    """A file's tables as they lie on disk, and as they shall lie there.

    The tables that `read` returns and `write` takes share their documents, which are never changed in
    place: a document that is the very same object as before is not encoded again.

    Attributes:
        path: The file.
        digest: The SHA-256 of `data` in hexadecimal; empty while there is none.
        on_disk: That digest and the tables that `data` makes, at once: they may be asked for on any thread.
    """

    def __init__(
        self, path: Path, followed: Followed | None = None, read: Callable[[str], Tables | None] = _unread
    ) -> None:
        """Reads the file; raises as `refresh`.

        Args:
            path: The file.
            followed: What the journal left in it, if there is one.
            read: Gives the tables that bytes with a digest make, not to be changed, if somebody has read them.
        """
        self.path = path
        self._followed = followed
        self._read = read
        self.digest = ""
        self.on_disk: tuple[str, Tables] = ("", {})
        self._lies: Sequence[bytes] = ()
        self._staged: Sequence[bytes] | None = None
        self._staged_digest = ""
        self._tables: Tables = {}
        self._spelled = Spelled()
        self._members = Members()
        self._dirty = False
        self._are_own = False
        self.refresh()

    def refresh(self) -> None:
        """Reads the file again and forgets what is staged; the same bytes are not parsed twice.

        Raises:
            Malformed: It is not a TinyDB file.
            OSError: It cannot be read; a missing file is an empty one.
        """
        lies_as_before = self._lies_as_before()
        if lies_as_before and not self._dirty:
            return
        data = self.data if lies_as_before else self._read_anew()
        own = self.digest if lies_as_before else digest(data)
        tables, pieces = ({}, ()) if data is None else self._parsed(data, own)
        self._tables, self._lies = tables, pieces
        self._staged = None
        self._dirty = self._are_own = False
        self.digest, self.on_disk = own, (own, tables)

    @property
    def data(self) -> bytes | None:
        """The file's bytes as last read or committed, put together of what they share with others; None while there is none."""
        return b"".join(self._lies) if self.digest else None

    @property
    def staged(self) -> bytes:
        """The bytes that the tables make, put together likewise."""
        return b"".join(self._staged_pieces)

    @property
    def staged_digest(self) -> str:
        """The SHA-256 of `staged` in hexadecimal."""
        return self._staged_digest if self._staged_pieces else ""

    @property
    def _staged_pieces(self) -> Sequence[bytes]:
        if self._staged is None:
            self._staged, self._staged_digest = self._spelled.with_digest(self._tables)
        return self._staged

    def left(self, data: bytes) -> Tables:
        """The tables of what another program wrote as this file; what was read of it before is not read again.

        Raises:
            Malformed: It is not a TinyDB file.
        """
        journalled = self._followed.held if self._followed else {}
        return self._members.tables(data, self._tables or journalled)

    def read(self) -> dict[str, dict[str, Any]] | None:
        """The tables, staged changes included; None while there are none, as TinyDB expects."""
        return {name: dict(table) for name, table in self._tables.items()} or None

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Stages tables: they are read back at once, and lie on disk when whoever writes has put `staged` there."""
        self._tables = data
        self._staged = None
        self._dirty, self._are_own = True, False

    def document(self, table: str, key: str) -> JSON:
        """The document under a key, staged changes included, not to be changed; None if there is none."""
        return self._tables.get(table, {}).get(key)

    def put(self, table: str, key: str, document: Document) -> None:
        """Stages one document; the tables are copied once for all that are staged until they lie on disk."""
        if not self._are_own:
            self.write(self.read() or {})
            self._are_own = True
        self._tables.setdefault(table, {})[key] = document
        self._staged = None

    def committed(self) -> None:
        """Says that what is staged lies on disk now."""
        self._lies, self.digest = self._staged_pieces, self.staged_digest
        self.on_disk = (self.digest, self._tables)
        self._dirty = self._are_own = False
        if self._followed and self._followed.known == self.digest:
            self._followed.hold(self._tables)

    def _lies_as_before(self) -> bool:
        """Whether the file holds the bytes that it held last, or is not there now either."""
        try:
            return holds(self.path, *self._lies) and bool(self.digest)
        except FileNotFoundError:
            return not self.digest

    def _read_anew(self) -> bytes | None:
        """The bytes on disk; None while there is none."""
        try:
            return regular.read(self.path)
        except FileNotFoundError:
            return None

    def _parsed(self, data: bytes, own: str) -> tuple[Tables, Sequence[bytes]]:
        """The tables of the file's bytes, which need not be parsed where the journal tells what makes them.

        Returns:
            They, and the bytes: the very pieces that they are written of, where they are known.
        """
        if self._followed is None or own != self._followed.known:
            self._ask_for_journalled()
            return self.left(data), (data,)
        tables = self._followed.replayed()
        if tables is not None and (pieces := self._pieces_of(data, tables)):
            return tables, pieces
        tables = self._read(own) or shared(canonical.decode_tables(data), self._tables)
        self._followed.hold(tables)
        is_known = self._followed.is_ours and self._spelled.learn(data, tables)
        return tables, (self._pieces_of(data, tables) if is_known else ()) or (data,)

    def _ask_for_journalled(self) -> None:
        """Takes over what the journal left in the file, where a reader has it at hand and nobody has it here yet."""
        if self._followed and not self._followed.held and (tables := self._read(self._followed.known)):
            self._followed.hold(tables)

    def _pieces_of(self, data: bytes, tables: Tables) -> Sequence[bytes]:
        """The pieces of which tables are written, where they make these bytes; else none."""
        pieces = self._spelled.pieces(tables)
        return pieces if b"".join(pieces) == data else ()


class RecordTable(Table):
    """A table that hands out copies and takes whole documents."""

    default_query_cache_capacity = 0

    def document(self, key: str) -> JSON:
        """A copy of the document under `key`, of any shape; None if there is none."""
        return deepcopy(self._file.document(self.name, key))

    def put(self, key: str, document: Document) -> None:
        """Sets the document under `key`, whole; TinyDB's own `upsert` would keep old fields."""
        self._file.put(self.name, key, document)

    @property
    def _file(self) -> CanonicalStorage:
        return cast("CanonicalStorage", self.storage)

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

    def __init__(
        self, path: Path, followed: Followed | None = None, read: Callable[[str], Tables | None] = _unread
    ) -> None:
        """Opens the file; as `CanonicalStorage`."""
        super().__init__(path, followed, read, storage=CanonicalStorage)

    @property
    def file(self) -> CanonicalStorage:
        """The file's bytes."""
        return cast("CanonicalStorage", self.storage)

    def records(self, name: str) -> RecordTable:
        """One of its tables."""
        return cast("RecordTable", self.table(name))
