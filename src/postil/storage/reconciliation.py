"""A file that somebody else wrote meets what this machine's journal knows of it.

A value that the journal has seen comes from an old copy, and what stands here is newer. A value never seen is
news and is taken in, field by field against the version that the other side began from; where that cannot be
told, what stands here is kept beside it. A record that is absent was lost on the way. What has the wrong shape
is left out; whoever calls keeps the bytes.
"""

from __future__ import annotations

from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from postil.core.codecs import Unreadable
from postil.core.json_values import ABSENT, APART, same
from postil.core.merging import merged, merged_record
from postil.core.model import Article
from postil.core.quoting import counted
from postil.storage import canonical
from postil.storage.operations import images_of
from postil.storage.records import TABLES, decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from postil.core.model import JSON
    from postil.storage.canonical import Document, Tables
    from postil.storage.journal import Entry

_ONE = TABLES[Article]
_KINDS = {table: kind for kind, table in TABLES.items()}


_FEW = 8
"""Documents whose versions are looked up one by one; for more the journals are read whole."""


class Reconciled(NamedTuple):
    """What a file shall hold, and what became of what lay there.

    Attributes:
        tables: The file's tables.
        changed: The documents that differ from what stood here: table, id, what stood here.
        news: How many of these bring something that was never seen.
        back: How many records were absent there.
        unreadable: How many had the wrong shape there.
        conflicts: How many fields were changed on both sides.
    """

    tables: Tables
    changed: Sequence[tuple[str, str, JSON]] = ()
    news: int = 0
    back: int = 0
    unreadable: int = 0
    conflicts: int = 0

    def then(self, later: Reconciled) -> Reconciled:
        """What became of two files that were met one after the other."""
        known = {(table, key) for table, key, _ in self.changed}
        more = [each for each in later.changed if each[:2] not in known]
        return Reconciled(
            later.tables,
            (*self.changed, *more),
            self.news + later.news - len(later.changed) + len(more),
            max(self.back, later.back),
            self.unreadable + later.unreadable,
            self.conflicts + later.conflicts,
        )

    def told(self, name: str) -> str:
        """What the reader is told, in one line; empty when nothing came of it."""
        parts = [
            self.news and f"{counted(self.news, 'record')} taken in",
            self.back and f"{counted(self.back, 'lost record')} put back",
            self.unreadable and f"{counted(self.unreadable, 'unreadable record')} left out",
            self.conflicts and f"{counted(self.conflicts, 'field')} changed on both sides",
        ]
        words = ", ".join(part for part in parts if part)
        return f"{name} was changed by another program: {words}." if words else ""


class Versions:
    """Every document that the journals saw under each id of one file; read when it is asked for.

    Args:
        name: The file.
        entries: Gives those of all journals in which a word stands, oldest first.

    Attributes:
        parted: What the file that is met could not be merged with, where it is one side of such a merge.
    """

    def __init__(self, name: str, entries: Callable[[bytes], Iterable[Entry]]) -> None:
        self.parted: Tables = {}
        self._met: dict[tuple[str, str], list[object]] = {}
        self._name = name
        self._entries = entries
        self._asked = 0

    def against(self, parted: Tables | None) -> Versions:
        """Itself, for a file that could not be merged with another one, or for one without such a history."""
        self.parted = parted or {}
        return self

    def add(self, met: Reconciled) -> None:
        """Takes in what became of a file that was met, which no journal holds yet."""
        for table, key, _ in met.changed:
            _note(self._met, table, key, met.tables[table][key])

    def of(self, table: str, key: str) -> Sequence[object]:
        """The versions of one document, oldest first; `ABSENT` where a whole file came without it.

        Raises:
            Malformed: A baseline is no TinyDB file.
            OSError: A journal cannot be read.
        """
        self._asked += 1
        known = self._all if self._asked > _FEW else self._seen(canonical.line(key))
        return (*known.get((table, key), ()), *self._met.get((table, key), ()))

    def took_out(self, table: str, key: str, document: object) -> bool:
        """Whether a document was seen, and a whole file without it was put in place after that; raises as `of`."""
        seen = self.of(table, key)
        return bool(seen) and seen[-1] is ABSENT and any(same(document, version) for version in seen)

    @cached_property
    def _all(self) -> Mapping[tuple[str, str], Sequence[object]]:
        return self._seen(b"")

    def _seen(self, word: bytes) -> Mapping[tuple[str, str], Sequence[object]]:
        seen: dict[tuple[str, str], list[object]] = {}
        for entry in self._entries(word):
            if self._name not in entry.files:
                continue
            if entry.baseline is not None:
                whole = canonical.decode_tables(entry.baseline)
                held = {(table, key) for table, documents in whole.items() for key in documents}
                for table, key in {*seen, *held}:
                    _note(seen, table, key, whole.get(table, {}).get(key, ABSENT))
            for image in images_of(entry):
                if image.file == self._name:
                    if image.before is not None:
                        _note(seen, image.table, image.key, image.before)
                    _note(seen, image.table, image.key, image.after)
        return seen


def _note(seen: dict[tuple[str, str], list[object]], table: str, key: str, document: object) -> None:
    versions = seen.setdefault((table, key), [])
    if not versions or not same(versions[-1], document):
        versions.append(document)


