"""A file's tables as bytes: a document is written out once, as long as it is the very same object.

The members of a table are kept in runs of some that follow each other; where one changes, its run is put together
anew, and the digest is worked out from there on.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import compress, count, groupby
from operator import ne
from typing import TYPE_CHECKING, NamedTuple

from postil.core.digests import sha256
from postil.core.json_values import ABSENT, others, same
from postil.storage.files import canonical

if TYPE_CHECKING:
    from _hashlib import HASH
    from collections.abc import Iterable, Mapping, Sequence

    from postil.core.model import JSON
    from postil.storage.files.canonical import Tables

_LENGTH = 64
"""Members of a run; one may grow to twice as many."""


_OFTEN = 4
"""How often a file is hashed in a sitting, at the least, once it is written at all."""


class Spelled:
    """The bytes of one file's tables, of which little changes from one time to the next."""

    def __init__(self) -> None:
        """Knows no table yet."""
        self._tables: dict[str, _Table] = {}
        self._hashed = _Hashed()

    def pieces(self, tables: Mapping[str, Mapping[str, JSON]]) -> list[bytes]:
        """The file's bytes in pieces, together as `canonical.encode_tables` makes them.

        A piece that is the same as the last time is the very same object.

        Args:
            tables: The tables; a document is never changed in place.
        """
        known = self._tables
        self._tables = {name: known.get(name) or _Table({}, []) for name in sorted(tables)}
        return canonical.pieces((name, table.runs(tables[name])) for name, table in self._tables.items())

    def with_digest(self, tables: Mapping[str, Mapping[str, JSON]]) -> tuple[list[bytes], str]:
        """The same, with the SHA-256 of all together in hexadecimal."""
        pieces = self.pieces(tables)
        return pieces, self._hashed.digest(pieces)

    def learn(self, data: bytes, tables: Mapping[str, Mapping[str, JSON]]) -> bool:
        """Takes apart the bytes that were made of tables earlier, in another process.

        Args:
            data: The bytes, as the pieces made them.
            tables: The same tables.

        Returns:
            Whether they are laid out as the library writes.
        """
        bodies = canonical.taken_apart(data, tables)
        if b"".join(canonical.pieces(bodies.items())) != data:
            return False
        self._tables = {}
        for name, [body] in ((name, body) for name, body in bodies.items() if body):
            keys = sorted(tables[name])
            length = _length(len(keys))
            members, runs = canonical.cut(body, length)
            if members == len(keys):
                parts = (keys[at : at + length] for at in range(0, members, length))
                self._tables[name] = _Table(dict(tables[name]), [*map(_Run, parts, runs)])
        return True


class _Run(NamedTuple):
    """Members of a table that follow each other, and their keys."""

    keys: Sequence[str]
    data: bytes


class _Table:
    """The members of one table, sorted by their keys, and the documents that they were made of."""

    def __init__(self, documents: dict[str, JSON], runs: list[_Run]) -> None:
        self._documents = documents
        self._runs = runs

    def runs(self, table: Mapping[str, JSON]) -> list[bytes]:
        known, runs = self._documents, self._runs
        touched = [*others(table, known)]
        if len(known) + sum(key not in known for key in touched) > len(table):
            touched += known.keys() - table.keys()
        firsts = [run.keys[0] for run in runs]

        def place(key: str) -> int:
            return max(bisect_right(firsts, key) - 1, 0)

        for at, keys in groupby(sorted(touched, reverse=True), place):  # from the end: places before it stay
            runs[at : at + 1] = _remade(runs[at : at + 1], keys, table)
        self._documents = dict(table)
        return [run.data for run in runs]


def _remade(runs: Sequence[_Run], touched: Iterable[str], table: Mapping[str, JSON]) -> list[_Run]:
    """A run, if there is one, with the members of some keys as the documents of a table make them."""
    members: dict[str, bytes] = {}
    for run in runs:
        members.update(zip(run.keys, canonical.members(run.data), strict=True))
    for key in touched:
        if key in table:
            members[key] = canonical.member(key, table[key])
        else:
            members.pop(key, None)
    return _runs(members)


def _runs(members: Mapping[str, bytes]) -> list[_Run]:
    """The runs of some members by their keys."""
    keys = sorted(members)
    length = _length(len(keys))
    parts = [keys[at : at + length] for at in range(0, len(keys), length)]
    return [_Run(part, canonical.joined(members[key] for key in part)) for part in parts]


def _length(members: int) -> int:
    """How many of a table's members are in each run."""
    return _LENGTH if members > 2 * _LENGTH else max(members, 1)


class _Hashed:
    """SHA-256 of pieces of which the first ones stay the same."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._states: list[HASH] = []

    def digest(self, pieces: list[bytes]) -> str:
        """The digest of all pieces together, in hexadecimal."""
        unlike = compress(count(), map(ne, pieces, self._pieces))
        first = next(unlike, min(len(pieces), len(self._pieces)))
        begun = sha256(expected=_OFTEN * sum(map(len, pieces)))
        if not self._states or type(begun) is not type(self._states[0]):  # it has become large, or small
            self._states, first = [begun], 0
        del self._states[first + 1 :]
        for piece in pieces[first:]:
            state = self._states[-1].copy()
            state.update(piece)
            self._states.append(state)
        self._pieces = pieces
        return self._states[-1].hexdigest()


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
