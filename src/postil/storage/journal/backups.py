"""Copies of a library's files, one archive a moment, thinned out as they age."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import mkstemp
from typing import TYPE_CHECKING

from postil.core.errors import BadInput
from postil.core.patterns import pattern
from postil.core.text import shown
from postil.core.upkeep import Backup
from postil.storage.files import regular
from postil.storage.files.article_files import ENDING
from postil.storage.files.atomic import TEMPORARY, give, make_folder, sync, sync_folder
from postil.storage.files.identity import IDENTITY
from postil.storage.files.received import FOLDER as PAGES
from postil.storage.files.received import page_files
from postil.storage.files.texts import FOLDER as TEXTS
from postil.storage.journal.recovery import leftovers

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

FOLDER = "backup"
ALL_KEPT = timedelta(hours=48)
DAILY_KEPT = timedelta(days=30)
WEEKLY_KEPT = timedelta(days=365)

_FIRST_OF_ZIP, _LAST_OF_ZIP = (1980, 1, 1, 0, 0, 0), (2107, 12, 31, 23, 59, 58)
"""The moments that a ZIP archive can tell (APPNOTE.TXT 4.4.6)."""

_ENDING = ".zip"
_TEXT_FILE = pattern(r"[0-9a-f]{64}\.json\.z")


def back_up(folder: Path, private: Path, time: str, why: str = "") -> Path:
    """Copies the annotations, the bibliography and the identity into a zip archive, durably.

    The kept texts are left out: a text is never written a second time, so that the library's own folder
    holds all that a copy beside it could hold, and a copy of every book each day would fill the disk.
    What is to leave the machine is made with `write_archive` and holds them.

    Args:
        folder: The library.
        private: Its machine-local folder, which holds the backups.
        time: RFC 3339 stamp of now, which names the archive.
        why: What it is made for, in a few words; kept in the archive.

    Returns:
        The archive. Older ones that `superseded` names are removed where what stands for them can be read.

    Raises:
        OSError: It could not be written; no older one was removed.
    """
    kept = private / FOLDER
    make_folder(kept)
    for leftover in leftovers(kept):
        leftover.unlink(missing_ok=True)
    path = kept / (time.replace(":", "-") + _ENDING)
    write_archive(path, folder, time, why, texts=False)
    _prune(kept, time)
    return path


def write_archive(path: Path, folder: Path, time: str, why: str = "", *, texts: bool = True) -> None:
    """Writes an archive of a library, durably; an older file of its name stands until the new one is whole.

    Args:
        path: The archive.
        folder: The library.
        time: RFC 3339 stamp of now.
        why: What it is made for, in a few words of ASCII.
        texts: Whether the kept texts go in, without which marks stand in nothing elsewhere, and received pages.

    Raises:
        OSError: It could not be written, or a file of the library not be read; nothing is left behind.
    """
    from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

    moment = min(max(datetime.fromisoformat(time).timetuple()[:6], _FIRST_OF_ZIP), _LAST_OF_ZIP)
    descriptor, name = mkstemp(TEMPORARY, f".{path.name}.", path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            give(file.fileno(), folder)
            with ZipFile(file, "w", ZIP_DEFLATED) as archive:
                archive.comment = why.encode("ascii", "replace")
                for inside, packed in _members(folder, texts=texts):
                    entry = ZipInfo(inside, date_time=moment)
                    how = ZIP_STORED if packed else ZIP_DEFLATED
                    archive.writestr(entry, regular.read(folder / inside), how)
            file.flush()
            sync(file.fileno())
        temporary.replace(path)
        sync_folder(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


def backups(private: Path) -> list[Path]:
    """The archives, oldest first."""
    return sorted((private / FOLDER).glob(f"[!.]*{_ENDING}"))


def which(path: Path) -> str:
    """Which backup a file is, as it stands after “the backup”."""
    time = described(path).time
    return f"of {time[:19].replace('T', ' ')} UTC" if time else f"“{shown(path.name)}”"


def described(path: Path) -> Backup:
    """Tells about an archive what its name and its last bytes tell; one that cannot be read has no reason.

    Raises:
        OSError: It is gone, or the system does not let it be looked at.
    """
    from zipfile import ZipFile

    from postil.core.zip_errors import BROKEN

    why = "it cannot be read"
    try:
        with ZipFile(path) as archive:
            why = archive.comment.decode("utf-8", "replace")
    except BROKEN:
        pass  # which `why` tells
    moment = _moment(path.name)
    time = path.name[: -len(_ENDING)].replace("-", ":").replace(":", "-", 2) if moment else ""
    return Backup(path, time, path.stat().st_size, why)


def is_readable(path: Path) -> bool:
    """Whether an archive is one of a library, and every file in it is as its checksum says."""
    from zipfile import ZipFile

    from postil.core.zip_errors import BROKEN
    from postil.storage.journal.archives import names_in

    try:
        names_in(path)
        with ZipFile(path) as archive:
            return archive.testzip() is None
    except (*BROKEN, OSError, BadInput):
        return False


def backed_up_on(private: Path, time: str) -> bool:
    """Whether there is a backup of the day of an RFC 3339 stamp."""
    return any(backup.name[:10] == time[:10] for backup in backups(private))


def superseded(names: Collection[str], time: str) -> dict[str, str]:
    """The backups that are no longer needed, each with the later one that stands for it.

    All of 48 hours stay, then the last of each day for 30 days, then the last of each week for a year, then
    the last of each month for ever. A week ends with its month, so that thinning out weeks costs no month.

    Args:
        names: The archives' names: their stamps, with hyphens for colons; others stay.
        time: RFC 3339 stamp of now.
    """
    now = datetime.fromisoformat(time)
    last: dict[str, str] = {}
    gone: dict[str, str] = {}
    for name in sorted(names, reverse=True):
        made = _moment(name)
        if made is None or now - made <= ALL_KEPT:
            continue
        span = _span(made, now)
        if span in last:
            gone[name] = last[span]
        else:
            last[span] = name
    return gone


def _span(made: datetime, now: datetime) -> str:
    """The day, the week or the month of which one backup is enough."""
    if now - made <= DAILY_KEPT:
        return f"{made:%Y-%m-%d}"
    month = f"{made:%Y-%m}"
    return f"{month} week {made:%V}" if now - made <= WEEKLY_KEPT else month


def _prune(kept: Path, time: str) -> None:
    sound: dict[str, bool] = {}
    for name, later in superseded([backup.name for backup in backups(kept.parent)], time).items():
        if later not in sound:
            sound[later] = is_readable(kept / later)
        if sound[later]:
            (kept / name).unlink(missing_ok=True)


def _members(folder: Path, *, texts: bool) -> Iterator[tuple[str, bool]]:
    """The names of the files that go into an archive, and whether each is compressed already.

    Those that a journal cannot hold either, for a backslash or a colon in them, stay out.
    """
    from postil.storage.journal.archives import is_plain

    yield IDENTITY, False
    for path in sorted(folder.glob(f"[!.]*{ENDING}")):
        if is_plain(path.name) and path.is_file():
            yield path.name, False
    if not texts:
        return
    for path in sorted((folder / TEXTS).iterdir()) if (folder / TEXTS).is_dir() else ():
        if _TEXT_FILE.fullmatch(path.name):
            yield f"{TEXTS}/{path.name}", True
    for path in page_files(folder):
        yield f"{PAGES}/{path.name}", True


def _moment(name: str) -> datetime | None:
    date, _, clock = name.removesuffix(_ENDING).partition("T")
    try:
        moment = datetime.fromisoformat(f"{date}T{clock.replace('-', ':')}")
    except ValueError:
        return None
    return moment if moment.tzinfo else None
