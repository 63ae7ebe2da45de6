from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from postil.core.errors import BadInput, LibraryError, Stopped, WrongUse
from postil.core.model import Check, Stance
from postil.core.snapshot import TextRange
from postil.core.target import Anchoring
from postil.review.ledger import State
from postil.services.articles.articles import edit_article, listed, open_origin, trash_article
from postil.services.library.operation_words import READ_AGAIN
from postil.services.marks.claims import change_claim, edit_claim, mark_claim, move_claim, trash_claims
from postil.services.marks.deciding import accept, candidates, retire
from postil.services.marks.evidence import attach_evidence, edit_evidence, trash_evidence
from postil.services.marks.refreshing import refresh, take_in, told
from postil.services.marks.rereading import look_through
from postil.services.review.reviewing import all_rows, filtered
from postil.services.sources.sources import add_source, link_document
from postil.services.undo.trash import purge, trashed
from postil.services.undo.undoing import redo, undo
from postil.storage.disk_library import DiskLibrary
from tests import plain_engine
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
    from pathlib import Path

    from postil.core.model import Article, Claim
    from postil.core.snapshot import Snapshot
    from postil.services.library.workspace import Workspace
    from postil.services.marks.refreshing import Refreshed

CLOSED = "The harbour of Saltmarsh Quay closed on 3 March."
SAID = "The mayor said that the harbour closed for good."
BOATS = "Forty boats stayed in."

NEWER = snapshot_of(
    BOATS,
    "A notice was put up.",
    "The harbour of Saltmarsh Quay closed on 9 March.",
    "The mayor said that the harbour closed for good.",
    "She said it twice. The mayor said that the harbour closed for good.",
)
"""Boats moved, closed changed, said ambiguous."""

UNRELATED = snapshot_of("Cows graze.", "It rains again.")


@pytest.fixture(autouse=True)
def engine(monkeypatch: pytest.MonkeyPatch) -> None:
    plain_engine.install(monkeypatch)


@pytest.fixture
def workspace() -> Workspace:
    return make_workspace()


def mark(workspace: Workspace, article: Article, words: str) -> Claim:
    text = workspace.text_of(workspace.annotated(article.id).article).text
    start = text.index(words)
    return mark_claim(workspace, article.id, [TextRange(start, start + len(words))])


def read_as(workspace: Workspace, article: Article, text: Snapshot) -> Refreshed:
    now = workspace.annotated(article.id).article
    return take_in(workspace, look_through(workspace, now, text))


def now(workspace: Workspace, claim: Claim) -> Claim:
    return next(
        known
        for name in workspace.library.articles()
        for known in workspace.annotated(name).claims
        if known.id == claim.id
    )


def states(workspace: Workspace, *claims: Claim) -> list[str]:
    return [now(workspace, claim).target.state.value for claim in claims]


def test_each_mark_is_told_what_became_of_it(workspace: Workspace) -> None:
    article = add_article(workspace)
    closed, said, boats = (mark(workspace, article, words) for words in (CLOSED, SAID, BOATS))
    refreshed = read_as(workspace, article, NEWER)
    assert states(workspace, closed, said, boats) == ["changed", "ambiguous", "moved"]
    assert refreshed.article.snapshot == NEWER.digest
    assert [fate.claim.id for fate in refreshed.of(Anchoring.AMBIGUOUS)] == [said.id]
    there = now(workspace, closed).target
    assert (there.exact, there.confirmed.exact) == (CLOSED.replace("3", "9"), CLOSED)
    assert NEWER.text[there.selectors[0].start : there.selectors[0].end] == there.exact
    assert now(workspace, said).target.snapshot == HARBOUR.digest
    assert "1 moved, 1 changed, 1 ambiguous" in told(refreshed)
    assert [one.rewrite.value for one in refreshed.paragraphs] == ["new", "changed", "new"]


def test_the_same_text_is_nothing_new_and_writes_nothing(workspace: Workspace) -> None:
    article = add_article(workspace)
    mark(workspace, article, BOATS)
    before = len(history_of(workspace))
    refreshed = read_as(workspace, article, snapshot_of(*(block.text for block in HARBOUR.blocks)))
    assert (refreshed.is_new, refreshed.operation, len(history_of(workspace))) == (False, None, before)
    assert "Nothing has changed" in told(refreshed)


