from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from postil.anchoring.rewording import MOST_WORDS, Rewording, rewordings


def test_words_that_differ_are_told_in_their_order() -> None:
    assert rewordings("it closed on 3 March", "it reopened on 3 April") == (
        Rewording("closed", "reopened"),
        Rewording("March", "April"),
    )
    assert rewordings("it closed", "it closed for good") == (Rewording("", "for good"),)
    assert rewordings("it  closed", "it closed") == ()


def test_a_word_that_is_shared_by_chance_parts_nothing() -> None:
    before = "the keeper left the light in June without a word"
    assert rewordings(before, "the ferry was sold in May and nobody said anything") == (
        Rewording(before.removeprefix("the "), "ferry was sold in May and nobody said anything"),
    )


def test_long_texts_differ_as_a_whole() -> None:
    long = " ".join(["word"] * (MOST_WORDS + 1))
    assert rewordings(long, "word") == (Rewording(long, "word"),)


@given(st.text("ab c", max_size=20), st.text("ab c", max_size=20))
def test_there_is_a_difference_where_and_only_where_the_words_differ(one: str, two: str) -> None:
    assert bool(rewordings(one, two)) == (one.split() != two.split())
