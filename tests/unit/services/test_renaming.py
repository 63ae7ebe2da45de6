from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from postil.core.changes import SOURCES, Change
from postil.core.model import Stance
from postil.core.snapshot import TextRange
from postil.services.articles.articles import trash_article
from postil.services.marks.claims import mark_claim, trash_claims
from postil.services.marks.evidence import attach_evidence, edit_evidence, trash_evidence
from postil.services.sources.joining import merge_sources
from postil.services.sources.renaming import rename_source
from postil.services.sources.sources import add_source, uses_of
from postil.services.undo.trash import restore, trashed
from postil.services.undo.undoing import redo, undo
from tests.fakes import MemoryLibrary, add_article, history_of, make_workspace

if TYPE_CHECKING:
    from postil.core.model import Article, Claim, Evidence, Source
    from postil.services.library.workspace import Workspace


def _filled(workspace: Workspace) -> tuple[Article, Claim, Evidence, Source]:
    article = add_article(workspace)
    claim = mark_claim(workspace, article.id, [TextRange(4, 11)])
    log = add_source(workspace, {"id": "log", "title": "Harbour log"})
    evidence = attach_evidence(
        workspace, article.id, claim, stance=Stance.SUPPORTS, quote="Shut.", source=log
    )
    return article, claim, evidence, log


def _trash(workspace: Workspace, what: str) -> tuple[Article, Source]:
    article, claim, evidence, log = _filled(workspace)
    match what:
        case "evidence":
            trash_evidence(workspace, article.id, evidence)
        case "claim":
            trash_claims(workspace, article.id, [claim])
        case _:
            trash_article(workspace, article)
    return article, log


@pytest.mark.parametrize("what", ["evidence", "claim", "article"])
@pytest.mark.parametrize("way", ["restore", "undo"])
def test_what_is_in_the_trash_follows_its_source_to_another_key(what: str, way: str) -> None:
    workspace = make_workspace()
    article, log = _trash(workspace, what)
    trashing = history_of(workspace)[-1].id
    log = rename_source(workspace, log, "quay")
    assert [item.kind for item in trashed(workspace)] == [what]
    if way == "undo":
        undo(workspace, trashing)
    else:
        restore(workspace, *trashed(workspace))
    (piece,) = workspace.annotated(article.id).live_evidence
    assert piece.source == "quay"
    assert [source.id for source in workspace.all_sources] == [log.id]


@pytest.mark.parametrize("what", ["evidence", "claim", "article"])
def test_what_is_in_the_trash_follows_a_source_that_was_merged(what: str) -> None:
    workspace = make_workspace()
    article, log = _trash(workspace, what)
    kept = add_source(workspace, {"id": "quay", "title": "The quay"})
    merge_sources(workspace, kept, log)
    assert {item.kind for item in trashed(workspace)} == {what, "source"}
    restore(workspace, *(item for item in trashed(workspace) if item.kind == what))
    assert [piece.source for piece in workspace.annotated(article.id).live_evidence] == ["quay"]
    assert [source.key for source in workspace.living_sources] == ["quay"]


def test_another_key_is_taken_back_and_given_again() -> None:
    workspace = make_workspace()
    article, log = _trash(workspace, "evidence")
    rename_source(workspace, log, "quay")
    undo(workspace)
    assert {piece.source for piece in workspace.annotated(article.id).evidence} == {log.key}
    redo(workspace)
    assert {piece.source for piece in workspace.annotated(article.id).evidence} == {"quay"}
    assert [item.kind for item in trashed(workspace)] == ["evidence"]


def test_evidence_goes_back_to_a_source_that_has_another_key_by_now() -> None:
    workspace = make_workspace()
    article, _, evidence, log = _filled(workspace)
    other = add_source(workspace, {"id": "tide", "title": "Tide tables"})
    edit_evidence(workspace, article.id, evidence, source=other)
    gesture = history_of(workspace)[-1].id
    rename_source(workspace, log, "quay")
    undo(workspace, gesture)
    (piece,) = workspace.annotated(article.id).live_evidence
    assert piece.source == "quay"
    assert [found.id for _, found in uses_of(workspace, workspace.source("quay"))] == [evidence.id]


def test_evidence_that_was_left_with_the_old_key_comes_back_with_the_new_one() -> None:
    library = MemoryLibrary()
    workspace = make_workspace(library)
    article, log = _trash(workspace, "evidence")
    renamed = replace(log, key="quay")
    workspace.commit("rename source", [Change(SOURCES, log, renamed)])  # as an earlier postil did
    restore(workspace, *trashed(workspace))
    assert [piece.source for piece in workspace.annotated(article.id).live_evidence] == ["quay"]


def test_an_article_does_not_bring_back_a_source_that_only_a_trashed_claim_quotes() -> None:
    workspace = make_workspace()
    article, claim, _, log = _filled(workspace)
    trash_claims(workspace, article.id, [claim])
    workspace.commit(
        "trash source", [Change(SOURCES, log, replace(log, deleted="2031-05-04T12:00:00.000000Z"))]
    )
    trash_article(workspace, article)
    done = undo(workspace)
    assert [change.after.id for change in done.changes] == [article.id]
    assert workspace.living_sources == ()
