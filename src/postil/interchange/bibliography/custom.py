"""Fields of a format for which CSL has no place: kept in an item's `custom` (CSL-JSON 1.0.2), and written again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from postil.core.model import JSON


def own_fields(item: Mapping[str, JSON], name: str) -> Mapping[str, JSON]:
    """The fields that an item has of a format, by their names there."""
    custom = item.get("custom")
    own = custom.get(name) if isinstance(custom, dict) else None
    return own if isinstance(own, dict) else {}
