from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.tui.widgets.wrapping import width_of, wrap

CLUSTERS = [*"ab 、。（「漢字かなー한글）", "e\u0301", " \u0301", "\U0001f469\u200d\U0001f52c"]
WORDS = st.lists(st.sampled_from(CLUSTERS), max_size=60).map("".join)


def lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width)]


@given(WORDS, st.integers(4, 20))
def test_lines_fit_and_leave_out_spaces_only(text: str, width: int) -> None:
    ends = wrap(text, width)
    assert all(width_of(text[start:end]) <= width for start, end in ends)
    assert ends[0][0] == 0
    assert ends[-1][1] == len(text)
    for (_, end), (start, _) in pairwise(ends):
        assert text[end:start] in ("", " ")


@pytest.mark.parametrize(
    ("text", "width", "wanted"),
    [
        ("漢字漢字漢字", 8, ["漢字漢字", "漢字"]),
        ("words 漢字漢字", 10, ["words 漢字", "漢字"]),
        ("漢字漢字。漢", 8, ["漢字漢", "字。漢"]),
        ("漢字漢「字漢」", 8, ["漢字漢", "「字漢」"]),
        ("漢字 words", 8, ["漢字", "words"]),
        ("한글 글자한글", 8, ["한글", "글자한글"]),
    ],
)
def test_chinese_breaks_anywhere_but_at_its_marks(text: str, width: int, wanted: list[str]) -> None:
    assert lines(text, width) == wanted
