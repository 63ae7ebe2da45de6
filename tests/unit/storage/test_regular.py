"""A named pipe where a library has a file would keep whoever opens it waiting for ever."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from postil.core.errors import LibraryError
from postil.core.findings import Severity
from postil.storage.files import regular
from tests.unit.storage.samples import file_of, filled, noted, reopened

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no named pipes in folders")


@pytest.mark.parametrize("name", [".postil-library", "sources.json", ".postil/journal/current.jsonl"])
def test_a_pipe_in_the_place_of_what_all_need_is_named_and_not_waited_for(tmp_path: Path, name: str) -> None:
    library = filled(tmp_path)
    (tmp_path / name).unlink()
    os.mkfifo(tmp_path / name)
    with pytest.raises(LibraryError, match=r"a pipe or a device and no file") as caught:
        reopened(library)
    assert name in str(caught.value)


def test_a_pipe_that_is_called_as_an_article_hinders_no_other(tmp_path: Path) -> None:
    library = filled(tmp_path)
    os.mkfifo(tmp_path / "another.json")
    again = reopened(library)
    again.apply(noted(again, 11, "saved beside the pipe"))
    assert "saved beside the pipe" in file_of(again).read_text()
    assert not [found for found in again.examine() if found.severity is Severity.ERROR]
    assert again.upkeep.repair() == []


def test_what_was_no_file_when_it_was_opened_is_refused(tmp_path: Path) -> None:
    (tmp_path / "link.json").symlink_to("/dev/null")
    with pytest.raises(OSError, match=r"link\.json"):
        regular.read(tmp_path / "link.json")
    (tmp_path / "folder.json").mkdir()
    with pytest.raises(IsADirectoryError):
        regular.read(tmp_path / "folder.json")
