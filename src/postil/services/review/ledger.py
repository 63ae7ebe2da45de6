"""The claims of all articles, kept ready for one question after the other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from postil.core.model import RATINGS
from postil.review.query import parse
from postil.review.rows import Row, Sort, counts, ratings_of, rows, sorted_rows
from postil.review.searchable import Searchable
from postil.services.review.reviewing import paragraphs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from postil.core.annotated import Annotated
    from postil.core.model import Claim, Source
    from postil.review.ledger import State
    from postil.services.library.workspace import Workspace


class Ledger:
    """Rows by article, each made searchable once.

    Attributes:
        complete: Whether the reading that made it went to its end.
    """

    def __init__(self) -> None:
        self.complete = False
        self._entries: dict[str, tuple[Searchable, ...]] = {}
        self._ordered: dict[tuple[Sort, bool, Sequence[str]], list[Searchable]] = {}
        self._ratings: dict[Sequence[str], Sequence[str]] = {}
        self._counts: Mapping[State, int] | None = None

    @classmethod
    def read(
        cls,
        workspace: Workspace,
        before: Ledger | None = None,
        stopped: Callable[[int], bool] = lambda _: False,
    ) -> Ledger:
        """Reads the claims of all articles.

        Args:
            workspace: The open library; may be read on another thread than the reader's.
            before: An earlier ledger: what it knows of unchanged claims is taken over.
            stopped: Asked before each article with the number of those that have been read; ends the
                reading by answering yes.
        """
        ledger, sources = cls(), workspace.sources
        for annotated in workspace.all_annotated():
            if stopped(len(ledger._entries)):
                return ledger
            ledger._put(workspace, annotated, sources, ledger if before is None else before)
        ledger.complete = True
        return ledger

    def renewed(self, workspace: Workspace, articles: Iterable[str]) -> Ledger:
        """Gives a ledger with what has become of the claims of some articles.

        This one stays as it is: another thread may be asking it.

        Raises:
            LibraryError: An article cannot be read.
        """
        ledger, sources = Ledger(), workspace.sources
        ledger.complete = self.complete
        ledger._entries = dict(self._entries)
        for article in dict.fromkeys(articles):
            ledger._put(workspace, workspace.annotated(article), sources, self)
        return ledger

    def requoted(self, sources: Mapping[str, Source]) -> Ledger:
        """Gives a ledger with the same claims, whose sources are those of a bibliography that was changed."""
        ledger = Ledger()
        ledger.complete = self.complete
        ledger._entries = {
            article: tuple(_requoted(entry, sources) for entry in entries)
            for article, entries in self._entries.items()
        }
        return ledger

    def __len__(self) -> int:
        """How many claims there are."""
        return sum(map(len, self._entries.values()))

    @property
    def rows(self) -> list[Row]:
        """All rows, article by article."""
        return [entry.row for entries in self._entries.values() for entry in entries]

    def ask(
        self,
        query: str,
        now: str,
        sort: Sort = Sort.TEXT,
        *,
        reverse: bool = False,
        ratings: tuple[str, ...] = RATINGS,
    ) -> list[Row]:
        """The rows that a query asks for, sorted.

        Args:
            query: As it was typed, finished or not; see `review.query.parse`.
            now: The stamp from which `since:7d` counts back.
            sort: The order.
            reverse: The other way round.
            ratings: The configured ratings.
        """
        ordered = self._ordered.get((sort, reverse, ratings))
        if ordered is None:
            entries = {entry.row.claim.id: entry for known in self._entries.values() for entry in known}
            listed = sorted_rows(self.rows, sort, reverse=reverse, ratings=ratings)
            ordered = [entries[row.claim.id] for row in listed]
            self._ordered = {(sort, reverse, ratings): ordered}
        return [entry.row for entry in parse(query, self._known(ratings)).filtered(ordered, now)]

    def problems(self, query: str, ratings: tuple[str, ...] = RATINGS) -> tuple[str, ...]:
        """What of a query is not understood and searched for literally, a sentence each."""
        return parse(query, self._known(ratings)).problems

    def _known(self, ratings: tuple[str, ...]) -> Sequence[str]:
        if ratings not in self._ratings:
            self._ratings = {ratings: ratings_of(self.rows, ratings)}
        return self._ratings[ratings]

    def warm(self) -> None:
        """Folds the texts of all rows, so that the first question is answered at once."""
        for entries in self._entries.values():
            for entry in entries:
                len(entry.text)

    @property
    def counts(self) -> Mapping[State, int]:
        """How many claims are in each state."""
        if self._counts is None:
            self._counts = counts(self.rows)
        return self._counts

    def _put(
        self, workspace: Workspace, annotated: Annotated, sources: Mapping[str, Source], before: Ledger
    ) -> None:
        article = annotated.article
        known = {entry.row.claim.id: entry for entry in before._entries.get(article.id, ())}
        made: tuple[Row, ...] = ()
        if not article.deleted and annotated.live_claims:
            made = rows(annotated, sources, _paragraph_of(workspace, annotated, known))
        self._entries[article.id] = tuple(
            entry if (entry := known.get(row.claim.id)) and entry.row == row else Searchable(row)
            for row in made
        )


def _requoted(entry: Searchable, sources: Mapping[str, Source]) -> Searchable:
    keys = dict.fromkeys(piece.source for piece in entry.row.evidence)
    now = tuple(sources[key] for key in keys if key in sources)
    return entry if now == entry.row.sources else Searchable(replace(entry.row, sources=now))


def _stands_as_before(row: Row, claim: Claim, text: str) -> bool:
    return row.claim.target == claim.target and row.article.snapshot == text


def _paragraph_of(
    workspace: Workspace, annotated: Annotated, known: Mapping[str, Searchable]
) -> Callable[[Claim], int]:
    """Tells paragraphs from what is known; the text is read only for a claim that stands elsewhere."""
    text = annotated.article.snapshot
    tell: Callable[[Claim], int] | None = None

    def paragraph(claim: Claim) -> int:
        nonlocal tell
        entry = known.get(claim.id)
        if entry and entry.row.paragraph and _stands_as_before(entry.row, claim, text):
            return entry.row.paragraph
        tell = tell or paragraphs(workspace, annotated)
        return tell(claim)

    return paragraph
