from __future__ import annotations

import errno
import os
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest

from postil.core.changes import Change
from postil.core.errors import BadInput, LibraryError, SaveFailed, WrongUse
from postil.core.findings import Severity
from postil.storage.care.upkeep import unpack
from postil.storage.disk_library import DiskLibrary
from postil.storage.files import atomic, canonical
from postil.storage.files.article_files import SOURCES_FILE
from postil.storage.files.texts import packed, text_path
from postil.storage.journal.journal import Journal, digest
from tests.fakes import operations_of
from tests.unit.storage.samples import (
    ARTICLE,
    NOON,
    SNAPSHOT,
    Clock,
    adding,
    claim,
    evidence,
    file_of,
    filled,
    key,
    noted,
    opening,
    operation,
    reopened,
    text,
)

if TYPE_CHECKING:
    from pathlib import Path


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.json")}


def known(library: DiskLibrary) -> dict[str, str]:
    """What the journal on disk knows of each file."""
    journal = Journal(library.folder / ".postil" / "journal")
    journal.refresh()
    return journal.known


def changed(folder: Path) -> tuple[DiskLibrary, Path, dict[str, bytes]]:
    """A library that was backed up and then changed, its archive, and its files at that moment."""
    library = filled(folder / "library")
    library.upkeep.archive(folder / "a.zip")
    then = files_of(library.folder)
    library.apply(noted(library, 11, "after the backup"))
    library.apply(operation(6, adding(claim(13))))
    return library, folder / "a.zip", then


def test_a_restore_puts_every_file_back_as_it_was(tmp_path: Path) -> None:
    library, archive, then = changed(tmp_path)
    now = files_of(library.folder)
    restored = library.upkeep.restore(archive)
    assert files_of(library.folder) == then
    assert (set(restored.files), restored.texts, restored.left_out) == (set(then), 0, ())
    assert {name: known(library)[name] for name in then} == {
        name: digest(data) for name, data in then.items()
    }
    assert restored.backup is not None
    with ZipFile(restored.backup) as before:
        assert {name: before.read(name) for name in now} == now
    for view in (library, reopened(library)):
        assert [claim.note for claim in view.read(ARTICLE).claims] == ["", ""]
        assert view.troubles == ()


def test_what_was_restored_is_what_a_damaged_file_is_rebuilt_to(tmp_path: Path) -> None:
    library, archive, then = changed(tmp_path)
    library.upkeep.restore(archive)
    file_of(library).write_bytes(b"")
    assert reopened(library).read(ARTICLE).claims[0].note == ""
    assert files_of(library.folder) == then
    library.apply(noted(library, 11, "and on it goes"))
    file_of(library).unlink()
    assert [claim.note for claim in reopened(library).read(ARTICLE).claims] == ["and on it goes", ""]


def test_a_restore_can_be_restored_from(tmp_path: Path) -> None:
    library, archive, _ = changed(tmp_path)
    now = files_of(library.folder)
    before = library.upkeep.restore(archive).backup
    assert before is not None
    library.upkeep.restore(before)
    assert files_of(library.folder) == now


def test_a_restore_is_a_line_of_the_history(tmp_path: Path) -> None:
    library, archive, _ = changed(tmp_path)
    before = operations_of(library)
    library.upkeep.restore(archive)
    (done,) = operations_of(reopened(library))[len(before) :]
    assert done.label == "restore the backup “a.zip”"
    assert (done.creator, done.changes) == ("postil", ())
    assert done.concerns(ARTICLE)
    assert next(known.label for known in library.operations(ARTICLE)) == done.label


def test_restoring_twice_changes_nothing_more(tmp_path: Path) -> None:
    library, archive, then = changed(tmp_path)
    library.upkeep.restore(archive)
    length = (library.folder / ".postil" / "journal" / "current.jsonl").stat().st_size
    library.upkeep.restore(archive)
    assert (library.folder / ".postil" / "journal" / "current.jsonl").stat().st_size == length
    assert files_of(library.folder) == then


