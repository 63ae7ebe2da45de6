from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from postil.core.text import clean
from postil.ingest.markdown.blocks import markdown_blocks
from postil.ingest.plain.blocks import plain_blocks

PIECES = st.lists(
    st.sampled_from(
        ["The ferry left the quay at noon with forty people", "and a dog.", "THE QUAY", "Chapter 2", "1. one", "2. two",
         "- a", "* b", "> c", ">", "   ", "\n", "\n", "\n\n", " ", "after-", "wards", "https://a.example/b.", "a   b   c",
         "\xa0", "# d", "|x|y|", "|-|-|", "```", "[e](f)", "[^1]", "[^1]: g", "<div>", "<!--", "&#27;", "字"]
    ),
    max_size=40,
).map("".join)  # fmt: skip
ANY = st.one_of(st.text(), PIECES).map(clean)


@given(ANY)
def test_blocks_are_clean_and_trimmed(text: str) -> None:
    for block in plain_blocks(text):
        assert block.text == clean(block.text)
        assert block.text.strip("\n")
        assert not block.text[-1].isspace()
        assert all(block.text[link.start : link.end] == link.href for link in block.links)


@given(ANY)
def test_no_letter_is_lost(text: str) -> None:
    kept = "".join(block.marker + block.text for block in plain_blocks(text))
    assert re.findall(r"\w", kept) == re.findall(r"\w", text)


@given(ANY)
def test_markdown_blocks_are_clean(text: str) -> None:
    for block in markdown_blocks(text):
        assert block.text == clean(block.text)
        assert block.text.strip()
        assert all(0 <= link.start < link.end <= len(block.text) for link in block.links)
