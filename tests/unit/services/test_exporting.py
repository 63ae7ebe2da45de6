from __future__ import annotations

import errno
import json
from typing import TYPE_CHECKING

import pytest

from postil.core.errors import LibraryError, WrongUse
from postil.core.model import Article, Claim
from postil.core.target import Selector, Target
from postil.review.rows import Row
from postil.services.exporting import Form, ledger_text, write_export
from tests.fakes import MemoryLibrary, TestClock, TestIds

if TYPE_CHECKING:
    from pathlib import Path

    from postil.services.workspace import Workspace


def row(statement: str) -> Row:
    target = Target("x", (Selector(statement, "", "", 0, len(statement)),))
    return Row(Article(id="1" * 19, title="Mud"), Claim(id="2" * 19, target=target), (), (), 3)


def workspace() -> Workspace:
    from postil.services.workspace import Workspace
    from postil.services.writing import DirectWriter

    library = MemoryLibrary()
    return Workspace(library, DirectWriter(library), clock=TestClock(), make_id=TestIds())


def test_each_form_holds_the_statement() -> None:
    for form in Form:
        assert "The quay sinks" in ledger_text(workspace(), [row("The quay sinks")], form)


def test_a_lone_surrogate_is_an_escape_in_a_json_line(tmp_path: Path) -> None:
    file = tmp_path / "out.jsonl"
    write_export(file, ledger_text(workspace(), [row("a \udc80 b — ü")], Form.JSON_LINES))
    text = file.read_text(encoding="utf-8")
    assert json.loads(text)["statement"] == "a \udc80 b — ü"
    assert "ü" in text


def test_a_file_is_replaced_only_when_that_is_wanted(tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    write_export(file, "one")
    with pytest.raises(WrongUse, match="exists already"):
        write_export(file, "two")
    assert file.read_text(encoding="utf-8") == "one"
    write_export(file, "two", replace=True)
    assert file.read_text(encoding="utf-8") == "two"
    assert [each.name for each in tmp_path.iterdir()] == ["out.csv"]


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
