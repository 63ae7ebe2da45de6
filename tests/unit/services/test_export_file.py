from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

from postil.core.errors import LibraryError, WrongUse
from postil.services.review.export_file import write_export

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_is_replaced_only_when_that_is_wanted(tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    write_export(file, "one")
    with pytest.raises(WrongUse, match="exists already"):
        write_export(file, "two")
    assert file.read_text(encoding="utf-8") == "one"
    write_export(file, "two", replace=True)
    assert file.read_text(encoding="utf-8") == "two"
    assert [each.name for each in tmp_path.iterdir()] == ["out.csv"]


@pytest.mark.parametrize("replace", [False, True])
def test_nothing_but_a_file_is_replaced(tmp_path: Path, *, replace: bool) -> None:
    with pytest.raises(LibraryError, match="is a folder, not a file"):
        write_export(tmp_path, "text", replace=replace)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(LibraryError, match="a pipe or a socket, not a file"):
            write_export(tmp_path / "pipe", "text", replace=replace)
        assert (tmp_path / "pipe").is_fifo()


@pytest.mark.parametrize("name", ["nowhere/out.csv", "a\0b", "x" * 300])
def test_what_cannot_be_written_is_told_and_leaves_nothing(tmp_path: Path, name: str) -> None:
    with pytest.raises(LibraryError, match="cannot be written"):
        write_export(tmp_path / name, "text")
    assert list(tmp_path.iterdir()) == []


def test_a_failure_at_the_last_step_leaves_no_empty_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("pathlib.Path.replace", fail)
    with pytest.raises(LibraryError, match="cannot be written"):
        write_export(tmp_path / "out.csv", "text")
    assert list(tmp_path.iterdir()) == []
