"""What lies on disk now, as far as an operation may contradict it (`postil.core.agreement.Standing`)."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from postil.core.codecs import Unreadable
from postil.core.errors import LibraryError
from postil.core.model import Record, Source
from postil.storage.files import canonical
from postil.storage.files.article_files import SOURCES_FILE, annotated_of
from postil.storage.files.records import TABLES, decode
from postil.storage.files.texts import text_path
from postil.storage.journal.operations import last_motion

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
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
        self._indexed: tuple[bytes | None, Mapping[str, Sequence[tuple[str, JSON]]]] | None = None

    def last_motion(self, gesture: str) -> Motion | None:
        """What was done last with a gesture, as the journals tell."""
        return last_motion(self._journal, gesture)

    def keys(self) -> AbstractSet[str]:
        """The keys of all sources, trash included."""
        return self._by_key().keys()

    def sources_with(self, key: str) -> Sequence[Source]:
        """The sources of a key, trash included, oldest first."""
        found = []
        for own, document in self._by_key().get(key, ()):
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

    def _by_key(self) -> Mapping[str, Sequence[tuple[str, JSON]]]:
        """The documents of the bibliography by their keys; made once for the same bytes."""
        try:
            file = self._open(SOURCES_FILE).file
        except (LibraryError, OSError):
            return {}
        if self._indexed is None or self._indexed[0] is not file.data:
            index: dict[str, list[tuple[str, JSON]]] = {}
            table: Mapping[str, JSON] = (file.read() or {}).get(TABLES[Source], {})
            for own, document in sorted(table.items(), key=lambda item: (len(item[0]), item[0])):
                if key := _key(document):
                    index.setdefault(key, []).append((own, document))
            self._indexed = file.data, index
        return self._indexed[1]

    def _naming(self, word: str) -> Iterator[Annotated]:
        try:
            articles = self._files.naming(word)
        except LibraryError:  # a damaged file among them: the others are looked through one by one
            articles = set(self._files.names())
        yield from filter(None, map(self.annotated, articles))


def _key(document: JSON) -> str:
    key = document.get("key") if isinstance(document, dict) else None
    return key if isinstance(key, str) else ""
