"""The rows of the ledger: one claim each, with everything that a list shows of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from postil.core.model import RATINGS, Article, Claim, Evidence, Source
from postil.review.ledger import State, states

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from postil.core.annotated import Annotated
    from postil.core.target import Anchoring

_BY_URGENCY = {state: at for at, state in enumerate(sorted(State, key=State.SETTLED.__eq__))}


class Sort(StrEnum):
    """The order of a list of claims; within equals it is always that of the text."""

    TEXT = "text order"
    STATE = "state"
    MODIFIED = "modified"
    RATING = "rating"
    ARTICLE = "article"
    PRIORITY = "priority"


@dataclass(frozen=True)
class Row:
    """One claim of one article.

    Attributes:
        article: The article it stands in.
        claim: The claim.
        evidence: Its living evidence, oldest first.
        sources: The sources that the evidence quotes, each once, as far as they are known.
        paragraph: The number of its paragraph, as the front end counts them.
    """

    article: Article
    claim: Claim
    evidence: tuple[Evidence, ...]
    sources: tuple[Source, ...]
    paragraph: int

    @cached_property
    def states(self) -> tuple[State, ...]:
        """All that holds for the claim, most urgent first."""
        return states(self.claim, self.evidence, self.article.snapshot)

    @property
    def place(self) -> Anchoring | None:
        """What became of the claim's mark in the newest text; None where nobody has looked for it there yet."""
        return self.claim.target.state_in(self.article.snapshot)

    @property
    def headline(self) -> State:
        """The state that a reader should see first."""
        return self.states[0]

    @property
    def conflicting(self) -> bool:
        """Whether a field of the claim or its evidence was changed on two sides, and nobody has decided yet."""
        return any(record.conflicts for record in (self.claim, *self.evidence))

    @cached_property
    def modified(self) -> str:
        """When the claim or its evidence was last changed, as a stamp."""
        return max([self.claim.modified, *(piece.modified for piece in self.evidence)])


def rows(
    annotated: Annotated, sources_by_key: Mapping[str, Source], paragraph_of: Callable[[Claim], int]
) -> tuple[Row, ...]:
    """The rows of one article's living claims, in the order of the text."""
    made = []
    for claim in annotated.live_claims:
        evidence = annotated.evidence_of(claim.id)
        keys = dict.fromkeys(piece.source for piece in evidence)
        sources = tuple(sources_by_key[key] for key in keys if key in sources_by_key)
        made.append(Row(annotated.article, claim, evidence, sources, paragraph_of(claim)))
    return tuple(made)


def ratings_of(rows: Iterable[Row], ratings: Sequence[str]) -> tuple[str, ...]:
    """The words for a rating: the configured ones, and after them those that claims have besides."""
    return tuple(dict.fromkeys((*ratings, *sorted({row.claim.rating for row in rows}))))


def sorted_rows(
    rows: Iterable[Row], sort: Sort, *, reverse: bool = False, ratings: Sequence[str] = RATINGS
) -> list[Row]:
    """Sorts rows.

    Args:
        rows: Of any articles.
        sort: Text order goes by article, oldest in the library first; state by urgency, settled claims
            last; modified newest first; rating as the ratings are listed, unknown words last; article by
            title; priority greatest first.
        reverse: The other way round; equals stay in the order of the text.
        ratings: The configured ratings.
    """
    ordered = sorted(rows, key=_in_text)
    match sort:
        case Sort.TEXT:
            return ordered[::-1] if reverse else ordered
        case Sort.STATE:
            return sorted(ordered, key=lambda row: _BY_URGENCY[row.headline], reverse=reverse)
        case Sort.MODIFIED:
            return sorted(ordered, key=lambda row: row.modified, reverse=not reverse)
        case Sort.RATING:
            place = {rating: at for at, rating in enumerate(ratings_of(ordered, ratings))}
            return sorted(ordered, key=lambda row: place[row.claim.rating], reverse=reverse)
        case Sort.ARTICLE:
            return sorted(ordered, key=lambda row: row.article.title.casefold(), reverse=reverse)
        case Sort.PRIORITY:
            return sorted(ordered, key=lambda row: row.claim.priority, reverse=not reverse)


def _in_text(row: Row) -> tuple[str, int, int, str]:
    return row.article.id, row.claim.start, row.claim.end, row.claim.id


def counts(rows: Iterable[Row]) -> Mapping[State, int]:
    """How many claims are in each state, zeros included; a claim counts in every state that it is in."""
    found = Counter(state for row in rows for state in row.states)
    return {state: found[state] for state in State}
