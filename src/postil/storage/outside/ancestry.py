"""Which version a document of another program was made of."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from postil.core.json_values import ABSENT, APART, LINEAGE, same
from postil.core.lineage import is_by_hand, own_digest, versions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.core.json_values import Document
    from postil.core.model import JSON


def begun_from(ours: Document, theirs: Document, known: Sequence[Document], parted: JSON = None) -> Document:
    """The last version that theirs was made of, as it says itself; what both sides agree on where none is known.

    What was edited by hand says no more than from which version on: it was made of that one, or of what came by
    hand since then.

    Args:
        ours: What stands here.
        theirs: What the other program left.
        known: What was seen of it, oldest first; ours is the last.
        parted: What theirs could not be merged with, where nothing else tells the two apart: it was made of
            none that holds all of that.
    """
    alike: Sequence[Document] = ()
    if isinstance(parted, dict):
        alike = [*takewhile(lambda version: not _is_part_of(parted, theirs, version), known)]
    elif is_by_hand(theirs):
        alike = [version for version in known if _have_alike(LINEAGE, version, theirs)]
    if alike:
        return _nearest(alike, theirs)
    made_of = {*versions(theirs)}
    for version in reversed(known):
        if own_digest(version) in made_of:
            return version
    return {name: value for name, value in ours.items() if same(theirs.get(name, ABSENT), value)}


def _nearest(known: Sequence[Document], document: Document) -> Document:
    """The version that differs in the fewest fields: the last of a program that sets no stamps, else the oldest."""
    unstamped = [version for version in reversed(known) if _have_alike("modified", version, document)]
    return min(unstamped or known, key=lambda version: _differences(version, document))


def _have_alike(name: str, version: Document, document: Document) -> bool:
    return same(version.get(name), document.get(name))


def _differences(version: Document, document: Document) -> int:
    return sum(
        not same(version.get(name, ABSENT), document.get(name, ABSENT))
        for name in {*version, *document} - {LINEAGE}
    )


def _is_part_of(parted: Document, theirs: Document, version: Document) -> bool:
    """Whether a version holds all that theirs could not be merged with."""
    apart = {
        name: parted.get(name, ABSENT)
        for name in {*parted, *theirs} - APART
        if not same(parted.get(name, ABSENT), theirs.get(name, ABSENT))
    }
    return bool(apart) and all(same(version.get(name, ABSENT), value) for name, value in apart.items())
