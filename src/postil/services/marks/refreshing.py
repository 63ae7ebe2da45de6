"""An article is read again: what becomes of its marks, and of the quotes from it, in the new text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, Unpack

from postil.anchoring.revision import Verdict
from postil.core.changes import Change, is_emptied
from postil.core.model import Reading
from postil.core.quoting import counted, quoted
from postil.core.target import Anchoring, Target
from postil.core.text import shown_path
from postil.services.articles.originals import read_again, read_as_received, way_to
from postil.services.library.operation_words import READ_AGAIN
from postil.services.marks.rereading import Reread, look_through

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from postil.core.annotated import Annotated
    from postil.core.changes import Operation
    from postil.core.model import Article, Claim, Evidence
    from postil.core.rewriting import Rewritten
    from postil.services.articles.reading import Manner
    from postil.services.library.workspace import Workspace


class Fate(NamedTuple):
    """What became of a claim's mark.

    Attributes:
        claim: As it is now.
        before: Where it stood.
        verdict: What was found; its candidates are places of the new text.
    """

    claim: Claim
    before: Target
    verdict: Verdict


class Requoted(NamedTuple):
    """A quote from the article that is found otherwise than before: the evidence before and after."""

    before: Evidence
    after: Evidence


class Refreshed(NamedTuple):
    """What became of an article that was read again.

    Attributes:
        article: As it is now.
        operation: What was written; None where nothing was.
        is_new: Whether the text is another one than before.
        fates: What became of each living claim, in the order of the text.
        quotes: The living evidence, of any article, whose quotes are found otherwise.
        paragraphs: What is not as it was, in the order of the new text.
        twin: The other article of the library that has the same text, or None.
        origin: The file or the address that it is read from from now on, where that is another one than before.
    """

    article: Article
    operation: Operation | None = None
    is_new: bool = False
    fates: tuple[Fate, ...] = ()
    quotes: tuple[Requoted, ...] = ()
    paragraphs: tuple[Rewritten, ...] = ()
    twin: Article | None = None
    origin: str = ""

    def of(self, *states: Anchoring) -> tuple[Fate, ...]:
        """The claims whose marks are in one of some states."""
        return tuple(fate for fate in self.fates if fate.claim.target.state in states)


def refresh(
    workspace: Workspace,
    article: Article,
    origin: str = "",
    *,
    as_received: bool = False,
    **how: Unpack[Manner],
) -> Refreshed:
    """Reads an article again and takes in what became of its marks, all in one.

    Args:
        workspace: The open library.
        article: The article.
        origin: A file or an address to read from now on instead of the article's own file or page, or `-` to
            read this once.
        as_received: Read its page as it was received last, by what reads pages now; nobody is asked for it.
        how: As for `articles.open_origin`.

    Raises:
        BadInput: There is nothing to read, or it cannot be read as a text; nothing was changed.
    """
    if as_received:
        document = read_as_received(workspace, article, **how)
    else:
        document = read_again(workspace, article, origin, **how)
    found = look_through(workspace, article, document.snapshot, page=document.page)
    found.way = way_to(workspace, document, elsewhere=bool(origin))
    return take_in(workspace, found)


def take_in(workspace: Workspace, found: Reread) -> Refreshed:
    """Gives the marks their new places, and the article its new text, in one gesture.

    What was marked, moved or quoted since the comparison is looked for now. Where nothing is to be
    changed, nothing is written.
    """
    annotated = workspace.annotated(found.article)
    article, digest = annotated.article, found.text.digest
    is_new = article.snapshot != digest
    if is_new and workspace.is_draft(article.id):  # which has no marks, and no file to keep it in
        return Refreshed(_redrafted(workspace, article, found), is_new=True, paragraphs=found.paragraphs)
    found.begin(article, workspace.clock())
    fates = tuple(_fates(workspace, annotated, found))
    quotes = tuple(_requoted(workspace, found))
    changes = [
        Change(article.id, before, fate.claim)
        for before, fate in zip(annotated.claims, fates, strict=True)
        if fate.claim is not before
    ]
    changes += [Change(home, change.before, change.after) for home, change in quotes]
    now = workspace.changed(article, **found.way)
    if is_new:
        now = workspace.changed(now, snapshots=(*article.snapshots, Reading(digest, found.read)))
        workspace.keep_text(found.text)
    if now is not article:
        changes.insert(0, Change(article.id, article, now))
    texts = [found.text] if is_new else []
    pages = [(digest, found.page)] if is_new and found.page else []
    operation = workspace.commit(READ_AGAIN, changes, texts=texts, pages=pages) if changes else None
    living = [fate for fate in fates if not fate.claim.deleted]
    told = [change for _, change in quotes if change.before.check is not change.after.check]
    return Refreshed(
        now,
        operation,
        is_new,
        tuple(sorted(living, key=lambda fate: (fate.claim.start, fate.claim.end, fate.claim.id))),
        tuple(change for change in told if not change.after.deleted),
        found.paragraphs,
        found.twin,
        "" if (now.path, now.url) == (article.path, article.url) else now.path or now.url,
    )


def _fates(workspace: Workspace, annotated: Annotated, found: Reread) -> Iterator[Fate]:
    for claim in annotated.claims:
        target = claim.target
        if not target.snapshot or target.stands_in(found.text.digest):
            yield Fate(claim, target, _standing(target))
        else:
            verdict = found.whereabouts.of(target)
            yield Fate(_with_target(workspace, claim, found.place(target)), target, verdict)


def _standing(target: Target) -> Verdict:
    return Verdict(target.state, tuple(selector.range for selector in target.selectors))


def _with_target(workspace: Workspace, claim: Claim, target: Target) -> Claim:
    """A claim in its new place, stamped as modified only where a reader has to look at it."""
    if target.state.is_settled:
        return claim if target == claim.target else replace(claim, target=target)
    return workspace.changed(claim, target=target)


def _requoted(workspace: Workspace, found: Reread) -> Iterator[tuple[str, Requoted]]:
    """The evidence of which something else is known now, with the ids of its articles."""
    for home in found.homes:
        for piece in workspace.annotated(home).evidence:
            if piece.source in found.keys and not is_emptied(piece):
                after = _quoted_anew(workspace, found, piece)
                if after is not piece:
                    yield home, Requoted(piece, after)


def _quoted_anew(workspace: Workspace, found: Reread, piece: Evidence) -> Evidence:
    """A piece of evidence as its quote stands in the new text, stamped as modified where its check is another."""
    check, there, checked = found.check(piece.quote)
    target = piece.target or (replace(there, read=found.read) if there else None)
    if piece.target and not piece.target.stands_in(found.text.digest):
        target = found.place(piece.target)
        if there and not target.state.has_place:  # the words themselves are found all the same
            target = target.anchored_anew(
                there.snapshot, there.selectors, Anchoring.ANCHORED, read=found.read
            )
    if check is not piece.check:
        return workspace.changed(piece, check=check, target=target, checked=checked)
    return (
        piece
        if (target, checked) == (piece.target, piece.checked)
        else replace(piece, target=target, checked=checked)
    )


def _redrafted(workspace: Workspace, article: Article, found: Reread) -> Article:
    now = workspace.clock()
    fresh = replace(article, snapshots=(Reading(found.text.digest, now),), accessed=now[:10])
    return workspace.keep_draft(fresh, found.text, found.page).article


def told(refreshed: Refreshed, word: Callable[[Anchoring], str] = str) -> str:
    """What became of an article, in a sentence or two for a person.

    Args:
        refreshed: What became of it.
        word: How the states of marks are called where it is told.
    """
    name = quoted(refreshed.article.title)
    if not refreshed.is_new and refreshed.operation is None:
        return f"Nothing has changed in {name} since it was read."
    counts = {state: len(refreshed.of(state)) for state in Anchoring}
    marks = ", ".join(f"{number} {word(state)}" for state, number in counts.items() if number)
    parts = [f"{name} was read again{f': {marks}' if marks else ''}."]
    if refreshed.quotes:
        parts.append(f"{counted(len(refreshed.quotes), 'quote')} of it found otherwise than before.")
    if refreshed.origin:
        parts.append(f"From now on it is read from {shown_path(refreshed.origin)}.")
    if refreshed.twin is not None:
        parts.append(
            f"{quoted(refreshed.twin.title)} ({refreshed.twin.id}) has the same text by now; "
            "the claims of both stay apart."
        )
    return " ".join(parts)
