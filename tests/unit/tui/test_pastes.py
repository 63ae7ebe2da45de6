from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from postil.core.text import clean
from postil.tui.terminal.pastes import BEGIN, END, Pastes

PIECES = st.lists(
    st.sampled_from(
        [BEGIN, END, "\x1b", "[200~", "\x1b[A", "\x1b[31m", "\x11", "q", "mud\r\nsilt\t", "é", "\x9b"]
    ),
    max_size=12,
).map("".join)


def fed(data: str, *cuts: int) -> str:
    pastes = Pastes()
    return "".join(pastes.feed(data[start:end]) for start, end in pairwise(sorted({0, *cuts, len(data)})))


def test_what_is_typed_passes_as_it_is() -> None:
    assert fed("j\x1b[A\x11\x1bq") == "j\x1b[A\x11\x1bq"


def test_what_is_pasted_is_words() -> None:
    hostile = f"a{BEGIN}hello \x1b[31md a\x11 \x1b]52;c;x\x07\r\nred{END}\x11"
    assert fed(hostile) == f"a{BEGIN}hello d a\u2411 \nred{END}\x11"


def test_a_paste_is_told_when_it_has_ended() -> None:
    pastes = Pastes()
    assert pastes.feed(f"{BEGIN}mud") == BEGIN
    assert pastes.feed(" and silt") == ""
    assert pastes.feed(f"{END}q") == f"mud and silt{END}q"


@given(PIECES, st.lists(st.integers(0, 80), max_size=6))
def test_it_is_all_one_how_the_input_is_cut(data: str, cuts: list[int]) -> None:
    assert fed(data, *(cut for cut in cuts if cut < len(data))) == fed(data)


@given(PIECES)
def test_between_the_marks_there_are_words_only(data: str) -> None:
    passed = fed(data)
    at = passed.find(BEGIN)
    while at >= 0:
        words, mark, _ = passed[at + len(BEGIN) :].partition(END)
        assert clean(words) == words if mark else not words
        at = passed.find(BEGIN, at + len(BEGIN) + len(words) + len(mark))
