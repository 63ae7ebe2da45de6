"""Citations that were set already, kept between starts: a file of this machine's that may be deleted."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

MOST = 20_000
"""Citations that are kept; the oldest go first."""

_PATIENCE = 2.0
_AT_ONCE = 500


class CitationFile:
    """Keeps citations in a file of SQLite.

    Whatever goes wrong with it, it is as if nothing were kept: the engine sets the citation again.

    Args:
        path: The file; made with its folder when something is to be kept.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def get(self, keys: Sequence[str]) -> Mapping[str, Sequence[str]]:
        """The words that are kept under some of the keys."""
        if not self._path.exists():
            return {}
        found: dict[str, Sequence[str]] = {}
        try:
            with closing(self._open()) as file:
                for at in range(0, len(keys), _AT_ONCE):
                    some = keys[at : at + _AT_ONCE]
                    marks = ",".join("?" * len(some))
                    rows = file.execute(f"select key, words from citations where key in ({marks})", some)  # noqa: S608 - marks only
                    found |= {key: json.loads(words) for key, words in rows}
        except (sqlite3.Error, ValueError, OSError):
            return {}
        return found

    def put(self, words: Mapping[str, Sequence[str]]) -> None:
        """Keeps words under their keys, and lets go of the oldest beyond `MOST`."""
        rows = [(key, json.dumps(told, ensure_ascii=False)) for key, told in words.items()]
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with closing(self._open()) as file, file:
                file.execute(
                    "create table if not exists citations (id integer primary key, key text unique, words text)"
                )
                file.executemany("insert or replace into citations (key, words) values (?, ?)", rows)
                file.execute("delete from citations where id <= (select max(id) from citations) - ?", (MOST,))
        except (sqlite3.Error, OSError):
            return

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=_PATIENCE)
