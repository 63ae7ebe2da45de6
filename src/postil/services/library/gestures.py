"""One gesture's changes: set on what is known by now, joined by record, with what they bring back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.changes import SOURCES, Change, Operation, carried_over, follows_its_source, is_emptied
from postil.core.errors import ChangedMeanwhile
from postil.core.model import Article, Claim, Evidence, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from postil.services.library.workspace import Workspace


def rebased(workspace: Workspace, change: Change) -> Change:
    """The same change of the record as it stands in memory, which others may have changed since it was read."""
    current = workspace.current(change) if change.before is not None else None
    if current is None or current is change.before:
        return change
    return Change(change.collection, current, carried_over(change, current))


def returning(workspace: Workspace, wanted: Sequence[Change], *, marks: bool) -> list[Change]:
    """What comes out of the trash with a gesture, because the gesture leaves something that stands on it.

    Args:
        workspace: The open library.
        wanted: The gesture's own changes.
        marks: Whether claims come back with evidence, and articles with marks; sources come back always.

    Raises:
        ChangedMeanwhile: A claim that it gives evidence to was purged.
    """
    made = [change for change in wanted if not follows_its_source(change, wanted)] if marks else []
    back = [*_claims_back(workspace, made), *_articles_back(workspace, made)]
    return [*back, *_sources_back(workspace, [*back, *wanted])]


def place(change: Change) -> tuple[str, str]:
    """Where a change's record lies: its collection and its id."""
    return change.collection, change.after.id


def joined(changes: Iterable[Change]) -> tuple[Change, ...]:
    """One change a record: from what its first change starts with to what its last one ends with."""
    found: dict[tuple[str, str], Change] = {}
    for change in changes:
        first = found.get(place(change), change)
        found[place(change)] = Change(change.collection, first.before, change.after)
    return tuple(found.values())


def quoted_in(operation: Operation) -> dict[str, str]:
    """The keys of the sources that an operation's evidence quotes, each with the operation's time."""
    evidence = (change.after for change in operation.changes if isinstance(change.after, Evidence))
    return {piece.source: operation.time for piece in evidence}


def _claims_back(workspace: Workspace, wanted: Sequence[Change]) -> Iterator[Change]:
    """What takes claims out of the trash that are given evidence, or whose evidence is edited."""
    own = {place(change) for change in wanted}
    for change in wanted:
        piece = change.after
        if not isinstance(piece, Evidence) or piece.deleted or not change.is_edit:
            continue
        claim = workspace.annotated(change.collection).claims_by_id.get(piece.claim)
        if claim is None or not claim.deleted or (change.collection, claim.id) in own:
            continue
        if is_emptied(claim):
            raise ChangedMeanwhile(
                "The claim was purged elsewhere meanwhile, so that evidence would stand on nothing.",
                "Mark its words again.",
            )
        yield Change(change.collection, claim, workspace.changed(claim, deleted=""))


def _articles_back(workspace: Workspace, wanted: Sequence[Change]) -> list[Change]:
    """What takes articles out of the trash in which `wanted` leaves a living claim or evidence."""
    marked = {
        change.collection
        for change in wanted
        if change.collection != SOURCES
        and not isinstance(change.after, Article)
        and not change.after.deleted
        and change.is_edit
    }
    trashed = [article for name in sorted(marked) if (article := workspace.annotated(name).article).deleted]
    return [Change(article.id, article, workspace.changed(article, deleted="")) for article in trashed]


def _sources_back(workspace: Workspace, changes: Sequence[Change]) -> list[Change]:
    """What takes sources out of the trash that are quoted by what comes back: an article or a claim."""
    keys: dict[str, None] = {}
    for change in changes:
        record = change.after
        if record.deleted or change.before is None or not change.before.deleted:
            continue
        if isinstance(record, Article | Claim):
            annotated = workspace.annotated(change.collection)
            homes = (
                {record.id} if isinstance(record, Claim) else {claim.id for claim in annotated.live_claims}
            )
            quoting = (piece for piece in annotated.evidence if piece.claim in homes and not piece.deleted)
            keys.update(dict.fromkeys(piece.source for piece in quoting))
    lost: dict[str, Source] = {}
    for source in workspace.all_sources if keys else ():
        if source.key in keys and source.csl and source.key not in workspace.sources:
            lost.setdefault(source.key, source)
    own = {change.after.id for change in changes}
    back = [source for source in lost.values() if source.id not in own]
    return [Change(SOURCES, source, workspace.changed(source, deleted="")) for source in back]
