from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from postil.core.snapshot import TextRange
from postil.tui.widgets.found import COUNTED, COUNTED_TEXT, Found


@given(st.text("ab ", max_size=60))
def test_each_place_is_counted_where_it_is_come_to(text: str) -> None:
    found = Found(text, "a")
    places = [TextRange(at, at + 1) for at, character in enumerate(text) if character == "a"]
    told = [f"{number} of {len(places)}" for number in range(1, len(places) + 1)]
    assert [found.position(place) for place in places] == told


def test_counting_ends_with_many_places() -> None:
    found = Found("a" * (COUNTED + 50), "a")
    assert found.position(TextRange(2, 3)) == f"3 of more than {COUNTED}"
    assert found.position(TextRange(COUNTED + 20, COUNTED + 21)) == ""


def test_a_text_longer_than_a_book_is_not_counted_in() -> None:
    found = Found(" " * COUNTED_TEXT + "a", "a")
    assert found.position(TextRange(COUNTED_TEXT, COUNTED_TEXT + 1)) == ""


def test_a_place_that_overlaps_one_before_is_told_as_that() -> None:
    assert Found("aaa", "aa").position(TextRange(1, 3)) == "1 of 1"
