"""A look at every file and every reference of a library that changes nothing."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from postil.core.errors import LibraryError
from postil.core.findings import Finding, Severity
from postil.core.quoting import counted
from postil.core.system_errors import in_words
from postil.core.text import shown, shown_path
from postil.storage.files import canonical, regular
from postil.storage.files.article_files import SOURCES_FILE as SOURCES
from postil.storage.files.article_files import (
    ArticleFiles,
    annotated_of,
    is_article_file,
    read_tables,
    sources_of,
)
from postil.storage.files.received import FOLDER as PAGES
from postil.storage.files.received import page_files, page_in
from postil.storage.files.texts import FOLDER as TEXTS
from postil.storage.files.texts import read_text
from postil.storage.journal.journal import SPOILT, Journal, digest
from postil.storage.journal.recovery import leftovers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from postil.core.annotated import Annotated
    from postil.core.model import Evidence, Source
    from postil.core.snapshot import Snapshot
    from postil.core.target import Placement

LOW_SPACE = 100 * 1024 * 1024
"""The free bytes below which saving is soon in danger."""

_UNDECIDED = "{} was changed on two sides; `postil conflicts` shows both values."

_error = partial(Finding, Severity.ERROR)
_warning = partial(Finding, Severity.WARNING)
_note = partial(Finding, Severity.NOTE)


@dataclass
class _Look:
    """What has been seen so far."""

    folder: Path
    journal: Journal
    articles: dict[str, Annotated] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()
    texts: dict[str, Snapshot | None] = field(default_factory=dict)
    pages: int = 0


def examine(folder: Path, journal_folder: Path) -> Sequence[Finding]:
    """Checks files, records, ids, references, texts, marks, the journal and the disk.

    Returns:
        What is wrong, the gravest first; the last finding says what was looked at.
    """
    look = _Look(folder, Journal(journal_folder, checked=True))
    findings = [
        *_journal(look),
        *_files(look),
        *_ids(look),
        *_references(look),
        *_texts(look),
        *_pages(look),
        *_disk(folder),
    ]
    findings.sort(key=lambda finding: _GRAVITY[finding.severity])
    claims = sum(len(annotated.claims) for annotated in look.articles.values())
    evidence = sum(len(annotated.evidence) for annotated in look.articles.values())
    pages = f" with {counted(look.pages, 'received page')}" if look.pages else ""
    total = (
        f"{counted(len(look.articles), 'article')}, {counted(claims, 'claim')}, "
        f"{counted(evidence, 'piece')} of evidence, {counted(len(look.sources), 'source')} and "
        f"{counted(len(look.texts), 'text')}{pages} were looked at."
    )
    return (*findings, Finding(Severity.OK, shown_path(folder), total))


_GRAVITY = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2, Severity.OK: 3}


def _files(look: _Look) -> Iterator[Finding]:
    for path in sorted(look.folder.glob("*.json")):
        if not path.is_file() or not (is_article_file(path.name) or path.name == SOURCES):
            continue
        if path.is_symlink():
            yield _warning(shown(path.name), "It is a link, through which postil reads and does not write.")
        troubles: list[str] = []
        try:
            tables = read_tables(path)
            if path.name == SOURCES:
                look.sources = sources_of(tables, troubles)
            else:
                look.articles[path.name] = annotated_of(tables, path.name, troubles)
        except canonical.Malformed as error:
            yield _error(shown(path.name), f"It is damaged: {shown(str(error))}.")
        except LibraryError as error:
            yield _warning(shown(path.name), str(error))
        for trouble in troubles:
            yield _warning(shown(path.name), trouble.removeprefix(f"{shown(path.name)}: "))
    try:
        for copy, name in ArticleFiles(look.folder, lambda: look.journal.known).copies():
            look.articles.pop(copy, None)
            yield _warning(
                shown(copy),
                f"It holds the same article as {shown(name)}; --repair takes in what is new in it.",
            )
    except LibraryError as error:
        yield _error(shown_path(look.folder), str(error))


def _ids(look: _Look) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    keys: dict[str, str] = {}
    for source in look.sources:
        seen[source.id] = SOURCES
        if source.key in keys:
            both = f"{shown(keys[source.key])} and {shown(source.id)}"
            yield _error(SOURCES, f"Two sources have the key “{shown(source.key)}”: {both}.")
        keys.setdefault(source.key, source.id)
        if source.conflicts:
            yield _note(SOURCES, _UNDECIDED.format(shown(source.key)))
    for name, annotated in look.articles.items():
        for record in (annotated.article, *annotated.claims, *annotated.evidence):
            if record.conflicts:
                yield _note(shown(name), _UNDECIDED.format(shown(record.id)))
            if record.id in seen:
                yield _error(shown(name), f"{shown(record.id)} is also in {shown(seen[record.id])}.")
            seen.setdefault(record.id, name)


def _references(look: _Look) -> Iterator[Finding]:
    keys = {source.key for source in look.sources}
    living = {source.key for source in look.sources if not source.deleted}
    for name, annotated in look.articles.items():
        claims = {claim.id for claim in annotated.claims}
        for piece in annotated.evidence:
            if piece.claim not in claims:
                yield _error(shown(name), f"Evidence {piece.id} belongs to a claim that is not there.")
            if piece.source not in keys:
                yield _error(
                    shown(name), f"Evidence {piece.id} names no known source: “{shown(piece.source)}”."
                )
            elif piece.source not in living and not _is_gone(annotated, piece):
                yield _error(
                    shown(name),
                    f"Evidence {piece.id} quotes “{shown(piece.source)}”, which is in the trash.",
                )
    ids = {annotated.article.id for annotated in look.articles.values()}
    for source in look.sources:
        if source.document and source.document not in ids:
            yield _warning(SOURCES, f"The text of “{shown(source.key)}” is not in the library.")


def _is_gone(annotated: Annotated, piece: Evidence) -> bool:
    """Whether a piece of evidence is in the trash, by itself or with its claim or its article."""
    claim = annotated.claims_by_id.get(piece.claim)
    return bool(piece.deleted or annotated.article.deleted or (claim and claim.deleted))


def _texts(look: _Look) -> Iterator[Finding]:
    for name, annotated in look.articles.items():
        for reading in annotated.article.snapshots:
            yield from _text(look, name, reading.snapshot)
        marks = [(claim.id, claim.target) for claim in annotated.claims]
        marks += [(piece.id, piece.target) for piece in annotated.evidence if piece.target]
        for key, target in marks:
            for place in {(place.snapshot, place.selectors): place for place in target.places}.values():
                if place.snapshot:  # what was purged stands in no text
                    yield from _text(look, name, place.snapshot)
                    yield from _mark(look, name, key, place)


def _text(look: _Look, name: str, named: str) -> Iterator[Finding]:
    if named not in look.texts:
        try:
            look.texts[named] = read_text(look.folder, named)
        except LibraryError as error:
            look.texts[named] = None
            yield _error(shown(name), str(error))


def _pages(look: _Look) -> Iterator[Finding]:
    """A page that is damaged is a pity and no more: no mark stands in it."""
    for path in page_files(look.folder):
        look.pages += 1
        try:
            page_in(path)
        except LibraryError as error:
            yield _warning(shown(path.name), str(error))


def _mark(look: _Look, name: str, key: str, place: Placement) -> Iterator[Finding]:
    """Whatever became of a mark later, its words stand in the text that a place of it names."""
    snapshot = look.texts.get(place.snapshot)
    for selector in place.selectors if snapshot else ():
        if snapshot and snapshot.text[selector.start : selector.end] != selector.exact:
            where = f"{selector.start} of {shown(place.snapshot[:12])}"
            yield _error(shown(name), f"The words of {shown(key)} do not stand at {where}.")


def _journal(look: _Look) -> Iterator[Finding]:
    folder, journal = look.folder, look.journal
    where = journal.path.name
    try:
        journal.refresh()
    except OSError as error:
        yield _error(where, f"It cannot be read: {in_words(error)}.")
    for name, known in journal.known.items():
        path = folder / name
        try:
            if not path.exists():
                yield _error(shown(name), "It is missing; the journal knows it.")
            elif digest(regular.read(path)) != known:
                yield _note(shown(name), "It was changed by another program, or on another machine.")
        except OSError as error:
            yield _error(shown(name), f"It cannot be read: {in_words(error)}.")
    if journal.torn:
        yield _warning(where, "Its last line is cut off; the next change puts that right.")
    if journal.spoilt:
        yield _warning(where, SPOILT.format(counted(journal.spoilt, "line")))
    yield from _old_journals(journal)


def _old_journals(journal: Journal) -> Iterator[Finding]:
    for segment in journal.older():
        try:
            damage = journal.damage(segment)
        except OSError as error:
            damage = f"It cannot be read: {in_words(error)}."
        if damage:
            yield _note(segment.name, damage)


def _disk(folder: Path) -> Iterator[Finding]:
    for path in (*leftovers(folder), *leftovers(folder / TEXTS), *leftovers(folder / PAGES)):
        yield _note(shown(path.name), "A save that was cut off left it; it can be removed.")
    free = shutil.disk_usage(folder).free
    if free < LOW_SPACE:
        yield _warning(shown_path(folder), f"Only {free // 1024 // 1024} MiB are free on its disk.")
