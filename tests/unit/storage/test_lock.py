from __future__ import annotations

import errno
import os
import stat
import sys
from typing import TYPE_CHECKING

import pytest

from postil.core.errors import SaveFailed
from postil.storage.files import lock

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("removed", [False, True])
def test_nobody_else_has_the_lock_though_its_file_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, removed: bool
) -> None:
    if removed and sys.platform == "win32":
        pytest.skip("this system removes no file that is open")
    monkeypatch.setattr(lock, "PATIENCE", 0.02)
    private = tmp_path / ".postil"
    with lock.locked(private):
        if removed:
            (private / "lock").unlink()
        with pytest.raises(SaveFailed, match="Another postil"), lock.locked(private):
            pass
    with lock.locked(private):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="this system locks no folders")
def test_a_disk_that_locks_no_folders_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    flock = fcntl.flock

    def of_files(descriptor: int, how: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        flock(descriptor, how)

    monkeypatch.setattr(fcntl, "flock", of_files)
    with lock.locked(tmp_path / ".postil"):
        pass


def test_a_lock_that_was_removed_while_it_was_waited_for_is_no_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl")
    flock, private = fcntl.flock, tmp_path / ".postil"
    removed: list[Path] = []

    def late(descriptor: int, how: int) -> None:
        if not removed:
            removed.append(private / "lock")
            removed[0].unlink()
        flock(descriptor, how)

    monkeypatch.setattr(fcntl, "flock", late)
    with lock.locked(private):
        assert removed[0].exists()


@pytest.mark.filterwarnings("ignore:flock not supported")
def test_a_disk_that_knows_only_locks_of_another_kind_has_one_writer_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl")

    def unknown(*_: object) -> None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))

    monkeypatch.setattr(fcntl, "flock", unknown)
    monkeypatch.setattr(lock, "PATIENCE", 0.02)
    private = tmp_path / ".postil"
    with lock.locked(private), pytest.raises(SaveFailed, match="Another postil"), lock.locked(private):
        pass
    with lock.locked(private):
        pass
