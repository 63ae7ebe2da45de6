from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from postil.core.changes import SOURCES
from postil.core.errors import ChangedMeanwhile
from postil.core.model import Stance
from postil.core.snapshot import TextRange
from postil.services.library import watching
from postil.services.library.watching import Watch
from postil.services.marks import claims
from postil.services.marks.evidence import attach_evidence
from postil.services.sources import sources
from postil.services.undo.trash import purge, trashed
from postil.services.undo.undoing import undo
from tests.fakes import (
    MemoryLibrary,
    QueueWriter,
    TestClock,
    TestIds,
    add_article,
    make_workspace,
    snapshot_of,
)

if TYPE_CHECKING:
    from pathlib import Path

    from postil.services.library.workspace import Workspace


def two(folder: Path) -> tuple[Workspace, Workspace, Watch, str]:
    """Two workspaces on one library with an article of one claim, and a watch of the first that has looked once."""
    library, clock, ids = MemoryLibrary(folder), TestClock(), TestIds()
    ours = make_workspace(library, clock=clock, make_id=ids)
    theirs = make_workspace(library, creator="bob", clock=clock, make_id=ids)
    article = add_article(theirs).id
    claims.mark_claim(theirs, article, [TextRange(4, 11)])
    ours.annotated(article)
    watch = Watch(ours)
    watch.look()
    return ours, theirs, watch, article


def the_claim(workspace: Workspace, article: str) -> str:
    return workspace.annotated(article).live_claims[0].rating


def test_what_others_write_is_read_and_told_once(tmp_path: Path) -> None:
    ours, theirs, watch, article = two(tmp_path)
    claims.rate_claim(theirs, article, theirs.annotated(article).live_claims[0], "refuted")
    news = watch.look()
    assert news.articles == {article}
    assert the_claim(ours, article) == "unrated"
    assert watch.take_in(news) == {article}
    assert the_claim(ours, article) == "refuted"
    assert not watch.look()


def test_ones_own_changes_are_no_news(tmp_path: Path) -> None:
    ours, _, watch, article = two(tmp_path)
    claims.rate_claim(ours, article, ours.annotated(article).live_claims[0], "refuted")
    held = ours.annotated(article)
    assert not watch.look()
    watch.doubt([article])
    assert not watch.look()
    assert ours.annotated(article) is held


def test_a_reading_that_the_writer_has_overtaken_is_done_again(tmp_path: Path) -> None:
    ours, theirs, watch, article = two(tmp_path)
    claims.edit_claim(theirs, article, theirs.annotated(article).live_claims[0], speaker="the mayor")
    news = watch.look()
    claims.rate_claim(ours, article, ours.annotated(article).live_claims[0], "refuted")
    assert watch.take_in(news) == frozenset()
    assert the_claim(ours, article) == "refuted"
    watch.take_in(watch.look())
    claim = ours.annotated(article).live_claims[0]
    assert (claim.rating, claim.speaker) == ("refuted", "the mayor")


def test_what_is_not_on_disk_yet_stays_on_top(tmp_path: Path) -> None:
    ours, theirs, watch, article = two(tmp_path)
    library = ours.library
    assert isinstance(library, MemoryLibrary)
    ours.writer = writer = QueueWriter(library)
    claim = ours.annotated(article).live_claims[0]
    claims.edit_claim(ours, article, claim, note="ours")
    claims.mark_claim(ours, article, [TextRange(0, 3)])
    claims.edit_claim(theirs, article, theirs.annotated(article).live_claims[0], note="theirs", tags=["new"])
    assert watch.take_in(watch.look()) == {article}
    now = ours.annotated(article).claims_by_id[claim.id]
    assert (now.note, now.tags) == ("ours", ("new",))
    assert [conflict.value for conflict in now.conflicts] == ["theirs"]
    assert len(ours.annotated(article).live_claims) == 2
    writer.flush()
    assert library.read(article) == ours.annotated(article)


def test_the_bibliography_and_new_articles_are_news(tmp_path: Path) -> None:
    ours, theirs, watch, _ = two(tmp_path)
    assert ours.sources == {}
    sources.add_source(theirs, {"type": "book", "title": "Log", "id": "log"})
    other = add_article(theirs, snapshot_of("Another text."), "Another").id
    assert watch.take_in(watch.look()) == {SOURCES, other}
    assert "log" in ours.sources


