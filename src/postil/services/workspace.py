"""One open library: its records in memory, its changes on their way to disk."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast

from postil.core.changes import (
    SOURCES,
    Change,
    Motion,
    Operation,
    put_sources,
    updated,
)
from postil.core.errors import NotFound
from postil.core.ids import later
from postil.core.model import Annotated, Article, Claim, Evidence, Record, Source
from postil.services.bibliography import Bibliography

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from postil.core.ports import Clock, IdFactory, Library, Writer
    from postil.core.snapshot import Snapshot

_R = TypeVar("_R", bound=Record)


class Settled(NamedTuple):
    """What became of an operation: on disk, or not, and why.

    Attributes:
        operation: As it was applied; as it was asked for when it failed.
        error: None when it is on disk.
    """

    operation: Operation
    error: Exception | None = None


class Workspace:
    """The library as a reader works on it.

    Everything that a front end reads or changes goes through here. A change is first made in memory
    and then handed to the writer; `settle` takes the writer's answer back in.

    Attributes:
        library: The library on disk.
        clock: Tells the time.
        make_id: Makes ids.
        creator: Who works here; written into every record and operation.
        writer: Takes the operations; another one may take its place while nothing is on its way.
        on_settled: Told of each operation that is saved or failed, on the writer's thread.
    """

    def __init__(
        self, library: Library, writer: Writer, *, clock: Clock, make_id: IdFactory, creator: str = ""
    ) -> None:
        self.library = library
        self.clock = clock
        self.make_id = make_id
        self.creator = creator
        self.on_settled: Callable[[Settled], object] = self.settle
        self.writer = writer
        self._annotated: dict[str, Annotated] = {}
        self._snapshots: dict[str, Snapshot] = {}
        self._sources: tuple[Source, ...] | None = None
        self._index = Bibliography(())
        self._used: dict[str, str] | None = None
        self._drafts: set[str] = set()
        self._pending: dict[str, Operation] = {}
        self._failed: dict[str, Operation] = {}
        self._applied: Operation | None = None

    # ------------------------------------------------------------------ reading

    def article_ids(self) -> tuple[str, ...]:
        """The ids of the articles on disk, trash included, oldest first."""
        return tuple(self.library.articles())

    def annotated(self, article: str) -> Annotated:
        """An article with its claims and evidence, as they stand in memory.

        Raises:
            LibraryError: It cannot be read.
        """
        if article not in self._annotated:
            self._annotated[article] = self.library.read(article)
        return self._annotated[article]

    def all_annotated(self) -> Iterator[Annotated]:
        """Every article that can be read, changes and articles that are still on their way included."""
        seen = set(self._drafts)
        for annotated in self.library.read_all():
            seen.add(annotated.article.id)
            yield self._annotated.get(annotated.article.id, annotated)
        for article in sorted(self._unsaved_articles() - seen):
            yield self._annotated[article]

    def snapshot(self, digest: str, *, keep: bool = True) -> Snapshot:
        """A kept text.

        Args:
            digest: Its name.
            keep: Whether to hold it in memory, as what is being read; a walk over the library does not.

        Raises:
            LibraryError: It is missing or damaged.
        """
        known = self._snapshots.get(digest) or self.library.snapshot(digest)
        if keep:
            self._snapshots[digest] = known
        return known

    def keep_text(self, snapshot: Snapshot) -> Snapshot:
        """Holds a text in memory that was read just now; it need not be read from the library."""
        return self._snapshots.setdefault(snapshot.digest, snapshot)

    def text_of(self, article: Article) -> Snapshot:
        """The text in which the article's marks stand now."""
        return self.snapshot(article.snapshot)

    @property
    def all_sources(self) -> tuple[Source, ...]:
        """The bibliography, trash included."""
        if self._sources is None:
            self._sources = self.library.sources()
        return self._sources

    @property
    def sources(self) -> Mapping[str, Source]:
        """The living sources by their keys; of several that share one, the oldest."""
        return self._indexed.living

    @property
    def living_sources(self) -> tuple[Source, ...]:
        """The sources that are not in the trash, also those that share a key."""
        return tuple(source for source in self.all_sources if not source.deleted)

    def source(self, key: str) -> Source:
        """One source of the bibliography: the living one of this key, else one in the trash.

        Raises:
            NotFound: No source has this key.
        """
        found = [source for source in self.all_sources if source.key == key]
        if found:
            return min(found, key=lambda source: bool(source.deleted))
        raise NotFound(f"No source has the key “{key}”.", "`postil source list` shows them.")

    def last_used(self) -> Mapping[str, str]:
        """When evidence that quotes it was last changed, by a source's key, as the journal tells."""
        if self._used is None:
            self._used = {}
            for operation in self.history():
                self._used |= _quoted_in(operation)
        return self._used

    def current(self, change: Change) -> Record | None:
        """The record that a change is about, as it stands in memory; None when it is new."""
        if change.before is None and change.collection in self._drafts:
            return None
        return self._record(change.collection, change.after.id)

    def held(self, collection: str, record: _R) -> _R:
        """A record as it stands in memory by now; itself where it is not kept."""
        return cast("_R", self._record(collection, record.id) or record)

    def _record(self, collection: str, own: str) -> Record | None:
        if collection == SOURCES:
            return self._indexed.by_id.get(own)
        annotated = self.annotated(collection)
        if annotated.article.id == own:
            return annotated.article
        return annotated.claims_by_id.get(own) or annotated.evidence_by_id.get(own)

    @property
    def _indexed(self) -> Bibliography:
        """The bibliography as it stands in memory, looked up by id and by key."""
        if self._index.sources is not self.all_sources:
            self._index = Bibliography(self.all_sources)
        return self._index

    # ------------------------------------------------------------------ changing

    def new(self, record: _R) -> _R:
        """Stamps a record that was made just now and has no id yet."""
        now = self.clock()
        return replace(record, id=self.make_id(), created=now, modified=now, creator=self.creator)

    def changed(self, before: _R, **values: object) -> _R:
        """A new version of a record, stamped; the same object when no value differs."""
        if all(getattr(before, name) == value for name, value in values.items()):
            return before
        return replace(before, modified=later(self.clock(), before.modified), **values)  # type: ignore[arg-type]

    def keep_draft(self, article: Article, snapshot: Snapshot) -> Annotated:
        """Takes in an article that is not in the library; its first change brings it there."""
        annotated = Annotated(article)
        self._annotated[article.id] = annotated
        self._snapshots[article.snapshot] = snapshot
        self._drafts.add(article.id)
        return annotated

    def is_draft(self, article: str) -> bool:
        """Whether an article is open but not in the library."""
        return article in self._drafts

    def commit(
        self,
        label: str,
        changes: Sequence[Change],
        *,
        motion: Motion = Motion.DO,
        of: str = "",
    ) -> Operation:
        """Makes one gesture's changes in memory and hands them to the writer.

        An article that is not in the library comes with its first change, and one in the trash comes
        back with the first mark that is made or edited in it.

        Args:
            label: What was done, in two or three words.
            changes: Changes that change nothing are left out.
            motion: Whether this does, undoes or redoes.
            of: The id of what is undone or redone.

        Returns:
            The operation as it was applied where the writer works at once, else as it was asked for.
            Without changes, others had done it already.

        Raises:
            SaveFailed: Only where the writer works at once.
        """
        wanted = [change for change in changes if change.fields()]
        homes = sorted({change.collection for change in wanted} - {SOURCES})
        drafts = [article for article in homes if article in self._drafts]
        births = [Change(article, None, self._annotated[article].article) for article in drafts]
        returns = _returns(self, wanted) if motion is Motion.DO else []
        returns += _sources_back(self, [*returns, *wanted])
        operation = Operation(
            id=self.make_id(),
            label=label,
            time=self.clock(),
            creator=self.creator,
            changes=_joined([*births, *returns, *wanted]),
            snapshots=tuple(self.text_of(self._annotated[article].article) for article in drafts),
            motion=motion,
            of=of,
        )
        self._drafts.difference_update(drafts)
        self._take_in(operation.changes)
        if self._used is not None:
            self._used |= _quoted_in(operation)
        if operation.changes:
            self.retry(operation)  # nothing overtakes a change that is not on disk
        applied = self._applied
        return applied if applied is not None and applied.id == operation.id else operation

    def add_article(self, article: str) -> Operation:
        """Brings a draft into the library without marking anything."""
        record = self._annotated[article].article
        return self.commit("add article", [Change(article, None, record)])

    def settle(self, settled: Settled) -> None:
        """Takes in what became of an operation. On the screen, call it on the app's own thread."""
        operation = settled.operation
        asked = self._pending.pop(operation.id, operation)
        if settled.error is not None:
            self._failed[operation.id] = asked
            return
        self._failed.pop(operation.id, None)
        self._applied = operation
        busy = {_place(change) for change in self._waiting()}
        self._take_in([change for change in operation.changes if _place(change) not in busy])
        applied = {_place(change) for change in operation.changes}
        self._reread({change.collection for change in asked.changes if _place(change) not in applied})

    @property
    def unsaved(self) -> int:
        """How many operations are not on disk yet."""
        return len(self._pending) + len(self._failed)

    @property
    def failed(self) -> int:
        """How many operations could not be saved and wait for `retry`."""
        return len(self._failed)

    def retry(self, *more: Operation) -> None:
        """Hands the operations that failed to the writer again, in their order, and then more of them."""
        if self._failed:
            self.writer.resume()
        self._failed |= {operation.id: operation for operation in more}
        for key in sorted(self._failed):
            operation = self._pending[key] = self._failed.pop(key)
            self.writer.write(operation, self._report)

    def history(self) -> tuple[Operation, ...]:
        """The journalled operations and those on their way, oldest first."""
        written = tuple(self.library.operations())
        known = {operation.id for operation in written}
        waiting = {**self._failed, **self._pending}
        return written + tuple(waiting[key] for key in sorted(waiting) if key not in known)

    def forget(self) -> None:
        """Drops what was read and is not being changed, so that it is read from disk again."""
        self._reread({SOURCES, *self._annotated})

    def _waiting(self) -> Iterator[Change]:
        """The changes that are made in memory and not known to be on disk."""
        for operation in (*self._pending.values(), *self._failed.values()):
            yield from operation.changes

    def _unsaved_articles(self) -> set[str]:
        return {change.collection for change in self._waiting() if isinstance(change.after, Article)}

    def _reread(self, collections: Iterable[str]) -> None:
        """Drops what was read of some collections, unless it is being changed."""
        busy = {change.collection for change in self._waiting()} | self._drafts
        for name in set(collections) - busy:
            self._annotated.pop(name, None)
            if name == SOURCES:
                self._sources = None

    def _report(self, operation: Operation, error: Exception | None) -> None:
        self.on_settled(Settled(operation, error))

    def _take_in(self, changes: Sequence[Change]) -> None:
        sources = [change.after for change in changes if isinstance(change.after, Source)]
        if sources:
            self._sources = put_sources(self.all_sources, sources)
        for change in changes:
            record, home = change.after, change.collection
            if isinstance(record, Article) and home not in self._annotated:
                self._annotated[home] = Annotated(record)
            elif not isinstance(record, Source):
                self._annotated[home] = updated(self.annotated(home), change)


def _returns(workspace: Workspace, wanted: Sequence[Change]) -> list[Change]:
    """What takes articles out of the trash in which `wanted` leaves a living claim or evidence."""
    marked = {
        change.collection
        for change in wanted
        if change.collection != SOURCES and not isinstance(change.after, Article) and not change.after.deleted
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


def _place(change: Change) -> tuple[str, str]:
    return change.collection, change.after.id


def _joined(changes: Iterable[Change]) -> tuple[Change, ...]:
    """One change a record: from what its first change starts with to what its last one ends with."""
    joined: dict[tuple[str, str], Change] = {}
    for change in changes:
        place = _place(change)
        first = joined.get(place, change)
        joined[place] = Change(change.collection, first.before, change.after)
    return tuple(joined.values())


def _quoted_in(operation: Operation) -> dict[str, str]:
    evidence = (change.after for change in operation.changes if isinstance(change.after, Evidence))
    return {piece.source: operation.time for piece in evidence}
