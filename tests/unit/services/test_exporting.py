from __future__ import annotations

import json
from typing import TYPE_CHECKING

from postil.core.model import Article, Claim
from postil.core.target import Selector, Target
from postil.review.rows import Row
from postil.services.review.export_file import write_export
from postil.services.review.exporting import Form, ledger_text
from tests.fakes import MemoryLibrary, TestClock, TestIds

if TYPE_CHECKING:
    from pathlib import Path

    from postil.services.library.workspace import Workspace


def row(statement: str) -> Row:
    target = Target("x", (Selector(statement, "", "", 0, len(statement)),))
    return Row(Article(id="1" * 19, title="Mud"), Claim(id="2" * 19, target=target), (), (), 3)


def workspace() -> Workspace:
    from postil.services.library.workspace import Workspace
    from postil.services.library.writing import DirectWriter

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
