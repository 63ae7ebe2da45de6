"""What was read of a library and is in memory, as it stands by now."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

from postil.core.changes import SOURCES
from postil.core.errors import NotFound
from postil.core.model import Article, Record, Source
from postil.services.library.bibliography import Bibliography

if TYPE_CHECKING:
    from collections.abc import Mapping

    from postil.core.annotated import Annotated
    from postil.core.ports import Library
    from postil.core.snapshot import Snapshot

_R = TypeVar("_R", bound=Record)


class Held:
    """Reads articles, texts and sources when they are first asked for, and keeps them.

    Attributes:
        library: The library on disk.
    """

    def __init__(self, library: Library) -> None:
        self.library = library
        self._annotated: dict[str, Annotated] = {}
        self._snapshots: dict[str, Snapshot] = {}
        self._sources: tuple[Source, ...] | None = None
        self._index = Bibliography(())

    def held_article(self, article: str) -> Annotated | None:
        """An article as it stands in memory, if it does; may be asked for on another thread."""
        return self._annotated.get(article)

    @property
    def held_articles(self) -> frozenset[str]:
        """The ids of the articles that are in memory; may be asked on any thread."""
        return frozenset(tuple(self._annotated))

    def annotated(self, article: str) -> Annotated:
        """An article with its claims and evidence, as they stand in memory.

        Raises:
            LibraryError: It cannot be read.
        """
        if article not in self._annotated:
            self._annotated[article] = self.library.read(article)
        return self._annotated[article]

    def hold(self, annotated: Annotated) -> Annotated:
        """Holds an article in memory that was read just now; it need not be read again."""
        return self._annotated.setdefault(annotated.article.id, annotated)

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
