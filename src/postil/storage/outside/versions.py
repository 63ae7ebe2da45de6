"""What the journals saw under the ids of one file: by that a stale copy is told from news."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.json_values import ABSENT, same, text
from postil.storage.files import canonical
from postil.storage.journal.operations import images_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from postil.storage.files.canonical import Document
    from postil.storage.journal.journal import Entry, Journal, Mark

_FEW = 8
"""Documents that are looked up one by one; for more the journals are read whole."""

_KEPT = 256
"""Documents whose versions are remembered from one meeting to the next."""


class Versions:
    """Every document that the journals saw under each id of one file; read when it is asked for.

    What was read of the journals is not read again: they only grow. What only a meeting itself brought is
    forgotten at the next one, since it may not have reached the disk.

    Args:
        name: The file.
        kept: The journals; the library's lock is held.
    """

    def __init__(self, name: str, kept: Journal) -> None:
        self._name = name
        self._journal = kept
        self._mark: Mark = (0, 0)
        self._past: dict[tuple[str, str], Past] = {}
        self._whole: dict[tuple[str, str], Past] | None = None
        self._met: dict[tuple[str, str], list[object]] = {}
        self._looked_up = 0

    def begin(self) -> None:
        """Begins a meeting: what the last one brought lies in the journals now, or nowhere."""
        self._met, self._whole, self._looked_up = {}, None, 0
        if len(self._past) > _KEPT:
            self._past = {}

    def add(self, table: str, key: str, document: object) -> None:
        """Takes in what was met or made of it, and what no journal holds yet."""
        self._met.setdefault((table, key), []).append(document)

    def of(self, table: str, key: str) -> Past:
        """The versions of one document.

        Raises:
            Malformed: A baseline is no TinyDB file.
            OSError: A journal cannot be read.
        """
        past, met = self._journalled(table, key), self._met.get((table, key))
        return past.followed_by(met) if met else past

    def took_out(self, table: str, key: str, document: object) -> bool:
        """Whether a document was seen, and a whole file without it was put in place after that; raises as `of`."""
        past = self.of(table, key)
        return past.ends_absent and past.holds(document)

    def _journalled(self, table: str, key: str) -> Past:
        self._follow()
        past = self._past.get((table, key))
        if past is None:
            past = self._past[table, key] = self._looked_at(table, key)
        return past

    def _follow(self) -> None:
        """Notes what was journalled since the last look, of all documents that are remembered, in one reading."""
        now = self._journal.mark()
        if self._mark > now:
            self._past = {}
        if self._past and self._mark < now:
            for table, key, document in self._seen(canonical.line(self._name), self._mark, {*self._past}):
                self._past[table, key].note(document)
        self._mark = now

    def _looked_at(self, table: str, key: str) -> Past:
        self._looked_up += 1
        if self._looked_up <= _FEW:
            found = self._seen(canonical.line(key), None, {(table, key)})
            return Past(document for _, _, document in found)
        if self._whole is None:
            self._whole = {}
            for other_table, other, document in self._seen(b"", None, None):
                self._whole.setdefault((other_table, other), Past()).note(document)
        return self._whole.get((table, key)) or Past()

    def _seen(
        self, word: bytes, since: Mark | None, wanted: set[tuple[str, str]] | None
    ) -> Iterator[tuple[str, str, object]]:
        """Each version of the documents that are wanted, or of all, oldest first."""
        known = set(wanted or ())
        for entry in self._journal.every_entry(word, since):
            if self._name not in entry.files:
                continue
            for table, key, document in _told(entry, self._name, known):
                if wanted is None:
                    known.add((table, key))
                if (table, key) in known:
                    yield table, key, document


def _told(entry: Entry, name: str, known: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, object]]:
    """What an entry tells of a file's documents, and that those which are known were not in a whole file."""
    if (kept := entry.whole(name)) is not None:
        whole = canonical.decode_tables(kept)
        held = {(each, key) for each, documents in whole.items() for key in documents}
        for table, key in {*known, *held}:
            yield table, key, whole.get(table, {}).get(key, ABSENT)
    for image in images_of(entry):
        if image.file == name:
            at = image.table, image.key
            if image.before is not None:
                yield *at, image.before
            if image.met is not None:
                yield *at, image.met
            yield *at, image.after


class Past:
    """The versions of one document, oldest first.

    Attributes:
        versions: They, `ABSENT` where a whole file came without it; none is written like the one before it.
        objects: Those that are JSON objects, as all records of the library are.
    """

    def __init__(self, versions: Iterable[object] = ()) -> None:
        """Notes versions, oldest first."""
        self.versions: list[object] = []
        self.objects: list[Document] = []
        self._written: set[str] = set()
        for document in versions:
            self.note(document)

    @property
    def ends_absent(self) -> bool:
        """Whether a whole file without it was the last that was seen."""
        return bool(self.versions) and self.versions[-1] is ABSENT

    def note(self, document: object) -> None:
        """Adds a version; the absence of what was never seen says nothing."""
        if document is ABSENT and not self.versions:
            return
        if self.versions and same(self.versions[-1], document):
            return
        self.versions.append(document)
        if document is not ABSENT:
            self._written.add(text(document))
        if isinstance(document, dict):
            self.objects.append(document)

    def followed_by(self, documents: Iterable[object]) -> Past:
        """The same with versions that came after them; this one stays as it is."""
        more = Past()
        more.versions, more.objects = [*self.versions], [*self.objects]
        more._written = {*self._written}
        for document in documents:
            more.note(document)
        return more

    def holds(self, document: object) -> bool:
        """Whether a version is written like a document."""
        return text(document) in self._written
