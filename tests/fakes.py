"""A library in memory, a clock and an id factory that tests can wind."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from postil.core.agreement import agreed
from postil.core.annotated import Annotated
from postil.core.changes import SOURCES, Change, Motion, Operation, carried_over, put_sources
from postil.core.errors import LibraryError, SaveFailed
from postil.core.ids import make_id, stamp
from postil.core.model import Article, Record, Source
from postil.core.snapshot import Block, BlockKind, Snapshot
from postil.ingest.document import About, Document
from postil.services.library.workspace import Workspace
from postil.services.library.writing import DirectWriter
from postil.storage.absent import AbsentUpkeep

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from postil.core.findings import Finding
    from postil.core.pages import Page
    from postil.core.ports import Library, Writer
    from postil.tui.beside.writer import ThreadWriter

_R = TypeVar("_R", bound=Record)

FIRST_MILLISECOND = 1_700_000_000_000


class TestClock:
    """Ticks one millisecond each time that it is asked."""

    __test__ = False

    def __init__(self) -> None:
        self.now = FIRST_MILLISECOND

    def __call__(self) -> str:
        from datetime import UTC, datetime

        self.now += 1
        return stamp(datetime.fromtimestamp(self.now / 1000, UTC))


class TestIds:
    """Counts up."""

    __test__ = False

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> str:
        self.count += 1
        return make_id(FIRST_MILLISECOND + self.count, self.count % 1000)


class MemoryLibrary:
    """Applies operations to what it holds, field by field, as the library on disk does."""

    def __init__(self, folder: Path = Path("/nowhere/annotations")) -> None:
        self.folder = folder
        self.read_only = ""
        self.troubles: list[str] = []
        self.held: dict[str, Annotated] = {}
        self.held_sources: tuple[Source, ...] = ()
        self.texts: dict[str, Snapshot] = {}
        self.pages: dict[str, Page] = {}
        self.journal: list[Operation] = []
        self.places_kept: dict[str, tuple[int, int]] = {}
        self.failing = ""
        self.backed_up: list[str] = []
        self.writes: dict[str, int] = {}
        self.inodes: dict[str, int] = {}

    def articles(self) -> Sequence[str]:
        return sorted(self.held)

    def read(self, article: str) -> Annotated:
        if article not in self.held:
            raise LibraryError(f"There is no article {article}.")
        return self.held[article]

    def read_all(self, naming: str = "") -> Iterator[Annotated]:
        del naming
        yield from [self.held[article] for article in sorted(self.held)]

    def read_articles(self) -> Iterator[Article]:
        yield from (annotated.article for annotated in self.read_all())

    def sources(self) -> tuple[Source, ...]:
        return self.held_sources

    def snapshot(self, digest: str) -> Snapshot:
        if digest not in self.texts:
            raise LibraryError(f"The text {digest[:8]} is missing.")
        return self.texts[digest]

    def page(self, digest: str) -> Page:
        if digest not in self.pages:
            raise LibraryError(f"The page of {digest[:8]} is missing.")
        return self.pages[digest]

    def apply(self, operation: Operation) -> Operation:
        if self.failing:
            raise SaveFailed(self.failing)
        operation = agreed(operation, self)
        if not operation.changes:
            return operation
        applied = tuple(self._applied(change) for change in operation.changes)
        for snapshot in operation.snapshots:
            self.texts[snapshot.digest] = snapshot
        for digest, page in operation.pages:
            self.pages.setdefault(digest, page)
        done = operation._replace(changes=applied)
        self.journal.append(done)
        for name in {change.collection for change in done.changes}:
            self.writes[name] = self.inodes[name] = self.writes.get(name, 0) + 1
        return done

    def last_motion(self, gesture: str) -> Motion | None:
        known = [made.motion for made in self.journal if gesture in (made.id, made.of)]
        return known[-1] if known else None

    def keys(self) -> set[str]:
        return {source.key for source in self.held_sources}

    def sources_with(self, key: str) -> Sequence[Source]:
        return [source for source in self.held_sources if source.key == key]

    def record(self, article: str, kind: type[_R], own: str) -> _R | None:
        found = self._find(article, own)
        return found if isinstance(found, kind) else None

    def annotated(self, article: str) -> Annotated | None:
        return self.held.get(article)

    def home_of(self, digest: str) -> str:
        living = [kept.article for kept in self.held.values() if not kept.article.deleted]
        return min((article.id for article in living if article.snapshot == digest), default="")

    def is_quoted(self, key: str, but: AbstractSet[str]) -> bool:
        return any(
            piece.source == key and piece.id not in but
            for kept in self.held.values()
            if not kept.article.deleted and kept.article.id not in but
            for piece in kept.live_evidence
            if piece.claim not in but
        )

    def operations(self, naming: str = "") -> Iterator[Operation]:
        del naming
        yield from reversed(self.journal)

    def holds(self, digest: str) -> bool:
        return digest in self.texts

    def with_text(self, digest: str) -> Sequence[str]:
        return [article for article in self.articles() if digest in repr(self.held[article])]

    def files(self, article: str) -> Sequence[Path]:
        return []

    def signatures(self) -> Mapping[str, tuple[int, ...]]:
        return {name: (self.writes.get(name, 0), self.inodes.get(name, 0)) for name in [*self.held, SOURCES]}

    def places(self) -> Mapping[str, tuple[int, int]]:
        return dict(self.places_kept)

    def keep_place(self, article: str, offset: int, length: int) -> None:
        self.places_kept[article] = (offset, length)

    def examine(self) -> Sequence[Finding]:
        return ()

    def backup(self, why: str = "") -> Path:
        self.backed_up.append(why)
        return self.folder

    @property
    def upkeep(self) -> AbsentUpkeep:
        return AbsentUpkeep()

    def _applied(self, change: Change) -> Change:
        current = self._find(change.collection, change.after.id)
        after = carried_over(change, current)
        applied = Change(change.collection, current, after)
        if isinstance(after, Source):
            self.held_sources = put_sources(self.held_sources, [after])
        elif isinstance(after, Article) and change.collection not in self.held:
            self.held[change.collection] = Annotated(after)
        else:
            self.held[change.collection] = self.held[change.collection].updated([after])
        return applied

    def _find(self, collection: str, own: str) -> Record | None:
        if collection == SOURCES:
            records: Sequence[Record] = self.held_sources
        elif collection in self.held:
            annotated = self.held[collection]
            records = (annotated.article, *annotated.claims, *annotated.evidence)
        else:
            records = ()
        return next((record for record in records if record.id == own), None)


class QueueWriter:
    """Keeps operations until `flush`, as a writer on a thread of its own may."""

    def __init__(self, library: MemoryLibrary) -> None:
        self.library = library
        self.queue: list[tuple[Operation, Callable[[Operation, Exception | None], None]]] = []

    def resume(self) -> None:
        pass

    def write(self, operation: Operation, done: Callable[[Operation, Exception | None], None]) -> None:
        self.queue.append((operation, done))

    def flush(self) -> None:
        waiting, self.queue = self.queue, []
        for operation, done in waiting:
            try:
                applied = self.library.apply(operation)
            except SaveFailed as error:
                done(operation, error)
            else:
                done(applied, None)


def make_workspace(
    library: Library | None = None,
    writer: Writer | None = None,
    *,
    creator: str = "ada",
    clock: TestClock | None = None,
    make_id: TestIds | None = None,
) -> Workspace:
    """A workspace over a library in memory."""
    kept = library or MemoryLibrary()
    return Workspace(
        kept,
        writer or DirectWriter(kept),
        clock=clock or TestClock(),
        make_id=make_id or TestIds(),
        creator=creator,
    )


def operations_of(library: Library) -> tuple[Operation, ...]:
    """What a library's journals hold, oldest first."""
    return tuple(library.operations())[::-1]


def history_of(workspace: Workspace) -> tuple[Operation, ...]:
    """What was done, oldest first."""
    return tuple(workspace.history())[::-1]


def snapshot_of(*paragraphs: str) -> Snapshot:
    """A text of paragraphs."""
    return Snapshot(tuple(Block(BlockKind.PARAGRAPH, text) for text in paragraphs))


HARBOUR = snapshot_of(
    "The harbour of Saltmarsh Quay closed on 3 March.",
    "The mayor said that the harbour closed for good.",
    "Forty boats stayed in.",
)


def written(writer: ThreadWriter, patience_seconds: float = 10.0) -> bool:
    """Waits until a writer has written and reported everything, and tells whether it has."""
    thread = writer._thread
    if thread is not None:
        thread.join(patience_seconds)
    return writer._thread is None


def add_article(
    workspace: Workspace, snapshot: Snapshot = HARBOUR, title: str = "The harbour report"
) -> Article:
    """Adds an article to a workspace's library."""
    from postil.services.articles.articles import draft

    document = Document(snapshot, About(title), path=f"/nowhere/{title}.txt")
    article = draft(workspace, document).article
    workspace.add_article(article.id)
    return article
