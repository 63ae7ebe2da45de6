"""What a purge leaves of a record, as it is written: its ids and stamps, and no words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.json_values import LINEAGE, same
from postil.core.readings import is_edit

if TYPE_CHECKING:
    from postil.core.json_values import Document
    from postil.core.model import JSON

LEFT = frozenset({"created", "creator", "deleted", "modified", "key", "claim", "stance", "source", LINEAGE})
"""The fields that a purge leaves."""


def is_purged(document: Document) -> bool:
    """Whether a record lies in the trash and says nothing any more."""
    return bool(document.get("deleted")) and not any(
        _says(value) for name, value in document.items() if name not in LEFT
    )


def purge_met(base: Document, purged: Document, kept: Document) -> Document:
    """What becomes of a record that one side purged: it holds, or what the other side made of it lives whole.

    An edit, or coming out of the trash, beats a purge as it beats a deletion, and so does what has come from
    elsewhere and waits for a decision; never does a record live that has lost the words it stands on.
    """
    came_back = base.get("deleted") and not kept.get("deleted")
    is_news = is_edit(base, kept) or not same(base.get("conflicts"), kept.get("conflicts"))
    made = {**(kept if came_back or is_news else purged)}
    stamps = [stamp for side in (purged, kept) if isinstance(stamp := side.get("modified"), str)]
    if stamps:
        made["modified"] = max(stamps)
    return made


def _says(value: JSON) -> bool:
    if isinstance(value, dict):
        return any(map(_says, value.values()))
    return any(map(_says, value)) if isinstance(value, list) else bool(value)
