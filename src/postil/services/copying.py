"""What is put into the clipboard or printed: quotes with their citations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.citation.csl import item_of_article
from postil.citation.reference import Citation
from postil.citation.shapes import Layout, Shape, claim_text, evidence_text
from postil.core.errors import NotFound
from postil.core.model import Claim
from postil.services.citing import Citations, Place
from postil.services.reviewing import locator_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from postil.core.model import Annotated, Evidence, Source
    from postil.core.snapshot import TextRange
    from postil.services.workspace import Workspace

_CITED = Layout()
_PLAINLY = Citations()


def copy_of_evidence(
    workspace: Workspace, evidence: Evidence, layout: Layout = _CITED, citations: Citations = _PLAINLY
) -> str:
    """Writes a piece of evidence with the citation of its source.

    Args:
        workspace: The open library.
        evidence: The piece.
        layout: How much of it, in which markup.
        citations: In which style; where nothing is kept yet, this takes its engine up to a second.
    """
    (citation,) = _cited(workspace, [evidence], layout, citations)
    return evidence_text(layout, evidence, citation)


def copy_of_claim(
    workspace: Workspace,
    article: str,
    claim: Claim,
    layout: Layout = _CITED,
    citations: Citations = _PLAINLY,
) -> str:
    """Writes a claim with the citation of the article itself, by paragraph.

    Args:
        workspace: The open library.
        article: The id of the claim's article.
        claim: The claim.
        layout: How much of it, in which markup.
        citations: In which style.

    Raises:
        LibraryError: The article cannot be read.
    """
    annotated = workspace.annotated(article)
    evidence = annotated.evidence_of(claim.id) if layout.shape is Shape.CLAIM else ()
    cited = _cited(workspace, evidence, layout, citations)
    (own,) = citations.cite([place_of_claim(workspace, annotated, claim)], layout.form)
    return claim_text(layout, claim, own, list(zip(evidence, cited, strict=True)))


def copy_of_passage(
    workspace: Workspace,
    article: str,
    passage: TextRange,
    layout: Layout = _CITED,
    citations: Citations = _PLAINLY,
) -> str:
    """Writes words of an article with the citation of the article; nothing is marked by that.

    Args:
        workspace: The open library.
        article: The id of the article.
        passage: Code points of its canonical text.
        layout: How much of it, in which markup.
        citations: In which style.

    Raises:
        LibraryError: The article or its text cannot be read.
    """
    from postil.anchoring.describe import describe

    snapshot = workspace.text_of(workspace.annotated(article).article)
    claim = Claim(id="", target=describe(snapshot, [passage]))
    return copy_of_claim(workspace, article, claim, layout, citations)


def copy_of_source(source: Source, layout: Layout = _CITED, citations: Citations = _PLAINLY) -> str:
    """Writes the bibliography's entry of a source."""
    (citation,) = citations.cite([Place(source.csl, source.key)], layout.form)
    return layout.form.entry(citation)


def works_cited(
    workspace: Workspace,
    marked: Iterable[tuple[Annotated, Claim]],
    layout: Layout = _CITED,
    citations: Citations = _PLAINLY,
) -> str:
    """Writes the list of works that the evidence of some claims quotes, an entry a paragraph, each once.

    Args:
        workspace: The open library.
        marked: The claims with their articles.
        layout: In which markup.
        citations: In which style, and so in which order.
    """
    keys = {piece.source for annotated, claim in marked for piece in annotated.evidence_of(claim.id)}
    items = [source.csl for key in sorted(keys) if (source := workspace.sources.get(key))]
    return "\n\n".join(layout.form.entry(entry) for entry in citations.works_cited(items, layout.form))


def places_of(workspace: Workspace, evidence: Iterable[Evidence]) -> list[Place]:
    """What copying some evidence has to cite; a source that the bibliography has lost is left out."""
    return [place for piece in evidence if (place := _place(workspace, piece))]


def place_of_claim(workspace: Workspace, annotated: Annotated, claim: Claim) -> Place:
    """The article itself, at the page or the paragraph of a claim."""
    locator = locator_of(workspace, annotated, claim)
    return Place(item_of_article(annotated.article), locator=locator)


def _cited(
    workspace: Workspace, evidence: Sequence[Evidence], layout: Layout, citations: Citations
) -> list[Citation]:
    """The citations of evidence; the bare key of a source that the bibliography has lost."""
    places = {piece.id: place for piece in evidence if (place := _place(workspace, piece))}
    cited = dict(zip(places, citations.cite(list(places.values()), layout.form), strict=True))
    return [cited.get(piece.id) or Citation(f"({piece.source})", piece.source) for piece in evidence]


def _place(workspace: Workspace, piece: Evidence) -> Place | None:
    try:
        return Place(workspace.source(piece.source).csl, piece.source, piece.locator)
    except NotFound:
        return None
