"""Records as lines for people."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from postil.core.model import Check, Stance
from postil.core.quoting import quoted
from postil.core.text import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from postil.core.model import Article, Claim, Evidence, Source

SIGNS = {Stance.SUPPORTS: "+", Stance.DISPUTES: "-", Stance.CONTEXT: "~"}
"""What stands before a piece of evidence."""

CHECK_SIGNS = {
    Check.EXACT: "=",
    Check.TYPOGRAPHIC: "≈",
    Check.JOINED: "&",
    Check.ELIDED: "…",
    Check.ALTERED: "≠",
    Check.NOT_FOUND: "⌀",
    Check.UNCHECKED: "○",
}
"""What stands before the word for a check, as on the screen."""


def article_line(article: Article, width: int) -> str:
    """An article: id, title, who and when."""
    about = ", ".join(
        part for part in ("; ".join(article.authors), article.container, article.published) if part
    )
    words = article.title + (f" ({about})" if about else "")
    return f"{article.id}  {shortened(words, max(width - 21, 20))}"


def claim_line(claim: Claim, width: int) -> str:
    """A claim: id and statement, in quotation marks where they are the article's own words."""
    words = shortened(claim.statement, max(width - 23, 20))
    return f"{claim.id}  {words if claim.text else quoted(words)}"


def evidence_line(evidence: Evidence, width: int) -> str:
    """A piece of evidence: id, stance, source, check, quote."""
    head = f"{evidence.id}  {SIGNS[evidence.stance]} {evidence.source}{place(evidence)}  {evidence.check}  "
    return head + quoted(shortened(evidence.quote, max(width - len(head) - 2, 20)))


def place(evidence: Evidence) -> str:
    """The locator behind a comma, or nothing."""
    from postil.citation.locator import locator_text

    words = locator_text(evidence.locator)
    return f", {words}" if words else ""


def source_line(source: Source, width: int) -> str:
    """A source: key, reference, and whether the library holds its text."""
    from postil.citation.reference import reference

    held = "  [text]" if source.document else ""
    head = f"{source.key:<20}  "
    return f"{head}{shortened(reference(source.csl), max(width - len(head) - len(held), 20))}{held}"


def balance(evidence: Iterable[Evidence]) -> str:
    """How much supports and disputes: `+2 -1`."""
    counted = Counter(piece.stance for piece in evidence)
    return f"+{counted[Stance.SUPPORTS]} -{counted[Stance.DISPUTES]}"