def test_a_file_that_is_written_into_is_read_when_the_writer_is_done(tmp_path: Path) -> None:
    ours, theirs, watch, article = two(tmp_path)
    library = ours.library
    assert isinstance(library, MemoryLibrary)
    claims.rate_claim(theirs, article, theirs.annotated(article).live_claims[0], "refuted")
    library.inodes[article] -= 1  # as if into the same file
    assert not watch.look()
    assert watch.in_haste
    library.writes[article] += 1
    assert not watch.look()
    assert watch.look().articles == {article}
    assert not watch.in_haste


def test_of_many_articles_only_those_in_memory_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs, watch, article = two(tmp_path)
    monkeypatch.setattr(watching, "MANY", 2)
    more = {add_article(theirs, snapshot_of(f"No. {number}"), f"No. {number}").id for number in range(3)}
    claims.rate_claim(theirs, article, theirs.annotated(article).live_claims[0], "refuted")
    news = watch.look()
    assert news.fresh.keys() == {article}
    assert watch.take_in(news) == {article, *more}
    assert ours.held_articles == {article}


def test_a_folder_that_cannot_be_looked_at_is_told_once_and_nothing_is_dropped(tmp_path: Path) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    ours, _, watch, article = two(folder)
    folder.rmdir()
    told = [problem for _ in range(3) for problem in watch.look().problems]
    assert len(told) == 1
    assert "cannot be looked at" in told[0]
    assert ours.held_articles == {article}


def test_what_cannot_be_read_is_told_and_what_was_known_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs, watch, article = two(tmp_path)
    claims.rate_claim(theirs, article, theirs.annotated(article).live_claims[0], "refuted")
    library = ours.library
    assert isinstance(library, MemoryLibrary)
    kept = library.held.pop(article)
    monkeypatch.setattr(library, "held", {})
    monkeypatch.setattr(library, "signatures", lambda: {article: (99, 99)})
    news = watch.look()
    assert news.problems == (f"There is no article {article}.",)
    watch.take_in(news)
    assert the_claim(ours, article) == "unrated"
    assert replace(kept).article.id == article


def test_undoing_an_edit_leaves_in_the_trash_what_was_put_there_since(tmp_path: Path) -> None:
    ours, theirs, watch, article = two(tmp_path)
    claims.rate_claim(ours, article, ours.annotated(article).live_claims[0], "refuted")
    theirs.forget()
    claims.trash_claims(theirs, article, theirs.annotated(article).live_claims)
    watch.take_in(watch.look())
    undo(ours)
    (claim,) = ours.annotated(article).claims
    assert (claim.rating, bool(claim.deleted)) == ("unrated", True)


def test_evidence_for_a_claim_that_was_purged_is_refused(tmp_path: Path) -> None:
    ours, theirs, watch, article = two(tmp_path)
    claim = ours.annotated(article).live_claims[0]
    claims.trash_claims(theirs, article, [theirs.annotated(article).live_claims[0]])
    purge(theirs, trashed(theirs))
    watch.take_in(watch.look())
    source = sources.new_source(ours, {"type": "book", "title": "Log"})
    with pytest.raises(ChangedMeanwhile, match="purged elsewhere"):
        attach_evidence(ours, article, claim, stance=Stance.SUPPORTS, quote="Forty.", source=source)


def test_two_edits_of_one_source_keep_the_fields_of_both(tmp_path: Path) -> None:
    ours, theirs, watch, _ = two(tmp_path)
    made = sources.add_source(ours, {"type": "book", "title": "Log", "id": "log"})
    theirs.forget()
    sources.edit_source(theirs, theirs.source("log"), {"publisher": "Quay"})
    watch.take_in(watch.look())
    after = sources.edit_source(ours, made, {"title": "Harbour log"})
    assert (after.csl["publisher"], after.title, after.conflicts) == ("Quay", "Harbour log", ())
    before = after
    theirs.forget()
    sources.edit_source(theirs, theirs.source("log"), {"title": "Their log"})
    watch.take_in(watch.look())
    after = sources.edit_source(ours, before, {"title": "Our log"})
    assert [conflict.field for conflict in after.conflicts] == ["csl"]


def test_tags_are_added_to_those_that_others_have_given(tmp_path: Path) -> None:
    ours, theirs, watch, article = two(tmp_path)
    before = ours.annotated(article).live_claims[0]
    claims.edit_claim(theirs, article, theirs.annotated(article).live_claims[0], tags=["theirs"])
    watch.take_in(watch.look())
    claims.tag_claims(ours, [(article, before)], add=["ours"])
    claim = ours.annotated(article).live_claims[0]
    assert (claim.tags, claim.conflicts) == (("theirs", "ours"), ())
