from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from postil.core.errors import ChangedMeanwhile, NotFound, WrongUse
from postil.core.snapshot import TextRange
from postil.services.marks.claims import edit_claim, mark_claim
from postil.services.sources.sources import add_source, add_sources, edit_source
from postil.services.undo.undoing import redo, undo
from postil.storage.disk_library import DiskLibrary
from postil.storage.journal import journal
from tests.fakes import MemoryLibrary, TestClock, TestIds, add_article, history_of, make_workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from postil.core.changes import Operation


def test_the_history_is_read_once_for_many_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = make_workspace()
    add_sources(workspace, [{"title": f"Log {number}"} for number in range(50)])
    reads = []
    real = workspace.library.operations

    def counted(naming: str = "") -> Iterator[Operation]:
        reads.append(1)
        return real(naming)

    monkeypatch.setattr(workspace.library, "operations", counted)
    undo(workspace)
    assert len(reads) <= 2
    assert workspace.sources == {}


def test_any_number_of_gestures_can_be_taken_back_and_done_again() -> None:
    workspace = make_workspace()
    article = add_article(workspace)
    claim = mark_claim(workspace, article.id, [TextRange(4, 11)])
    for number in range(600):
        claim = edit_claim(workspace, article.id, claim, note=f"{number}")
    for number in reversed(range(599)):
        undo(workspace)
        assert workspace.annotated(article.id).claims[0].note == f"{number}"
    assert redo(workspace).label == "edit claim"
    for _ in range(598):
        redo(workspace)
    assert workspace.annotated(article.id).claims[0].note == "599"
    with pytest.raises(WrongUse):
        redo(workspace)


def test_what_older_journals_hold_is_taken_back_after_a_restart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "ROTATION", 6000)
    ids = TestIds()
    workspace = make_workspace(DiskLibrary.open(tmp_path, TestClock(), create=True), make_id=ids)
    article = add_article(workspace)
    claim = mark_claim(workspace, article.id, [TextRange(4, 11)])
    for number in range(12):
        claim = edit_claim(workspace, article.id, claim, note=f"{number}")
    assert len([*(tmp_path / ".postil" / "journal").glob("*.z")]) > 1
    again = make_workspace(DiskLibrary.open(tmp_path, TestClock()), make_id=ids)
    for number in reversed(range(11)):
        undo(again)
        assert again.annotated(article.id).claims[0].note == f"{number}"
    assert [undo(again).label for _ in range(3)] == ["edit claim", "mark claim", "add article"]


def test_what_was_done_again_is_what_is_taken_back_next() -> None:
    workspace = make_workspace()
    article = add_article(workspace)
    for start in (4, 15, 24):
        mark_claim(workspace, article.id, [TextRange(start, start + 5)])
    first, second = (made.id for made in history_of(workspace)[1:3])
    undo(workspace, first)
    undo(workspace, second)
    redo(workspace, first)
    assert undo(workspace).of == first
    assert redo(workspace).of == first
    assert redo(workspace).of == second


def test_an_article_that_has_marks_tells_why_its_adding_stays() -> None:
    workspace = make_workspace()
    article = add_article(workspace)
    gesture = history_of(workspace)[0].id
    mark_claim(workspace, article.id, [TextRange(4, 11)])
    with pytest.raises(ChangedMeanwhile, match="there are marks by now that need the article"):
        undo(workspace, gesture)


def test_a_gesture_that_cannot_be_undone_or_redone_tells_why() -> None:
    library = MemoryLibrary()
    workspace = make_workspace(library)
    add_article(workspace)
    gesture = history_of(workspace)[0].id
    with pytest.raises(NotFound, match="no gesture 123"):
        undo(workspace, "123")
    with pytest.raises(ChangedMeanwhile, match="has not been taken back"):
        redo(workspace, gesture)
    undo(workspace)
    with pytest.raises(ChangedMeanwhile, match="was taken back already"):
        undo(workspace, gesture)
    undoing = history_of(workspace)[-1].id
    with pytest.raises(WrongUse, match="`postil redo"):
        undo(workspace, undoing)
    with pytest.raises(WrongUse, match="a gesture of ada"):
        undo(make_workspace(library, creator="ben"), gesture)


def test_a_refusal_names_the_lines_of_a_source_that_were_changed_since() -> None:
    workspace = make_workspace()
    source = add_source(workspace, {"title": "Mud", "author": [{"family": "Holm"}]})
    source = edit_source(workspace, source, {"title": "Silt", "author": [{"family": "Reed"}]})
    gesture = history_of(workspace)[-1]
    edit_source(workspace, source, {"title": "Sand"})
    with pytest.raises(ChangedMeanwhile) as refused:
        undo(workspace, gesture.id)
    assert refused.value.what.endswith(" after it: title (now “Sand”, would be “Mud”).")


def test_the_lines_of_a_source_are_taken_back_and_done_again_beside_others_that_were_changed_since() -> None:
    workspace = make_workspace()
    source = add_source(workspace, {"title": "Mud", "publisher": "Quay"})
    source = edit_source(workspace, source, {"title": "Silt", "publisher": None})
    gesture = history_of(workspace)[-1].id
    source = edit_source(workspace, source, {"author": [{"family": "Holm"}]})
    undo(workspace, gesture)
    by_holm = {"author": [{"family": "Holm"}]}
    assert workspace.sources[source.key].csl == {"title": "Mud", "publisher": "Quay", **by_holm}
    redo(workspace, gesture)
    assert workspace.sources[source.key].csl == {"title": "Silt", **by_holm}
