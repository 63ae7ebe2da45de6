from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from postil.core.errors import LibraryError
from postil.storage.disk_library import DiskLibrary
from postil.storage.files import atomic
from postil.storage.files.identity import find_library
from tests.unit.storage.samples import Clock, file_of, filled, noted, opening, reopened

if TYPE_CHECKING:
    from pathlib import Path


def test_a_library_is_found_at_or_above(tmp_path: Path) -> None:
    folder = tmp_path / "project" / "annotations"
    DiskLibrary.open(folder, Clock(), create=True)
    deep = tmp_path / "project" / "drafts" / "spring"
    deep.mkdir(parents=True)
    assert find_library(folder) == folder
    assert find_library(deep) == folder
    assert find_library(tmp_path / "project") == folder
    assert find_library(tmp_path) is None


def test_a_folder_that_is_called_annotations_is_not_yet_a_library(tmp_path: Path) -> None:
    (tmp_path / "annotations").mkdir()
    assert find_library(tmp_path) is None


def test_a_folder_without_identity_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match=r"not a postil library.*mounted"):
        DiskLibrary.open(tmp_path, Clock())


def test_a_library_that_lost_its_identity_is_not_begun_anew(tmp_path: Path) -> None:
    library = filled(tmp_path)
    (tmp_path / ".postil-library").unlink()
    with pytest.raises(LibraryError, match=r"holds “\.postil”"):
        DiskLibrary.open(tmp_path, Clock(), create=True)
    with pytest.raises(LibraryError, match="not a postil library"):
        reopened(library)


def test_another_library_in_the_same_place_is_noticed(tmp_path: Path) -> None:
    library = filled(tmp_path / "one")
    other = filled(tmp_path / "two")
    assert library.identity != other.identity
    other.apply(noted(other, 11, "elsewhere"))
    for path in (other.folder / ".postil-library", file_of(other)):
        path.replace(library.folder / path.name)
    with pytest.raises(LibraryError, match="another library"):
        reopened(library)


def test_an_identity_that_is_another_by_damage_is_mended(tmp_path: Path) -> None:
    library = filled(tmp_path)
    identity = tmp_path / ".postil-library"
    data = identity.read_bytes()
    identity.write_bytes(data.replace(library.identity.id.encode(), b"0" * 32))
    mended = reopened(library)
    assert mended.identity == library.identity
    assert mended.troubles == ("“.postil-library” was damaged and was written anew.",)
    assert identity.read_bytes() == data


def test_a_damaged_identity_is_remembered_by_the_journal(tmp_path: Path) -> None:
    library = filled(tmp_path)
    (tmp_path / ".postil-library").write_bytes(b"\0\0")
    mended = reopened(library)
    assert mended.identity == library.identity
    assert mended.troubles == ("“.postil-library” was damaged and was written anew.",)
    assert reopened(library).articles()


@pytest.mark.parametrize("data", [b"", b"[]", b'{"id": 3, "format": 1}', b'{"id": "x", "format": 0}'])
def test_a_damaged_identity_that_nobody_remembers_is_told(tmp_path: Path, data: bytes) -> None:
    (tmp_path / ".postil-library").write_bytes(data)
    with pytest.raises(LibraryError, match="is damaged"):
        DiskLibrary.open(tmp_path, Clock(), create=True)


def test_a_newer_format_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / ".postil-library").write_text('{"id": "x", "format": 2}')
    with pytest.raises(LibraryError, match="newer postil"):
        DiskLibrary.open(tmp_path, Clock())


def test_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(LibraryError):
        DiskLibrary.open(tmp_path / "file" / "below", Clock(), create=True)


def test_a_library_whose_making_was_cut_off_is_waited_for_before_it_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[Path] = []
    library = DiskLibrary.open(tmp_path, Clock(), create=True)
    monkeypatch.setattr(atomic, "_SECURED", set())
    monkeypatch.setattr(atomic, "sync_folder", waited.append)
    DiskLibrary.open(tmp_path, Clock(), create=True)
    assert waited == [tmp_path]
    library.apply(opening())
    del waited[:]
    monkeypatch.setattr(atomic, "_SECURED", set())
    DiskLibrary.open(tmp_path, Clock(), create=True)
    assert not waited
