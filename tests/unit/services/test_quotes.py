from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from postil.core.changes import SOURCES, Change
from postil.core.model import Check, Stance
from postil.core.snapshot import TextRange
from postil.core.target import Anchoring
from postil.services.marks.claims import mark_claim
from postil.services.marks.evidence import attach_evidence, edit_evidence
from postil.services.marks.quotes import (
    beside_sources,
    compare_with,
    keep_answers,
    look_again,
    recheck,
    source_snapshot,
)
from postil.services.sources.sources import add_source, link_document
from tests.fakes import add_article, history_of, make_workspace, snapshot_of

if TYPE_CHECKING:
    from postil.core.model import Evidence
    from postil.services.library.workspace import Workspace

LOG = "The gates were shut at noon on 3 March. Nobody had given an order to shut them."


@pytest.fixture
def quoting() -> tuple[Workspace, str, Evidence]:
    """An article with one claim and one altered quote, whose source has its text."""
    workspace = make_workspace()
    essay = add_article(workspace)
    log = add_article(workspace, snapshot_of(LOG))
    source = add_source(workspace, {"type": "report", "title": "Harbour log"})
    source = link_document(workspace, source, log.id)
    claim = mark_claim(workspace, essay.id, [TextRange(4, 11)])
    piece = attach_evidence(
        workspace,
        essay.id,
        claim,
        stance=Stance.SUPPORTS,
        quote="The gates were shut at noon on 4 March.",
        source=source,
    )
    return workspace, essay.id, piece


def test_a_quote_is_compared_when_it_comes_and_when_it_is_edited(
    quoting: tuple[Workspace, str, Evidence],
) -> None:
    workspace, essay, piece = quoting
    assert piece.check is Check.ALTERED
    assert piece.target is not None
    assert piece.target.exact == "The gates were shut at noon on 3 March."
    edited = edit_evidence(workspace, essay, piece, quote="The gates were shut … on 3 March.")
    assert edited.check is Check.ELIDED
    assert edited.target is not None
    assert [selector.exact for selector in edited.target.selectors] == ["The gates were shut", "on 3 March."]
    assert edit_evidence(workspace, essay, edited, quote="It rained all day.").check is Check.NOT_FOUND


def test_the_comparison_is_told(quoting: tuple[Workspace, str, Evidence]) -> None:
    workspace, _, piece = quoting
    snapshot = source_snapshot(workspace, workspace.source(piece.source))
    answer = compare_with(snapshot, piece.quote)
    assert [(each.source, each.quote) for each in answer.differences] == [("3", "4")]
    assert answer.after == ". Nobody had given an order to shut them"
    assert compare_with(None, piece.quote).check is Check.UNCHECKED


def test_all_quotes_are_checked_again_as_one_gesture(quoting: tuple[Workspace, str, Evidence]) -> None:
    workspace, essay, piece = quoting
    assert recheck(workspace) == ()
    stale = workspace.changed(piece, check=Check.EXACT, target=None)
    workspace.commit("import", [Change(essay, piece, stale)])
    count = len(history_of(workspace))
    assert recheck(workspace, articles=["another"]) == ()
    (answer,) = recheck(workspace, articles=[essay])
    assert (answer.before.check, answer.after.check) == (Check.EXACT, Check.ALTERED)
    assert answer.after.target is not None
    assert len(history_of(workspace)) == count + 1
    assert recheck(workspace) == ()


def test_the_place_that_a_quote_was_followed_to_is_kept(quoting: tuple[Workspace, str, Evidence]) -> None:
    workspace, essay, piece = quoting
    assert piece.target is not None
    followed = piece.target.anchored_anew(
        piece.target.snapshot,
        (replace(piece.target.selectors[0], start=4, exact="gates"),),
        Anchoring.CHANGED,
    )
    workspace.commit("import", [Change(essay, piece, workspace.changed(piece, target=followed))])
    count = len(history_of(workspace))
    assert recheck(workspace) == ()
    (one,) = beside_sources(workspace, essay, workspace.annotated(essay).evidence)
    assert one.rechecked is None
    assert len(history_of(workspace)) == count


def test_evidence_that_was_changed_since_it_was_looked_at_is_passed_over(
    quoting: tuple[Workspace, str, Evidence],
) -> None:
    workspace, essay, piece = quoting
    stale = workspace.changed(piece, check=Check.EXACT)
    workspace.commit("import", [Change(essay, piece, stale)])
    checked = look_again(workspace)
    assert workspace.annotated(essay).evidence_by_id[piece.id].check is Check.EXACT
    edited = edit_evidence(workspace, essay, stale, quote="Nobody had given an order")
    keep_answers(workspace, checked.changed)
    assert workspace.annotated(essay).evidence_by_id[piece.id] == edited


def test_how_many_quotes_are_found_otherwise_is_told(quoting: tuple[Workspace, str, Evidence]) -> None:
    workspace, essay, piece = quoting
    assert look_again(workspace).told == "1 quote checked: none is found otherwise than before."
    workspace.commit("import", [Change(essay, piece, workspace.changed(piece, check=Check.EXACT))])
    assert look_again(workspace).told == "1 quote checked: 1 is found otherwise than before."
    assert look_again(workspace, articles=["another"]).told.startswith("No quote")


def test_a_place_that_moved_keeps_its_history(quoting: tuple[Workspace, str, Evidence]) -> None:
    workspace, essay, piece = quoting
    assert piece.target is not None
    elsewhere = piece.target.anchored_anew("0" * 64, piece.target.selectors, piece.target.state)
    workspace.commit("import", [Change(essay, piece, workspace.changed(piece, target=elsewhere))])
    (answer,) = recheck(workspace)
    assert answer.after.target is not None
    assert answer.after.target.snapshot == piece.target.snapshot
    assert len(answer.after.target.history) == 2


def test_what_has_no_text_any_more_stays_as_it_was(quoting: tuple[Workspace, str, Evidence]) -> None:
    workspace, essay, piece = quoting
    source = workspace.source(piece.source)
    workspace.commit("unlink", [Change(SOURCES, source, workspace.changed(source, document=""))])
    assert recheck(workspace) == ()
    assert workspace.annotated(essay).evidence_by_id[piece.id].check is Check.ALTERED