def test_words_that_come_back_are_found_again(workspace: Workspace) -> None:
    article = add_article(workspace)
    claims = [mark(workspace, article, words) for words in (CLOSED, SAID, BOATS)]
    read_as(workspace, article, UNRELATED)
    assert states(workspace, *claims) == ["orphaned"] * 3
    assert {now(workspace, claim).target.snapshot for claim in claims} == {HARBOUR.digest}
    read_as(workspace, article, HARBOUR)
    assert states(workspace, *claims) == ["anchored"] * 3
    places = now(workspace, claims[0]).target.places
    assert [place.state.value for place in places] == ["anchored", "orphaned", "anchored"]


def test_the_last_place_beyond_doubt_is_not_forgotten_while_a_mark_has_none(workspace: Workspace) -> None:
    article = add_article(workspace)
    boats = mark(workspace, article, BOATS)
    read_as(workspace, article, NEWER)
    read_as(workspace, article, UNRELATED)
    assert now(workspace, boats).target.confirmed.snapshot == NEWER.digest
    read_as(workspace, article, snapshot_of("Cows graze.", "Forty boats stayed in. It rains."))
    assert states(workspace, boats) == ["moved"]


def test_what_was_retired_stays_so_unless_its_words_are_back(workspace: Workspace) -> None:
    article = add_article(workspace)
    closed = mark(workspace, article, CLOSED)
    read_as(workspace, article, UNRELATED)
    retire(workspace, article.id, now(workspace, closed))
    read_as(workspace, article, snapshot_of("It snows."))
    read_as(workspace, article, NEWER)
    assert states(workspace, closed) == ["retired"]
    read_as(workspace, article, snapshot_of("At last.", CLOSED))
    assert states(workspace, closed) == ["moved"]


def test_marks_of_several_texts_are_each_looked_for_from_their_own(workspace: Workspace) -> None:
    article = add_article(workspace)
    closed, boats = mark(workspace, article, CLOSED), mark(workspace, article, BOATS)
    read_as(workspace, article, NEWER)
    notice = mark(workspace, article, "A notice was put up.")
    made = plain_engine.PlainEngine.made
    read_as(workspace, article, snapshot_of("A notice was put up.", CLOSED, BOATS))
    assert plain_engine.PlainEngine.made - made == 2
    assert states(workspace, closed, boats, notice) == ["moved", "moved", "anchored"]


def test_a_text_that_is_missing_leaves_the_words_alone_to_go_by() -> None:
    library = MemoryLibrary()
    workspace = make_workspace(library)
    article = add_article(workspace)
    boats = mark(workspace, article, BOATS)
    read_as(workspace, article, NEWER)
    read_as(workspace, article, UNRELATED)
    del library.texts[NEWER.digest]
    fresh = make_workspace(library)
    read_as(fresh, article, HARBOUR)
    assert states(fresh, boats) == ["moved"]


def test_trashed_marks_go_along_in_silence(workspace: Workspace) -> None:
    article = add_article(workspace)
    boats = mark(workspace, article, BOATS)
    trash_claims(workspace, article.id, [boats])
    refreshed = read_as(workspace, article, NEWER)
    assert refreshed.fates == ()
    assert (states(workspace, boats), bool(now(workspace, boats).deleted)) == (["moved"], True)


def quoting(workspace: Workspace, quote: str = BOATS, title: str = "A reply") -> tuple[Article, str]:
    """An article whose claim quotes the harbour report, and the id of that evidence."""
    reply = add_article(workspace, snapshot_of(f"{title}: boats?"), title)
    claim = mark(workspace, reply, "boats?")
    source = workspace.sources.get("report") or add_source(workspace, {"title": "Report", "id": "report"})
    report = next(
        name
        for name in workspace.library.articles()
        if workspace.annotated(name).article.title == "The harbour report"
    )
    if not source.document:
        source = link_document(workspace, source, report)
    piece = attach_evidence(workspace, reply.id, claim, stance=Stance.SUPPORTS, quote=quote, source=source)
    return reply, piece.id


