"""Putting back what a library lacks: from the journal, else from its newest backup that has it.

A repair only adds or restores. What is damaged is kept aside before it is replaced, and a file, a record or a
text that nobody misses stays as it is.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from postil.core.changes import SOURCES, Change
from postil.core.codecs import Unreadable
from postil.core.errors import BadInput, LibraryError, SaveFailed
from postil.core.ids import later
from postil.core.model import Source
from postil.core.system_errors import with_place
from postil.core.text import shown
from postil.storage.care.last_right import put_right
from postil.storage.care.restoring import install, keep_archived
from postil.storage.files import canonical, regular
from postil.storage.files.article_files import (
    ENDING,
    SOURCES_FILE,
    annotated_of,
    read_tables,
    sources_of,
)
from postil.storage.files.records import TABLES, decode
from postil.storage.files.texts import PUT_BACK, copied_text, keep_text, read_text
from postil.storage.journal import archives, recovery
from postil.storage.journal.backups import backups, which
from postil.storage.journal.operations import images_of, upkeep

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from postil.core.annotated import Annotated
    from postil.core.model import JSON
    from postil.storage.files.canonical import Tables
    from postil.storage.journal.archives import Archive
    from postil.storage.journal.journal import Entry
    from postil.storage.journal.place import Place
    from postil.storage.writing.writing import LibraryWriter


def repair(writer: LibraryWriter, place: Place, time: str) -> list[str]:
    """Puts back files, sources that evidence quotes, kept texts, and what in a record cannot be right; takes in copies.

    Args:
        writer: Writes the library, whose lock is held.
        place: It.
        time: RFC 3339 stamp of now.

    Returns:
        What was done, a sentence each, fit to be shown; where the disk refused something the last one tells
        that. What could not be put back is not named; an examination finds it.
    """
    told: list[str] = []
    try:
        for lines in (
            _from_journal(place),
            _from_backups(writer, place),
            _copies(writer, place),
            _sources(writer, place, time),
            _texts(place),
            _fields(writer, place, time),
        ):
            for line in lines:
                told.append(line)  # noqa: PERF402 - what was done before a refusal is told as well
    except OSError as error:
        told.append(f"Nothing more was put back: {with_place(error)}.")
    return told


# ---------------------------------------------------------------------- files


def _from_journal(place: Place) -> Iterator[str]:
    for name in sorted(place.kept.known):
        if _state(place.folder / name) and recovery.rebuilt(name, place.kept) is not None:
            yield recovery.rebuild(place.folder, place.private, name, place.kept)


def _from_backups(writer: LibraryWriter, place: Place) -> Iterator[str]:
    states: dict[str, str] = {}

    def is_wanted(name: str) -> bool:
        if name not in states:
            states[name] = _state(place.folder / name) if name.endswith(ENDING) else ""
        return bool(states[name])

    for archive, when in _archives(place, is_wanted):
        homes = set(place.files.names())
        for name in filter(is_wanted, archive.files):
            file = archive.files[name]
            if file.article in homes:
                continue  # the article lives under another name
            if states[name] == _DAMAGED:
                recovery.set_aside(place.private, name, regular.read(place.folder / name))
            install(writer, place, {name: file.data})
            yield (
                f"{shown(name)} was {states[name]} and was put back from the backup {when}; "
                "what was changed after that is not in it."
            )
            states[name] = ""
            homes.update([file.article] if file.article else [])


def _copies(writer: LibraryWriter, place: Place) -> Iterator[str]:
    """Takes in what programs that synchronise have put beside an article's file; the writer tells what came of it."""
    for copy, name in place.files.copies():
        try:
            writer.take_in_copy(name, copy)
        except canonical.Malformed:
            continue
        yield f"All that {shown(copy)} holds is in {shown(name)} or in the history; the copy can be removed."


_MISSING, _DAMAGED = "missing", "damaged"


def _state(path: Path) -> str:
    """What is wrong with a file of annotations, in a word; empty where nothing is, or nobody may tell."""
    if not path.exists():
        return _MISSING
    try:
        read_tables(path)
    except canonical.Malformed:
        return _DAMAGED
    except LibraryError:
        return ""
    return ""


# -------------------------------------------------------------------- sources


class _Lack(NamedTuple):
    """The keys that evidence quotes in vain: of sources in the trash, and of sources that are not there."""

    trashed: Mapping[str, Source]
    absent: Mapping[str, bool]
    """Whether living evidence quotes it, by its key."""


def _sources(writer: LibraryWriter, place: Place, time: str) -> Iterator[str]:
    try:
        known = _bibliography(place.folder)
    except LibraryError:  # an examination tells it
        return
    lack = _lacking(place, known)
    changes, told = [], []
    for key, source in lack.trashed.items():
        alive = replace(source, deleted="", modified=later(time, source.modified))
        changes.append(Change(SOURCES, source, alive))
        told.append(f"The source “{shown(key)}” was taken out of the trash, since evidence quotes it.")
    keys = {source.id: source.key for source in known}
    for key, (source, where) in _remembered(place, lack.absent.keys()).items():
        if source.id in keys:
            changes += _following(place, key, keys[source.id], time)
            told.append(
                f"Evidence that quoted “{shown(key)}” quotes “{shown(keys[source.id])}” now, "
                "which is the key that its source has."
            )
            continue
        deleted = "" if lack.absent[key] else source.deleted
        changes.append(Change(SOURCES, None, replace(source, deleted=deleted)))
        told.append(f"The source “{shown(key)}” was missing and was put back from {where}.")
    yield from _applied(writer, changes, told, time, "source")


def _following(place: Place, key: str, now: str, time: str) -> Iterator[Change]:
    for annotated in _annotated(place):
        for piece in annotated.evidence:
            if piece.source == key:
                after = replace(piece, source=now, modified=later(time, piece.modified))
                yield Change(annotated.article.id, piece, after)


