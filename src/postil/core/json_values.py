"""Records as they are written: which values are the same, and which fields tell of the record itself."""

from __future__ import annotations

import json
from itertools import compress, repeat
from operator import is_not
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postil.core.model import JSON

Document: TypeAlias = "dict[str, JSON]"

ABSENT = object()
"""In place of a value: there is none."""

LINEAGE = "lineage"
"""The field in which a record lists the versions that it was made of."""

APART = frozenset({"conflicts", "deleted", LINEAGE, "modified"})
"""The fields that say something about the record as a whole."""


def same(one: object, other: object) -> bool:
    """Whether two values are written alike; to Python `1`, `1.0` and `true` are equal, and `0.0` and `-0.0`."""
    if one is other:
        return True
    if isinstance(one, dict) and isinstance(other, dict):
        if one.keys() != other.keys():
            return False
        for name, value in one.items():
            beside = other[name]
            if value is not beside and not (
                value == beside if type(value) is type(beside) is str else same(value, beside)
            ):
                return False
        return True
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and (repr(one) == repr(other) if type(one) is float else one == other)


def others(table: Mapping[str, object], held: Mapping[str, object]) -> Iterator[str]:
    """The keys of a table under which another table does not hold the very same object."""
    return compress(table, map(is_not, table.values(), map(held.get, table, repeat(ABSENT))))


def text(value: object) -> str:
    """A value in one way of writing it."""
    return json.dumps(value, sort_keys=True)