def test_quotes_of_the_article_are_looked_up_again_wherever_they_are(workspace: Workspace) -> None:
    article = add_article(workspace)
    reply, piece = quoting(workspace)
    other, gone = quoting(workspace, CLOSED, "Another reply")
    refreshed = read_as(workspace, article, NEWER)
    found = workspace.annotated(reply.id).evidence_by_id[piece]
    assert (found.check, found.checked) == (Check.EXACT, NEWER.digest)
    assert found.target is not None
    assert (found.target.snapshot, found.target.state) == (NEWER.digest, Anchoring.MOVED)
    lost = workspace.annotated(other.id).evidence_by_id[gone]
    assert lost.check is not Check.EXACT
    assert [change.after.id for change in refreshed.quotes] == [gone]
    assert "1 quote of it found otherwise" in told(refreshed)
    undo(workspace)
    back = workspace.annotated(other.id).evidence_by_id[gone]
    assert (back.check, back.checked) == (Check.EXACT, HARBOUR.digest)


def test_a_quote_that_is_looked_up_brings_nothing_out_of_the_trash(workspace: Workspace) -> None:
    article = add_article(workspace)
    reply, piece = quoting(workspace)
    trash_evidence(workspace, reply.id, workspace.annotated(reply.id).evidence_by_id[piece])
    other, kept = quoting(workspace, BOATS, "Another reply")
    trash_article(workspace, workspace.annotated(other.id).article)
    refreshed = read_as(workspace, article, UNRELATED)
    assert workspace.annotated(reply.id).evidence_by_id[piece].checked == UNRELATED.digest
    assert workspace.annotated(other.id).evidence_by_id[kept].checked == UNRELATED.digest
    assert workspace.annotated(reply.id).evidence_by_id[piece].deleted
    assert workspace.annotated(other.id).article.deleted
    assert [change.after.id for change in refreshed.quotes] == [kept]


def test_one_undo_takes_all_of_it_back_also_by_another_start(tmp_path: Path) -> None:
    clock, ids = TestClock(), TestIds()

    def start() -> Workspace:
        library = DiskLibrary.open(tmp_path, clock, create=True)
        return make_workspace(library, clock=clock, make_id=ids)

    first = start()
    article = add_article(first)
    claims = [mark(first, article, words) for words in (CLOSED, SAID, BOATS)]
    reply, piece = quoting(first)
    before = [first.annotated(name) for name in (article.id, reply.id)]
    read_as(first, article, NEWER)
    second = start()
    after = [second.annotated(name) for name in (article.id, reply.id)]
    assert second.snapshot(NEWER.digest) == NEWER
    assert undo(second).label == READ_AGAIN
    third = start()
    for known, kept in zip((article.id, reply.id), before, strict=True):
        back = third.annotated(known)
        assert back.article.snapshots == kept.article.snapshots
        assert [claim.target for claim in back.claims] == [claim.target for claim in kept.claims]
        assert [one.target for one in back.evidence] == [one.target for one in kept.evidence]
    assert states(third, *claims) == ["anchored"] * 3
    redo(third)
    again = start().annotated(article.id)
    assert [claim.target for claim in again.claims] == [claim.target for claim in after[0].claims]
    assert not [finding for finding in third.library.examine() if finding.severity == "error"]
    assert piece in start().annotated(reply.id).evidence_by_id


def test_what_was_marked_and_moved_during_the_comparison_is_looked_for_too(workspace: Workspace) -> None:
    article = add_article(workspace)
    boats, closed = mark(workspace, article, BOATS), mark(workspace, article, CLOSED)
    found = look_through(workspace, article, NEWER)
    said = mark(workspace, article, SAID)
    start = HARBOUR.text.index("stayed in")
    move_claim(workspace, article.id, boats, [TextRange(start, start + 9)])
    edit_claim(workspace, article.id, closed, note="written meanwhile")
    take_in(workspace, found)
    assert states(workspace, boats, said, closed) == ["anchored", "ambiguous", "changed"]
    assert now(workspace, boats).target.exact == "stayed in"
    assert now(workspace, closed).note == "written meanwhile"
    assert not any(claim.conflicts for claim in workspace.annotated(article.id).claims)


