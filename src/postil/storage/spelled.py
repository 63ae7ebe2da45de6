"""A file's tables as bytes: a document is written out once, as long as it is the very same object."""

from __future__ import annotations

import operator
from itertools import compress, count
from typing import TYPE_CHECKING

from postil.core.json_values import same
from postil.storage import canonical

if TYPE_CHECKING:
    from collections.abc import Mapping

    from postil.core.model import JSON
    from postil.storage.canonical import Tables

_UNKNOWN: tuple[object, bytes] = (object(), b"")


class Spelled:
    """The bytes of one file's tables, of which little changes from one time to the next."""

    def __init__(self) -> None:
        """Knows no table yet."""
        self._tables: dict[str, _Table] = {}

    def file(self, tables: Mapping[str, Mapping[str, JSON]]) -> bytes:
        """The file's bytes, as `canonical.encode_tables` makes them.

        Args:
            tables: The tables; a document is never changed in place.
        """
        known = self._tables
        self._tables = {name: known.get(name) or _Table() for name in sorted(tables)}
        return canonical.assembled(
            (name, table.members(tables[name])) for name, table in self._tables.items()
        )


class _Table:
    """The members of one table, in the order of their keys."""

    def __init__(self) -> None:
        self._keys: list[str] = []
        self._documents: list[object] = []
        self._members: list[bytes] = []

    def members(self, table: Mapping[str, JSON]) -> list[bytes]:
        keys = sorted(table)
        if keys != self._keys:
            known = dict(zip(self._keys, zip(self._documents, self._members, strict=True), strict=True))
            aligned = [known.get(key, _UNKNOWN) for key in keys]
            self._keys = keys
            self._documents = [document for document, _ in aligned]
            self._members = [member for _, member in aligned]
        documents = [table[key] for key in keys]
        for at in compress(count(), map(operator.is_not, documents, self._documents)):
            self._members[at] = canonical.member(keys[at], table[keys[at]])
        self._documents = [*documents]
        return self._members


def shared(tables: Tables, known: Tables) -> Tables:
    """Puts the documents that are known already in the place of those that are written alike.

    Args:
        tables: What was read; it is changed.
        known: What was there before.
    """
    for name, table in tables.items():
        held = known.get(name)
        if held:
            for key, document in table.items():
                if same(own := held.get(key, _UNKNOWN), document):
                    table[key] = own  # type: ignore[assignment]
    return tables
