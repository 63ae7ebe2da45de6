"""What lies on disk now, as far as an operation may contradict it (`postil.core.agreement.Standing`)."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from postil.core.codecs import Unreadable
from postil.core.errors import LibraryError
from postil.core.json_values import others
from postil.core.model import Record, Source
from postil.storage.files import canonical
from postil.storage.files.article_files import SOURCES_FILE, annotated_of
from postil.storage.files.records import TABLES, decode
from postil.storage.files.texts import text_path
from postil.storage.journal.operations import last_motion

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from postil.core.annotated import Annotated
    from postil.core.changes import Motion
    from postil.core.model import JSON
    from postil.storage.files.article_files import ArticleFiles
    from postil.storage.journal.journal import Journal
    from postil.storage.journal.tables import LibraryFile

_R = TypeVar("_R", bound=Record)


class DiskStanding:
    """Looks into the files of a library whose lock is held; what cannot be read contradicts nothing."""

    def __init__(
        self, folder: Path, files: ArticleFiles, kept: Journal, open_file: Callable[[str], LibraryFile]
    ) -> None:
        self._folder = folder
        self._files = files
        self._journal = kept
        self._open = open_file
        self._keys = _Keys()
        self._cited_in = ""

    def last_motion(self, gesture: str) -> Motion | None:
        """What was done last with a gesture, as the journals tell."""
        return last_motion(self._journal, gesture)

    def keys(self) -> AbstractSet[str]:
        """The keys of all sources, trash included."""
        return self._cited().all()

    def sources_with(self, key: str) -> Sequence[Source]:
        """The sources of a key, trash included, oldest first."""
        found = []
        for own, document in self._cited().of(key):
            with suppress(Unreadable):
                found.append(decode(Source, own, document))
        return found

    def record(self, article: str, kind: type[_R], own: str) -> _R | None:
        """A record of an article's file, trash included; nothing else of the file is decoded."""
        with suppress(LibraryError, OSError, Unreadable):
            if name := self._files.name_of(article):
                document = self._open(name).records(TABLES[kind]).document(own)
                return None if document is None else decode(kind, own, document)
        return None

    def annotated(self, article: str) -> Annotated | None:
        """All of an article's file."""
        with suppress(LibraryError, OSError):
            if name := self._files.name_of(article):
                return annotated_of(self._open(name).file.read() or {}, name, [])
        return None

    def home_of(self, digest: str) -> str:
        """The id of the oldest living article whose text this is, or an empty string."""
        if not text_path(self._folder, digest).exists():
            return ""
        homes = (
            annotated.article.id
            for annotated in self._naming(digest)
            if annotated.article.snapshot == digest and not annotated.article.deleted
        )
        return min(homes, key=lambda article: (len(article), article), default="")

    def is_quoted(self, key: str, but: AbstractSet[str]) -> bool:
        """Whether living evidence of a living claim quotes a source; what has its id in `but` is left out."""
        return any(
            piece.source == key and piece.id not in but
            for annotated in self._naming(canonical.line(key).decode())
            if not annotated.article.deleted and annotated.article.id not in but
            for piece in annotated.live_evidence
            if piece.claim not in but
        )

    def _cited(self) -> _Keys:
        """The keys of the bibliography as it lies there now."""
        try:
            file = self._open(SOURCES_FILE).file
        except (LibraryError, OSError):
            return _Keys()
        if self._cited_in != file.digest:
            self._cited_in = file.digest
            self._keys.follow((file.read() or {}).get(TABLES[Source], {}))
        return self._keys

    def _naming(self, word: str) -> Iterator[Annotated]:
        try:
            articles = self._files.naming(word)
        except LibraryError:  # a damaged file among them: the others are looked through one by one
            articles = set(self._files.names())
        yield from filter(None, map(self.annotated, articles))


class _Keys:
    """The documents of sources by their keys; only those are looked at that changed since the last time."""

    def __init__(self) -> None:
        """Knows none yet."""
        self._documents: Mapping[str, JSON] = {}
        self._by_key: dict[str, dict[str, JSON]] = {}

    def follow(self, documents: Mapping[str, JSON]) -> None:
        """Takes the documents by their ids; none is ever changed in place."""
        known, self._documents = self._documents, documents
        for own in others(known, documents):
            self._by_key.get(_key(known[own]), {}).pop(own, None)
        for own in others(documents, known):
            if key := _key(documents[own]):
                self._by_key.setdefault(key, {})[own] = documents[own]

    def all(self) -> AbstractSet[str]:
        """All keys."""
        return {key for key, documents in self._by_key.items() if documents}

    def of(self, key: str) -> Iterable[tuple[str, JSON]]:
        """The documents of a key by their ids, oldest first."""
        return sorted(self._by_key.get(key, {}).items(), key=lambda item: (len(item[0]), item[0]))


def _key(document: JSON) -> str:
    key = document.get("key") if isinstance(document, dict) else None
    return key if isinstance(key, str) else ""
