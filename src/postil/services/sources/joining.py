"""Sources that are one become one, and a source goes with the evidence that quotes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from postil.core.changes import SOURCES, Change
from postil.core.errors import WrongUse
from postil.services.sources.sources import bare_item, quotes_of, uses_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.core.model import Source
    from postil.services.library.workspace import Workspace
    from postil.services.sources.sources import Use


class Joined(NamedTuple):
    """A field of two sources that are to be one.

    Attributes:
        field: Its name in CSL.
        kept: What the source that stays has in it, as a line; empty where it lacks the field.
        other: What the other one has.
    """

    field: str
    kept: str
    other: str


def joined_fields(kept: Source, other: Source) -> list[Joined]:
    """What two sources have in each field: the kept one's counts, and the other's where that has none.

    Raises:
        WrongUse: They cannot be one.
    """
    from postil.citation.fields import KNOWN, told

    _need_one(kept, other)
    there = dict.fromkeys((*KNOWN, *kept.csl, *other.csl))
    return [
        Joined(name, told(name, kept.csl), told(name, other.csl))
        for name in there
        if name != "id" and (name in kept.csl or name in other.csl)
    ]


def _need_one(kept: Source, other: Source) -> None:
    if kept.id == other.id:
        raise WrongUse("A source cannot be merged with itself.", "Name another one.")
    if kept.document and other.document and kept.document != other.document:
        raise WrongUse("Each of the two has a text of its own.", "Take the text away from one of them first.")


def merge_sources(
    workspace: Workspace, kept: Source, other: Source, used: Sequence[Use] | None = None
) -> Source:
    """Makes two sources one: evidence that quotes the other quotes the kept one, which gets the fields it lacks.

    One gesture; the other goes to the trash.

    Args:
        workspace: The open library.
        kept: The source that stays.
        other: The one that goes.
        used: What `quotes_of` gave of the other one, where that was asked already.

    Raises:
        WrongUse: They are the same, or each has a text of its own.
    """
    _need_one(kept, other)
    item = {**bare_item(other.csl), **kept.csl}
    after = workspace.changed(kept, csl=item, document=kept.document or other.document)
    changes = [Change(SOURCES, kept, after)]
    for annotated, piece in quotes_of(workspace, other) if used is None else used:
        quoted = workspace.changed(piece, source=kept.key)
        changes.append(Change(annotated.article.id, piece, quoted))
    changes.append(Change(SOURCES, other, workspace.changed(other, deleted=workspace.clock())))
    workspace.commit("merge sources", changes)
    return workspace.held(SOURCES, after)


def trash_with_evidence(workspace: Workspace, source: Source, used: Sequence[Use] | None = None) -> int:
    """Puts a source and all evidence that quotes it to the trash, as one gesture; the number of pieces.

    Args:
        workspace: The open library.
        source: The source.
        used: What `uses_of` gave of it, where that was asked already.
    """
    now = workspace.clock()
    changes = [
        Change(annotated.article.id, piece, workspace.changed(piece, deleted=now))
        for annotated, piece in (uses_of(workspace, source) if used is None else used)
    ]
    changes.append(Change(SOURCES, source, workspace.changed(source, deleted=now)))
    workspace.commit("trash source with its evidence", changes)
    return len(changes) - 1
