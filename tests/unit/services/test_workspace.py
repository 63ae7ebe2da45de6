from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from postil.core.errors import NotFound, SaveFailed
from postil.core.snapshot import TextRange
from postil.ingest.document import About, Document
from postil.services.articles.articles import add_text, draft, edit_article, open_read, trash_article
from postil.services.marks.claims import edit_claim, mark_claim
from postil.services.sources.sources import add_source, trash_source
from postil.services.undo.undoing import undo
from tests.fakes import HARBOUR, MemoryLibrary, QueueWriter, add_article, history_of, make_workspace

if TYPE_CHECKING:
    from postil.core.model import Article, Claim
    from postil.services.library.workspace import Workspace

WORDS = [TextRange(4, 11)]


def test_a_draft_comes_to_the_library_with_its_first_mark() -> None:
    library = MemoryLibrary()
    workspace = make_workspace(library)
    article = draft(workspace, _document()).article
    assert not library.held
    mark_claim(workspace, article.id, WORDS)
    assert library.held[article.id].claims[0].target.exact == "harbour"
    assert library.snapshot(article.snapshot) == HARBOUR
    assert len(library.journal) == 1


def test_a_draft_that_is_edited_first_is_born_edited_in_one_change() -> None:
    library = MemoryLibrary()
    workspace = make_workspace(library)
    article = draft(workspace, _document()).article
    edit_article(workspace, article, title="The log")
    assert [change.before for change in library.journal[0].changes] == [None]
    assert library.held[article.id].article.title == "The log"


def test_a_mark_in_a_trashed_article_brings_it_back() -> None:
    workspace = make_workspace()
    article = add_article(workspace)
    trash_article(workspace, article)
    mark_claim(workspace, article.id, WORDS)
    assert not workspace.annotated(article.id).article.deleted


def test_changes_that_change_nothing_are_no_operation() -> None:
    library = MemoryLibrary()
    workspace = make_workspace(library)
    claim = mark_claim(workspace, (article := add_article(workspace)).id, WORDS)
    before = len(library.journal)
    assert edit_claim(workspace, article.id, claim, note="") is claim
    assert len(library.journal) == before


def test_an_article_on_its_way_to_disk_is_listed() -> None:
    library = MemoryLibrary()
    writer = QueueWriter(library)
    workspace = make_workspace(library, writer)
    article = add_article(workspace)
    assert [known.article.id for known in workspace.all_annotated()] == [article.id]
    writer.flush()
    assert [known.article.id for known in workspace.all_annotated()] == [article.id]
    assert workspace.unsaved == 0


def test_a_draft_is_not_listed() -> None:
    workspace = make_workspace()
    draft(workspace, _document())
    assert list(workspace.all_annotated()) == []


def test_what_others_changed_is_taken_in_unless_it_waits_here() -> None:
    library = MemoryLibrary()
    writer = QueueWriter(library)
    workspace = make_workspace(library, writer)
    article = add_article(workspace)
    claim = mark_claim(workspace, article.id, WORDS)
    writer.flush()
    held = library.held[article.id]
    library.held[article.id] = replace(held, claims=(replace(claim, speaker="The mayor"),))
    edited = edit_claim(workspace, article.id, claim, note="first")
    first = writer.queue.pop()
    edit_claim(workspace, article.id, edited, note="second")
    writer.queue.insert(0, first)
    writer.flush()
    known = workspace.annotated(article.id).claims[0]
    assert (known.note, known.speaker) == ("second", "The mayor")


def _with_a_note_that_failed(note: str) -> tuple[MemoryLibrary, QueueWriter, Workspace, Article, Claim]:
    """A claim whose note could not be saved, on a library that takes changes again."""
    library = MemoryLibrary()
    writer = QueueWriter(library)
    workspace = make_workspace(library, writer)
    article = add_article(workspace)
    claim = mark_claim(workspace, article.id, WORDS)
    writer.flush()
    library.failing = "The disk is full."
    noted = edit_claim(workspace, article.id, claim, note=note)
    writer.flush()
    library.failing = ""
    return library, writer, workspace, article, noted


