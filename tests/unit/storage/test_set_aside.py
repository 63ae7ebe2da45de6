from __future__ import annotations

import subprocess
import sys
from itertools import count
from typing import TYPE_CHECKING

import pytest

from postil.core.errors import SaveFailed
from postil.storage.machine.set_aside import FOLDER, SetAside
from tests.unit.storage.samples import ARTICLE, THREE, adding, claim, operation

if TYPE_CHECKING:
    from pathlib import Path

    from postil.core.changes import Operation


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


def files(state: Path) -> list[Path]:
    return sorted(path for path in (state / FOLDER).glob("*") if path.suffix != ".lock")


def ended(state: Path, operations: tuple[Operation, ...] = THREE, *names: str) -> None:
    """A process that kept operations and has ended, which frees its lock."""
    store = SetAside(state, *(names or ("library",)))
    store.keep(operations)
    assert store._own is not None
    store._own[1].release()


def test_what_was_kept_is_handed_over_once(state: Path) -> None:
    ended(state)
    applied: list[Operation] = []
    told = list(SetAside(state, "library").hand_over(applied.append))
    assert applied == list(THREE)
    assert told == ["3 changes that could not be saved earlier: on disk now."]
    assert files(state) == []
    assert list(SetAside(state, "library").hand_over(applied.append)) == []
    assert len(applied) == 3


def test_what_a_living_process_keeps_is_not_handed_over(state: Path) -> None:
    store = SetAside(state, "library")
    store.keep(THREE)
    code = (
        "import sys; from pathlib import Path; from postil.storage.machine.set_aside import SetAside\n"
        "print(list(SetAside(Path(sys.argv[1]), 'library').hand_over(print)))"
    )
    other = subprocess.run(
        [sys.executable, "-c", code, str(state)], capture_output=True, text=True, check=True
    )
    assert other.stdout == "[]\n"
    store.keep(THREE[1:])
    assert len(files(state)) == 1
    store.keep(())
    assert list((state / FOLDER).iterdir()) == []


def test_what_two_processes_kept_is_handed_over_in_order(state: Path) -> None:
    ended(state, THREE[2:])
    ended(state, THREE[:2])
    applied: list[Operation] = []
    assert len(list(SetAside(state, "library").hand_over(applied.append))) == 2
    assert applied == list(THREE)


def test_a_library_is_known_by_its_id_and_before_it_is_made_by_its_place(state: Path) -> None:
    ended(state, THREE[:1], "id", "place")
    ended(state, THREE[1:], "place")
    assert SetAside(state, "other id", "other place").waiting() == 0
    assert SetAside(state, "other id", "place").waiting() == 1
    assert SetAside(state, "id", "elsewhere").waiting() == 1
    assert SetAside(state, "id", "place").waiting() == 2


def test_what_fails_again_is_kept_and_nothing_overtakes_it(state: Path) -> None:
    other = operation(9, adding(claim(77), "another article"))
    ended(state, (*THREE, other))
    applied: list[Operation] = []
    times = count()

    def apply(one: Operation) -> None:
        if one is not other and next(times) == 1:
            raise SaveFailed("The disk is full.")
        applied.append(one)

    (kept, done) = SetAside(state, "library").hand_over(apply)
    assert [one.id for one in applied] == [THREE[0].id, other.id]
    assert kept.startswith(
        "2 changes that could not be saved earlier could not be saved now: The disk is full."
    )
    assert str(files(state)[0]) in kept
    assert done == "2 changes that could not be saved earlier: on disk now."
    again: list[Operation] = []
    list(SetAside(state, "library").hand_over(again.append))
    assert [one.id for one in again] == [THREE[1].id, THREE[2].id]
    assert {change.collection for one in again for change in one.changes} >= {ARTICLE}


def test_nothing_is_written_where_nothing_is_kept(state: Path) -> None:
    store = SetAside(state, "library")
    store.keep(())
    assert list(store.hand_over(print)) == []
    assert not state.exists()


@pytest.mark.parametrize("damage", ["cut", "nuls", "text"])
def test_a_damaged_line_is_told_and_the_file_stays(state: Path, damage: str) -> None:
    ended(state)
    (file,) = files(state)
    whole = file.read_bytes()
    first = whole.splitlines(keepends=True)[0]
    damaged = {
        "cut": whole[:-20],
        "nuls": b"\0" * (len(first) - 1) + b"\n" + whole[len(first) :],
        "text": first.replace(b'"texts"', b'"tests"') + whole[len(first) :],
    }[damage]
    file.write_bytes(damaged)
    applied: list[Operation] = []
    told = list(SetAside(state, "library").hand_over(applied.append))
    assert applied == list(THREE[:-1] if damage == "cut" else THREE[1:])
    (kept,) = files(state)
    assert kept.read_bytes() == damaged
    assert "cannot be read any more" in told[0]
    assert kept.name in told[0]


def test_where_nothing_can_be_kept_is_told(state: Path) -> None:
    state.write_text("not a folder")
    with pytest.raises(SaveFailed, match="cannot be written"):
        SetAside(state, "library").keep(THREE)
