from __future__ import annotations

import re
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from postil.core.errors import BadInput
from postil.core.snapshot import Blocks, Snapshot
from postil.core.text import clean
from postil.ingest.document import Received
from postil.ingest.markdown.blocks import markdown_blocks
from postil.ingest.plain import blocks as plain
from postil.ingest.plain.blocks import plain_blocks
from postil.ingest.plain.reading import read

PIECES = st.lists(
    st.sampled_from(
        ["The ferry left the quay at noon with forty people", "and a dog.", "THE QUAY", "Chapter 2", "1. one", "2. two",
         "- a", "* b", "> c", ">", "   ", "\n", "\n", "\n\n", " ", "after-", "wards", "https://a.example/b.", "a   b   c",
         "\xa0", "# d", "|x|y|", "|-|-|", "```", "[e](f)", "[^1]", "[^1]: g", "=====", "<div>", "<!--", "&#27;", "字"]
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


@given(
    st.lists(st.from_regex(r"[A-Z][a-z]{1,9}( [a-z]{1,9}){9,20}[.”]", fullmatch=True), min_size=1, max_size=9)
)
def test_what_is_paragraphs_already_stays_as_it_is(paragraphs: list[str]) -> None:
    text = "\n\n".join(paragraphs)
    for around in (text, f"{text}\n", f"\n{text}\n\n", f"{text} \n\n\n"):
        blocks = plain_blocks(around)
        assert blocks.text == text
        assert [block.text for block in blocks] == paragraphs
        assert not blocks.forms


@given(ANY)
def test_the_blocks_of_a_text_are_those_that_stand_in_what_they_make(text: str) -> None:
    blocks = plain_blocks(text)
    assert blocks == Blocks(list(blocks))
    assert blocks.text == Blocks(list(blocks)).text
    assert list(blocks.forms.items()) == list(Blocks(list(blocks)).forms.items())


@given(ANY)
def test_markdown_blocks_are_clean(text: str) -> None:
    for block in markdown_blocks(text):
        assert block.text == clean(block.text)
        assert block.text.strip()
        assert all(0 <= link.start < link.end <= len(block.text) for link in block.links)


@given(ANY, st.integers(1, 60))
def test_it_is_one_text_however_much_of_it_is_looked_through_at_once(text: str, piece: int) -> None:
    whole = plain_blocks(text)
    with patch.object(plain, "_PIECE", piece):
        parts = plain_blocks(text)
    assert parts == whole
    assert (parts.text, parts.starts, parts.forms) == (whole.text, whole.starts, whole.forms)


ENDS = st.text("\n \r\t\u3000\u2028", max_size=6)


@given(ANY, ENDS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"]))
def test_a_text_is_read_and_named_alike_whatever_blanks_end_it(text: str, end: str, encoding: str) -> None:
    try:
        parsed = read(Received((text + end).encode(encoding, "replace"), "ferry.txt"))
    except BadInput:
        return
    assert parsed.digest in {"", Snapshot(list(parsed.blocks)).digest}
    if encoding == "utf-8":
        assert parsed.blocks == plain_blocks(clean(text + end))
