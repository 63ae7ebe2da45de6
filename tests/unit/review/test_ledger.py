from __future__ import annotations

import pytest

from postil.core.model import Check, Claim, Directness, Evidence, Stance
from postil.core.target import Anchoring
from postil.review.ledger import State, headline, states
from postil.review.rows import counts
from tests.unit.review.build import claim, evidence, row

FIRST = evidence()
SECOND = evidence(source="board2020")
AGAINST = evidence(Stance.DISPUTES, "board2020")
CONTEXT = evidence(Stance.CONTEXT)


@pytest.mark.parametrize(
    ("one", "pieces", "expected"),
    [
        (claim(), [], {State.UNSOURCED, State.UNRATED}),
        (claim(), [CONTEXT], {State.UNSOURCED, State.UNRATED}),
        (claim(), [FIRST], {State.SINGLE, State.UNRATED}),
        (claim(), [FIRST, FIRST], {State.SINGLE, State.UNRATED}),
        (claim(), [AGAINST], {State.SINGLE, State.UNRATED}),
        (claim(), [FIRST, SECOND], {State.UNRATED}),
        (claim(), [FIRST, AGAINST], {State.CONTESTED, State.UNRATED}),
        (
            claim(),
            [FIRST, evidence(source="board2020", check=Check.UNCHECKED)],
            {State.UNCHECKED, State.UNRATED},
        ),
        (
            claim(),
            [FIRST, SECOND, evidence(Stance.CONTEXT, check=Check.NOT_FOUND)],
            {State.ALTERED, State.UNRATED},
        ),
        (claim(rating="supported"), [FIRST, SECOND], {State.SETTLED}),
        (claim(rating="supported"), [FIRST], {State.SETTLED, State.SINGLE}),
        (claim(rating="disputed"), [FIRST, AGAINST], {State.SETTLED, State.CONTESTED}),
        (claim(rating="supported"), [], {State.UNSOURCED}),
        (
            claim(rating="supported"),
            [FIRST, evidence(source="board2020", check=Check.UNCHECKED)],
            {State.UNCHECKED},
        ),
        (
            claim(rating="supported"),
            [FIRST, evidence(source="board2020", check=Check.ALTERED)],
            {State.ALTERED},
        ),
        (claim(rating="supported", state=Anchoring.CHANGED), [FIRST, SECOND], {State.CHANGED}),
        (claim(rating="supported", state=Anchoring.MOVED), [FIRST, SECOND], {State.SETTLED}),
        (claim(rating="supported", state=Anchoring.RETIRED), [FIRST, SECOND], {State.SETTLED}),
    ],
)
def test_states_follow_from_the_claim_and_its_evidence(
    one: Claim, pieces: list[Evidence], expected: set[State]
) -> None:
    assert set(states(one, pieces, "s")) == expected


@pytest.mark.parametrize("state", [Anchoring.CHANGED, Anchoring.AMBIGUOUS, Anchoring.ORPHANED])
def test_a_mark_that_a_reader_has_to_look_at_has_changed(state: Anchoring) -> None:
    assert headline(claim(state=state), [FIRST, SECOND], "s") is State.CHANGED


def test_a_mark_that_nobody_has_looked_for_in_the_newest_text_is_changed_since() -> None:
    assert headline(claim(), [FIRST, SECOND], "newer") is State.CHANGED
    assert headline(claim(state=Anchoring.RETIRED), [FIRST, SECOND], "newer") is State.UNRATED


def test_secondary_only_is_claimed_only_where_each_piece_says_so() -> None:
    told = evidence(directness=Directness.SECONDARY)
    assert State.SECONDARY in states(claim(), [told, told], "s")
    assert State.SECONDARY in states(
        claim(), [told, evidence(Stance.CONTEXT, directness=Directness.PRIMARY)], "s"
    )
    assert State.SECONDARY not in states(claim(), [told, evidence(directness=Directness.PRIMARY)], "s")
    assert State.SECONDARY not in states(claim(), [told, evidence()], "s")


def test_the_headline_is_what_matters_most() -> None:
    secondary = evidence(directness=Directness.SECONDARY, check=Check.UNCHECKED)
    against = evidence(Stance.DISPUTES, check=Check.UNCHECKED)
    altered = evidence(check=Check.ALTERED)
    assert headline(claim(), [FIRST, SECOND], "s") is State.UNRATED
    assert headline(claim(), [FIRST], "s") is State.SINGLE
    assert headline(claim(), [evidence(directness=Directness.SECONDARY)], "s") is State.SECONDARY
    assert headline(claim(), [secondary], "s") is State.UNCHECKED
    assert headline(claim(), [secondary, against], "s") is State.CONTESTED
    assert headline(claim(), [secondary, against, altered], "s") is State.ALTERED
    assert headline(claim(rating="refuted"), [FIRST, AGAINST], "s") is State.SETTLED
    assert headline(claim(rating="refuted", state=Anchoring.ORPHANED), [altered], "s") is State.CHANGED


def test_counts_hold_every_state_of_every_claim() -> None:
    found = counts([row(claim(), FIRST), row(claim()), row(claim(rating="supported"), FIRST, SECOND)])
    assert set(found) == set(State)
    assert {state: number for state, number in found.items() if number} == {
        State.UNSOURCED: 1,
        State.SINGLE: 1,
        State.UNRATED: 2,
        State.SETTLED: 1,
    }
