"""An article is read again: its marks, and the quotes from it, are looked for in the new text."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple, Unpack

from postil.anchoring.describe import describe
from postil.anchoring.revision import Verdict
from postil.core.changes import Change, is_emptied
from postil.core.errors import Stopped
from postil.core.model import Check, Reading
from postil.core.quoting import quoted
from postil.core.rewriting import Rewritten, rewritten
from postil.core.target import Anchoring, Target
from postil.services.originals import read_again, read_as_received
from postil.services.quotes import compare_with
from postil.services.whereabouts import Whereabouts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from postil.core.changes import Operation
    from postil.core.model import Annotated, Article, Claim, Evidence
    from postil.core.pages import Page
    from postil.core.snapshot import Snapshot
    from postil.services.reading import Manner
    from postil.services.workspace import Workspace

LABEL = "read again"

_Quote = tuple[Check, Target | None, str]


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
    """

    article: Article
    operation: Operation | None = None
    is_new: bool = False
    fates: tuple[Fate, ...] = ()
    quotes: tuple[Requoted, ...] = ()
    paragraphs: tuple[Rewritten, ...] = ()
    twin: Article | None = None

    def of(self, *states: Anchoring) -> tuple[Fate, ...]:
        """The claims whose marks are in one of some states."""
        return tuple(fate for fate in self.fates if fate.claim.target.state in states)


