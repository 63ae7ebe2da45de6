"""Records as they are written: which values are the same, and which fields tell of the record itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeAlias, cast

if TYPE_CHECKING:
    from postil.core.model import JSON

Document: TypeAlias = "dict[str, JSON]"

ABSENT = object()
"""In place of a value: there is none."""

APART = frozenset({"conflicts", "deleted", "modified"})
"""The fields that say something about the record as a whole."""


def same(one: object, other: object) -> bool:
    """Whether two values are written alike; to Python `1`, `1.0` and `true` are equal."""
    return one is other or (
        ABSENT not in (one, other) and one == other and text(cast("JSON", one)) == text(cast("JSON", other))
    )


def text(value: object) -> str:
    """A value in one way of writing it."""
    return json.dumps(value, sort_keys=True)
