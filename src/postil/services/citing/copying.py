"""What is put into the clipboard or printed: quotes with their citations."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from postil.citation.csl import item_of_article
from postil.citation.forms.known import FORMS
from postil.citation.reference import Citation
from postil.citation.shapes import Layout, Shape, claim_text, evidence_text
from postil.core.errors import NotFound, WrongUse
from postil.core.model import Claim
from postil.core.settings import COPY_SHAPES
from postil.core.text import shown
from postil.services.citing.citing import Citations, Place
from postil.services.review.reviewing import locator_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from postil.core.annotated import Annotated
    from postil.core.model import JSON, Article, Evidence, Source
    from postil.core.settings import Settings
    from postil.core.snapshot import TextRange
    from postil.services.library.workspace import Workspace
    from postil.services.marks.claims import Marked

Subject: TypeAlias = "tuple[str, Claim, Evidence | None]"
"""The article's id, the claim, and the evidence if one is selected."""

_CITED = Layout()
_PLAINLY = Citations()


def layout_for(settings: Settings, shape: str = "", form: str = "") -> Layout:
    """What a copy is to look like.

    Args:
        settings: They decide what is not said here.
        shape: A word of `core.settings.COPY_SHAPES`, or the name of a template of the settings.
        form: The name of a markup.

    Raises:
        WrongUse: There is no such shape.
    """
    wanted, markup = shape or settings.copy_shape, FORMS[form or settings.copy_form]
    if wanted in settings.templates:
        return Layout(
            form=markup, block_words=settings.block_quote_words, template=settings.templates[wanted]
        )
    if wanted not in COPY_SHAPES:
        known = ", ".join([*COPY_SHAPES, *settings.templates])
        raise WrongUse(f"There is no shape called {shown(wanted)}.", f"There are {known}.")
    return Layout(Shape(wanted), markup, settings.block_quote_words)


def copy_of(
    workspace: Workspace,
    subjects: Sequence[Subject],
    layout: Layout = _CITED,
    citations: Citations = _PLAINLY,
) -> str:
    """Writes what a reader is at: a single piece of evidence, or claims as `copy_of_claims` does.

    Args:
        workspace: The open library.
        subjects: At least one; of several the evidence does not count, nor where a claim is wanted with all of it.
        layout: How much, in which markup.
        citations: In which style.

    Raises:
        LibraryError: An article cannot be read.
    """
    _, _, evidence = subjects[0]
    if len(subjects) == 1 and evidence is not None and (layout.template or layout.shape is not Shape.CLAIM):
        return copy_of_evidence(workspace, evidence, layout, citations)
    return copy_of_claims(workspace, [(article, claim) for article, claim, _ in subjects], layout, citations)


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
    place = _place(workspace, evidence)
    (citation,) = citations.cite([place] if place else [], layout.form) or [_lost(evidence)]
    if layout.template:
        item = known.csl if (known := workspace.sources.get(evidence.source)) else {}
        return _filled(
            layout, evidence.quote, citation, item, claim=_claim_of(workspace, evidence), evidence=evidence
        )
    return evidence_text(layout, evidence, citation)


def copy_of_claims(
    workspace: Workspace,
    marked: Iterable[Marked],
    layout: Layout = _CITED,
    citations: Citations = _PLAINLY,
) -> str:
    """Writes claims one after the other, each citing its article by paragraph; a numeric style counts through all.

    Args:
        workspace: The open library.
        marked: The claims, each with the id of its article.
        layout: How much of each, in which markup.
        citations: In which style.

    Raises:
        LibraryError: An article cannot be read.
    """
    places: dict[str, Place] = {}
    subjects = []
    for article, claim in marked:
        annotated = workspace.annotated(article)
        evidence = _told_with(annotated, claim, layout)
        places[claim.id] = place_of_claim(workspace, annotated, claim)
        places |= {piece.id: place for piece in evidence if (place := _place(workspace, piece))}
        subjects.append((annotated.article, claim, evidence))
    cited = dict(zip(places, citations.cite_together([*places.values()], layout.form), strict=True))
    if layout.template:
        return _one_after_the_other(
            _filled(layout, claim.target.exact, cited[claim.id], item_of_article(article), claim=claim)
            for article, claim, _ in subjects
        )
    return _one_after_the_other(
        claim_text(
            layout,
            claim,
            cited[claim.id],
            [(piece, cited.get(piece.id) or _lost(piece)) for piece in evidence],
        )
        for _, claim, evidence in subjects
    )


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
    return copy_of_claims(workspace, [(article, claim)], layout, citations)


