from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING

import pytest

from tests.unit.storage.samples import adding, claim, filled, noted, operation, reopened

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="files have no such owners there")

OWNER = 4711


def everything(folder: Path) -> set[int]:
    return {path.stat().st_ino for path in folder.rglob("*")}


def worked_on(folder: Path) -> None:
    library = filled(folder)
    library.upkeep.archive(folder.parent / "a.zip")
    library.apply(noted(library, 11, "by root"))
    library.upkeep.repair()
    library.upkeep.restore(folder.parent / "a.zip")
    reopened(library).apply(operation(7, adding(claim(13))))


def test_root_leaves_what_it_makes_to_the_owner_of_the_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: dict[int, tuple[int, int]] = {}
    folder = tmp_path / "library"
    folder.mkdir()
    owner = folder.stat()

    def fchown(descriptor: int, uid: int, gid: int) -> None:
        given[os.fstat(descriptor).st_ino] = uid, gid

    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(os, "fchown", fchown)
    worked_on(folder)
    assert everything(folder) <= given.keys()
    assert (tmp_path / "a.zip").stat().st_ino in given
    assert set(given.values()) == {(owner.st_uid, owner.st_gid)}


def test_nobody_else_gives_anything_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(os, "fchown", None)
    worked_on(tmp_path / "library")


def test_where_root_may_give_nothing_away_it_saves_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.EPERM, "no")

    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(os, "fchown", refused)
    worked_on(tmp_path / "library")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="only root gives files away")
def test_a_library_stays_its_owner_s(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    os.chown(folder, OWNER, OWNER)
    worked_on(folder)
    assert {path.stat().st_uid for path in folder.rglob("*")} == {OWNER}
