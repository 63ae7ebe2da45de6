from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from postil.core.errors import ChangedMeanwhile, LibraryError, WrongUse
from postil.core.model import Stance
from postil.core.snapshot import TextRange
from postil.services.articles.articles import trash_article
from postil.services.marks.claims import mark_claim, trash_claims
from postil.services.marks.evidence import attach_evidence, trash_evidence
from postil.services.sources.sources import new_source, trash_source
from postil.services.undo.trash import purge, restore, trashed
from postil.services.undo.undoing import undo
from tests.fakes import MemoryLibrary, add_article, history_of, make_workspace

if TYPE_CHECKING:
    from postil.core.model import Article, Claim, Evidence
    from postil.services.library.workspace import Workspace


def _filled(workspace: Workspace) -> tuple[Article, Claim, Evidence]:
    article = add_article(workspace)
    claim = mark_claim(workspace, article.id, [TextRange(4, 11)], note="a secret")
    source = new_source(workspace, {"id": "log", "title": "Log"})
    evidence = attach_evidence(
        workspace, article.id, claim, stance=Stance.SUPPORTS, quote="Shut.", source=source
    )
    return article, claim, evidence


def test_the_last_trashed_comes_first() -> None:
    workspace = make_workspace()
    article, claim, evidence = _filled(workspace)
    trash_evidence(workspace, article.id, evidence)
    trash_claims(workspace, article.id, [claim])
    assert [(item.kind, item.words, item.article) for item in trashed(workspace)] == [
        ("claim", "harbour", "The harbour report"),
        ("evidence", "Shut.", "The harbour report"),
    ]


def test_evidence_comes_back_with_what_it_stands_on() -> None:
    workspace = make_workspace()
    article, claim, evidence = _filled(workspace)
    trash_evidence(workspace, article.id, evidence)
    trash_claims(workspace, article.id, [claim])
    trash_source(workspace, workspace.source("log"))
    trash_article(workspace, article)
    item = next(item for item in trashed(workspace) if item.kind == "evidence")
    restore(workspace, item)
    assert trashed(workspace) == ()
    assert workspace.annotated(article.id).evidence_of(claim.id)[0].quote == "Shut."
    undo(workspace)
    assert len(trashed(workspace)) == 4


def test_an_article_comes_back() -> None:
    workspace = make_workspace()
    article, _, _ = _filled(workspace)
    trash_article(workspace, article)
    restore(workspace, trashed(workspace)[0])
    assert not workspace.annotated(article.id).article.deleted


def test_a_purge_leaves_tombstones_without_words_and_can_be_undone() -> None:
    library = MemoryLibrary()
    workspace = make_workspace(library)
    article, claim, _ = _filled(workspace)
    trash_article(workspace, article)
    purge(workspace, trashed(workspace))
    assert trashed(workspace) == ()
    kept = library.read(article.id)
    for words in ("secret", "harbour", "Shut"):
        assert words not in repr(kept)
    assert all(record.deleted for record in (kept.article, *kept.claims, *kept.evidence))
    assert kept.claims[0].id == claim.id
    undo(workspace)
    assert library.read(article.id).claims[0].note == "a secret"
    assert [item.kind for item in trashed(workspace)] == ["article"]


def test_a_purged_claim_takes_its_evidence_along() -> None:
    library = MemoryLibrary()
    workspace = make_workspace(library)
    article, claim, evidence = _filled(workspace)
    other = mark_claim(workspace, article.id, [TextRange(4, 20)])
    kept = attach_evidence(
        workspace, article.id, other, stance=Stance.CONTEXT, quote="Open.", source=workspace.source("log")
    )
    trash_evidence(workspace, article.id, evidence)
    trash_claims(workspace, article.id, [claim])
    purge(workspace, [item for item in trashed(workspace) if item.kind == "claim"])
    assert "Shut" not in repr(library.read(article.id))
    assert trashed(workspace) == ()
    assert workspace.annotated(article.id).evidence_of(other.id) == (kept,)
    assert history_of(workspace)[-1].label == "purge claim"
    undo(workspace)
    assert {item.words for item in trashed(workspace)} == {"harbour", "Shut."}


def test_nothing_comes_back_that_would_stand_on_what_was_purged() -> None:
    workspace = make_workspace()
    article, _, evidence = _filled(workspace)
    trash_evidence(workspace, article.id, evidence)
    trash_source(workspace, workspace.source("log"))
    purge(workspace, [item for item in trashed(workspace) if item.kind == "source"])
    with pytest.raises(WrongUse, match="source “log” was purged"):
        restore(workspace, *trashed(workspace))
    assert workspace.sources == {}
    assert len(trashed(workspace)) == 1


def test_an_earlier_gesture_does_not_bring_back_what_was_purged_after_it() -> None:
    workspace = make_workspace()
    article, claim, evidence = _filled(workspace)
    trash_evidence(workspace, article.id, evidence)
    trash_source(workspace, workspace.source("log"))
    trash_claims(workspace, article.id, [claim])
    gestures = [known.id for known in history_of(workspace)[-2:]]
    purge(workspace, trashed(workspace))
    for gesture in gestures:
        with pytest.raises(ChangedMeanwhile, match="was purged"):
            undo(workspace, gesture)
    assert not workspace.annotated(article.id).live_claims
    undo(workspace)
    undo(workspace, gestures[0])
    assert "log" in workspace.sources


def test_an_article_or_a_claim_comes_back_with_the_sources_that_were_trashed_meanwhile() -> None:
    workspace = make_workspace()
    article, claim, _ = _filled(workspace)
    for trash in (
        lambda: trash_article(workspace, workspace.annotated(article.id).article),
        lambda: trash_claims(workspace, article.id, [workspace.annotated(article.id).claims_by_id[claim.id]]),
    ):
        trash()
        gesture = history_of(workspace)[-1].id
        trash_source(workspace, workspace.source("log"))
        restore(workspace, next(item for item in trashed(workspace) if item.kind != "source"))
        assert "log" in workspace.sources
        undo(workspace)
        assert "log" not in workspace.sources
        undo(workspace, gesture)
        assert "log" in workspace.sources
        assert trashed(workspace) == ()


def test_nothing_is_purged_without_a_backup(monkeypatch: pytest.MonkeyPatch) -> None:
    library = MemoryLibrary()
    workspace = make_workspace(library)
    article, claim, _ = _filled(workspace)
    purge(workspace, [])
    assert library.backed_up == []
    trash_claims(workspace, article.id, [claim])

    def refuse(_: str) -> None:
        raise LibraryError("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(library, "backup", refuse)
        with pytest.raises(LibraryError):
            purge(workspace, trashed(workspace))
    assert [item.words for item in trashed(workspace)] == ["harbour"]
    purge(workspace, trashed(workspace))
    assert library.backed_up == ["before a purge"]
