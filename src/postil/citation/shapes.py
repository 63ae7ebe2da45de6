"""What is copied: quotes, cited quotes, claims with their evidence, references.

Nothing here holds a control character, but for the line breaks of what is set as a block. In every markup the
text is escaped: a parser gives the words back as they were.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from postil.citation.forms.form import Quote
from postil.citation.forms.plain import Plain
from postil.core.model import UNRATED, Claim, Evidence
from postil.core.wording import CHECK_WORDS, STANCE_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from postil.citation.forms.form import Form
    from postil.citation.reference import Citation

BLOCK_WORDS = 40
"""From this many words on a quote is set as a block (Publication Manual of the APA, 7th ed., 8.27)."""


class Shape(StrEnum):
    """How much is copied; the values are the words of the settings."""

    QUOTE = "quote"
    CITED = "cited"
    CLAIM = "claim"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Layout:
    """What a copy is to look like.

    Attributes:
        shape: How much is copied.
        form: What it is written in.
        block_words: The number of words from which on a quote is set as a block.
        template: A shape of the reader's own, which goes before `shape`; empty for none.
    """

    shape: Shape = Shape.CITED
    form: Form = Plain()  # noqa: RUF009 - it has no state
    block_words: int = BLOCK_WORDS
    template: str = ""

    def quote(self, words: str) -> Quote:
        """Words that are quoted, as they are set."""
        return Quote(words, len(words.split()) >= self.block_words)


def evidence_text(layout: Layout, evidence: Evidence, citation: Citation) -> str:
    """Writes one piece of evidence; as a `CLAIM` it is the cited quote with its stance and check."""
    if layout.shape is Shape.CLAIM:
        return "\n\n".join(_by_stance(layout, [(evidence, citation)]))
    return _shaped(layout, evidence.quote, citation)


def claim_text(
    layout: Layout, claim: Claim, citation: Citation, evidence: Sequence[tuple[Evidence, Citation]] = ()
) -> str:
    """Writes a claim, citing the article itself.

    Args:
        layout: As a `CLAIM` it is the statement, its rating, the marked words and all evidence by stance.
        claim: The claim.
        citation: The article and the claim's place in it.
        evidence: The evidence of the claim, each piece with its citation.
    """
    exact = claim.target.exact
    if layout.shape is Shape.CLAIM:
        marked = layout.form.cited(layout.quote(exact), citation)
        parts = [_statement(layout.form, claim), marked, *_by_stance(layout, evidence)]
        return "\n\n".join(part for part in parts if part)
    return _shaped(layout, exact, citation)


def _shaped(layout: Layout, words: str, citation: Citation) -> str:
    match layout.shape:
        case Shape.QUOTE:
            return layout.form.quote(layout.quote(words))
        case Shape.REFERENCE:
            return layout.form.entry(citation)
        case _:
            return layout.form.cited(layout.quote(words), citation)


def _statement(form: Form, claim: Claim) -> str:
    """The reader's own words for the claim, who says so, and how it is rated; nothing where nothing is said."""
    facts = [("Claim", claim.text), ("Speaker", claim.speaker)]
    if claim.rating != UNRATED:
        facts.append(("Rating", claim.rating))
    told = [(label, value) for label, value in facts if value.strip()]
    return form.facts(told) if told else ""


def _by_stance(layout: Layout, evidence: Sequence[tuple[Evidence, Citation]]) -> list[str]:
    parts = []
    for stance, heading in STANCE_WORDS.items():
        pieces = [(piece, citation) for piece, citation in evidence if piece.stance is stance]
        if pieces:
            parts.append(layout.form.heading(heading))
        for piece, citation in pieces:
            quote = layout.quote(piece.quote)
            parts.append(layout.form.cited(quote, citation, CHECK_WORDS[piece.check]))
    return parts
