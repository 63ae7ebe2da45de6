"""Quotes beside the texts of their sources: compared when they come, looked at, and checked again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from postil.core.changes import Change
from postil.core.comparison import Comparison
from postil.core.errors import LibraryError
from postil.core.model import Check
from postil.core.pausing import unasked
from postil.core.quoting import counted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from postil.core.annotated import Annotated
    from postil.core.model import Evidence, Source
    from postil.core.pausing import Pause
    from postil.core.snapshot import Snapshot
    from postil.core.target import Target
    from postil.services.library.workspace import Workspace


class Rechecked(NamedTuple):
    """A piece of evidence whose quote was checked again and has another answer than before."""

    annotated: Annotated
    before: Evidence
    after: Evidence


class Round(NamedTuple):
    """All quotes that can be checked were.

    Attributes:
        quotes: How many there are.
        changed: Those that are found otherwise than before.
    """

    quotes: int
    changed: tuple[Rechecked, ...]

    @property
    def told(self) -> str:
        """How many quotes have another answer now, in a sentence."""
        if not self.quotes:
            return "No quote is of a source whose text is in the library."
        number = len(self.changed)
        found = f"{number or 'none'} {'are' if number > 1 else 'is'} found otherwise than before"
        return f"{counted(self.quotes, 'quote')} checked: {found}."


class Compared(NamedTuple):
    """A quote beside the text of its source.

    Attributes:
        title: What the source is called.
        quote: The quote's words.
        comparison: What was found.
        rechecked: The evidence, where that is another answer than it has so far.
    """

    title: str
    quote: str
    comparison: Comparison
    rechecked: Rechecked | None


def source_snapshot(workspace: Workspace, source: Source) -> Snapshot | None:
    """A source's text as it was read last; None where the library has none, or it cannot be read."""
    if not source.document:
        return None
    try:
        return workspace.text_of(workspace.annotated(source.document).article)
    except LibraryError:
        return None  # `postil doctor` reports a source whose text cannot be read


def compare_with(snapshot: Snapshot | None, quote: str, pause: Pause = unasked) -> Comparison:
    """Compares a quote with a text; `UNCHECKED` where there is none.

    Args:
        snapshot: The text.
        quote: The quote.
        pause: Is called while the text is read for the first time.
    """
    from postil.anchoring.quotes.check import compare

    return Comparison(Check.UNCHECKED) if snapshot is None else compare(quote, snapshot, pause)


def has_text(workspace: Workspace, piece: Evidence) -> bool:
    """Whether the library has a text of the source that a piece of evidence quotes."""
    source = workspace.sources.get(piece.source)
    return source is not None and bool(source.document)


def beside_sources(
    workspace: Workspace, article: str, evidence: Iterable[Evidence], pause: Pause = unasked
) -> tuple[Compared, ...]:
    """Compares quotes with their sources; those whose source has no text are passed over.

    Nothing is changed: `keep_answers` does. What takes seconds where a source is a book may be done on another
    thread than the reader's.

    Args:
        workspace: The open library.
        article: The id of the article of the evidence.
        evidence: The evidence.
        pause: Is called on the way.
    """
    from postil.citation.reference import reference

    annotated = workspace.annotated(article)
    compared: list[Compared] = []
    for piece in evidence:
        source = workspace.sources.get(piece.source)
        snapshot = source_snapshot(workspace, source) if source else None
        if source and snapshot:
            answer = compare_with(snapshot, piece.quote, pause)
            after = _answered(workspace, piece, answer.check, answer.target, snapshot.digest)
            title = reference(source.csl) or source.key
            news = None if after is piece else Rechecked(annotated, piece, after)
            compared.append(Compared(title, piece.quote, answer, news))
    return tuple(compared)


def look_up(
    workspace: Workspace, source: Source, quote: str, pause: Pause = unasked
) -> tuple[Check, Target | None, str]:
    """Looks a quote up in its source's text.

    Args:
        workspace: The open library.
        source: The source.
        quote: The quote.
        pause: Is called on the way.

    Returns:
        What was found, where it stands, and the digest of the text that was looked at; unchecked, with
        no place and an empty digest, where the library has no text of the source.
    """
    snapshot = source_snapshot(workspace, source)
    answer = compare_with(snapshot, quote, pause)
    return answer.check, answer.target, snapshot.digest if snapshot else ""


def recheck(workspace: Workspace, *, articles: Collection[str] | None = None) -> tuple[Rechecked, ...]:
    """Checks the quotes of all living evidence whose source's text is at hand, as one gesture.

    What has no text is left as it is: what was found once stays found.

    Args:
        workspace: The open library.
        articles: The ids of the articles whose evidence is checked; all without.

    Returns:
        What has another answer now, or another place in its source; nothing is committed where all is as it was.
    """
    changed = look_again(workspace, articles=articles).changed
    keep_answers(workspace, changed)
    return changed


def look_again(
    workspace: Workspace, *, articles: Collection[str] | None = None, pause: Pause = unasked
) -> Round:
    """Checks quotes as `recheck` does, and changes nothing; may be done on another thread than the reader's.

    Args:
        workspace: The open library.
        articles: As for `recheck`.
        pause: Is called on the way.
    """
    quoting = _quoting(workspace, articles)
    changed = tuple(
        Rechecked(annotated, piece, after)
        for annotated, piece, source in quoting
        if (after := checked_again(workspace, piece, source, pause)) is not piece
    )
    return Round(len(quoting), changed)


def keep_answers(workspace: Workspace, changed: Iterable[Rechecked]) -> None:
    """Saves what was found of quotes, as one gesture; nothing is committed where there is nothing.

    Evidence that was changed since it was looked at is passed over.
    """
    changes = [
        Change(annotated.article.id, before, after)
        for annotated, before, after in changed
        if workspace.annotated(annotated.article.id).evidence_by_id.get(before.id) == before
    ]
    if changes:
        workspace.commit("check quotes", changes)


def _quoting(
    workspace: Workspace, articles: Collection[str] | None
) -> list[tuple[Annotated, Evidence, Source]]:
    """The evidence to check with its source, that of one text together, as a text is prepared once."""
    found = [
        (annotated, piece, source)
        for annotated in workspace.all_annotated()
        if not annotated.article.deleted and (articles is None or annotated.article.id in articles)
        for piece in annotated.live_evidence
        if (source := workspace.sources.get(piece.source)) is not None and source.document
    ]
    return sorted(found, key=lambda one: one[2].document)


def checked_again(workspace: Workspace, piece: Evidence, source: Source, pause: Pause = unasked) -> Evidence:
    """A piece of evidence with what its source's text answers now.

    Returns:
        The very piece where the answer is the same, or the library has no text of the source that can be read.
    """
    check, target, checked = look_up(workspace, source, piece.quote, pause)
    return _answered(workspace, piece, check, target, checked) if checked else piece


def _answered(
    workspace: Workspace, piece: Evidence, check: Check, target: Target | None, checked: str
) -> Evidence:
    before = piece.target
    is_known = target is None or (before is not None and before.stands_in(checked))
    if (check, checked) == (piece.check, piece.checked) and is_known:
        return piece  # in the place that it was followed to, which a comparison cannot tell from another
    if before and target and (before.snapshot, before.selectors) == (target.snapshot, target.selectors):
        target = before  # with its history
    elif before and target:
        target = before.anchored_anew(target.snapshot, target.selectors, target.state)
    return workspace.changed(piece, check=check, target=target, checked=checked)