def test_what_the_archive_does_not_hold_stays(tmp_path: Path) -> None:
    library, archive, then = changed(tmp_path)
    library.apply(opening(2, "The tide"))
    library.upkeep.restore(archive)
    assert set(files_of(library.folder)) == {*then, "the-tide.json"}
    assert library.articles() == (ARTICLE, key(2))


def test_an_article_goes_where_it_lies_now_and_over_no_other(tmp_path: Path) -> None:
    library, archive, then = changed(tmp_path)
    name = file_of(library).name
    file_of(library).rename(library.folder / "renamed.json")
    (library.folder / ".postil" / "journal" / "current.jsonl").unlink()
    library = reopened(library)
    library.upkeep.restore(archive)
    assert set(files_of(library.folder)) == {SOURCES_FILE, "renamed.json"}
    assert (library.folder / "renamed.json").read_bytes() == then[name]
    library.apply(opening(2))  # of the same title, and so of the name that is free now
    other = (library.folder / name).read_bytes()
    assert library.upkeep.restore(archive).files == (SOURCES_FILE, "renamed.json")
    (library.folder / "renamed.json").rename(tmp_path / "away.json")
    (library.folder / ".postil" / "journal" / "current.jsonl").unlink()
    library = reopened(library)
    assert library.upkeep.restore(archive).files == (SOURCES_FILE, name.replace(".json", "-2.json"))
    assert (library.folder / name).read_bytes() == other
    assert library.articles() == (ARTICLE, key(2))


def test_a_file_of_somebody_else_is_not_overwritten(tmp_path: Path) -> None:
    library, archive, _ = changed(tmp_path)
    path = file_of(library)
    (library.folder / ".postil" / "journal" / "current.jsonl").unlink()
    path.write_text("{}")
    reopened(library).upkeep.restore(archive)
    assert path.read_text() == "{}"
    assert reopened(library).articles() == (ARTICLE,)


def test_missing_and_damaged_texts_are_restored(tmp_path: Path) -> None:
    library, archive, _ = changed(tmp_path)
    path = text_path(library.folder, SNAPSHOT.digest)
    for data in (None, b"damaged", packed(text(2))):
        path.unlink()
        if data is not None:
            path.write_bytes(data)
        assert library.upkeep.restore(archive).texts == 1
        assert library.snapshot(SNAPSHOT.digest) == SNAPSHOT
    assert len(list((library.folder / ".postil" / "damaged").iterdir())) == 2


def test_another_library_s_backup_is_refused(tmp_path: Path) -> None:
    library, archive, _ = changed(tmp_path)
    other = filled(tmp_path / "other")
    before = files_of(other.folder)
    with pytest.raises(WrongUse, match="backup of another library") as told:
        other.upkeep.restore(archive)
    assert "--to DIR" in told.value.hint
    assert files_of(other.folder) == before
    assert len(other.upkeep.backups()) == len(library.upkeep.backups()) == 1


def test_a_broken_archive_changes_nothing(tmp_path: Path) -> None:
    library, archive, _ = changed(tmp_path)
    archive.write_bytes(archive.read_bytes()[:-30])
    before = {path: path.read_bytes() for path in library.folder.rglob("*") if path.is_file()}
    with pytest.raises(BadInput, match="no whole zip archive"):
        library.upkeep.restore(archive)
    assert {path: path.read_bytes() for path in library.folder.rglob("*") if path.is_file()} == before


def test_an_archive_becomes_a_library_in_a_new_folder(tmp_path: Path) -> None:
    library, archive, then = changed(tmp_path)
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "new" / "deeper", tmp_path / "empty"):
        restored = unpack(archive, folder)
        assert (restored.folder, restored.texts, restored.backup) == (folder, 1, None)
        assert files_of(folder) == then
        made = DiskLibrary.open(folder, Clock())
        assert made.identity == library.identity
        assert made.snapshot(SNAPSHOT.digest) == SNAPSHOT
        assert [finding.severity for finding in made.examine()] == ["ok"]
        made.apply(noted(made, 11, "goes on"))


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    _, archive, _ = changed(tmp_path)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("Mine.")
    for folder in (tmp_path / "full", archive):
        with pytest.raises(WrongUse, match="is not empty"):
            unpack(archive, folder)
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["mine.txt"]


