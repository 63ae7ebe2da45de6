from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from postil.core.errors import SaveFailed
from postil.storage.set_aside import FOLDER, SetAside
from tests.unit.storage.samples import THREE

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "annotations"


def files(tmp_path: Path) -> list[str]:
    return sorted(path.name for path in (tmp_path / "state" / FOLDER).glob("*"))


def test_what_was_kept_is_given_to_the_next_process_once(tmp_path: Path, library: Path) -> None:
    SetAside(tmp_path / "state", library).keep(THREE)
    after = SetAside(tmp_path / "state", library)
    assert after.take() == (THREE, "")
    after.keep(())
    assert files(tmp_path) == []
    assert after.take() == ((), "")


def test_what_is_taken_is_still_kept_until_it_is_saved(tmp_path: Path, library: Path) -> None:
    SetAside(tmp_path / "state", library).keep(THREE)
    SetAside(tmp_path / "state", library).take()
    assert SetAside(tmp_path / "state", library).take() == (THREE, "")


def test_two_processes_keep_theirs_apart_and_a_third_takes_both(tmp_path: Path, library: Path) -> None:
    for few in (THREE[:2], THREE[2:]):
        SetAside(tmp_path / "state", library).keep(few)
    assert len(files(tmp_path)) == 2
    assert SetAside(tmp_path / "state", library).take() == (THREE, "")
    assert len(files(tmp_path)) == 1


def test_it_is_kept_for_its_own_library(tmp_path: Path, library: Path) -> None:
    SetAside(tmp_path / "state", library).keep(THREE)
    assert SetAside(tmp_path / "state", tmp_path / "other").take() == ((), "")


def test_less_is_kept_when_some_of_it_is_saved(tmp_path: Path, library: Path) -> None:
    store = SetAside(tmp_path / "state", library)
    store.keep(THREE)
    store.keep(THREE[1:])
    assert len(files(tmp_path)) == 1
    assert SetAside(tmp_path / "state", library).take() == (THREE[1:], "")


def test_nothing_is_written_where_nothing_is_kept(tmp_path: Path, library: Path) -> None:
    store = SetAside(tmp_path / "state", library)
    store.keep(())
    assert store.take() == ((), "")
    assert not (tmp_path / "state").exists()


@pytest.mark.parametrize("damage", ["cut", "nuls", "text"])
def test_a_damaged_line_is_told_and_the_file_stays(tmp_path: Path, library: Path, damage: str) -> None:
    SetAside(tmp_path / "state", library).keep(THREE)
    (file,) = (tmp_path / "state" / FOLDER).iterdir()
    whole = file.read_bytes()
    first = whole.splitlines(keepends=True)[0]
    damaged = {
        "cut": whole[:-20],
        "nuls": b"\0" * (len(first) - 1) + b"\n" + whole[len(first) :],
        "text": first.replace(b'"texts"', b'"tests"') + whole[len(first) :],
    }[damage]
    file.write_bytes(damaged)
    after = SetAside(tmp_path / "state", library)
    found, told = after.take()
    assert found == (THREE[:-1] if damage == "cut" else THREE[1:])
    assert "cannot be read any more" in told
    after.keep(())
    (kept,) = (tmp_path / "state" / FOLDER).iterdir()
    assert kept.read_bytes() == damaged
    assert kept.name in told


def test_where_nothing_can_be_kept_is_told(tmp_path: Path, library: Path) -> None:
    (tmp_path / "state").write_text("not a folder")
    with pytest.raises(SaveFailed, match="cannot be written"):
        SetAside(tmp_path / "state", library).keep(THREE)
