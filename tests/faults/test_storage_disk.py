from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING, Any

import pytest

from postil.core.errors import SaveFailed
from tests.unit.storage.samples import (
    ARTICLE,
    adding,
    article,
    claim,
    filled,
    key,
    operation,
    reopened,
    source,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from postil.core.changes import Operation
    from postil.storage.disk_library import DiskLibrary

WORDS = {errno.ENOSPC: "the disk is full", errno.EIO: "the disk reported an error"}
CALLS = ("write", "fsync", "replace")


class _Fault:
    """Makes the calls of one function of `os` fail from the n-th on, or the n-th alone."""

    def __init__(self, real: Callable[..., Any], number: int, code: int, *, lasting: bool) -> None:
        self.real, self.left, self.code, self.lasting, self.struck = real, number, code, lasting, False

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        self.left -= 1
        if self.left == 0 or (self.lasting and self.left < 0):
            self.struck = True
            raise OSError(self.code, os.strerror(self.code))
        return self.real(*args, **kwargs)


def _kept(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _gesture() -> Operation:
    """One that changes two files and makes a third."""
    changes = (
        adding(claim(40, "kept"), ARTICLE),
        adding(source(41)),
        adding(article(2, "The tide"), key(2)),
        adding(claim(42), key(2)),
    )
    return operation(7, *changes)


def _holds_all(library: DiskLibrary) -> bool:
    claims = {each.id for name in library.articles() for each in library.read(name).claims}
    return {key(40), key(42)} <= claims and len(library.sources()) == 2


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("code", WORDS)
def test_a_refusal_at_each_step_is_told_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int
) -> None:
    number = 0
    while True:
        number += 1
        library = filled(tmp_path / f"{number}")
        before = _kept(library.folder)
        with monkeypatch.context() as patched:
            fault = _Fault(getattr(os, call), number, code, lasting=False)
            patched.setattr(os, call, fault)
            if not _refused(library, WORDS[code], fault):
                break
        assert _kept(library.folder) == before
        assert not _holds_all(reopened(library))
        library.apply(_gesture())
        assert _holds_all(library)
        assert _holds_all(reopened(library))
        assert reopened(library).troubles == ()
    assert number > 2


@pytest.mark.parametrize("call", CALLS)
def test_a_disk_that_stays_broken_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    number = 0
    while True:
        number += 1
        library = filled(tmp_path / f"{number}")
        before = _kept(library.folder)
        with monkeypatch.context() as patched:
            fault = _Fault(getattr(os, call), number, errno.ENOSPC, lasting=True)
            patched.setattr(os, call, fault)
            if not _refused(library, WORDS[errno.ENOSPC], fault):
                break
            assert _refused(library, WORDS[errno.ENOSPC], fault)
        if call == "write":  # a full disk can still cut the journal
            assert _kept(library.folder) == before
        assert library.read(ARTICLE).claims[:2] == (claim(11), claim(12))
        library.apply(_gesture())
        assert _holds_all(library)
        assert _holds_all(reopened(library))
    assert number > 2


def _refused(library: DiskLibrary, words: str, fault: _Fault) -> bool:
    told = ""
    try:
        library.apply(_gesture())
    except SaveFailed as error:
        told = str(error)
    assert bool(told) == fault.struck
    assert words in told or not told
    return bool(told)
