"""The ledger: what is left to do about a claim, derived from it and its evidence, never stored."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from postil.core.model import UNRATED, Check, Claim, Directness, Evidence, Stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from postil.core.target import Anchoring


class State(StrEnum):
    """What can be said about a claim; the first that holds is the one that a reader should see first.

    Evidence *bears* on a claim when it supports or disputes it; context does not.

    Attributes:
        CHANGED: The article changed since the claim was marked, so that a reader has to look where it stands:
            `Target.is_in_doubt`.
        ALTERED: The words of a piece of evidence, context too, differ from its source or are not found there.
        SETTLED: The claim is rated, something bears on it, each piece of that was found in its
            source, and nobody need look where it stands. A rated claim whose evidence conflicts is settled too.
        UNSOURCED: Nothing bears on it.
        CONTESTED: Something supports it and something disputes it.
        UNCHECKED: The words of a piece of evidence, context too, were never compared with its source.
        SECONDARY: Something bears on it, and each piece of that is stated to be secondary; where a
            piece does not say what it is, this is not claimed.
        SINGLE: All that bears on it comes from one source.
        UNRATED: Nobody has judged it. An unrated claim in this state alone has all it needs for that.
    """

    CHANGED = "changed since"
    ALTERED = "altered quote"
    SETTLED = "settled"
    UNSOURCED = "unsourced"
    CONTESTED = "contested"
    UNCHECKED = "unchecked quote"
    SECONDARY = "secondary only"
    SINGLE = "single source"
    UNRATED = "unrated"


def states(claim: Claim, evidence: Sequence[Evidence], text: str) -> tuple[State, ...]:
    """All that holds for a claim and its living evidence, most urgent first; never empty.

    Args:
        claim: The claim.
        evidence: Its living evidence.
        text: The digest of the newest text of its article.
    """
    bearing = _bearing(evidence)
    checks = {piece.check for piece in evidence}
    in_doubt = claim.target.is_in_doubt(text)
    rated = is_rated(claim)
    holds = {
        State.CHANGED: in_doubt,
        State.ALTERED: Check.ALTERED in checks or Check.NOT_FOUND in checks,
        State.SETTLED: rated
        and not in_doubt
        and bool(bearing)
        and all(piece.check.found for piece in bearing),
        State.UNSOURCED: not bearing,
        State.CONTESTED: len({piece.stance for piece in bearing}) > 1,
        State.UNCHECKED: Check.UNCHECKED in checks,
        State.SECONDARY: bool(bearing) and all(piece.directness is Directness.SECONDARY for piece in bearing),
        State.SINGLE: len({piece.source for piece in bearing}) == 1,
        State.UNRATED: not rated,
    }
    return tuple(state for state, is_so in holds.items() if is_so)


def headline(claim: Claim, evidence: Sequence[Evidence], text: str) -> State:
    """The state that a reader should see first; of the same as `states`."""
    return states(claim, evidence, text)[0]


def seen_first(claim: Claim, state: State) -> State | Anchoring:
    """What is told of a claim at first: a state, or what became of its mark where that has no place."""
    place = claim.target.state
    return place if state is State.CHANGED and not place.has_place else state


def is_unsourced(evidence: Iterable[Evidence]) -> bool:
    """Whether nothing among a claim's living evidence bears on it."""
    return not _bearing(evidence)


def is_rated(claim: Claim) -> bool:
    """Whether somebody has judged the claim."""
    return claim.rating.strip().casefold() not in {"", UNRATED}


def _bearing(evidence: Iterable[Evidence]) -> list[Evidence]:
    return [piece for piece in evidence if piece.stance is not Stance.CONTEXT]
