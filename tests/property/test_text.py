from __future__ import annotations

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from postil.core.text import clean, clean_line, shown

HOSTILE = st.lists(
    st.sampled_from(
        ["\x1b[", "\x1b]", "\x1b", "\x9b", "\x9d", "\x90", "\x07", "\x1b\\", "\x9c", "0;", "m", "\r", "\n", "\t",
         "\x00", "\xad", "\u202e", "\u2066", "\u200d", "\u0301", "\u0316", "e", "한", "\u1100", "\u1161", "\ud800",
         "\ufeff", "\u2028", "\f", "\x85", "\uffff", "[/x]"]
    ),
    max_size=60,
).map("".join)  # fmt: skip
ANY = st.one_of(st.text(st.characters(codec=None)), HOSTILE)
FORBIDDEN = re.compile("[\0-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff\ud800-\udfff]")


@given(ANY)
def test_clean_is_idempotent_and_harmless(raw: str) -> None:
    text = clean(raw)
    assert clean(text) == text
    assert not FORBIDDEN.search(text)
    assert unicodedata.is_normalized("NFC", text)


@given(ANY)
def test_clean_line_is_one_clean_line(raw: str) -> None:
    line = clean_line(raw)
    assert line == clean_line(line)
    assert "\n" not in line


@given(ANY)
def test_shown_keeps_every_place_and_nothing_acts(raw: str) -> None:
    line = shown(raw)
    assert not FORBIDDEN.search(line)
    assert "\n" not in line


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126)))
def test_clean_leaves_plain_text_alone(raw: str) -> None:
    assert clean(raw) == raw
