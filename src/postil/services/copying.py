"""What is put into the clipboard or printed: quotes with their citations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.citation.csl import item_of_article
from postil.citation.reference import Citation, plain
from postil.citation.shapes import Layout, claim_text, evidence_text, reference_only
from postil.core.errors import NotFound
from postil.core.model import Claim
from postil.services.reviewing import place_of

if TYPE_CHECKING:
    from postil.core.model import Annotated, Evidence, Source
    from postil.core.snapshot import TextRange
    from postil.services.workspace import Workspace

_CITED = Layout()


def copy_of_evidence(workspace: Workspace, evidence: Evidence, layout: Layout = _CITED) -> str:
    """Writes a piece of evidence with the citation of its source."""
    return evidence_text(layout, evidence, _cited(workspace, evidence))


def copy_of_claim(workspace: Workspace, article: str, claim: Claim, layout: Layout = _CITED) -> str:
    """Writes a claim with the citation of the article itself, by paragraph.

    Args:
        workspace: The open library.
        article: The id of the claim's article.
        claim: The claim.
        layout: How much of it, in which form.

    Raises:
        LibraryError: The article cannot be read.
    """
    annotated = workspace.annotated(article)
    evidence = [(piece, _cited(workspace, piece)) for piece in annotated.evidence_of(claim.id)]
    return claim_text(layout, claim, _place(workspace, annotated, claim), evidence)


def copy_of_passage(workspace: Workspace, article: str, passage: TextRange, layout: Layout = _CITED) -> str:
    """Writes words of an article with the citation of the article; nothing is marked by that.

    Args:
        workspace: The open library.
        article: The id of the article.
        passage: Code points of its canonical text.
        layout: How much of it, in which form.

    Raises:
        LibraryError: The article or its text cannot be read.
    """
    from postil.anchoring.describe import describe

    snapshot = workspace.text_of(workspace.annotated(article).article)
    return copy_of_claim(workspace, article, Claim(id="", target=describe(snapshot, [passage])), layout)


def copy_of_source(source: Source, layout: Layout = _CITED) -> str:
    """Writes the bibliography's entry of a source."""
    return reference_only(layout, plain(source.csl))


def _cited(workspace: Workspace, evidence: Evidence) -> Citation:
    """The citation of a piece of evidence; its bare key where the bibliography has lost the source."""
    try:
        source = workspace.source(evidence.source)
    except NotFound:
        return Citation(evidence.source, evidence.source)
    return plain(source.csl, evidence.locator)


def _place(workspace: Workspace, annotated: Annotated, claim: Claim) -> Citation:
    return plain(item_of_article(annotated.article), place_of(workspace, annotated, claim))
