"""Two postils that decide on what each has read, one after the other on one library."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from postil.core.changes import Change
from postil.core.errors import ChangedMeanwhile, WrongUse
from postil.core.model import Check, Claim, Evidence, Source, Stance
from postil.core.snapshot import TextRange
from postil.ingest.document import About, Document
from postil.services.articles import articles
from postil.services.articles.articles import draft, trash_article
from postil.services.articles.references import find_source
from postil.services.library.history import History
from postil.services.marks.claims import mark_claim, rate_claim, trash_claims
from postil.services.marks.evidence import attach_evidence, trash_evidence
from postil.services.sources.sources import add_source, link_document, new_source, trash_source
from postil.services.undo.undoing import redo, undo
from tests.fakes import (
    HARBOUR,
    MemoryLibrary,
    TestClock,
    TestIds,
    add_article,
    history_of,
    make_workspace,
    snapshot_of,
)

if TYPE_CHECKING:
    from postil.core.annotated import Annotated
    from postil.core.snapshot import Snapshot
    from postil.services.library.workspace import Workspace

LOG = {
    "type": "book",
    "title": "Harbour log",
    "author": [{"family": "Ferry"}],
    "issued": {"date-parts": [[1931]]},
}


def _two(library: MemoryLibrary | None = None) -> tuple[Workspace, Workspace]:
    """Two workspaces of one person that have read an empty bibliography."""
    kept, clock, ids = library or MemoryLibrary(), TestClock(), TestIds()
    both = (
        make_workspace(kept, clock=clock, make_id=ids),
        make_workspace(kept, clock=clock, make_id=ids),
    )
    for workspace in both:
        assert workspace.all_sources == ()
    return both


def _marked(workspace: Workspace) -> tuple[str, Claim]:
    article = add_article(workspace)
    return article.id, mark_claim(workspace, article.id, [TextRange(4, 11)])


def _attached(workspace: Workspace, article: str, claim: Claim, source: Source) -> Evidence:
    return attach_evidence(
        workspace, article, claim, stance=Stance.SUPPORTS, quote="Gates shut.", source=source
    )


def test_a_key_that_was_taken_meanwhile_gets_an_ending() -> None:
    one, other = _two()
    first = add_source(one, LOG)  # type: ignore[arg-type]
    second = add_source(other, LOG)  # type: ignore[arg-type]
    third = add_source(one, LOG)  # type: ignore[arg-type]
    assert (first.key, second.key, third.key) == ("ferry1931", "ferry1931a", "ferry1931b")
    assert find_source(other, "ferry1931a") == second


def test_evidence_follows_its_own_source_to_another_key() -> None:
    one, other = _two()
    article, claim = _marked(one)
    source = new_source(other, LOG)  # type: ignore[arg-type]
    add_source(one, LOG)  # type: ignore[arg-type]
    evidence = _attached(other, article, claim, source)
    assert evidence.source == "ferry1931a"
    assert other.sources["ferry1931a"].id == source.id


def test_a_source_that_was_trashed_comes_back_with_evidence_that_quotes_it() -> None:
    one, other = _two()
    article, claim = _marked(one)
    source = add_source(one, LOG)  # type: ignore[arg-type]
    other.forget()
    assert "ferry1931" in other.sources
    trash_source(one, source)
    _attached(other, article, claim, source)
    assert "ferry1931" in other.sources
    one.forget()
    assert "ferry1931" in one.sources


def test_a_source_that_evidence_came_to_quote_is_not_trashed() -> None:
    one, other = _two()
    article, claim = _marked(one)
    source = add_source(one, LOG)  # type: ignore[arg-type]
    other.forget()
    other.annotated(article)
    one.annotated(article)
    _attached(other, article, claim, source)
    with pytest.raises(WrongUse, match="quoted by 1 piece"):
        trash_source(one, source)
    one.forget()
    assert "ferry1931" in one.sources


def test_a_claim_that_was_trashed_comes_back_with_evidence_that_is_given_to_it() -> None:
    one, other = _two()
    article, claim = _marked(one)
    source = add_source(one, LOG)  # type: ignore[arg-type]
    _attached(one, article, claim, source)
    other.forget()
    other.annotated(article)
    trash_claims(one, article, [claim])
    trash_source(one, source)
    later = add_source(other, {"type": "book", "title": "Another log"})
    _attached(other, article, claim, later)
    for workspace in (one, other):
        workspace.forget()
        assert [known.id for known in workspace.annotated(article).live_claims] == [claim.id]
        assert len(workspace.annotated(article).evidence_of(claim.id)) == 2
        assert len(workspace.sources) == 2
    undo(other)
    assert not other.annotated(article).live_claims


def test_an_article_that_was_trashed_comes_back_with_a_mark_that_is_made_in_it() -> None:
    one, other = _two()
    article, claim = _marked(one)
    other.annotated(article)
    trash_article(one, one.annotated(article).article)
    rate_claim(other, article, claim, "refuted")
    one.forget()
    assert not one.annotated(article).article.deleted


def test_a_claim_in_the_trash_stays_there_though_its_evidence_is_checked_or_trashed() -> None:
    one, other = _two()
    article, claim = _marked(one)
    source = add_source(one, LOG)  # type: ignore[arg-type]
    piece = _attached(one, article, claim, source)
    other.forget()
    other.annotated(article)
    trash_claims(one, article, [claim])
    checked = other.changed(piece, check=Check.EXACT)
    other.commit("check", [Change(article, piece, checked)])
    trash_evidence(other, article, checked)
    one.forget()
    assert not one.annotated(article).live_claims
    assert one.annotated(article).evidence[0].check is Check.EXACT


def test_a_gesture_is_undone_once_and_the_next_undo_takes_the_one_before() -> None:
    one, other = _two()
    article, claim = _marked(one)
    rated = rate_claim(one, article, claim, "disputed")
    rate_claim(one, article, rated, "refuted")
    stale = history_of(other)
    undo(one)
    other.annotated(article)
    other.history = lambda: History(stale[::-1], MemoryLibrary())  # type: ignore[method-assign]
    undo(other)
    one.forget()
    assert one.annotated(article).claims[0].rating == "unrated"
    assert [made.of for made in history_of(one)[-2:]] == [stale[-1].id, stale[-2].id]


def test_a_named_gesture_that_was_undone_or_redone_meanwhile_is_told() -> None:
    one, other = _two()
    article, claim = _marked(one)
    rate_claim(one, article, claim, "disputed")
    stale = history_of(other)
    other.annotated(article)
    undo(one)
    other.history = lambda: History(stale[::-1], MemoryLibrary())  # type: ignore[method-assign]
    with pytest.raises(ChangedMeanwhile, match="taken back meanwhile"):
        undo(other, stale[-1].id)
    assert len(history_of(one)) == len(stale) + 1
    undone = history_of(one)
    redo(one)
    other.history = lambda: History(undone[::-1], MemoryLibrary())  # type: ignore[method-assign]
    other.forget()
    with pytest.raises(ChangedMeanwhile, match="done again meanwhile"):
        redo(other, stale[-1].id)


def test_one_text_becomes_one_article() -> None:
    one, other = _two()
    known = draft(other, Document(HARBOUR, About("The report")))
    add_article(one)
    done = other.add_article(known.article.id)
    assert done.changes == ()
    assert len(other.library.articles()) == 1


def test_who_comes_second_with_a_text_finds_the_article(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = _two()
    document = Document(HARBOUR, About("The report"))
    monkeypatch.setattr(articles, "read_origin", lambda *_, **__: document)
    found = articles._by_text

    def too_early(workspace: Workspace, snapshot: Snapshot) -> Annotated | None:
        monkeypatch.setattr(articles, "_by_text", found)
        seen = found(workspace, snapshot)
        add_article(one)
        return seen

    monkeypatch.setattr(articles, "_by_text", too_early)
    added = articles.add_text(other, "-", {"title": "Better"})
    assert (added.article.id, added.article.title) == (*other.library.articles(), "Better")
    assert (added.new, added.changed) == (False, ("title",))


def test_a_text_that_is_linked_by_two_is_one_article() -> None:
    one, other = _two()
    log = snapshot_of("The gates were shut.")
    mine, theirs = new_source(one, LOG), new_source(other, LOG)  # type: ignore[arg-type]
    drafted = draft(other, Document(log, About("Log"))).article
    first = link_document(one, mine, draft(one, Document(log, About("Log"))).article.id)
    second = link_document(other, theirs, drafted.id)
    assert first.document == second.document
    assert len(one.library.articles()) == 1


def test_sources_that_share_a_key_are_all_listed_and_named_by_their_ids() -> None:
    library = MemoryLibrary()
    workspace = make_workspace(library)
    source = add_source(workspace, LOG)  # type: ignore[arg-type]
    twin = Source(id="1782579299999999999", key="ferry1931", csl={"title": "The twin"})
    library.held_sources += (twin,)
    workspace.forget()
    assert workspace.living_sources == (source, twin)
    with pytest.raises(WrongUse, match=r"2 sources.*1782579299999999999"):
        find_source(workspace, "ferry1931")
    assert find_source(workspace, twin.id) == twin
    trash_source(workspace, twin)
    assert find_source(workspace, "ferry1931") == source


def test_a_source_comes_back_under_another_key_where_its_own_is_in_use() -> None:
    library = MemoryLibrary()
    workspace = make_workspace(library)
    source = add_source(workspace, LOG)  # type: ignore[arg-type]
    trash_source(workspace, source)
    library.held_sources += (Source(id="1782579299999999999", key="ferry1931", csl={"title": "The twin"}),)
    workspace.forget()
    undo(workspace)
    assert sorted(known.key for known in workspace.living_sources) == ["ferry1931", "ferry1931a"]
