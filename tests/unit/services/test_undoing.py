from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from postil.core.errors import ChangedMeanwhile, NotFound, WrongUse
from postil.core.snapshot import TextRange
from postil.services.claims import mark_claim
from postil.services.sources import add_sources
from postil.services.undoing import redo, undo
from tests.fakes import MemoryLibrary, add_article, make_workspace

if TYPE_CHECKING:
    from postil.core.changes import Operation


def test_the_history_is_read_once_for_many_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = make_workspace()
    add_sources(workspace, [{"title": f"Log {number}"} for number in range(50)])
    reads = []
    real = workspace.library.operations

    def counted() -> tuple[Operation, ...]:
        reads.append(1)
        return tuple(real())

    monkeypatch.setattr(workspace.library, "operations", counted)
    undo(workspace)
    assert len(reads) == 1
    assert workspace.sources == {}


def test_an_article_that_has_marks_tells_why_its_adding_stays() -> None:
    workspace = make_workspace()
    article = add_article(workspace)
    gesture = workspace.history()[0].id
    mark_claim(workspace, article.id, [TextRange(4, 11)])
    with pytest.raises(ChangedMeanwhile, match="there are marks by now that need the article"):
        undo(workspace, gesture)


def test_a_gesture_that_cannot_be_undone_or_redone_tells_why() -> None:
    library = MemoryLibrary()
    workspace = make_workspace(library)
    add_article(workspace)
    gesture = workspace.history()[0].id
    with pytest.raises(NotFound, match="no gesture 123"):
        undo(workspace, "123")
    with pytest.raises(ChangedMeanwhile, match="has not been taken back"):
        redo(workspace, gesture)
    undo(workspace)
    with pytest.raises(ChangedMeanwhile, match="was taken back already"):
        undo(workspace, gesture)
    undoing = workspace.history()[-1].id
    with pytest.raises(WrongUse, match="`postil redo"):
        undo(workspace, undoing)
    with pytest.raises(WrongUse, match="a gesture of ada"):
        undo(make_workspace(library, creator="ben"), gesture)
