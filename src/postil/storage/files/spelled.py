"""A file's tables as bytes: a document is written out once, as long as it is the very same object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.json_values import ABSENT, others, same
from postil.storage.files import canonical

if TYPE_CHECKING:
    from collections.abc import Mapping

    from postil.core.model import JSON
    from postil.storage.files.canonical import Tables


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
        self._tables = {name: known.get(name) or _Table({}, {}) for name in sorted(tables)}
        return canonical.assembled(
            (name, table.members(tables[name])) for name, table in self._tables.items()
        )

    def learn(self, data: bytes, tables: Mapping[str, Mapping[str, JSON]]) -> None:
        """Takes apart the bytes that were made of tables earlier, in another process.

        Args:
            data: The bytes, as `file` made them.
            tables: The same tables.
        """
        parts = canonical.taken_apart(data, tables)
        if canonical.assembled(parts.items()) == data:
            self._tables = {
                name: _Table(dict(tables[name]), dict(zip(sorted(tables[name]), members, strict=True)))
                for name, members in parts.items()
                if len(members) == len(tables[name])
            }


class _Table:
    """The members of one table by their keys, and the documents that they were made of."""

    def __init__(self, documents: dict[str, JSON], members: dict[str, bytes]) -> None:
        self._documents = documents
        self._members = members

    def members(self, table: Mapping[str, JSON]) -> list[bytes]:
        known = self._documents
        self._members |= {key: canonical.member(key, table[key]) for key in others(table, known)}
        if len(self._members) > len(table):
            self._members = {key: self._members[key] for key in table}
        self._documents = dict(table)
        return [self._members[key] for key in sorted(table)]


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
                if same(own := held.get(key, ABSENT), document):
                    table[key] = own  # type: ignore[assignment]
    return tables
