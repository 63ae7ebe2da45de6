from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from postil.core.difference import MOST_WORDS, Difference, differences


def test_words_that_differ_are_told_in_their_order() -> None:
    assert differences("it closed on 3 March", "it reopened on 3 April") == (
        Difference("closed", "reopened"),
        Difference("March", "April"),
    )
    assert differences("it closed", "it closed for good") == (Difference("", "for good"),)
    assert differences("it  closed", "it closed") == ()


def test_long_texts_differ_as_a_whole() -> None:
    long = " ".join(["word"] * (MOST_WORDS + 1))
    assert differences(long, "word") == (Difference(long, "word"),)


@given(st.text("ab c", max_size=20), st.text("ab c", max_size=20))
def test_there_is_a_difference_where_and_only_where_the_words_differ(one: str, two: str) -> None:
    assert bool(differences(one, two)) == (one.split() != two.split())
