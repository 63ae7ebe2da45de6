from __future__ import annotations

from collections import Counter

import pytest

from postil.review.ledger import State
from postil.tui.lines.ledger import COUNTED, count_parts
from postil.tui.looks.glyphs import UNICODE


@pytest.mark.parametrize("number", [1, 22, 1_000])
def test_the_states_are_counted_in_words_where_these_have_room(number: int) -> None:
    counts = Counter[State](dict.fromkeys(COUNTED, number))
    whole = "".join(text for text, _ in count_parts(number, counts, UNICODE, 1_000))
    short = "".join(text for text, _ in count_parts(number, counts, UNICODE, len(whole) - 1))
    assert "unsourced" in whole
    assert "".join(text for text, _ in count_parts(number, counts, UNICODE, len(whole))) == whole
    assert short.startswith(f"{number} claim")
    assert short.endswith(f"· {UNICODE.of(COUNTED[-1])} {number}")
