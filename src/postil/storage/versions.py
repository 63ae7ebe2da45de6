"""What the journals saw under the ids of one file: by that a stale copy is told from news."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from postil.core.changes import OUTSIDE
from postil.core.json_values import ABSENT, same, text
from postil.storage import canonical
from postil.storage.operations import images_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from postil.storage.canonical import Document
    from postil.storage.journal import Entry, Journal, Mark

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
        self._read: dict[tuple[str, str], tuple[Mark, Past]] = {}
        self._whole: dict[tuple[str, str], Past] | None = None
        self._met: dict[tuple[str, str], list[Seen]] = {}
        self._looked_up = 0

    def begin(self) -> None:
        """Begins a meeting: what the last one brought lies in the journals now, or nowhere."""
        self._met, self._whole, self._looked_up = {}, None, 0
        if len(self._read) > _KEPT:
            self._read = {}

    def add(self, table: str, key: str, document: object, *, is_ours: bool) -> None:
        """Takes in what was met or made of it, and what no journal holds yet."""
        self._met.setdefault((table, key), []).append(Seen(document, is_ours))

    def of(self, table: str, key: str) -> Past:
        """The versions of one document.

        Raises:
            Malformed: A baseline is no TinyDB file.
            OSError: A journal cannot be read.
        """
        past, met = self._journalled(table, key), self._met.get((table, key))
        return Past((*past.versions, *met)) if met else past

    def took_out(self, table: str, key: str, document: object) -> bool:
        """Whether a document was seen, and a whole file without it was put in place after that; raises as `of`."""
        past = self.of(table, key)
        return past.ends_absent and past.holds(document)

    def _journalled(self, table: str, key: str) -> Past:
        now = self._journal.mark()
        since, past = self._read.get((table, key), (None, None))
        if past is None or since is None or since > now:
            past = self._looked_at(table, key)
        elif since < now:
            for _, _, seen in self._seen(canonical.line(key), since, {(table, key)}):
                past.note(seen)
        self._read[table, key] = now, past
        return past

    def _looked_at(self, table: str, key: str) -> Past:
        self._looked_up += 1
        if self._looked_up <= _FEW:
            found = self._seen(canonical.line(key), None, {(table, key)})
            return Past(seen for _, _, seen in found)
        if self._whole is None:
            self._whole = {}
            for other_table, other, seen in self._seen(b"", None, None):
                self._whole.setdefault((other_table, other), Past()).note(seen)
        return self._whole.get((table, key)) or Past()

    def _seen(
        self, word: bytes, since: Mark | None, wanted: set[tuple[str, str]] | None
    ) -> Iterator[tuple[str, str, Seen]]:
        """Each version of the documents that are wanted, or of all, oldest first."""
        known = set(wanted or ())
        for entry in self._journal.every_entry(word, since):
            if self._name not in entry.files:
                continue
            for table, key, seen in _told(entry, self._name, known):
                if wanted is None:
                    known.add((table, key))
                if (table, key) in known:
                    yield table, key, seen


def _told(entry: Entry, name: str, known: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, Seen]]:
    """What an entry tells of a file's documents, and that those which are known were not in a whole file."""
    if entry.baseline is not None:
        whole = canonical.decode_tables(entry.baseline)
        held = {(each, key) for each, documents in whole.items() for key in documents}
        for table, key in {*known, *held}:
            yield table, key, Seen(whole.get(table, {}).get(key, ABSENT))
    came = entry.body.get("creator") == OUTSIDE
    for image in images_of(entry):
        if image.file == name:
            at = image.table, image.key
            if image.before is not None:
                yield *at, Seen(image.before, is_ours=True)
            if image.met is not None:
                yield *at, Seen(image.met)
            yield *at, Seen(image.after, is_ours=not came or image.met is not None)


class Seen(NamedTuple):
    """One version of a document.

    Attributes:
        document: It; `ABSENT` where a whole file came without it.
        is_ours: Whether it was made here, if only of what came, so that others need not know it.
    """

    document: object
    is_ours: bool = False


class Past:
    """The versions of one document, oldest first.

    Attributes:
        versions: They; none is written like the one before it.
        objects: Those that are JSON objects, as all records of the library are.
        foreign: Those of them that came from others, or with a whole file.
    """

    def __init__(self, versions: Iterable[Seen] = ()) -> None:
        """Notes versions, oldest first."""
        self.versions: list[Seen] = []
        self.objects: list[Document] = []
        self.foreign: list[Document] = []
        self._written: set[str] = set()
        self._values: dict[str, set[str]] = {}
        for seen in versions:
            self.note(seen)

    @property
    def ends_absent(self) -> bool:
        """Whether a whole file without it was the last that was seen."""
        return bool(self.versions) and self.versions[-1].document is ABSENT

    def note(self, seen: Seen) -> None:
        """Adds a version; the absence of what was never seen says nothing."""
        document = seen.document
        if document is ABSENT and not self.versions:
            return
        if self.versions and same(self.versions[-1].document, document):
            return
        self.versions.append(seen)
        if document is not ABSENT:
            self._written.add(text(document))
        if isinstance(document, dict):
            self.objects.append(document)
            if not seen.is_ours:
                self.foreign.append(document)
            for name, value in document.items():
                self._values.setdefault(name, set()).add(text(value))

    def holds(self, document: object) -> bool:
        """Whether a version is written like a document."""
        return text(document) in self._written

    def is_passed_by(self, document: Document) -> bool:
        """Whether a document was modified as late as any version, or later: then it is no old copy."""
        return all(stamped(version) <= stamped(document) for version in self.objects)

    def held(self, name: str, value: object) -> bool:
        """Whether a field had a value in a version; with `ABSENT` whether one was without the field."""
        if value is ABSENT:
            return any(name not in document for document in self.objects)
        return text(value) in self._values.get(name, ())


def stamped(document: Document) -> str:
    """When a document was modified, as far as it tells."""
    stamp = document.get("modified")
    return stamp if isinstance(stamp, str) else ""
