"""Putting a library right after a process or a disk stopped in the middle: nothing is ever thrown away."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from postil.core.text import shown
from postil.storage.files import canonical, regular
from postil.storage.files.atomic import DISPLACED, TEMPORARY, make_folder, replace
from postil.storage.journal.journal import decode_entry, digest, file_digest, files_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from postil.storage.files.canonical import Tables
    from postil.storage.journal.journal import Journal

DAMAGED = "damaged"
"""The folder of the machine-local part in which damaged files are kept."""


def needs_recovery(folder: Path, journal: Journal) -> bool:
    """Whether something stopped in the middle, as far as names and the last operation tell.

    Raises:
        OSError: A file cannot be read.
    """
    return bool(
        journal.torn
        or displaced(folder)
        or any(_unfinished(folder, journal))
        or any(True for _ in _missing(folder, journal))
    )


def recover(folder: Path, private: Path, journal: Journal) -> list[str]:
    """Cuts a torn line, finishes the last operation, puts back files that are gone. Needs the lock.

    Returns:
        What was done, a line each; leftovers that nobody would miss are removed without a word.

    Raises:
        OSError: It could not be done; it can be tried again.
    """
    told = []
    if journal.torn:
        set_aside(private, journal.path.name, journal.torn)
        journal.take_back(journal.length)
        told.append("The last change had not reached the disk whole and was set aside.")
    for name in _unfinished(folder, journal):
        _redo(folder, name, journal)
    missing = list(_missing(folder, journal))
    told += [rebuild(folder, private, name, journal) for name in missing]
    for leftover in leftovers(folder):
        with suppress(FileNotFoundError):
            leftover.unlink()
    return told


def rebuild(folder: Path, private: Path, name: str, journal: Journal) -> str:
    """Makes a missing or damaged file anew from the journal; the damaged one is kept. Needs the lock.

    Returns:
        What was done, or why it could not be.

    Raises:
        OSError: It could not be done; it can be tried again.
    """
    tables = rebuilt(name, journal)
    if tables is None:
        return f"{shown(name)} is missing or damaged, and the journal does not hold all of it."
    path = folder / name
    if path.exists():
        set_aside(private, name, regular.read(path))
    replace(path, canonical.encode_tables(tables))
    return f"{shown(name)} was missing or damaged and was put back from the journal."


def rebuilt(name: str, journal: Journal) -> Tables | None:
    """A file's tables after the last line that names it; None if the journal does not hold all of it.

    Raises:
        OSError: A journal cannot be read.
    """
    from postil.storage.journal.operations import replay

    history = journal.history(name)
    if not history or history[-1].files[name][1] != journal.known.get(name):
        return None
    tables: Tables = {}
    for entry in history:
        if (whole := entry.whole(name)) is not None:
            tables = canonical.decode_tables(whole)
        replay(tables, entry, name)
    return tables


def set_aside(private: Path, name: str, data: bytes) -> Path:
    """Keeps damaged bytes for whoever wants to look at them; the same bytes are kept once.

    Raises:
        OSError: They could not be kept.
    """
    kept = private / DAMAGED / f"{digest(data)[:12]}-{name}"
    if not kept.exists():
        make_folder(kept.parent)
        replace(kept, data)
    return kept


def leftovers(folder: Path) -> list[Path]:
    """The temporary files that a killed process left."""
    return sorted(folder.glob(f".*{TEMPORARY}"))


def displaced(folder: Path) -> dict[str, list[Path]]:
    """The files that others wrote while ours were put in place, oldest first, by the name that they had."""
    aside: list[tuple[int, str]] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(DISPLACED):
                with suppress(FileNotFoundError):  # another postil has taken it in just now
                    aside.append((entry.stat().st_mtime_ns, entry.name))
    found: dict[str, list[Path]] = {}
    for _, kept in sorted(aside):
        name, _, _ = kept[1:].removesuffix(DISPLACED).rpartition(".")
        found.setdefault(name, []).append(folder / kept)
    return found


def _unfinished(folder: Path, journal: Journal) -> Iterator[str]:
    for name, (before, after) in files_of(journal.last).items():
        if before != after and file_digest(folder / name) == before:
            yield name


def _missing(folder: Path, journal: Journal) -> Iterator[str]:
    for name in journal.known:
        if not (folder / name).exists():
            yield name


def _redo(folder: Path, name: str, journal: Journal) -> None:
    path = folder / name
    last = decode_entry(journal.last)
    if last and (whole := last.whole(name)) is not None:
        replace(path, whole)
    elif last and last.is_operation:
        from postil.storage.journal.operations import replay

        tables = canonical.decode_tables(regular.read(path)) if path.exists() else {}
        replay(tables, last, name)
        replace(path, canonical.encode_tables(tables))