def test_a_claim_that_another_marked_meanwhile_waits_for_the_next_reading(tmp_path: Path) -> None:
    clock, ids = TestClock(), TestIds()
    one, two = (
        make_workspace(DiskLibrary.open(tmp_path, clock, create=True), creator=name, clock=clock, make_id=ids)
        for name in ("ada", "ben")
    )
    article = add_article(one)
    two.annotated(article.id)
    read_as(one, article, NEWER)
    boats = mark(two, article, BOATS)  # on the text as ben knows it
    one.forget()
    annotated = one.annotated(article.id)
    assert annotated.article.snapshot == NEWER.digest
    left = annotated.claims_by_id[boats.id]
    assert not annotated.stands(left)
    assert annotated.in_doubt == (left,)
    assert [row.changed for row in listed(one)] == [1]
    (row,) = all_rows(one)
    assert (row.headline, row.place) == (State.CHANGED, None)
    assert [len(filtered([row], query, "")) for query in ("is:changed", "is:moved")] == [1, 0]
    refreshed = read_as(one, article, NEWER)
    assert (refreshed.is_new, bool(refreshed.operation)) == (False, True)
    assert states(one, boats) == ["moved"]
    assert one.annotated(article.id).article.snapshots == annotated.article.snapshots


def test_what_stands_is_not_looked_for_again(workspace: Workspace) -> None:
    article = add_article(workspace)
    closed = mark(workspace, article, CLOSED)
    read_as(workspace, article, NEWER)
    made = plain_engine.PlainEngine.made
    refreshed = read_as(workspace, article, NEWER)
    assert (plain_engine.PlainEngine.made, refreshed.operation) == (made, None)
    assert refreshed.of(Anchoring.CHANGED)[0].claim == now(workspace, closed)


def test_a_comparison_that_is_ended_has_changed_nothing(workspace: Workspace) -> None:
    article = add_article(workspace)
    claims = [mark(workspace, article, words) for words in (CLOSED, SAID, BOATS)]
    seen: list[tuple[int, int]] = []
    before = history_of(workspace)
    with pytest.raises(Stopped):
        look_through(
            workspace,
            article,
            NEWER,
            progress=lambda done, total: seen.append((done, total)),
            stopped=lambda: len(seen) == 2,
        )
    assert seen == [(0, 3), (1, 3)]
    assert history_of(workspace) == before
    assert states(workspace, *claims) == ["anchored"] * 3


def test_a_text_that_another_article_has_is_taken_and_told(workspace: Workspace) -> None:
    article = add_article(workspace)
    twin = add_article(workspace, NEWER, "The newer report")
    refreshed = read_as(workspace, article, NEWER)
    assert refreshed.twin == twin
    assert f"“The newer report” ({twin.id}) has the same text by now" in told(refreshed)


def test_an_article_that_is_not_in_the_library_takes_its_new_text(tmp_path: Path) -> None:
    workspace = make_workspace(MemoryLibrary(tmp_path / "annotations"))
    file = tmp_path / "draft.txt"
    file.write_text("Forty boats stayed in.", encoding="utf-8")
    article = open_origin(workspace, str(file)).annotated.article
    file.write_text("Forty-one boats stayed in.", encoding="utf-8")
    refreshed = refresh(workspace, article)
    assert (refreshed.is_new, refreshed.operation) == (True, None)
    assert workspace.is_draft(article.id)
    claim = mark(workspace, article, "Forty-one")
    assert make_workspace(workspace.library).annotated(article.id).claims == (claim,)


@pytest.mark.parametrize(
    ("made", "said"),
    [
        ("gone", "is gone"),
        ("folder", "is a folder"),
        ("binary", "is a PNG picture"),
        ("empty", "is empty"),
        ("nothing", "standard input"),
        ("pipe", "neither a text nor a folder"),
    ],
)
def test_a_file_that_cannot_be_read_again_is_told_and_changes_nothing(
    tmp_path: Path, made: str, said: str
) -> None:
    workspace = make_workspace(MemoryLibrary(tmp_path / "annotations"))
    file = tmp_path / "essay.txt"
    file.write_text("Forty boats stayed in.", encoding="utf-8")
    article = open_origin(workspace, str(file)).annotated.article
    boats = mark(workspace, article, "Forty boats")
    file.unlink()
    if made == "folder":
        file.mkdir()
    elif made == "binary":
        file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    elif made == "empty":
        file.write_text(" \n")
    elif made == "pipe":
        os.mkfifo(file)
    elif made == "nothing":
        edit_article(workspace, workspace.annotated(article.id).article, path="")
    before = history_of(workspace)
    with pytest.raises(BadInput, match=said) as refused:
        refresh(workspace, workspace.annotated(article.id).article)
    assert refused.value.hint
    assert history_of(workspace) == before
    assert states(workspace, boats) == ["anchored"]


