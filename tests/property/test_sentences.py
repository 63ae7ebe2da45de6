from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from postil.core.words import words, words_around
from postil.ingest.sentences.splitting import LONGEST, sentences

PIECES = st.lists(
    st.sampled_from(
        ["Dr", "A", "the", "The", "12", ".", "…", "...", "!", "?", " ", "  ", "\n", "”", "“", '"', ")", "(", "[1]",
         "。", "」", "说", "؟", " »", "قال", "…", ";", "т. д", "z. B", "l’", "он", "г", "’", "-", "e\u0301", "\u0301", "👩\u200d🚀", ",", "x" * 30]
    ),
    max_size=60,
).map("".join)  # fmt: skip
ANY = st.one_of(st.text(), PIECES)


@given(ANY, st.sampled_from(["", "en", "de", "ru", "zh", "ar", "el", "ko", "tr", "xx-YY"]))
def test_sentences_tile_the_text(text: str, language: str) -> None:
    at = 0
    for start, end in sentences(text, language):
        assert at <= start < end <= len(text)
        assert not text[at:start].strip()
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        at = end
    assert not text[at:].strip()


@given(st.integers(1, 3), st.sampled_from(["x", "word ", "字", "a  b"]))
def test_sentences_are_never_too_long(times: int, piece: str) -> None:
    text = piece * (times * LONGEST // len(piece) + 7)
    spans = sentences(text)
    assert all(end - start <= LONGEST for start, end in spans)
    assert "".join(text[start:end] for start, end in spans).replace(" ", "") == text.replace(" ", "")


@given(ANY)
def test_words_are_in_order_and_hold_all_letters(text: str) -> None:
    at = 0
    for start, end in words(text):
        assert at <= start < end
        assert not any(character.isalnum() for character in text[at:start])
        at = end
    assert not any(character.isalnum() for character in text[at:])


@given(ANY, st.data())
def test_words_around_are_the_words(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    found = words(text)
    forwards = list(words_around(text, offset, 1))
    backwards = list(words_around(text, offset, -1))
    assert forwards == [span for span in found if span[1] >= offset]
    assert [span for span in backwards if span[1] <= offset] == [span for span in found if span[1] <= offset][
        ::-1
    ]
