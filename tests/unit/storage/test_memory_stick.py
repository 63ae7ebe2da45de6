"""A file system that has neither links nor modes nor exchange, and no wait for its folders."""

from __future__ import annotations

import errno
import os
import stat
import sys
from typing import TYPE_CHECKING

import pytest

from postil.storage.files import atomic
from tests.unit.storage.samples import ARTICLE, file_of, filled, noted, reopened

if TYPE_CHECKING:
    from pathlib import Path


def _refused(*_: object, **__: object) -> None:
    raise OSError(errno.EPERM, os.strerror(errno.EPERM))


@pytest.mark.skipif(sys.platform == "win32", reason="this system waits for no folder")
@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOTSUP])
def test_a_library_on_a_memory_stick_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    sync = os.fsync

    def sync_files(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(code, os.strerror(code))
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", sync_files)
    monkeypatch.setattr(os, "link", _refused)
    monkeypatch.setattr(os, "chmod", _refused)
    monkeypatch.setattr(atomic, "swap", lambda *_: False)
    library = filled(tmp_path)
    library.apply(noted(library, 11, "in the pocket"))
    library = reopened(library)
    assert library.read(ARTICLE).claims[0].note == "in the pocket"
    file_of(library).write_bytes(b"")
    assert reopened(library).read(ARTICLE).claims[0].note == "in the pocket"


@pytest.mark.skipif(sys.platform == "win32", reason="this system waits for no folder")
def test_a_folder_that_did_not_reach_the_disk_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        atomic.sync_folder(tmp_path)
