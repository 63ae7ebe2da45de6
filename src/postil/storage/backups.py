"""Copies of a library's files, one archive a moment, thinned out as they age."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

from postil.storage.article_files import ENDING
from postil.storage.atomic import make_folder, replace
from postil.storage.identity import IDENTITY

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

FOLDER = "backup"
ALL_KEPT = timedelta(hours=48)
DAILY_KEPT = timedelta(days=30)

_ENDING = ".zip"


def back_up(folder: Path, private: Path, time: str) -> Path:
    """Copies the annotations, the bibliography and the identity into a zip archive, durably.

    Args:
        folder: The library.
        private: Its machine-local folder, which holds the backups.
        time: RFC 3339 stamp of now, which names the archive.

    Returns:
        The archive. Older ones that `superseded` names are removed.

    Raises:
        OSError: It could not be written; no older one was removed.
    """
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    kept = private / FOLDER
    make_folder(kept)
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        for path in [folder / IDENTITY, *sorted(folder.glob(f"*{ENDING}"))]:
            entry = ZipInfo(path.name, date_time=datetime.fromisoformat(time).timetuple()[:6])
            archive.writestr(entry, path.read_bytes(), ZIP_DEFLATED)
    path = kept / (time.replace(":", "-") + _ENDING)
    replace(path, data.getvalue())
    for name in superseded([backup.name for backup in backups(private)], time):
        (kept / name).unlink(missing_ok=True)
    return path


def backups(private: Path) -> list[Path]:
    """The archives, oldest first."""
    return sorted((private / FOLDER).glob(f"*{_ENDING}"))


def backed_up_on(private: Path, time: str) -> bool:
    """Whether there is a backup of the day of an RFC 3339 stamp."""
    return any(backup.name[:10] == time[:10] for backup in backups(private))


def superseded(names: Collection[str], time: str) -> set[str]:
    """The backups that are no longer needed: all of 48 hours stay, then the last of each of 30 days, then
    the last of each month.

    Args:
        names: The archives' names: their stamps, with hyphens for colons.
        time: RFC 3339 stamp of now.
    """  # noqa: D205 - one sentence
    now = datetime.fromisoformat(time)
    kept: set[str] = set()
    spans: set[str] = set()
    for name in sorted(names, reverse=True):
        made = _moment(name)
        if made is None or now - made <= ALL_KEPT:
            kept.add(name)
            continue
        span = name[:10] if now - made <= DAILY_KEPT else name[:7]
        if span not in spans:
            spans.add(span)
            kept.add(name)
    return set(names) - kept


def _moment(name: str) -> datetime | None:
    date, _, clock = name.removesuffix(_ENDING).partition("T")
    try:
        return datetime.fromisoformat(f"{date}T{clock.replace('-', ':')}")
    except ValueError:
        return None