def test_a_half_unpacked_archive_is_no_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, archive, _ = changed(tmp_path)
    real = os.replace

    def refuse(source: Path, target: Path, **_: Any) -> None:
        if str(target).endswith(".postil-library"):
            raise OSError(errno.ENOSPC, "full")
        real(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(LibraryError, match="the disk is full") as told:
        unpack(archive, tmp_path / "new")
    assert "is no library and can be removed" in told.value.hint
    with pytest.raises(LibraryError, match="not a postil library"):
        DiskLibrary.open(tmp_path / "new", Clock())


def test_a_text_in_an_archive_cannot_take_another_s_place(tmp_path: Path) -> None:
    library, archive, _ = changed(tmp_path)
    text_path(library.folder, SNAPSHOT.digest).unlink()
    shutil.rmtree(library.folder / ".postil" / "texts")
    with ZipFile(tmp_path / "b.zip", "w") as made, ZipFile(archive) as old:
        for name in old.namelist():
            made.writestr(name, packed(text(2)) if name.startswith("texts/") else old.read(name))
    restored = library.upkeep.restore(tmp_path / "b.zip")
    assert restored.texts == 0
    assert "damaged in the archive" in restored.left_out[0]
    assert not library.holds(SNAPSHOT.digest)


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
@pytest.mark.parametrize("lasting", [False, True])
@pytest.mark.parametrize("swaps", [True, False])
def test_a_refusal_at_each_step_leaves_the_old_or_the_new_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, *, lasting: bool, swaps: bool
) -> None:
    if not swaps:
        monkeypatch.setattr(atomic, "swap", lambda *_: False)
    number = 0
    while True:
        number += 1
        library, archive, then = changed(tmp_path / str(number))
        now = files_of(library.folder)
        left = [number]
        real = getattr(os, call)

        def fail(*args: Any, left: list[int] = left, real: Any = real, **kwargs: Any) -> Any:
            left[0] -= 1
            if left[0] == 0 or (lasting and left[0] < 0):
                raise OSError(errno.EIO, "broken")
            return real(*args, **kwargs)

        with monkeypatch.context() as patched:
            patched.setattr(os, call, fail)
            try:
                library.upkeep.restore(archive)
            except SaveFailed as error:
                told = str(error)
            else:
                break
        assert "the disk reported an error" in told
        states = [then, now]
        assert all(
            data in [state[name] for state in states] for name, data in files_of(library.folder).items()
        )
        if not lasting:
            assert files_of(library.folder) == now
            assert reopened(library).troubles == ()
            assert {name: known(library)[name] for name in now} == {
                name: digest(data) for name, data in now.items()
            }
        library.upkeep.restore(archive)
        assert files_of(library.folder) == then
        assert {name: known(library)[name] for name in then} == {
            name: digest(data) for name, data in then.items()
        }
    assert number > 1


def test_the_library_goes_on_after_a_restore(tmp_path: Path) -> None:
    library, archive, _ = changed(tmp_path)
    library.upkeep.restore(archive)
    before = library.read(ARTICLE).claims[0]
    library.apply(operation(8, Change(ARTICLE, before, replace(before, speaker="The mayor"))))
    assert reopened(library).read(ARTICLE).claims[0].speaker == "The mayor"
    assert [made.id for made in operations_of(library)][-1] == key(500_008)


