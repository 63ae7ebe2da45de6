"""Marks that are kept up are those that are made anew."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from postil.core.annotated import Annotated
from postil.core.model import Article, Claim, Reading
from postil.core.target import Anchoring, Selector, Target
from postil.tui.claim_marks import ClaimMarks
from postil.tui.widgets.marks import Mark, Marks

MARKS = st.builds(
    lambda start, length, name: Mark(start, start + length, name),
    st.integers(0, 30),
    st.integers(1, 12),
    st.sampled_from("abcd"),
)
TEXT, OTHER = "newest", "older"


@given(st.lists(st.tuples(MARKS, st.booleans()), max_size=12), st.lists(MARKS, max_size=6))
def test_marks_that_changed_are_as_if_made_anew(held: list[tuple[Mark, bool]], new: list[Mark]) -> None:
    gone = [mark for mark, goes in held if goes]
    stays = [mark for mark, goes in held if not goes]
    made = Marks(mark for mark, _ in held).changed(gone, new, str.upper)
    fresh = Marks([*stays, *new])
    assert made.sorted == fresh.sorted
    assert made.look("a") == "A"
    for start in range(44):
        assert made.over(start, start + 1) == fresh.over(start, start + 1)
        assert (made.after(start), made.before(start)) == (fresh.after(start), fresh.before(start))


def test_marks_that_changed_leave_those_before_as_they_were() -> None:
    before = Marks([Mark(0, 9, "a"), Mark(3, 5, "b")])
    before.changed([Mark(0, 9, "a")], [Mark(1, 2, "c")], str)
    assert [mark.id for mark in before.over(4, 5)] == ["a", "b"]


def claim(number: int, start: int, *, text: str = TEXT, deleted: str = "") -> Claim:
    pieces = (Selector("x", "", "", start, start + 1), Selector("y", "", "", start + 5, start + 7))
    return Claim(id=str(number), target=Target(text, pieces, Anchoring.ANCHORED), deleted=deleted)


CLAIMS = st.builds(
    claim,
    st.integers(1, 6),
    st.integers(0, 20),
    text=st.sampled_from([TEXT, TEXT, TEXT, OTHER]),
    deleted=st.sampled_from(["", "", "2031-05-04T12:00:00.000000Z"]),
)


@given(st.lists(st.tuples(st.lists(CLAIMS, max_size=4), st.sampled_from([TEXT, TEXT, OTHER])), max_size=6))
def test_claims_that_change_are_drawn_as_if_nothing_was_drawn_before(
    steps: list[tuple[list[Claim], str]],
) -> None:
    annotated, kept = (
        Annotated(Article(id="1", title="The wall", snapshots=(Reading(TEXT, ""),))),
        ClaimMarks(),
    )
    for claims, text in steps:
        annotated = annotated.updated(claims)
        assert kept.of(annotated, text).sorted == ClaimMarks().of(annotated, text).sorted