def _applied(
    writer: LibraryWriter, changes: Iterable[Change], told: Iterable[str], time: str, what: str
) -> Iterator[str]:
    """Makes changes of a repair, and tells each of them or why there are none."""
    wanted = tuple(changes)
    try:
        if wanted:
            writer.apply(upkeep("repair", time, wanted))
    except SaveFailed as error:
        yield f"No {what} was put back: {error}"
    else:
        yield from told


def _bibliography(folder: Path) -> tuple[Source, ...]:
    return sources_of(_sound(folder, SOURCES_FILE), []) if (folder / SOURCES_FILE).exists() else ()


def _sound(folder: Path, name: str) -> Tables:
    """A file's tables.

    Raises:
        LibraryError: It cannot be read.
    """
    try:
        return read_tables(folder / name)
    except canonical.Malformed as error:
        raise LibraryError(f"{shown(name)} is damaged: {shown(str(error))}.") from None


def _annotated(place: Place) -> Iterator[Annotated]:
    for name in place.files.names().values():
        try:
            yield annotated_of(_sound(place.folder, name), name, [])
        except LibraryError:
            continue  # an examination tells it


def _lacking(place: Place, known: Iterable[Source]) -> _Lack:
    keys = {source.key for source in known}
    living = {source.key for source in known if not source.deleted}
    trashed = {source.key: source for source in known if source.deleted and source.csl}  # else purged
    wanted: dict[str, Source] = {}
    absent: dict[str, bool] = {}
    for annotated in _annotated(place):
        quoted = set() if annotated.article.deleted else {piece.id for piece in annotated.live_evidence}
        for piece in annotated.evidence:
            if piece.source not in keys:
                absent[piece.source] = absent.get(piece.source, False) or piece.id in quoted
            elif piece.id in quoted and piece.source not in living and piece.source in trashed:
                wanted[piece.source] = trashed[piece.source]
    return _Lack(wanted, absent)


def _remembered(place: Place, keys: AbstractSet[str]) -> dict[str, tuple[Source, str]]:
    """Sources by their keys as the journal, or else the newest backup, last had them, and which of these."""
    found: dict[str, tuple[Source, str]] = {}
    if not keys:
        return found
    for segment in (*reversed(place.kept.older()), None):
        for entry in place.kept.entries(segment):
            for own, document in _documents(entry):
                _take(found, keys, own, document, "the journal")
    for archive, when in _archives(place, lambda name: name == SOURCES_FILE and bool(keys - found.keys())):
        missing = keys - found.keys()
        file = archive.files.get(SOURCES_FILE)
        tables = canonical.decode_tables(file.data) if file else {}
        for own, document in tables.get(TABLES[Source], {}).items():
            _take(found, missing, own, document, f"the backup {when}, as it was then")
    return found


def _documents(entry: Entry) -> Iterator[tuple[str, JSON]]:
    """The documents of sources that a line of the journal holds, with their ids."""
    table = TABLES[Source]
    if (whole := entry.whole(SOURCES_FILE)) is not None:
        try:
            yield from canonical.decode_tables(whole).get(table, {}).items()
        except canonical.Malformed:
            return  # a damaged file was kept as it was found
    for image in images_of(entry):
        if image.table == table:
            yield image.key, image.after


def _take(
    found: dict[str, tuple[Source, str]], keys: AbstractSet[str], own: str, document: JSON, where: str
) -> None:
    if not isinstance(document, dict) or not document.get("csl"):
        return
    if isinstance(key := document.get("key"), str) and key in keys:
        try:
            source = decode(Source, own, document)
        except Unreadable:
            return
        found[source.key] = source, where


# ---------------------------------------------------------------------- texts


def _texts(place: Place) -> Iterator[str]:
    wanted = {digest for digest in _named(place) if not _is_kept(place.folder, digest)}
    for digest in sorted(wanted):
        if copy := copied_text(place.folder, digest):
            keep_text(place.folder, copy)
            wanted.discard(digest)
            yield PUT_BACK.format(digest[:12])
    names = {archives.text_name(digest): digest for digest in wanted}
    for archive, when in _archives(place, lambda name: names.get(name) in wanted):
        for digest in sorted(wanted.intersection(archive.texts)):
            keep_archived(place.folder, place.private, archive, digest)
            wanted.discard(digest)
            yield f"The text {digest[:12]} was missing or damaged and was put back from the backup {when}."


def _named(place: Place) -> set[str]:
    """The digests of the texts that articles and marks name."""
    found: set[str] = set()
    for annotated in _annotated(place):
        found.update(reading.snapshot for reading in annotated.article.snapshots)
        found.update(each.snapshot for target in annotated.targets for each in target.places)
    return found - {""}


def _is_kept(folder: Path, digest: str) -> bool:
    try:
        read_text(folder, digest)
    except LibraryError:
        return False
    return True


# --------------------------------------------------------------------- fields


def _fields(writer: LibraryWriter, place: Place, time: str) -> Iterator[str]:
    changes = put_right(place.folder, place.kept, _annotated(place), time)
    yield from _applied(writer, changes.values(), changes, time, "field")


# -------------------------------------------------------------------- backups


def _archives(place: Place, wants: Callable[[str], bool]) -> Iterator[tuple[Archive, str]]:
    """The library's own readable backups that hold a file of a wanted name, newest first.

    With each comes which it is, as it stands after “the backup”.
    """
    for path in reversed(backups(place.private)):
        try:
            if not any(map(wants, archives.names_in(path))):
                continue
            with archives.opened(path) as archive:
                if archive.library == place.library:
                    yield archive, which(path)
        except BadInput:
            continue  # an older one may be whole