def test_a_changed_mark_is_accepted(workspace: Workspace) -> None:
    article = add_article(workspace)
    closed = mark(workspace, article, CLOSED)
    read_as(workspace, article, NEWER)
    accept(workspace, article.id, now(workspace, closed))
    target = now(workspace, closed).target
    assert [place.state.value for place in target.places] == ["anchored", "changed", "anchored"]
    assert target.confirmed.exact == CLOSED.replace("3", "9")
    with pytest.raises(WrongUse, match="nothing to accept"):
        accept(workspace, article.id, now(workspace, closed))
    undo(workspace)
    assert states(workspace, closed) == ["changed"]


def test_one_of_several_places_is_picked(workspace: Workspace) -> None:
    article = add_article(workspace)
    said = mark(workspace, article, SAID)
    read_as(workspace, article, NEWER)
    found = candidates(workspace, workspace.annotated(article.id), now(workspace, said))
    assert [NEWER.text[place[0].start : place[0].end] for place in found] == [SAID, SAID]
    with pytest.raises(WrongUse, match="no place to accept"):
        accept(workspace, article.id, now(workspace, said))
    accept(workspace, article.id, now(workspace, said), found[1])
    target = now(workspace, said).target
    assert (target.snapshot, target.selectors[0].start) == (NEWER.digest, found[1][0].start)
    assert not workspace.annotated(article.id).in_doubt


def test_an_orphan_is_put_on_other_words_or_retired(workspace: Workspace) -> None:
    article = add_article(workspace)
    boats, closed = mark(workspace, article, BOATS), mark(workspace, article, CLOSED)
    with pytest.raises(WrongUse, match="stand in the text"):
        retire(workspace, article.id, boats)
    read_as(workspace, article, UNRELATED)
    assert set(workspace.annotated(article.id).in_doubt) == {
        now(workspace, claim) for claim in (boats, closed)
    }
    change_claim(workspace, article.id, now(workspace, boats), [TextRange(0, 11)], note="cows now")
    target = now(workspace, boats).target
    assert (target.exact, target.state, len(target.history)) == ("Cows graze.", Anchoring.ANCHORED, 2)
    assert now(workspace, boats).note == "cows now"
    retire(workspace, article.id, now(workspace, closed))
    with pytest.raises(WrongUse, match="retired already"):
        retire(workspace, article.id, now(workspace, closed))
    annotated = workspace.annotated(article.id)
    assert not annotated.in_doubt
    assert not annotated.is_in_doubt(now(workspace, closed))


def test_a_boundary_that_is_moved_keeps_the_history(workspace: Workspace) -> None:
    article = add_article(workspace)
    boats = mark(workspace, article, BOATS)
    read_as(workspace, article, NEWER)
    moved = move_claim(workspace, article.id, now(workspace, boats), [TextRange(0, 11)])
    assert (moved.target.exact, len(moved.target.history)) == ("Forty boats", 1)


def test_both_may_be_read_again_by_two_at_once(tmp_path: Path) -> None:
    clock, ids = TestClock(), TestIds()
    one, two = (
        make_workspace(DiskLibrary.open(tmp_path, clock, create=True), creator=name, clock=clock, make_id=ids)
        for name in ("ada", "ben")
    )
    article = add_article(one)
    boats = mark(one, article, BOATS)
    two.annotated(article.id)
    read_as(one, article, NEWER)
    read_as(two, article, NEWER)
    fresh = make_workspace(DiskLibrary.open(tmp_path, clock))
    kept = fresh.annotated(article.id)
    assert kept.article.snapshot == NEWER.digest
    assert (kept.claims_by_id[boats.id].target.exact, kept.claims_by_id[boats.id].conflicts) == (BOATS, ())
    assert len(kept.claims_by_id[boats.id].target.history) == 1


