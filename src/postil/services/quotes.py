"""Quotes beside the texts of their sources: compared when they come, looked at, and checked again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from postil.core.changes import Change
from postil.core.comparison import Comparison
from postil.core.errors import LibraryError
from postil.core.model import Check

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from postil.core.model import Annotated, Evidence, Source
    from postil.core.snapshot import Snapshot
    from postil.core.target import Target
    from postil.services.workspace import Workspace


class Compared(NamedTuple):
    """A quote beside the text of its source.

    Attributes:
        title: What the source is called.
        quote: The quote's words.
        comparison: What was found.
    """

    title: str
    quote: str
    comparison: Comparison


class Rechecked(NamedTuple):
    """A piece of evidence whose quote was checked again and has another answer than before."""

    annotated: Annotated
    before: Evidence
    after: Evidence


def source_snapshot(workspace: Workspace, source: Source) -> Snapshot | None:
    """A source's text as it was read last; None where the library has none, or it cannot be read."""
    if not source.document:
        return None
    try:
        return workspace.text_of(workspace.annotated(source.document).article)
    except LibraryError:
        return None  # `postil doctor` reports a source whose text cannot be read


def compare_with(snapshot: Snapshot | None, quote: str) -> Comparison:
    """Compares a quote with a text; `UNCHECKED` where there is none."""
    from postil.anchoring.quotes.check import compare

    return Comparison(Check.UNCHECKED) if snapshot is None else compare(quote, snapshot)


def beside_sources(workspace: Workspace, evidence: Iterable[Evidence]) -> tuple[Compared, ...]:
    """Compares quotes with their sources; those whose source has no text are passed over."""
    from postil.citation.reference import reference

    compared: list[Compared] = []
    for piece in evidence:
        source = workspace.sources.get(piece.source)
        snapshot = source_snapshot(workspace, source) if source else None
        if source and snapshot:
            title = reference(source.csl) or source.key
            compared.append(Compared(title, piece.quote, compare_with(snapshot, piece.quote)))
    return tuple(compared)


def look_up(workspace: Workspace, source: Source, quote: str) -> tuple[Check, Target | None, str]:
    """Looks a quote up in its source's text.

    Returns:
        What was found, where it stands, and the digest of the text that was looked at; unchecked, with
        no place and an empty digest, where the library has no text of the source.
    """
    snapshot = source_snapshot(workspace, source)
    answer = compare_with(snapshot, quote)
    return answer.check, answer.target, snapshot.digest if snapshot else ""


def recheck(
    workspace: Workspace,
    *,
    articles: Collection[str] | None = None,
    texts: Collection[str] | None = None,
    evidence: Collection[str] | None = None,
) -> tuple[Rechecked, ...]:
    """Checks the quotes of all living evidence whose source's text is at hand, as one gesture.

    What has no text is left as it is: what was found once stays found.

    Args:
        workspace: The open library.
        articles: The ids of the articles whose evidence is checked; all without.
        texts: The ids of the articles that are texts of sources; evidence of other sources is passed over.
        evidence: The ids of the evidence that is checked; all without.

    Returns:
        What has another answer now, or another place in its source; nothing is committed where all is as it was.
    """
    changed = [
        Rechecked(annotated, piece, after)
        for annotated, piece, source in _quoting(workspace, articles, texts)
        if evidence is None or piece.id in evidence
        if (after := _checked(workspace, piece, source)) is not piece
    ]
    if changed:
        changes = [Change(annotated.article.id, before, after) for annotated, before, after in changed]
        workspace.commit("check quotes", changes)
    return tuple(changed)


def _quoting(
    workspace: Workspace, articles: Collection[str] | None, texts: Collection[str] | None
) -> list[tuple[Annotated, Evidence, Source]]:
    """The evidence to check with its source, that of one text together, as a text is prepared once."""
    found = [
        (annotated, piece, source)
        for annotated in workspace.all_annotated()
        if not annotated.article.deleted and (articles is None or annotated.article.id in articles)
        for claim in annotated.live_claims
        for piece in annotated.evidence_of(claim.id)
        if (source := workspace.sources.get(piece.source)) is not None
        and source.document
        and (texts is None or source.document in texts)
    ]
    return sorted(found, key=lambda one: one[2].document)


def _checked(workspace: Workspace, piece: Evidence, source: Source) -> Evidence:
    """A piece of evidence with a new answer, or the very piece where there is none."""
    check, target, checked = look_up(workspace, source, piece.quote)
    if not checked:
        return piece
    before = piece.target
    if before and target and (before.snapshot, before.selectors) == (target.snapshot, target.selectors):
        target = before  # with its history
    elif before and target:
        target = before.anchored_anew(target.snapshot, target.selectors, target.state)
    if (check, target, checked) == (piece.check, before, piece.checked):
        return piece
    return workspace.changed(piece, check=check, target=target, checked=checked)
