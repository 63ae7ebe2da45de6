"""What others journalled is followed; their files are neither parsed nor are the journals read again."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from postil.core.changes import Change
from postil.storage.files import canonical
from postil.storage.journal import recovery
from postil.storage.journal.journal import Journal
from tests.unit.storage.samples import (
    ARTICLE,
    adding,
    claim,
    file_of,
    filled,
    key,
    noted,
    operation,
    reopened,
)

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The files whose bytes are parsed whole."""
    found: list[bytes] = []
    decode = canonical.decode_tables

    def noting(data: bytes) -> canonical.Tables:
        found.append(data)
        return decode(data)

    monkeypatch.setattr(canonical, "decode_tables", noting)
    return found


def test_what_another_postil_saved_is_taken_from_its_lines(tmp_path: Path, parsed: list[bytes]) -> None:
    library = filled(tmp_path)
    library.apply(noted(library, 11, "first"))
    other = reopened(library)
    other.apply(noted(other, 12, "of the other"))
    other.apply(operation(60, adding(claim(60, "new"))))
    parsed.clear()
    library.apply(operation(61, adding(claim(61, "mine"))))
    assert not parsed
    notes = {each.id: each.note for each in library.read(ARTICLE).claims}
    assert notes == {key(11): "first", key(12): "of the other", key(60): "new", key(61): "mine"}


def test_what_another_postil_saved_before_a_program_wrote_is_not_rebuilt_from_the_beginning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = filled(tmp_path)
    library.apply(noted(library, 11, "first"))
    old = file_of(library).read_bytes()
    other = reopened(library)
    other.apply(noted(other, 12, "of the other"))
    file_of(library).write_bytes(old.replace(b'"first"', b'"from outside"'))
    monkeypatch.setattr(recovery, "rebuilt", lambda *_: pytest.fail("the whole history was read"))
    library.apply(operation(61, adding(claim(61, "mine"))))
    notes = {each.id: each.note for each in library.read(ARTICLE).claims}
    assert notes == {key(11): "from outside", key(12): "of the other", key(61): "mine"}


def test_what_a_reader_has_at_hand_is_not_rebuilt_where_a_program_wrote(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = filled(tmp_path)
    first.apply(noted(first, 11, "first"))
    library = reopened(first)
    library.read(ARTICLE)
    file_of(library).write_bytes(file_of(library).read_bytes().replace(b'"first"', b'"from outside"'))
    monkeypatch.setattr(recovery, "rebuilt", lambda *_: pytest.fail("the whole history was read"))
    notes = {each.id: each.note for each in library.read(ARTICLE).claims}
    assert notes == {key(11): "from outside", key(12): ""}
    assert library.apply(noted(library, 12, "mine")).changes
    assert {each.note for each in reopened(library).read(ARTICLE).claims} == {"from outside", "mine"}


def test_a_journal_that_was_begun_anew_is_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = filled(tmp_path)
    other = reopened(library)
    library.apply(noted(library, 11, "first"))
    monkeypatch.setattr("postil.storage.journal.journal.ROTATION", 1)
    for at in range(3):
        other.apply(noted(other, 12, f"of the other {at}"))
    library.apply(operation(61, adding(claim(61, "mine"))))
    notes = {each.id: each.note for each in library.read(ARTICLE).claims}
    assert notes == {key(11): "first", key(12): "of the other 2", key(61): "mine"}


def test_a_journal_that_is_gone_is_not_followed(tmp_path: Path) -> None:
    library = filled(tmp_path)
    library.apply(noted(library, 11, "first"))
    shutil.rmtree(tmp_path / ".postil" / "journal")
    library.apply(noted(library, 12, "second"))
    assert {each.note for each in library.read(ARTICLE).claims} == {"first", "second"}


def test_a_stale_copy_is_told_by_what_was_read_of_the_journals_and_by_what_came_since(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = filled(tmp_path)
    path, copies = file_of(library), []
    read: list[int] = []
    lines = Journal.lines

    def noting(self: Journal, segment: Path | None = None, word: bytes = b"", start: int = 0) -> list[bytes]:
        if key(11).encode() in word:
            read.append(start)
        return lines(self, segment, word, start)

    monkeypatch.setattr(Journal, "lines", noting)
    for at in range(4):
        library.apply(noted(library, 11, f"note {at}"))
        copies.append(path.read_bytes())
        path.write_bytes(copies[0].replace(b'"note 0"', b'"outside %d"' % at))
        library.apply(noted(library, 12, f"other {at}"))
    assert read[0] == 0
    assert read == sorted(set(read)), "what was read is read again"
    standing = {each.id: each.note for each in library.read(ARTICLE).claims}
    for copy in copies:
        path.write_bytes(copy)
        reread = {each.id: each.note for each in library.read(ARTICLE).claims}
        assert reread == standing


def test_what_did_not_reach_the_disk_is_news_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = filled(tmp_path)
    before = next(each for each in library.read(ARTICLE).claims if each.id == key(11))
    library.apply(operation(50, Change(ARTICLE, before, replace(before, note="ours"))))
    path = file_of(library)
    path.write_bytes(path.read_bytes().replace(b'"ours"', b'"from outside"'))

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(Journal, "append", refuse)
        library.read(ARTICLE)
    assert next(each for each in library.read(ARTICLE).claims if each.id == key(11)).note == "from outside"
