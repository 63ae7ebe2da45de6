"""One article's claims and evidence as a Markdown report to hand on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.core.markdown_text import blocks, destination, escaped, indented, linked
from postil.core.model import UNRATED, Article, Claim, Evidence, Locator, Source
from postil.core.text import copyable, copyable_line
from postil.core.wording import CHECK_WORDS, STANCE_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from postil.core.annotated import Annotated


def report(
    annotated: Annotated,
    sources_by_key: Mapping[str, Source],
    *,
    title: str,
    cite: Callable[[Source, Locator], str],
    reference: Callable[[Source], str],
) -> str:
    """Writes the report: claims in text order, evidence by stance, references at the end.

    Every text is escaped, notes too: what a parser shows is what was written, and nothing more.

    Args:
        annotated: The article; what is in the trash is left out.
        sources_by_key: The bibliography. A source that is not in it is named by its key.
        title: The heading of the report.
        cite: Formats a source and a place in it, as it stands after a quote.
        reference: Formats a source as an entry of the bibliography.
    """

    def cited(piece: Evidence) -> str:
        source = sources_by_key.get(piece.source)
        return cite(source, piece.locator) if source else piece.source

    parts = [f"# {_line(title)}", *_article(annotated.article)]
    for number, claim in enumerate(annotated.live_claims, 1):
        parts += _claim(number, claim)
        parts += _evidence(annotated.evidence_of(claim.id), cited)
    keys = {piece.source for piece in annotated.live_evidence}
    entries = {reference(sources_by_key[key]) if key in sources_by_key else key for key in keys}
    if entries:
        parts += ["## References", "\n".join(f"- {linked(copyable(entry))}" for entry in sorted(entries))]
    return "\n\n".join(parts) + "\n"


def _article(article: Article) -> Iterator[str]:
    facts = [
        _line(fact) for fact in (", ".join(article.authors), article.container, article.published) if fact
    ]
    target = destination(copyable(article.url))
    line = " · ".join([*facts, *([f"<{target}>"] if target else [])])
    if line:
        yield line


def _claim(number: int, claim: Claim) -> Iterator[str]:
    yield f"## Claim {number}"
    yield indented(blocks(copyable(claim.target.exact)), "> ")
    if claim.text:
        yield blocks(copyable(claim.text))
    facts = {
        "Kind": claim.kind.value,
        "Speaker": claim.speaker,
        "Rating": "" if claim.rating == UNRATED else claim.rating,
        "Tags": ", ".join(claim.tags),
    }
    yield " · ".join(f"{label}: {_line(fact)}" for label, fact in facts.items() if fact)
    if claim.note:
        yield blocks(copyable(claim.note))


def _evidence(evidence: tuple[Evidence, ...], cited: Callable[[Evidence], str]) -> Iterator[str]:
    if not evidence:
        yield "No source."
    for stance, heading in STANCE_WORDS.items():
        pieces = [piece for piece in evidence if piece.stance is stance]
        if pieces:
            yield f"### {heading}"
        for piece in pieces:
            yield _piece(piece, cited(piece))


def _piece(piece: Evidence, citation: str) -> str:
    """One item of a list: the quote, where it stands, what the check found, and the note."""
    credit = f"— {_line(citation)} ({CHECK_WORDS[piece.check]})"
    quote = indented("\n\n".join(filter(None, [blocks(copyable(piece.quote)), credit])), "> ")
    item = "\n\n".join(filter(None, [quote, blocks(copyable(piece.note))]))
    return "- " + indented(item, "  ").lstrip()


def _line(text: str) -> str:
    return escaped(copyable_line(text))
