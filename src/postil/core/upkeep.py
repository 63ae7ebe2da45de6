"""What looking after a library answers: its backups, and what was put back from one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class Backup(NamedTuple):
    """An archive of a library.

    Attributes:
        path: The file.
        time: RFC 3339 stamp of the state that it holds, or an empty string where its name does not tell.
        size: Bytes.
        why: What made it, in a few words; comes out of the file, empty where it does not tell.
    """

    path: Path
    time: str
    size: int
    why: str = ""


class Restored(NamedTuple):
    """What came of restoring an archive.

    Attributes:
        folder: The library.
        files: The names of the files that are now as the archive has them, texts not counted.
        texts: How many kept texts were written.
        left_out: What of the archive was not restored and why, a sentence each, fit to be shown.
        backup: The archive of the state before, or None where there was none.
    """

    folder: Path
    files: Sequence[str]
    texts: int
    left_out: Sequence[str]
    backup: Path | None
