from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from postil.core.snapshot import Link
from postil.ingest.attribution.quotations import quotation
from postil.ingest.attribution.suggestion import suggestion

PIECES = st.lists(
    st.sampled_from(
        ["Ines Holm", "A.", "the ", "said ", "that ", "According to ", "laut ", "сказал ", "说", "と", "«", "»", "“", "”",
         '"', "‘", "’", "(", ")", "3/10/22", "2019", ", ", "10.1234/x", "ISBN 1", " ", "\u00a0", "mud ", "\x00", "王明", "قال "]
    ),
    max_size=40,
).map("".join)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), PIECES)
LANGUAGES = st.sampled_from(["", "en", "de", "fr", "ru", "pl", "zh-CN", "xx"])


@given(TEXTS, LANGUAGES)
def test_quoted_words_stand_in_the_sentence(text: str, language: str) -> None:
    found = quotation(text, language)
    if found:
        assert 0 <= found.start < found.end <= len(text)
        assert text[found.start : found.end].strip()


@given(TEXTS, LANGUAGES, st.text(max_size=60))
def test_what_is_suggested_comes_from_the_words(text: str, language: str, note: str) -> None:
    links = [Link(0, min(3, len(text)), "#n"), Link(0, min(2, len(text)), "https://port.example/")]
    found = suggestion(text, links, lambda _: note, language)
    if found is None or found.mention is None:
        return
    told = " ".join([*text.split(), *note.split(), "https://port.example/", *text.split()])
    if found.speaker:
        assert found.speaker in text
    if found.mention.author:
        assert found.mention.author in text
    assert all(part in told for part in (found.mention.container, found.mention.date))
    assert all(word in told or word.endswith("…") for word in found.mention.title.split())