@dataclass
class Comparison:
    """A new text of an article, and what was worked out about it, beside the screen.

    Attributes:
        article: The article's id.
        text: The new text.
        whereabouts: Knows where the marks are.
        keys: The sources whose text the article is.
        homes: The ids of the articles with evidence that quotes it.
        paragraphs: What is not as it was.
        twin: The other article that has the text already.
        checks: What was found of each quote.
        page: What the text was made of, where it came from the web.
    """

    article: str
    text: Snapshot
    whereabouts: Whereabouts
    keys: frozenset[str] = frozenset()
    homes: tuple[str, ...] = ()
    paragraphs: tuple[Rewritten, ...] = ()
    twin: Article | None = None
    checks: dict[str, _Quote] = field(default_factory=dict)
    page: Page | None = None

    def check(self, quote: str) -> _Quote:
        """What a quote is in the new text."""
        if quote not in self.checks:
            found = compare_with(self.text, quote)
            self.checks[quote] = found.check, found.target, self.text.digest
        return self.checks[quote]


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
        origin: A file, an address or `-` to read instead of the article's own file or page.
        as_received: Read its page as it was received last, by what reads pages now; nobody is asked for it.
        how: As for `articles.open_origin`.

    Raises:
        BadInput: There is nothing to read, or it cannot be read as a text; nothing was changed.
    """
    if as_received:
        document = read_as_received(workspace, article, **how)
    else:
        document = read_again(workspace, article, origin, **how)
    return take_in(workspace, compare(workspace, article, document.snapshot, page=document.page))


def compare(
    workspace: Workspace,
    article: Article,
    text: Snapshot,
    *,
    page: Page | None = None,
    progress: Callable[[int, int], object] = lambda _done, _total: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Comparison:
    """Looks for an article's marks, and for the quotes from it, in a new text; changes nothing.

    Args:
        workspace: The open library; may be read on another thread than the reader's.
        article: The article.
        text: The new text.
        page: What it was made of, where it came from the web.
        progress: Told how many marks were looked for, and of how many.
        stopped: Asked before each mark; ends the work by answering yes.

    Raises:
        Stopped: It was ended.
        LibraryError: The article cannot be read.
    """
    from postil.services.articles import article_of_text

    def read(digest: str) -> Snapshot:
        return workspace.snapshot(digest, keep=False)

    stamped = page._replace(fetched=page.fetched or workspace.clock()) if page else None
    found = Comparison(article.id, text, Whereabouts(text, read), page=stamped)
    annotated = workspace.annotated(article.id)
    found.keys = frozenset(source.key for source in workspace.all_sources if source.document == article.id)
    quoting = list(_quoting(workspace, found.keys))
    found.homes = tuple(dict.fromkeys(home for home, _ in quoting))
    targets = [target for claim in annotated.claims if (target := claim.target).snapshot]
    targets += [piece.target for _, piece in quoting if piece.target]
    total = len(targets) + len(quoting)
    for done, target in enumerate(targets):
        _go_on(stopped, progress, done, total)
        if not target.stands_in(text.digest):
            found.whereabouts.of(target)
    for done, (_, piece) in enumerate(quoting, len(targets)):
        _go_on(stopped, progress, done, total)
        found.check(piece.quote)
    _go_on(stopped, progress, total, total)
    if article.snapshot != text.digest:
        found.paragraphs = rewritten(workspace.text_of(article), text)
        found.twin = article_of_text(workspace, text, but=article.id)
    return found


def take_in(workspace: Workspace, found: Comparison) -> Refreshed:
    """Gives the marks their new places, and the article its new text, in one gesture.

    What was marked, moved or quoted since the comparison is looked for now. Where nothing is to be
    changed, nothing is written.
    """
    annotated = workspace.annotated(found.article)
    article, digest = annotated.article, found.text.digest
    is_new = article.snapshot != digest
    if is_new and workspace.is_draft(article.id):  # which has no marks, and no file to keep it in
        return Refreshed(_redrafted(workspace, article, found), is_new=True, paragraphs=found.paragraphs)
    fates = tuple(_fates(workspace, annotated, found))
    quotes = tuple(_requoted(workspace, found))
    changes = [
        Change(article.id, before, fate.claim)
        for before, fate in zip(annotated.claims, fates, strict=True)
        if fate.claim is not before
    ]
    changes += [Change(home, change.before, change.after) for home, change in quotes]
    now = article
    if is_new:
        readings = (*article.snapshots, Reading(digest, workspace.clock()))
        now = workspace.changed(article, snapshots=readings)
        changes.insert(0, Change(article.id, article, now))
        workspace.keep_text(found.text)
    texts = [found.text] if is_new else []
    pages = [(digest, found.page)] if is_new and found.page else []
    operation = workspace.commit(LABEL, changes, texts=texts, pages=pages) if changes else None
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
    )


def _go_on(
    stopped: Callable[[], bool], progress: Callable[[int, int], object], done: int, total: int
) -> None:
    if stopped():
        raise Stopped
    progress(done, total)


def _quoting(workspace: Workspace, keys: frozenset[str]) -> Iterator[tuple[str, Evidence]]:
    """The evidence that quotes some sources, trash included, with the ids of its articles."""
    for annotated in workspace.all_annotated() if keys else ():
        for piece in annotated.evidence:
            if piece.source in keys and not is_emptied(piece):
                yield annotated.article.id, piece


def _fates(workspace: Workspace, annotated: Annotated, found: Comparison) -> Iterator[Fate]:
    for claim in annotated.claims:
        target = claim.target
        if not target.snapshot or target.stands_in(found.text.digest):
            yield Fate(claim, target, _standing(target))
        else:
            verdict = found.whereabouts.of(target)
            after = workspace.changed(claim, target=_placed(target, verdict, found.text))
            yield Fate(after, target, verdict)


def _standing(target: Target) -> Verdict:
    return Verdict(target.state, tuple(selector.range for selector in target.selectors))


def _placed(target: Target, verdict: Verdict, text: Snapshot) -> Target:
    """A target as it is in the new text; what the reader gave up stays so unless its words are back."""
    retired = target.state is Anchoring.RETIRED
    if verdict.state.has_place and not (retired and verdict.state is Anchoring.CHANGED):
        anew = describe(text, verdict.ranges)
        return target.anchored_anew(anew.snapshot, anew.selectors, verdict.state)
    return target if retired else target.without_place(verdict.state)


def _requoted(workspace: Workspace, found: Comparison) -> Iterator[tuple[str, Requoted]]:
    """The evidence of which something else is known now, with the ids of its articles."""
    for home in found.homes:
        for piece in workspace.annotated(home).evidence:
            if piece.source in found.keys and not is_emptied(piece):
                after = _quoted_anew(workspace, found, piece)
                if after is not piece:
                    yield home, Requoted(piece, after)


def _quoted_anew(workspace: Workspace, found: Comparison, piece: Evidence) -> Evidence:
    check, there, checked = found.check(piece.quote)
    target = piece.target or there
    if piece.target and not piece.target.stands_in(found.text.digest):
        target = _placed(piece.target, found.whereabouts.of(piece.target), found.text)
        if there and not target.state.has_place:  # the words themselves are found all the same
            target = target.anchored_anew(there.snapshot, there.selectors, Anchoring.ANCHORED)
    return workspace.changed(piece, check=check, target=target, checked=checked)


def _redrafted(workspace: Workspace, article: Article, found: Comparison) -> Article:
    now = workspace.clock()
    fresh = replace(article, snapshots=(Reading(found.text.digest, now),), accessed=now[:10])
    return workspace.keep_draft(fresh, found.text, found.page).article


def told(refreshed: Refreshed) -> str:
    """What became of an article, in a sentence or two for a person."""
    name = quoted(refreshed.article.title)
    if not refreshed.is_new and refreshed.operation is None:
        return f"Nothing has changed in {name} since it was read."
    counts = {state: len(refreshed.of(state)) for state in Anchoring}
    marks = ", ".join(f"{number} {state.value}" for state, number in counts.items() if number)
    parts = [f"{name} was read again{f': {marks}' if marks else ''}."]
    if refreshed.quotes:
        number = len(refreshed.quotes)
        parts.append(f"{number} {'quote' if number == 1 else 'quotes'} of it found otherwise than before.")
    if refreshed.twin is not None:
        parts.append(
            f"{quoted(refreshed.twin.title)} ({refreshed.twin.id}) has the same text by now; "
            "the claims of both stay apart."
        )
    return " ".join(parts)