def test_content_that_the_journal_has_not_seen_is_journalled_before_it_goes(tmp_path: Path) -> None:
    library, archive, then = changed(tmp_path)
    name = file_of(library).name
    outside = file_of(library).read_bytes().replace(b"after the backup", b"by another program")
    file_of(library).write_bytes(outside)
    library.upkeep.restore(archive)
    kept = Journal(library.folder / ".postil" / "journal")
    assert [whole for entry in kept.entries() if (whole := entry.whole(name))][-2:] == [
        outside,
        then[name],
    ]
    assert known(library)[name] == digest(then[name])


@pytest.mark.parametrize("swaps", [True, False])
def test_what_is_written_in_the_instant_of_a_restore_is_taken_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, swaps: bool
) -> None:
    library, archive, then = changed(tmp_path)
    path, swap = file_of(library), atomic.swap
    written: list[bytes] = []

    def swap_late(one: Path, other: Path) -> bool:
        if not written and other == path:
            tables = canonical.decode_tables(path.read_bytes())
            tables["claims"][key(12)]["note"] = "in that instant"  # type: ignore[index, call-overload]
            written.append(canonical.encode_tables(tables))
            path.write_bytes(written[0])
        return swaps and swap(one, other)

    monkeypatch.setattr(atomic, "swap", swap_late)
    library.upkeep.restore(archive)
    assert written
    for view in (library, reopened(library)):
        assert [(claim.id, claim.note) for claim in view.read(ARTICLE).live_claims] == [
            (key(11), ""),
            (key(12), "in that instant"),
        ]
    assert known(library)[path.name] == digest(path.read_bytes())
    assert not list(library.folder.glob(".*postil-old"))
    assert "1 record taken in" in library.troubles[0]
    library.upkeep.restore(archive)
    assert files_of(library.folder) == then


def test_a_library_that_can_only_be_read_can_be_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library, archive, _ = changed(tmp_path)
    monkeypatch.setattr(os, "access", lambda *_: False)
    library.upkeep.archive(tmp_path / "b.zip")
    with pytest.raises(SaveFailed, match="can only be read"):
        library.upkeep.restore(archive)
    monkeypatch.undo()
    assert unpack(tmp_path / "b.zip", tmp_path / "new").files


def test_names_that_are_one_on_this_disk_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library, _, _ = changed(tmp_path)
    library.apply(opening(2, "The tide"))
    (library.folder / "the-tide.json").rename(library.folder / "SOURCES.json")
    library.upkeep.archive(tmp_path / "b.zip")
    real = type(tmp_path).exists

    def exists(path: Path) -> bool:
        return real(path) or real(path.with_name("SOURCES.json"))

    monkeypatch.setattr(
        type(tmp_path), "exists", lambda path: exists(path) if path.suffix == ".json" else real(path)
    )
    restored = unpack(tmp_path / "b.zip", tmp_path / "new")
    assert any("a file of the same name is there already" in line for line in restored.left_out)


def test_what_was_restored_reaches_another_copy_and_stands(tmp_path: Path) -> None:
    library, archive, _ = changed(tmp_path)
    later = (replace(evidence(22, 13), created=NOON), replace(evidence(23, 11), created=NOON))
    library.apply(operation(7, *map(adding, later)))
    shutil.copytree(library.folder, tmp_path / "other")
    other = reopened(DiskLibrary.open(tmp_path / "other", Clock()))
    library.upkeep.restore(archive)
    both = [file_of(library), file_of(other)]
    for _ in range(2):
        for source, target in (both, both[::-1]):
            target.write_bytes(source.read_bytes())
            for view in (library, other):
                view.read(ARTICLE)
    assert both[0].read_bytes() == both[1].read_bytes()
    for view in (library, other, reopened(library), reopened(other)):
        claims = view.read(ARTICLE).claims_by_id
        assert claims[key(11)].note == ""
        assert not claims[key(11)].deleted
        assert claims[key(13)].deleted, "it is in the trash, whence it can be taken"
        assert [piece.id for piece in view.read(ARTICLE).live_evidence] == [key(21)]
        assert not [each for each in view.examine() if each.severity is Severity.ERROR]
    assert any(
        "3 records from after the restored backup put to the trash" in line for line in library.troubles
    )
