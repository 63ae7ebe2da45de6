from __future__ import annotations

from typing import TYPE_CHECKING

from postil.storage.machine.unfinished import FOLDER, Unfinished

if TYPE_CHECKING:
    from pathlib import Path

WORDS = {"quote": "Mud [/b]\n\x1b[31mred \ud800", "note": ""}


def test_words_are_kept_for_what_they_are_about_in_one_library(tmp_path: Path) -> None:
    store = Unfinished(tmp_path, "library")
    assert store.put("claim", WORDS)
    assert Unfinished(tmp_path, "library").get("claim") == WORDS
    assert not store.get("another")
    assert not Unfinished(tmp_path, "elsewhere").get("claim")
    (file,) = (tmp_path / FOLDER).iterdir()
    assert file.stat().st_mode & 0o077 == 0
    assert store.put("claim", {})
    assert not store.get("claim")
    assert not list((tmp_path / FOLDER).iterdir())


def test_words_that_were_kept_before_the_library_had_an_id_are_found(tmp_path: Path) -> None:
    Unfinished(tmp_path, "where it lies").put("claim", WORDS)
    store = Unfinished(tmp_path, "its id", "where it lies")
    assert store.get("claim") == WORDS
    store.put("claim", WORDS)
    assert len(list((tmp_path / FOLDER).iterdir())) == 1
    store.put("claim", {})
    assert not Unfinished(tmp_path, "where it lies").get("claim")


def test_what_is_damaged_is_none_and_a_disk_that_refuses_is_said(tmp_path: Path) -> None:
    store = Unfinished(tmp_path, "library")
    store.put("claim", WORDS)
    (file,) = (tmp_path / FOLDER).iterdir()
    for damaged in (b"", b"[1]", b'{"quote": ', b'{"quote": 1}'):
        file.write_bytes(damaged)
        assert not store.get("claim")
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert not Unfinished(tmp_path / "file", "library").put("claim", WORDS)
