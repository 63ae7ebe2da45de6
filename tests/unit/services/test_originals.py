from __future__ import annotations

import os
from typing import TYPE_CHECKING

from postil.core.ids import stamp
from postil.ingest.door import open_document
from postil.services.articles.originals import Original

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

LATER = 4_000_000_000


def original(file: Path, read: str = "2020-01-01T00:00:00.000000Z") -> Original:
    return Original(file, open_document(str(file)).snapshot.digest, read)


def written(tmp_path: Path, words: str) -> Path:
    file = tmp_path / "essay.txt"
    file.write_text(words, encoding="utf-8")
    return file


def looks(watched: Original, times: int = 4) -> list[bool]:
    return [watched.look() for _ in range(times)]


def test_another_text_is_told_once_and_not_before_the_writer_has_paused(tmp_path: Path) -> None:
    file = written(tmp_path, "Forty boats.")
    watched = original(file)
    assert looks(watched) == [False] * 4
    file.write_text("Forty-one boats.", encoding="utf-8")
    assert looks(watched) == [False, True, False, False]
    file.write_text("Forty-two boats.", encoding="utf-8")
    assert looks(watched) == [False, True, False, False]


def test_a_file_that_was_written_before_it_is_looked_at_is_told_at_once(tmp_path: Path) -> None:
    file = written(tmp_path, "Forty boats.")
    watched = original(file)
    file.write_text("Forty-one boats.", encoding="utf-8")
    assert looks(watched, 2) == [True, False]


def test_the_same_text_in_other_bytes_is_nothing_new(tmp_path: Path) -> None:
    file = written(tmp_path, "Forty boats.")
    watched = original(file)
    file.write_bytes(b"\xef\xbb\xbfForty boats.\r\n\r\n")
    assert looks(watched) == [False] * 4


def test_a_file_that_is_older_than_the_reading_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tmp_path, "Forty boats.")
    watched = original(file, read=stamp_of(LATER))
    monkeypatch.setattr("postil.services.articles.originals.read_origin", lambda *_, **__: 1 / 0)
    assert looks(watched) == [False] * 4


def test_what_is_gone_or_no_text_is_no_news(tmp_path: Path) -> None:
    file = written(tmp_path, "Forty boats.")
    watched = original(file)
    file.unlink()
    assert looks(watched) == [False] * 4
    file.write_bytes(b"")
    assert looks(watched) == [False] * 4
    file.write_text("Forty-one boats.", encoding="utf-8")
    os.utime(file, (LATER, LATER))
    assert looks(watched) == [False, True, False, False]


def test_a_pipe_is_never_waited_for(tmp_path: Path) -> None:
    file = tmp_path / "essay.txt"
    os.mkfifo(file)
    assert looks(Original(file, "0" * 64, "")) == [False] * 4


def test_a_stamp_of_another_program_only_costs_a_look(tmp_path: Path) -> None:
    file = written(tmp_path, "Forty boats.")
    for strange in ("", "yesterday", "0001-01-01T00:00:00Z"):
        assert looks(Original(file, "0" * 64, strange), 2) == [True, False]


def stamp_of(seconds: int) -> str:
    from datetime import UTC, datetime

    return stamp(datetime.fromtimestamp(seconds, UTC))
