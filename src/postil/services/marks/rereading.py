"""A new text of an article is looked through for its marks, and for the quotes from it; nothing is changed yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from postil.anchoring.describe import describe
from postil.core.changes import is_emptied
from postil.core.ids import later
from postil.core.model import Check
from postil.core.pausing import asking, unasked
from postil.core.rewriting import Rewritten, rewritten
from postil.core.target import Anchoring, Target
from postil.services.marks.quotes import compare_with
from postil.services.marks.whereabouts import Whereabouts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from postil.anchoring.revision import Verdict
    from postil.core.model import Article, Evidence
    from postil.core.pages import Page
    from postil.core.pausing import Pause
    from postil.core.snapshot import Snapshot
    from postil.services.library.workspace import Workspace

_Quote = tuple[Check, Target | None, str]


@dataclass
class Reread:
    """A new text of an article, and what was worked out about it, beside the screen.

    Attributes:
        article: The article's id.
        text: The new text.
        whereabouts: Knows where the marks are.
        keys: The sources whose text the article is.
        homes: The ids of the articles with evidence that quotes it.
        paragraphs: What is not as it was.
        twin: The other article that has the text already.
        read: When the text was read, as a stamp.
        checks: What was found of each quote.
        page: What the text was made of, where it came from the web.
        way: The fields of the article that tell how and where it is read from now on, where that was asked for.
    """

    article: str
    text: Snapshot
    whereabouts: Whereabouts
    keys: frozenset[str] = frozenset()
    homes: tuple[str, ...] = ()
    paragraphs: tuple[Rewritten, ...] = ()
    twin: Article | None = None
    read: str = ""
    checks: dict[str, _Quote] = field(default_factory=dict)
    page: Page | None = None
    way: Mapping[str, object] = field(default_factory=dict)
    _placed: dict[Target, Target] = field(default_factory=dict, init=False)

    def begin(self, article: Article, now: str) -> None:
        """Takes note of when the text was read: behind all other texts that the article has been read as by now."""
        read = article.read if article.snapshot == self.text.digest else later(self.read or now, article.read)
        if read != self.read:
            self.read, self._placed = read, {}

    def place(self, target: Target) -> Target:
        """A target as it is in the new text; what the reader gave up stays so unless its words are back."""
        if target not in self._placed:
            self._placed[target] = self._anew(target, self.whereabouts.of(target))
        return self._placed[target]

    def _anew(self, target: Target, verdict: Verdict) -> Target:
        retired = target.state is Anchoring.RETIRED
        if verdict.state.has_place and not (retired and verdict.state is Anchoring.CHANGED):
            there = describe(self.text, verdict.ranges)
            return target.anchored_anew(there.snapshot, there.selectors, verdict.state, read=self.read)
        return target if retired else target.without_place(verdict.state, read=self.read)

    def check(self, quote: str, pause: Pause = unasked) -> _Quote:
        """What a quote is in the new text."""
        if quote not in self.checks:
            found = compare_with(self.text, quote, pause)
            self.checks[quote] = found.check, found.target, self.text.digest
        return self.checks[quote]


def look_through(
    workspace: Workspace,
    article: Article,
    text: Snapshot,
    *,
    page: Page | None = None,
    progress: Callable[[int, int], object] = lambda _done, _total: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Reread:
    """Looks for an article's marks, and for the quotes from it, in a new text; changes nothing.

    Args:
        workspace: The open library; may be read on another thread than the reader's.
        article: The article.
        text: The new text.
        page: What it was made of, where it came from the web.
        progress: Told how many marks were looked for, and of how many.
        stopped: Asked many times a second; ends the work by answering yes.

    Raises:
        Stopped: It was ended.
        LibraryError: The article cannot be read.
    """
    from postil.services.articles.articles import article_of_text

    def read(digest: str) -> Snapshot:
        return workspace.snapshot(digest, keep=False)

    pause = asking(stopped)
    stamped = page._replace(fetched=page.fetched or workspace.clock()) if page else None
    found = Reread(article.id, text, Whereabouts(text, read, pause), page=stamped)
    found.begin(article, workspace.clock())
    annotated = workspace.annotated(article.id)
    found.keys = frozenset(source.key for source in workspace.all_sources if source.document == article.id)
    quoting = list(_quoting(workspace, found.keys))
    found.homes = tuple(dict.fromkeys(home for home, _ in quoting))
    wanted: list[Target | str] = [claim.target for claim in annotated.claims if claim.target.snapshot]
    wanted += [piece.target for _, piece in quoting if piece.target]
    wanted += [piece.quote for _, piece in quoting]
    for done, sought in enumerate(wanted):
        pause()
        progress(done, len(wanted))
        if isinstance(sought, str):
            found.check(sought, pause)
        elif not sought.stands_in(text.digest):
            found.place(sought)
    pause()
    progress(len(wanted), len(wanted))
    if article.snapshot != text.digest:
        found.paragraphs = rewritten(workspace.text_of(article), text, pause)
        found.twin = article_of_text(workspace, text, but=article.id)
    return found


def _quoting(workspace: Workspace, keys: frozenset[str]) -> Iterator[tuple[str, Evidence]]:
    """The evidence that quotes some sources, trash included, with the ids of its articles."""
    for annotated in workspace.all_annotated() if keys else ():
        for piece in annotated.evidence:
            if piece.source in keys and not is_emptied(piece):
                yield annotated.article.id, piece
