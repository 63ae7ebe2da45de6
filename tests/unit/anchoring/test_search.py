from __future__ import annotations

from postil.anchoring.search import find
from postil.core.snapshot import TextRange
from tests.unit.anchoring.build import FERRY, snapshot


def test_literal_places_come_alone() -> None:
    text = snapshot("the dog - the  dog — the dog")
    assert find(text, "the dog") == [TextRange(0, 7), TextRange(21, 28)]


def test_other_blanks_quotes_and_dashes_are_found_at_their_own_offsets() -> None:
    (place,) = find(FERRY, '"We were  promised two crossings a day,"')
    assert FERRY.text[place.start : place.end] == "“We were promised two crossings a day,”"
    (across,) = find(FERRY, "before that day. “We were")
    assert FERRY.text[across.start : across.end] == "before that day.\n\n“We were"


def test_context_chooses_among_places() -> None:
    text = snapshot("one dog, two dogs, three dogs")
    assert find(text, "dog", prefix="two ") == [TextRange(13, 16)]
    assert find(text, "dog", suffix=", two") == [TextRange(4, 7)]
    assert find(text, "dog", prefix="ten ") == []


def test_nothing_is_found_for_nothing() -> None:
    assert find(FERRY, "") == find(FERRY, " \n") == find(FERRY, "whale") == []
