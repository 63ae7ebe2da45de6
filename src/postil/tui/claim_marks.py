"""Which claims are drawn in a text, and how each looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.review.ledger import headline
from postil.tui.widgets.marks import Mark, Marks

if TYPE_CHECKING:
    from postil.core.model import Annotated


def marks_in(annotated: Annotated, text: str) -> Marks:
    """The marks of an article's living claims that have a place in a text, looking as their states do.

    Args:
        annotated: The article.
        text: The digest of the text that is drawn.
    """

    def look(name: str) -> str:
        claim, evidence = annotated.claims_by_id[name], annotated.evidence_of(name)
        return headline(claim, evidence, annotated.article.snapshot).name.lower()

    return Marks(
        (
            Mark(piece.start, piece.end, claim.id)
            for claim in annotated.live_claims
            if claim.target.stands_in(text)
            for piece in claim.target.selectors
        ),
        look,
    )
