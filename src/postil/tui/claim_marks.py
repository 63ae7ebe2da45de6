"""Which claims are drawn in a text, and how each looks."""

from __future__ import annotations

import operator
from itertools import compress, count
from typing import TYPE_CHECKING

from postil.review.ledger import headline
from postil.tui.widgets.marks import Mark, Marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from postil.core.annotated import Annotated
    from postil.core.model import Claim


_FEW = 64
"""So many claims are put in the place of others; for more the marks are made anew."""


class ClaimMarks:
    """The marks of an article's claims, of which little changes from one time to the next."""

    def __init__(self) -> None:
        """Knows no claim yet."""
        self._claims: Sequence[Claim] = ()
        self._text = ""
        self._marks = Marks()

    def of(self, annotated: Annotated, text: str) -> Marks:
        """The marks of the living claims that have a place in a text, looking as their states do.

        Args:
            annotated: The article.
            text: The digest of the text that is drawn.
        """

        def look(name: str) -> str:
            claim, evidence = annotated.claims_by_id[name], annotated.evidence_of(name)
            return headline(claim, evidence, annotated.article.snapshot).name.lower()

        known, claims = self._claims, annotated.claims
        gone, new = _others(known, claims)
        if text == self._text and len(gone) + len(new) <= _FEW:
            self._marks = self._marks.changed(_placed(gone, text), _placed(new, text), look)
        else:
            self._marks = Marks(_placed(claims, text), look)
        self._claims, self._text = claims, text
        return self._marks


def _others(known: Sequence[Claim], claims: Sequence[Claim]) -> tuple[list[Claim], list[Claim]]:
    """The claims that are not the very same in their places: those that were known, and those that are there now."""
    places = [*compress(count(), map(operator.is_not, known, claims))]
    both = min(len(known), len(claims))
    return [*(known[at] for at in places), *known[both:]], [*(claims[at] for at in places), *claims[both:]]


def _placed(claims: Iterable[Claim], text: str) -> Iterator[Mark]:
    for claim in claims:
        if not claim.deleted and claim.target.stands_in(text):
            for piece in claim.target.selectors:
                yield Mark(piece.start, piece.end, claim.id)
