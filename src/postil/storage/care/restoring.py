"""Putting a backup's files in place: all of them, or on a refusal of the disk none.

The journal is told first, all in one line: it keeps each file as the archive has it, so that what it knows of
the file is from then on what was restored, and nobody takes that for an accident. A stop before that line is
whole leaves everything as it was, one after it is finished at the next opening. Another line tells that it is done:
what lies there after it as it was before has come from another copy, to which the restore comes too. What another
program writes in the instant of a restore is news, and is taken in on top of what was restored.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from postil.core.changes import SOURCES
from postil.core.errors import LibraryError, WrongUse
from postil.core.system_errors import in_words
from postil.core.text import shown, shown_path
from postil.core.upkeep import Restored
from postil.storage.files import canonical, received, regular, texts
from postil.storage.files.article_files import ENDING, SOURCES_FILE, article_key, read_tables
from postil.storage.files.atomic import Content, make_folder, replace
from postil.storage.files.identity import IDENTITY
from postil.storage.files.slugs import slug
from postil.storage.journal import journal
from postil.storage.journal.operations import entry_of
from postil.storage.journal.recovery import set_aside

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from postil.core.changes import Operation
    from postil.storage.files.canonical import Document
    from postil.storage.journal.archives import Archive
    from postil.storage.journal.journal import Journal
    from postil.storage.journal.place import Place
    from postil.storage.writing.writing import LibraryWriter


def unpack(archive: Archive, folder: Path) -> Restored:
    """Makes a library of an archive in a new folder; its identity comes last, and with it the library.

    Raises:
        WrongUse: There is something in the folder already.
        LibraryError: It could not be written; what is in the folder then is no library.
    """
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise WrongUse(
                f"{shown_path(folder)} is not empty.",
                "A backup is restored into a new folder, or an empty one.",
            )
        make_folder(folder)
        written = sum(keep_archived(folder, None, archive, digest) for digest in archive.texts)
        _keep_pages(folder, None, archive)
        left_out = list(archive.left_out)
        for name, file in archive.files.items():
            if (folder / name).exists():  # on a disk that does not tell small letters from capitals
                left_out.append(f"{shown(name)} was left out: a file of the same name is there already.")
            else:
                replace(folder / name, file.data)
        replace(folder / IDENTITY, archive.identity)
    except OSError as error:
        raise LibraryError(
            f"The backup cannot be restored to {shown_path(folder)}: {in_words(error)}.",
            "What was written there so far is no library and can be removed.",
        ) from None
    return Restored(folder, tuple(archive.files), written, tuple(left_out), None)


def put_in_place(
    writer: LibraryWriter, place: Place, archive: Archive, backup: Path, done: Operation
) -> Restored:
    """Gives a library's files the content that an archive has; files that it does not hold stay.

    Args:
        writer: Writes the library, whose lock is held.
        place: It.
        archive: A backup of this library.
        backup: The archive of the present state, for the answer.
        done: What the history tells of it.

    Raises:
        OSError: It could not be done; every file stands as it was, but for texts that were missing.
    """
    written = sum(keep_archived(place.folder, place.private, archive, digest) for digest in archive.texts)
    _keep_pages(place.folder, place.private, archive)
    contents = _placed(place, archive)
    install(writer, place, contents, done)
    return Restored(place.folder, tuple(contents), written, tuple(archive.left_out), backup)


def install(
    writer: LibraryWriter, place: Place, contents: Mapping[str, bytes], told: Operation | None = None
) -> None:
    """Journals files whole and puts them in place, then takes in what others wrote there in the same instant.

    Args:
        writer: Writes the library, whose lock is held.
        place: It.
        contents: What the files are to hold.
        told: What the history tells of it, where it is to.

    Raises:
        OSError: They stand as they were.
    """
    kept = place.kept
    before = {name: _bytes_of(place.folder / name) for name in contents}
    changed = [name for name, data in contents.items() if before[name] != data]
    lines = [journal.baseline(name, data) for name in changed if (data := _unseen(name, before[name], kept))]
    whole = {
        name: (before[name], data)
        for name, data in contents.items()
        if name in changed or kept.known.get(name) != journal.digest(data)
    }
    if told and changed:
        told = told._replace(restored=tuple(_collection_in(name, contents[name]) for name in changed))
    if whole:
        lines.append(_in_one_line(whole, told if changed else None))
    writer.put(lines, [Content(place.folder / name, before[name], contents[name]) for name in changed])
    if changed:
        done = {name: (own, own) for name in changed if (own := journal.digest(contents[name]))}
        with suppress(OSError):  # all stands as it shall already
            writer.put([journal.Entry(done, {"done": True})], [])
    writer.take_in_displaced()


def _in_one_line(files: Mapping[str, tuple[bytes | None, bytes]], told: Operation | None) -> journal.Entry:
    """Keeps files whole, by what they held and shall hold; what is told of it goes with them."""
    hashes = {name: (journal.digest(before), journal.digest(data)) for name, (before, data) in files.items()}
    kept: Document = {"baseline": {name: journal.packed(data) for name, (_, data) in files.items()}}
    return journal.Entry(hashes, {**entry_of(told, [], {}).body, **kept} if told else kept)


def _collection_in(name: str, data: bytes) -> str:
    return SOURCES if name == SOURCES_FILE else article_key(canonical.decode_tables(data)) or ""


def _unseen(name: str, data: bytes | None, kept: Journal) -> bytes | None:
    """The content of a file that the current journal does not tell and can tell; None where there is none."""
    if data is None or (name in kept.based and kept.known.get(name) == journal.digest(data)):
        return None
    try:
        canonical.decode_tables(data)
    except canonical.Malformed:  # the backup before the restore keeps it
        return None
    return data


def _placed(place: Place, archive: Archive) -> dict[str, bytes]:
    """The files to write by name: an article goes where the library has it now, and nowhere over another one."""
    folder, homes = place.folder, place.files.names()
    taken = {
        path.name.removesuffix(ENDING) for path in (*folder.iterdir(), *map(folder.joinpath, archive.files))
    }
    placed = {}
    for name, file in archive.files.items():
        own = name
        if name != SOURCES_FILE:
            home = homes.get(file.article, "")
            elsewhere = home not in {"", *archive.files}
            there = _article_there(folder / name)
            if elsewhere and there != file.article:
                own = home
            elif there not in {None, file.article}:
                own = slug(name.removesuffix(ENDING), taken) + ENDING
                taken.add(own.removesuffix(ENDING))
        placed[own] = file.data
    return placed


def _article_there(path: Path) -> str | None:
    """The id of a file's article, empty where it holds none; None where it is missing or damaged."""
    if not path.exists():
        return None
    try:
        return article_key(read_tables(path)) or ""
    except canonical.Malformed:
        return None


def keep_archived(folder: Path, private: Path | None, archive: Archive, digest: str) -> bool:
    """Writes a text of an archive unless it lies there whole; a damaged one is kept aside."""
    try:
        texts.read_text(folder, digest)
    except LibraryError:
        path = texts.text_path(folder, digest)
        data = archive.text(digest)
        if data is None:
            return False
        if private is not None and path.exists():
            set_aside(private, path.name, regular.read(path))
        make_folder(path.parent)
        replace(path, data)
        return True
    return False


def _keep_pages(folder: Path, private: Path | None, archive: Archive) -> None:
    """Writes the received pages of an archive that do not lie there whole; a damaged one is kept aside."""
    for name in archive.pages:
        path = folder / received.FOLDER / name
        if path.exists():
            try:
                received.page_in(path)
            except LibraryError:
                if private is not None:
                    set_aside(private, name, regular.read(path))
            else:
                continue
        make_folder(path.parent)
        replace(path, archive.page(name))


def _bytes_of(path: Path) -> bytes | None:
    try:
        return regular.read(path)
    except FileNotFoundError:
        return None
