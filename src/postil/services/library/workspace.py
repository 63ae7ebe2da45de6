"""One open library: its records in memory, its changes on their way to disk."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from postil.core.annotated import Annotated
from postil.core.changes import (
    SOURCES,
    Change,
    Motion,
    Operation,
    carried_over,
    put_sources,
)
from postil.core.ids import later
from postil.core.model import Article, Record, Source
from postil.services.library.gestures import joined, place, quoted_in, rebased, returning
from postil.services.library.held import Held

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from postil.core.pages import Page
    from postil.core.ports import Clock, IdFactory, Library, Writer
    from postil.core.snapshot import Snapshot
    from postil.services.library.history import History

_R = TypeVar("_R", bound=Record)

RECENT = 500
"""How many operations tell which sources were used last."""


class Settled(NamedTuple):
    """What became of an operation: on disk, or not, and why.

    Attributes:
        operation: As it was applied; as it was asked for when it failed.
        error: None when it is on disk.
    """

    operation: Operation
    error: Exception | None = None


class Workspace(Held):
    """The library as a reader works on it.

    Everything that a front end reads or changes goes through here. A change is first made in memory
    and then handed to the writer; `settle` takes the writer's answer back in.

    Attributes:
        library: The library on disk.
        clock: Tells the time.
        make_id: Makes ids.
        creator: Who works here; written into every record and operation.
        writer: Takes the operations; another one may take its place while nothing is on its way.
        answers: How many of the writer's answers were taken in; what was read before the last may lack it.
        on_settled: Told of each operation that is saved or failed, on the writer's thread.
    """

    def __init__(
        self, library: Library, writer: Writer, *, clock: Clock, make_id: IdFactory, creator: str = ""
    ) -> None:
        super().__init__(library)
        self.clock = clock
        self.make_id = make_id
        self.creator = creator
        self.on_settled: Callable[[Settled], object] = self.settle
        self.writer = writer
        self.answers = 0
        self._used: dict[str, str] | None = None
        self._drafts: set[str] = set()
        self._pages: dict[str, Page] = {}
        self._pending: dict[str, Operation] = {}
        self._failed: dict[str, Operation] = {}
        self._applied: Operation | None = None

    # ------------------------------------------------------------------ reading

    def all_annotated(self, naming: str = "") -> Iterator[Annotated]:
        """Every article that can be read, changes and articles that are still on their way included.

        Args:
            naming: A part of an id; articles in whose files it stands nowhere may be left out.
        """
        seen = set(self._drafts)
        for annotated in self.library.read_all(naming):
            seen.add(annotated.article.id)
            yield self._annotated.get(annotated.article.id, annotated)
        for article in sorted(self._unsaved_articles() - seen):
            yield self._annotated[article]

    def all_articles(self) -> Iterator[Article]:
        """The own record of every article, as `all_annotated` has it."""
        seen = set(self._drafts)
        for article in self.library.read_articles():
            seen.add(article.id)
            held = self.held_article(article.id)
            yield held.article if held else article
        for own in sorted(self._unsaved_articles() - seen):
            yield self._annotated[own].article

    def last_used(self) -> Mapping[str, str]:
        """When evidence that quotes it was last changed, by a source's key, as the latest operations tell."""
        if self._used is None:
            self._used = {}
            for operation in reversed([*islice(self.history(), RECENT)]):
                self._used |= quoted_in(operation)
        return self._used

    def current(self, change: Change) -> Record | None:
        """The record that a change is about, as it stands in memory; None when it is new."""
        if change.before is None and change.collection in self._drafts:
            return None
        return self._record(change.collection, change.after.id)

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

    def keep_draft(self, article: Article, snapshot: Snapshot, page: Page | None) -> Annotated:
        """Takes in an article that is not in the library; its first change brings it there, with its page."""
        annotated = Annotated(article)
        self._annotated[article.id] = annotated
        self._snapshots[article.snapshot] = snapshot
        self._drafts.add(article.id)
        if page is not None:
            self._pages[article.snapshot] = page
        return annotated

    def is_draft(self, article: str) -> bool:
        """Whether an article is open but not in the library."""
        return article in self._drafts

    def commit(
        self,
        label: str,
        changes: Sequence[Change],
        *,
        texts: Sequence[Snapshot] = (),
        pages: Sequence[tuple[str, Page]] = (),
        motion: Motion = Motion.DO,
        of: str = "",
    ) -> Operation:
        """Makes one gesture's changes in memory and hands them to the writer.

        An article that is not in the library comes with its first change, and one in the trash comes
        back with the first mark that is made or edited in it.

        Args:
            label: What was done, in two or three words.
            changes: Changes that change nothing are left out.
            texts: What the changes name and the library may not hold yet.
            pages: The pages that texts were made of, by the digests of these.
            motion: Whether this does, undoes or redoes.
            of: The id of what is undone or redone.

        Returns:
            The operation as it was applied where the writer works at once, else as it was asked for.
            Without changes, others had done it already.

        Raises:
            ChangedMeanwhile: A claim that it gives evidence to was purged.
            SaveFailed: Only where the writer works at once.
        """
        wanted = [now for change in changes if change.fields() and (now := rebased(self, change)).fields()]
        homes = sorted({change.collection for change in wanted} - {SOURCES})
        drafts = [article for article in homes if article in self._drafts]
        births = [Change(article, None, self._annotated[article].article) for article in drafts]
        returns = returning(self, wanted, marks=motion is Motion.DO)
        operation = Operation(
            id=self.make_id(),
            label=label,
            time=self.clock(),
            creator=self.creator,
            changes=joined([*births, *returns, *wanted]),
            snapshots=(*(self.text_of(self._annotated[article].article) for article in drafts), *texts),
            motion=motion,
            of=of,
            pages=(*self._pages_of(drafts), *pages),
        )
        self._drafts.difference_update(drafts)
        self._take_in(operation.changes)
        if self._used is not None:
            self._used |= quoted_in(operation)
        if operation.changes:
            self.retry(operation)  # nothing overtakes a change that is not on disk
        applied = self._applied
        return applied if applied is not None and applied.id == operation.id else operation

    def _pages_of(self, drafts: Iterable[str]) -> Iterator[tuple[str, Page]]:
        """The pages that drafts were made of, which are held no longer than until they are handed over."""
        for article in drafts:
            digest = self._annotated[article].article.snapshot
            page = self._pages.pop(digest, None)
            if page is not None:
                yield digest, page

    def add_article(self, article: str) -> Operation:
        """Brings a draft into the library without marking anything."""
        record = self._annotated[article].article
        return self.commit("add article", [Change(article, None, record)])

    def settle(self, settled: Settled) -> None:
        """Takes in what became of an operation. On the screen, call it on the app's own thread."""
        operation = settled.operation
        self.answers += 1
        asked = self._pending.pop(operation.id, operation)
        if settled.error is not None:
            self._failed[operation.id] = asked
            return
        self._failed.pop(operation.id, None)
        self._applied = operation
        busy = {place(change) for change in self._waiting()}
        self._take_in([change for change in operation.changes if place(change) not in busy])
        applied = {place(change) for change in operation.changes}
        self._reread({change.collection for change in asked.changes if place(change) not in applied})

    @property
    def unsaved(self) -> int:
        """How many operations are not on disk yet."""
        return len(self._pending) + len(self._failed)

    @property
    def failed(self) -> int:
        """How many operations could not be saved and wait for `retry`."""
        return len(self._failed)

    @property
    def refused(self) -> tuple[Operation, ...]:
        """Those operations, in their order."""
        return tuple(self._failed[key] for key in sorted(self._failed))

    def retry(self, *more: Operation) -> None:
        """Hands the operations that failed to the writer again, in their order, and then more of them."""
        if self._failed:
            self.writer.resume()
        self._failed |= {operation.id: operation for operation in more}
        for key in sorted(self._failed):
            operation = self._pending[key] = self._failed.pop(key)
            self.writer.write(operation, self._report)

    def history(self) -> History:
        """The operations that are on their way now and the journalled ones, newest first."""
        from postil.services.library.history import History

        waiting = {**self._failed, **self._pending}
        return History([waiting[key] for key in sorted(waiting, reverse=True)], self.library)

    def forget(self) -> None:
        """Drops what was read and is not being changed, so that it is read from disk again."""
        self._reread({SOURCES, *self._annotated})

    def renew(
        self, fresh: Mapping[str, Annotated], sources: tuple[Source, ...] | None = None
    ) -> frozenset[str]:
        """Takes in what was read anew from disk; what is not on disk yet stays on top of it.

        Args:
            fresh: Articles by their ids.
            sources: The bibliography, where it was read.

        Returns:
            The collections of which something else was held before, or nothing.
        """
        before = {name: self._annotated.get(name) for name in fresh}
        known = self._sources
        self._annotated |= {name: annotated for name, annotated in fresh.items() if annotated != before[name]}
        if sources is not None:
            self._sources = sources
        for change in sorted(self._waiting(), key=lambda change: change.after.modified):
            if change.collection in fresh or (change.collection == SOURCES and sources is not None):
                self._take_in([change._replace(after=carried_over(change, self.current(change)))])
        news = {name for name in fresh if self._annotated[name] != before[name]}
        return frozenset(news | ({SOURCES} if sources is not None and self._sources != known else set()))

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
        sources: list[Source] = []
        marks: dict[str, list[Record]] = {}
        for change in changes:
            record, home = change.after, change.collection
            if isinstance(record, Source):
                sources.append(record)
            elif isinstance(record, Article) and home not in self._annotated:
                self._annotated[home] = Annotated(record)
            else:
                marks.setdefault(home, []).append(record)
        if sources:
            self._sources = put_sources(self.all_sources, sources)
        for home, records in marks.items():
            self._annotated[home] = self.annotated(home).updated(records)