def copy_of_source(source: Source, layout: Layout = _CITED, citations: Citations = _PLAINLY) -> str:
    """Writes the bibliography's entry of a source."""
    (citation,) = citations.cite([Place(source.csl, source.key)], layout.form)
    return layout.form.entry(citation)


def works_cited(
    workspace: Workspace,
    keys: Iterable[str],
    layout: Layout = _CITED,
    citations: Citations = _PLAINLY,
    *,
    articles: Iterable[Article] = (),
) -> str:
    """Writes a list of works cited, an entry a paragraph, each once, in the order of the style.

    Args:
        workspace: The open library.
        keys: Those of the sources; one that the bibliography has lost is left out.
        layout: In which markup.
        citations: In which style.
        articles: Articles that are works cited themselves; one that is a source too is told once.
    """
    items = [source.csl for key in dict.fromkeys(keys) if (source := workspace.sources.get(key))]
    own = {article.id: item_of_article(article) for article in articles}
    items += [item for item in own.values() if item not in items]
    return layout.form.works(citations.works_cited(items, layout.form))


def works_of(
    workspace: Workspace,
    subjects: Iterable[Subject],
    layout: Layout = _CITED,
    citations: Citations = _PLAINLY,
    *,
    articles: bool,
) -> str:
    """Writes the list of works that the evidence of some claims quotes.

    Args:
        workspace: The open library.
        subjects: The claims; of one whose evidence is selected that alone counts.
        layout: In which markup.
        citations: In which style.
        articles: Whether the articles are among them, which a claim that is copied cites.

    Raises:
        LibraryError: An article cannot be read.
        WrongUse: There is no work to be listed.
    """
    keys: list[str] = []
    homes: list[Article] = []
    for article, claim, evidence in subjects:
        annotated = workspace.annotated(article)
        homes.append(annotated.article)
        keys += [piece.source for piece in ([evidence] if evidence else annotated.evidence_of(claim.id))]
    text = works_cited(workspace, keys, layout, citations, articles=homes if articles else ())
    if not text:
        raise WrongUse("No evidence here quotes a source.", "+ in the article attaches it to a claim.")
    return text


def places_of(workspace: Workspace, evidence: Iterable[Evidence]) -> list[Place]:
    """What copying some evidence has to cite; a source that the bibliography has lost is left out."""
    return [place for piece in evidence if (place := _place(workspace, piece))]


def place_of_claim(workspace: Workspace, annotated: Annotated, claim: Claim) -> Place:
    """The article itself, at the page or the paragraph of a claim."""
    locator = locator_of(workspace, annotated, claim)
    return Place(item_of_article(annotated.article), locator=locator)


def _told_with(annotated: Annotated, claim: Claim, layout: Layout) -> Sequence[Evidence]:
    """The evidence that a claim is told with in a layout."""
    return annotated.evidence_of(claim.id) if layout.shape is Shape.CLAIM and not layout.template else ()


def _one_after_the_other(texts: Iterable[str]) -> str:
    """Texts with an empty line between them, each once: two claims of an article have the same reference."""
    return "\n\n".join(dict.fromkeys(filter(None, texts)))


def _lost(piece: Evidence) -> Citation:
    """The bare key of a source that the bibliography has lost."""
    return Citation(f"({piece.source})", piece.source)


def _place(workspace: Workspace, piece: Evidence) -> Place | None:
    try:
        return Place(workspace.source(piece.source).csl, piece.source, piece.locator)
    except NotFound:
        return None


def _claim_of(workspace: Workspace, evidence: Evidence) -> Claim | None:
    found = (annotated.claims_by_id.get(evidence.claim) for annotated in workspace.all_annotated())
    return next(filter(None, found), None)


def _filled(
    layout: Layout,
    quoted: str,
    citation: Citation,
    item: Mapping[str, JSON],
    *,
    claim: Claim | None,
    evidence: Evidence | None = None,
) -> str:
    from postil.citation.templates import filled, values_of

    quote = layout.quote(quoted)
    return filled(
        layout.template, values_of(layout.form, quote, citation, item, claim=claim, evidence=evidence)
    )
