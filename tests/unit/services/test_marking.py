from __future__ import annotations

import pytest

from postil.core.errors import WrongUse
from postil.core.model import Check, Locator, Stance
from postil.core.snapshot import TextRange
from postil.services.marks.claims import edit_claim, mark_claim, move_claim, rate_claim, trash_claims
from postil.services.marks.evidence import attach_evidence, edit_evidence, move_evidence, trash_evidence
from postil.services.sources.sources import link_document, new_source
from postil.services.undo.undoing import undo
from tests.fakes import add_article, make_workspace, snapshot_of


def test_a_claim_is_described_and_its_fields_are_cleaned() -> None:
    workspace = make_workspace()
    article = add_article(workspace)
    claim = mark_claim(
        workspace,
        article.id,
        [TextRange(4, 11)],
        tags=["  harbour ", "harbour", ""],
        note=" a\x1b[31m\nb ",
        speaker="The\tmayor",
    )
    assert claim.target.exact == "harbour"
    assert (claim.tags, claim.note, claim.speaker) == (("harbour",), "a\nb", "The mayor")
    assert claim.creator == "ada"
    assert workspace.annotated(article.id).live_claims == (claim,)


@pytest.mark.parametrize(
    "ranges",
    [
        [],
        [TextRange(3, 4)],
        [TextRange(5, 5)],
        [TextRange(0, 100_000)],
        [TextRange(20, 30), TextRange(0, 3)],
        [TextRange(0, 12), TextRange(4, 20)],
    ],
)
def test_a_claim_needs_words_in_order(ranges: list[TextRange]) -> None:
    workspace = make_workspace()
    article = add_article(workspace)
    with pytest.raises(WrongUse):
        mark_claim(workspace, article.id, ranges)


def test_moving_rating_editing_and_trashing_a_claim() -> None:
    workspace = make_workspace()
    article = add_article(workspace)
    claim = mark_claim(workspace, article.id, [TextRange(4, 11)])
    claim = move_claim(workspace, article.id, claim, [TextRange(0, 11)])
    claim = rate_claim(workspace, article.id, claim, "Disputed")
    claim = edit_claim(workspace, article.id, claim, text="It closed.")
    assert (claim.target.exact, claim.rating, claim.statement) == ("The harbour", "disputed", "It closed.")
    with pytest.raises(WrongUse, match="not a rating"):
        rate_claim(workspace, article.id, claim, "splendid")
    trash_claims(workspace, article.id, [claim])
    assert workspace.annotated(article.id).live_claims == ()


def test_evidence_brings_its_new_source_along_and_undo_takes_both_back() -> None:
    workspace = make_workspace()
    article = add_article(workspace)
    claim = mark_claim(workspace, article.id, [TextRange(4, 11)])
    source = new_source(workspace, {"title": "Harbour log", "issued": {"date-parts": [[1931]]}})
    evidence = attach_evidence(
        workspace,
        article.id,
        claim,
        stance=Stance.DISPUTES,
        quote=" Gates open. ",
        source=source,
        locator="p. 12",
    )
    assert (evidence.quote, evidence.check, evidence.locator) == (
        "Gates open.",
        Check.UNCHECKED,
        Locator("page", "12"),
    )
    assert source.key in workspace.sources
    undo(workspace)
    assert workspace.annotated(article.id).evidence_of(claim.id) == ()
    assert source.key not in workspace.sources


def test_a_quote_is_looked_up_in_its_sources_text_and_again_when_it_changes() -> None:
    workspace = make_workspace()
    article = add_article(workspace)
    log = add_article(workspace, snapshot_of("The gates were open at noon."), "Log")
    claim = mark_claim(workspace, article.id, [TextRange(4, 11)])
    source = link_document(workspace, new_source(workspace, {"title": "Log"}), log.id)
    evidence = attach_evidence(
        workspace, article.id, claim, stance=Stance.DISPUTES, quote="gates were open", source=source
    )
    assert (evidence.check, evidence.checked) == (Check.EXACT, log.snapshot)
    assert evidence.target is not None
    assert evidence.target.exact == "gates were open"
    changed = edit_evidence(workspace, article.id, evidence, quote="gates were shut")
    assert changed.check is not Check.EXACT
    assert edit_evidence(workspace, article.id, changed, note="see p. 3").check is changed.check


def test_evidence_needs_words_and_moves_and_goes() -> None:
    workspace = make_workspace()
    article = add_article(workspace)
    claim, other = (mark_claim(workspace, article.id, [TextRange(at, at + 11)]) for at in (0, 12))
    source = new_source(workspace, {"title": "Log"})
    with pytest.raises(WrongUse, match="words"):
        attach_evidence(workspace, article.id, claim, stance=Stance.SUPPORTS, quote=" \x00 ", source=source)
    evidence = attach_evidence(
        workspace, article.id, claim, stance=Stance.SUPPORTS, quote="Shut.", source=source
    )
    evidence = move_evidence(workspace, article.id, evidence, other)
    assert workspace.annotated(article.id).evidence_of(other.id) == (evidence,)
    trash_evidence(workspace, article.id, evidence)
    assert workspace.annotated(article.id).evidence_of(other.id) == ()