def reconciled(ours: Tables, theirs: Tables, versions: Versions) -> Reconciled:
    """Takes in what another program wrote.

    Args:
        ours: What stood here.
        theirs: What the other program left.
        versions: What the journal has seen of the file.
    """
    made: Tables = {name: dict(theirs.get(name, {})) for name in {*ours, *theirs}}
    changed: list[tuple[str, str, JSON]] = []
    news = back = unreadable = conflicts = 0
    for table in sorted(made):
        for key in sorted({*ours.get(table, {}), *theirs.get(table, {})}):
            known: object = ours.get(table, {}).get(key, ABSENT)
            other: object = theirs.get(table, {}).get(key, ABSENT)
            if other is ABSENT:
                back += 1
                made[table][key] = ours[table][key]
            elif (
                known is ABSENT
                and table == _ONE
                and any(same(other, own) for own in ours.get(_ONE, {}).values())
            ):
                unreadable += 1  # the file's article under a damaged id
                del made[table][key]
            elif known is ABSENT and versions.took_out(table, key, other):
                del made[table][key]  # a backup from before it was made was put back on purpose
            elif known is ABSENT:
                news += 1
                changed.append((table, key, None))
            elif not same(known, other):
                standing, beside = ours[table][key], theirs[table][key]
                if _is_another(standing, beside) and _is_readable(table, key, beside):
                    both = merged({}, {table: {key: standing}}, {table: {key: beside}})[table]
                    made[table] |= both
                    news += 1
                    changed += [(table, own, standing if own == key else None) for own in both]
                    continue
                whole = _met(table, key, standing, beside, versions)
                unreadable += whole is None
                made[table][key] = result = standing if whole is None else whole
                if not same(result, standing):
                    news += 1
                    conflicts += _clashes(result) - _clashes(standing)
                    changed.append((table, key, standing))
    return Reconciled(made, changed, news, back, unreadable, max(conflicts, 0))


def _met(table: str, key: str, ours: JSON, theirs: JSON, known: Versions) -> JSON:
    """One document of both sides; None where theirs has the wrong shape."""
    if not _is_readable(table, key, theirs):
        return None
    seen, parted = known.of(table, key), known.parted.get(table, {}).get(key)
    if any(same(theirs, version) for version in seen):
        return ours
    if not isinstance(ours, dict) or not isinstance(theirs, dict):
        return theirs
    versions = [version for version in seen if isinstance(version, dict)] or [ours]
    base = _begun_from(ours, theirs, versions, parted if isinstance(parted, dict) else theirs)
    news = {
        name: base.get(name, ABSENT) if _was(name, theirs, versions) else theirs.get(name, ABSENT)
        for name in {*base, *theirs}
    }
    meant = {name: value for name, value in news.items() if value is not ABSENT}
    return merged_record(base, ours, meant)  # type: ignore[arg-type]


def _begun_from(ours: Document, theirs: Document, versions: Sequence[Document], parted: Document) -> Document:
    """The version that theirs was made of: the most alike of those that its writer can have known.

    A version of a later stamp was not known there, nor was one that holds what theirs could not be merged
    with. Where none is left, what both sides agree on stands for it.
    """
    known = list(takewhile(lambda version: not _is_part_of(parted, theirs, version), versions))
    stamp = theirs.get("modified")
    if isinstance(stamp, str):
        known = [version for version in known if str(version.get("modified", "")) <= stamp]
    if not known:
        return {name: value for name, value in ours.items() if same(theirs.get(name, ABSENT), value)}
    return min(reversed(known), key=lambda version: _differences(version, theirs))


def _is_part_of(parted: Document, theirs: Document, version: Document) -> bool:
    """Whether a version holds all that theirs could not be merged with."""
    apart = {
        name: parted.get(name, ABSENT)
        for name in {*parted, *theirs} - APART
        if not same(parted.get(name, ABSENT), theirs.get(name, ABSENT))
    }
    return bool(apart) and all(same(version.get(name, ABSENT), value) for name, value in apart.items())


def _is_readable(table: str, key: str, document: JSON) -> bool:
    """Whether a document is what its table promises; tables of others promise nothing."""
    if table in _KINDS:
        try:
            decode(_KINDS[table], key, document)
        except Unreadable:
            return False
    return True


def _is_another(ours: JSON, theirs: JSON) -> bool:
    """Whether two documents under one id were made at different times by different hands."""
    if not isinstance(ours, dict) or not isinstance(theirs, dict):
        return False
    return all(not same(ours.get(name), theirs.get(name)) for name in ("created", "creator"))


def _differences(version: Document, document: Document) -> int:
    return sum(
        not same(version.get(name, ABSENT), document.get(name, ABSENT)) for name in {*version, *document}
    )


def _was(name: str, document: Document, versions: Iterable[Document]) -> bool:
    value = document.get(name, ABSENT)
    return any(same(version.get(name, ABSENT), value) for version in versions)


def _clashes(document: JSON) -> int:
    conflicts = document.get("conflicts") if isinstance(document, dict) else None
    return len(conflicts) if isinstance(conflicts, list) else 0