def test_a_saved_change_does_not_wipe_out_one_that_failed() -> None:
    library, writer, workspace, article, noted = _with_a_note_that_failed("kept")
    assert workspace.failed == 1
    edit_claim(workspace, article.id, noted, speaker="The mayor")
    writer.flush()
    assert workspace.annotated(article.id).claims[0].note == "kept"
    workspace.retry()
    writer.flush()
    on_disk = library.held[article.id].claims[0]
    assert (on_disk.note, on_disk.speaker, workspace.unsaved) == ("kept", "The mayor", 0)


def test_a_change_that_failed_is_not_put_over_a_later_one() -> None:
    library, writer, workspace, article, first = _with_a_note_that_failed("first")
    edit_claim(workspace, article.id, first, note="second")
    writer.flush()
    workspace.retry()
    writer.flush()
    assert library.held[article.id].claims[0].note == "second"
    assert workspace.annotated(article.id).claims[0].note == "second"
    assert workspace.unsaved == 0


def test_retrying_at_once_loses_nothing_when_the_first_fails_again() -> None:
    library = MemoryLibrary()
    workspace = make_workspace(library)
    article = add_article(workspace)
    library.failing = "The disk is full."
    for _ in range(2):
        with pytest.raises(SaveFailed):
            mark_claim(workspace, article.id, WORDS)
    with pytest.raises(SaveFailed):
        workspace.retry()
    assert workspace.unsaved == 2
    library.failing = ""
    workspace.retry()
    assert len(library.held[article.id].claims) == 2


def test_the_history_holds_what_is_not_written_yet() -> None:
    library = MemoryLibrary()
    workspace = make_workspace(library, QueueWriter(library))
    add_article(workspace)
    assert [operation.label for operation in history_of(workspace)] == ["add article"]


def test_forgetting_keeps_what_is_being_changed() -> None:
    library = MemoryLibrary()
    writer = QueueWriter(library)
    workspace = make_workspace(library, writer)
    article = add_article(workspace)
    workspace.forget()
    assert workspace.annotated(article.id).article == article
    writer.flush()
    library.held[article.id] = replace(library.held[article.id], article=replace(article, title="Else"))
    workspace.forget()
    assert workspace.annotated(article.id).article.title == "Else"


def test_a_living_source_goes_before_a_trashed_one_of_its_key() -> None:
    library = MemoryLibrary()
    workspace = make_workspace(library)
    source = add_source(workspace, {"id": "log", "title": "Log"})
    trash_source(workspace, source)
    assert workspace.source("log").deleted
    library.held_sources += (replace(source, id="9" * 19),)
    workspace.forget()
    assert workspace.source("log").id == "9" * 19
    with pytest.raises(NotFound):
        workspace.source("nothing")


def test_a_text_that_is_known_is_opened_and_not_added_twice() -> None:
    workspace = make_workspace()
    article = add_article(workspace)
    assert open_read(workspace, _document()).annotated.article == article


def test_adding_says_whether_it_is_new_and_takes_what_is_known_better(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    file = tmp_path_factory.mktemp("texts") / "log.txt"
    file.write_text("The gates were shut at noon.\n", encoding="utf-8")
    workspace = make_workspace()
    article, new, _ = add_text(workspace, str(file), {"title": "Harbour log"})
    assert (article.title, new) == ("Harbour log", True)
    again, new, _ = add_text(workspace, str(file))
    assert (again, new) == (article, False)
    trash_article(workspace, article)
    back, new, _ = add_text(workspace, str(file))
    assert (back.id, back.deleted, new) == (article.id, "", True)


def test_undoing_the_first_mark_takes_the_article_along() -> None:
    workspace = make_workspace()
    article = draft(workspace, _document()).article
    mark_claim(workspace, article.id, WORDS)
    undo(workspace)
    assert workspace.annotated(article.id).article.deleted


def _document() -> Document:
    return Document(HARBOUR, About("The harbour report"))
