"""What became of marks and paragraphs as JSON: the keys that `help/shell.md` documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.anchoring.rewording import rewordings
from postil.core.rewriting import Rewrite
from postil.core.target import Anchoring
from postil.services.review.documents import article_document, claim_document
from postil.services.review.reviewing import paragraph_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.core.annotated import Annotated
    from postil.core.model import JSON, Claim
    from postil.core.rewriting import Rewritten
    from postil.core.snapshot import Snapshot, TextRange
    from postil.core.target import Target
    from postil.services.marks.deciding import Place
    from postil.services.marks.refreshing import Fate, Refreshed, Requoted
    from postil.services.review.documents import Document

AROUND = 60
"""Code points that are shown on each side of a candidate."""


def claim_in_full(
    annotated: Annotated, claim: Claim, text: Snapshot, candidates: Sequence[Place]
) -> Document:
    """A claim with its history and the candidates for its place in the newest text."""
    return {
        **claim_document(annotated.article, claim, annotated.evidence_of(claim.id)),
        "paragraph": paragraph_at(text, claim.start) if annotated.stands(claim) else 0,
        **_meanwhile(claim.target),
        "candidates": _candidates(text, candidates),
    }


def refreshed_document(refreshed: Refreshed, text: Snapshot) -> Document:
    """What became of an article that was read again."""
    told = [fate for fate in refreshed.fates if fate.claim.target.state is not Anchoring.ANCHORED]
    return {
        **article_document(refreshed.article),
        "new": refreshed.is_new,
        "operation": refreshed.operation.id if refreshed.operation else "",
        "counts": {state.value: len(refreshed.of(state)) for state in Anchoring},
        "marks": [_fate(fate, text) for fate in told],
        "quotes": [_requoted(change) for change in refreshed.quotes],
        "paragraphs": [_paragraph(one, text) for one in refreshed.paragraphs],
        "same_text_as": refreshed.twin.id if refreshed.twin else "",
    }


def _fate(fate: Fate, text: Snapshot) -> Document:
    target = fate.claim.target
    return {
        "id": fate.claim.id,
        "state": target.state.value,
        "statement": fate.claim.statement,
        "paragraph": paragraph_at(text, fate.claim.start) if target.stands_in(text.digest) else 0,
        "exact": target.exact,
        **_meanwhile(target),
        "candidates": _candidates(text, fate.verdict.candidates),
    }


def _meanwhile(target: Target) -> Document:
    """The last words that were beyond doubt, what stood around them, and what is other now."""
    sure = target.confirmed
    changed = rewordings(sure.exact, target.exact)
    return {
        "confirmed": sure.exact,
        "context": [sure.selectors[0].prefix, sure.selectors[-1].suffix],
        "differences": [{"before": part.before, "after": part.after} for part in changed],
    }


def _candidates(text: Snapshot, candidates: Sequence[Place]) -> list[JSON]:
    return [
        {
            "start": pieces[0].start,
            "end": pieces[-1].end,
            "paragraph": paragraph_at(text, pieces[0].start),
            "exact": words_of(text, pieces),
            "prefix": text.text[max(pieces[0].start - AROUND, 0) : pieces[0].start],
            "suffix": text.text[pieces[-1].end : pieces[-1].end + AROUND],
        }
        for pieces in candidates
    ]


def words_of(text: Snapshot, pieces: Sequence[TextRange]) -> str:
    """The words of some stretches of a text; separate ones are joined by ` … `."""
    return " … ".join(text.text[piece.start : piece.end] for piece in pieces)


def _requoted(change: Requoted) -> Document:
    return {
        "id": change.after.id,
        "claim": change.after.claim,
        "quote": change.after.quote,
        "before": change.before.check.value,
        "check": change.after.check.value,
    }


def _paragraph(one: Rewritten, text: Snapshot) -> Document:
    start = text.starts[one.block]
    gone = one.rewrite is Rewrite.REMOVED
    return {
        "paragraph": paragraph_at(text, start),
        "start": start,
        "rewrite": one.rewrite.value,
        "before": one.before,
        "after": "" if gone else text.blocks[one.block].text,
    }