def test_what_was_trashed_elsewhere_meanwhile_stays_in_the_trash(tmp_path: Path) -> None:
    clock, ids = TestClock(), TestIds()
    one, two = (
        make_workspace(DiskLibrary.open(tmp_path, clock, create=True), creator=name, clock=clock, make_id=ids)
        for name in ("ada", "ben")
    )
    article = add_article(one)
    boats, closed, said = (mark(one, article, words) for words in (BOATS, CLOSED, SAID))
    reply, piece = quoting(one, BOATS)
    other, _ = quoting(one, CLOSED, "Another reply")
    for workspace in (two,):
        for name in (article.id, reply.id, other.id):
            workspace.annotated(name)
    trash_claims(one, article.id, [boats, closed])
    trash_evidence(one, reply.id, one.annotated(reply.id).evidence_by_id[piece])
    trash_article(one, one.annotated(other.id).article)
    read_as(two, article, NEWER)
    fresh = make_workspace(DiskLibrary.open(tmp_path, clock))
    annotated = fresh.annotated(article.id)
    assert [claim.id for claim in annotated.live_claims] == [said.id]
    assert annotated.claims_by_id[boats.id].target.snapshot == NEWER.digest
    assert fresh.annotated(reply.id).evidence_by_id[piece].deleted
    assert fresh.annotated(other.id).article.deleted
    undo(two)
    fresh.forget()
    assert [claim.id for claim in fresh.annotated(article.id).live_claims] == [said.id]
    edit_claim(two, article.id, said, note="seen")
    trash_article(one, one.annotated(article.id).article)
    read_as(two, article, UNRELATED)
    fresh.forget()
    assert fresh.annotated(article.id).article.deleted


def test_a_claim_that_was_purged_meanwhile_stays_empty(workspace: Workspace) -> None:
    article = add_article(workspace)
    boats = mark(workspace, article, BOATS)
    other = make_workspace(workspace.library, clock=workspace.clock, make_id=workspace.make_id)  # type: ignore[arg-type]
    other.annotated(article.id)
    trash_claims(workspace, article.id, [boats])
    purge(workspace, trashed(workspace))
    read_as(other, article, NEWER)
    workspace.forget()
    assert (now(workspace, boats).target.snapshot, bool(now(workspace, boats).deleted)) == ("", True)


def test_only_what_a_reader_has_to_look_at_counts_as_modified(workspace: Workspace) -> None:
    article = add_article(workspace)
    closed, said, boats = (mark(workspace, article, words) for words in (CLOSED, SAID, BOATS))
    reply, kept = quoting(workspace)
    other, lost = quoting(workspace, CLOSED, "Another reply")
    before = {name: workspace.annotated(name) for name in (article.id, reply.id, other.id)}
    read_as(workspace, article, NEWER)
    assert now(workspace, boats).modified == boats.modified
    assert now(workspace, closed).modified > closed.modified
    assert now(workspace, said).modified > said.modified
    piece = workspace.annotated(reply.id).evidence_by_id[kept]
    assert (piece.checked, piece.modified) == (NEWER.digest, before[reply.id].evidence_by_id[kept].modified)
    gone = workspace.annotated(other.id).evidence_by_id[lost]
    assert gone.modified > before[other.id].evidence_by_id[lost].modified
    undo(workspace)
    assert now(workspace, boats) == boats
    redo(workspace)
    assert now(workspace, boats).modified == boats.modified


def test_a_mark_knows_which_reading_has_brought_it_there(workspace: Workspace) -> None:
    article = add_article(workspace)
    boats, closed = mark(workspace, article, BOATS), mark(workspace, article, CLOSED)
    read = read_as(workspace, article, NEWER).article.read
    assert [now(workspace, claim).target.read for claim in (boats, closed)] == [read, read]
    accept(workspace, article.id, now(workspace, closed))
    places = now(workspace, closed).target.places
    assert [place.read for place in places] == ["", read, ""]


def test_evidence_that_is_edited_after_it_is_looked_up_in_the_new_text(workspace: Workspace) -> None:
    article = add_article(workspace)
    reply, piece = quoting(workspace)
    read_as(workspace, article, NEWER)
    known = workspace.annotated(reply.id).evidence_by_id[piece]
    after = edit_evidence(workspace, reply.id, known, quote="A notice was put up.")
    assert (after.check, after.checked) == (Check.EXACT, NEWER.digest)


def test_an_article_that_cannot_be_read_is_told(workspace: Workspace) -> None:
    article = replace(add_article(workspace), id="1" * 19)
    with pytest.raises(LibraryError):
        look_through(workspace, article, NEWER)
