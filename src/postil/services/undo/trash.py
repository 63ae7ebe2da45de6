"""The trash: what is in it, taking things out of it, and emptying it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from postil.core.changes import SOURCES, Change
from postil.core.errors import WrongUse
from postil.core.model import Article, Claim, Evidence, Record, Source, Stance, kind_of
from postil.core.purging import LEFT
from postil.core.target import Selector, Target
from postil.services.sources.renaming import key_now

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from postil.services.library.workspace import Workspace

_KEPT = LEFT | {"id"}


@dataclass(frozen=True, slots=True)
class Trashed:
    """One thing in the trash.

    Attributes:
        collection: The id of its article, or `sources`.
        record: It.
        article: The title of its article; empty for a source.
    """

    collection: str
    record: Record
    article: str = ""

    @property
    def kind(self) -> str:
        """What it is: `article`, `claim`, `evidence` or `source`."""
        return kind_of(self.record)

    @property
    def words(self) -> str:
        """What it says: a title, a statement, a quote or a key."""
        match self.record:
            case Article():
                return self.record.title
            case Claim():
                return self.record.statement
            case Evidence():
                return self.record.quote
            case Source():
                return f"{self.record.key}: {self.record.title}" if self.record.title else self.record.key
            case _:
                return self.record.id


def trashed(workspace: Workspace) -> tuple[Trashed, ...]:
    """What is in the trash, the last trashed first; what was purged is not shown."""
    return tuple(
        sorted(_trashed(workspace), key=lambda item: (item.record.deleted, item.record.id), reverse=True)
    )


def restore(workspace: Workspace, *items: Trashed) -> None:
    """Takes things out of the trash, with what they stand on: their claim, their source, their article.

    Raises:
        WrongUse: What one of them stands on was purged.
    """
    changes = [change for item in items for change in _returning(workspace, item)]
    workspace.commit(f"restore {items[0].kind if len(items) == 1 else 'from trash'}", changes)


def purge(workspace: Workspace, items: Iterable[Trashed]) -> None:
    """Empties the content of things in the trash; an article takes its claims along, a claim its evidence.

    Records are never removed: a machine that has not heard of it would bring the record back. A purged
    record stays as a bare tombstone, so its words leave the library's file. They do not leave the
    world: the journal and the backups of this machine hold them, one of which is made just before, which
    is why `undo` can still bring them back, and so do the copies that others have. The text of a purged
    article stays among the kept texts, and its page among the received ones.

    Raises:
        LibraryError: The backup could not be made; nothing was purged.
    """
    wanted = tuple(items)
    if wanted:
        workspace.library.backup("before a purge")
    changes: list[Change] = []
    for item in wanted:
        changes.append(Change(item.collection, item.record, _bare(workspace, item.record)))
        changes += [
            Change(item.collection, mark, _bare(workspace, mark)) for mark in _marks_of(workspace, item)
        ]
    kinds = {kind_of(item.record) for item in wanted}
    workspace.commit(f"purge {kinds.pop() if len(wanted) == 1 else 'trash'}", changes)


def _marks_of(workspace: Workspace, item: Trashed) -> Sequence[Record]:
    """What belongs to an article or a claim and goes with it."""
    match item.record:
        case Article():
            annotated = workspace.annotated(item.collection)
            return (*annotated.claims, *annotated.evidence)
        case Claim(id=claim):
            return [piece for piece in workspace.annotated(item.collection).evidence if piece.claim == claim]
        case _:
            return ()


def _trashed(workspace: Workspace) -> Iterator[Trashed]:
    for annotated in workspace.all_annotated():
        article = annotated.article
        records: tuple[Record, ...] = (article, *annotated.claims, *annotated.evidence)
        for record in records:
            if record.deleted and not is_bare(record):
                yield Trashed(article.id, record, article.title)
    for source in workspace.all_sources:
        if source.deleted and not is_bare(source):
            yield Trashed(SOURCES, source)


def _returning(workspace: Workspace, item: Trashed) -> Iterator[Change]:
    record = item.record
    if isinstance(record, Evidence):
        key = key_now(workspace, record.source)
        yield Change(item.collection, record, workspace.changed(record, deleted="", source=key))
    else:
        yield _back(workspace, item.collection, record)
    if isinstance(record, Claim | Evidence):
        _need(workspace.annotated(item.collection).article, "article")
    if isinstance(record, Evidence):
        claim = workspace.annotated(item.collection).claims_by_id.get(record.claim)
        if claim is not None and claim.deleted:
            yield _back(workspace, item.collection, _need(claim, "claim"))
        if key not in workspace.sources:
            lost = [known for known in workspace.all_sources if known.key == key]
            yield from (_back(workspace, SOURCES, _need(source, "source")) for source in lost[:1])


def _need(record: Record, what: str) -> Record:
    """Refuses what was purged: it would come back without a word.

    Raises:
        WrongUse: It was.
    """
    if is_bare(record):
        named = f" “{record.key}”" if isinstance(record, Source) else ""
        raise WrongUse(
            f"Its {what}{named} was purged, so it would stand on nothing.",
            "`postil history` has the purge; `postil undo` with its id takes it back.",
        )
    return record


def _back(workspace: Workspace, collection: str, record: Record) -> Change:
    return Change(collection, record, workspace.changed(record, deleted=""))


def _bare(workspace: Workspace, record: Record) -> Record:
    """The tombstone of a record: its ids and stamps, and every other field empty."""
    empty: dict[str, object] = {
        item.name: getattr(_EMPTY[type(record)], item.name)
        for item in fields(record)
        if item.name not in _KEPT
    }
    deleted = record.deleted or workspace.clock()
    return workspace.changed(record, **empty, deleted=deleted)


def is_bare(record: Record) -> bool:
    """Whether a record is the tombstone that a purge left."""
    return bool(record.deleted) and all(
        getattr(record, item.name) == getattr(_EMPTY[type(record)], item.name)
        for item in fields(record)
        if item.name not in _KEPT
    )


_NOWHERE = Target("", (Selector("", "", "", 0, 0),))
_EMPTY: dict[type[Record], Record] = {
    Article: Article(id="", title=""),
    Claim: Claim(id="", target=_NOWHERE),
    Evidence: Evidence(id="", claim="", stance=Stance.CONTEXT, quote="", source=""),
    Source: Source(id="", key=""),
}
