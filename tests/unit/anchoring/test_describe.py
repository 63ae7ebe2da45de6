from __future__ import annotations

import pytest

from postil.anchoring.describe import LONGEST_CONTEXT, SHORTEST_CONTEXT, describe
from postil.core.snapshot import TextRange
from tests.unit.anchoring.build import FERRY, snapshot


def test_context_is_whole_words_of_the_wanted_length() -> None:
    start = FERRY.text.index("There has")
    (selector,) = describe(FERRY, [TextRange(start, start + 9)]).selectors
    assert selector.exact == "There has"
    for context in (selector.prefix, selector.suffix):
        assert SHORTEST_CONTEXT <= len(context) <= LONGEST_CONTEXT
    assert FERRY.text[start - len(selector.prefix) - 1] == " "
    assert FERRY.text[start + 9 + len(selector.suffix)] == " "


def test_context_ends_with_the_text() -> None:
    (selector,) = describe(snapshot("abc"), [TextRange(1, 2)]).selectors
    assert (selector.prefix, selector.exact, selector.suffix) == ("a", "b", "c")


def test_context_without_blanks_cuts_no_character() -> None:
    text = "e\u0323\u0307" * 100
    (selector,) = describe(snapshot(text), [TextRange(150, 153)]).selectors
    assert len(selector.prefix) % 3 == len(selector.suffix) % 3 == 0
    assert len(selector.prefix) >= SHORTEST_CONTEXT


@pytest.mark.parametrize("ranges", [[], [(1, 1)], [(0, 9999)], [(5, 9), (2, 4)]])
def test_what_is_no_stretch_is_refused(ranges: list[tuple[int, int]]) -> None:
    with pytest.raises(ValueError):
        describe(FERRY, [TextRange(*piece) for piece in ranges])
