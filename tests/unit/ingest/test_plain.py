from __future__ import annotations

import pytest

from postil.core.snapshot import Block, BlockKind, Link
from postil.ingest.plain.blocks import plain_blocks

FIRST = "The ferry left the quay at noon with forty people and a dog that nobody had seen before that day."
SECOND = "It came back at dusk, and the dog was not among those who stepped ashore in the failing light."


def wrapped(text: str, indent: str = "") -> str:
    words, lines = text.split(), [indent]
    for word in words:
        if len(lines[-1]) + len(word) > 48:
            lines.append("")
        lines[-1] += word if lines[-1].strip() == "" else f" {word}"
    return "\n".join(lines)


@pytest.mark.parametrize(
    "source",
    [
        f"{FIRST}\n\n{SECOND}\n",
        f"\n\n{FIRST}\n\n\n\n{SECOND}",
        f"{FIRST}\n{SECOND}",
        f"{FIRST}  \n   \n{SECOND}  ",
        f"{wrapped(FIRST)}\n\n{wrapped(SECOND)}",
        f"{wrapped(FIRST, '    ')}\n{wrapped(SECOND, '    ')}",
        f"{wrapped(FIRST, '  ')}\n\n{wrapped(SECOND, '  ')}",
    ],
    ids=["blank", "blanks", "line", "trailing", "wrapped", "indented", "both"],
)
def test_every_layout_gives_the_same_paragraphs(source: str) -> None:
    assert [block.text for block in plain_blocks(source)] == [FIRST, SECOND]


def test_a_hyphenated_word_is_joined_and_a_compound_name_is_not() -> None:
    source = "The harbour board of the quay has said this after-\nnoon that the vote of the Anglo-\nSaxon league stands."
    (block,) = plain_blocks(source)
    assert "afternoon" in block.text
    assert "Anglo-Saxon" in block.text


def test_runs_of_blanks_become_one_space() -> None:
    assert plain_blocks("The  ferry   left.")[0].text == "The ferry left."


def test_the_first_line_without_closing_punctuation_is_the_title() -> None:
    blocks = plain_blocks(f"The Ferry\n\n{FIRST}")
    assert blocks[0] == Block(BlockKind.HEADING, "The Ferry", level=1)


@pytest.mark.parametrize("line", ["The ferry left.", "Dear reader,", "From the desk of the mayor:"])
def test_a_sentence_is_no_title(line: str) -> None:
    assert plain_blocks(f"{line}\n\n{FIRST}")[0].kind is BlockKind.PARAGRAPH


def test_a_lone_paragraph_is_no_title() -> None:
    assert plain_blocks("The Ferry")[0].kind is BlockKind.PARAGRAPH


def test_capitals_and_chapters_are_headings() -> None:
    blocks = plain_blocks(f"{FIRST}\n\nTHE SECOND VOYAGE\n\n{SECOND}\n\nChapter 3\n\n{FIRST}")
    assert [block.kind for block in blocks] == [
        BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.PARAGRAPH
    ]  # fmt: skip


def test_a_table_of_contents_is_not_taken_for_headings() -> None:
    contents = "\n\n".join(f"CHAPTER {number}" for number in ("I", "II", "III", "IV", "V"))
    blocks = plain_blocks(f"{FIRST}\n\n{contents}\n\n{SECOND}")
    assert {block.kind for block in blocks} == {BlockKind.PARAGRAPH}


@pytest.mark.parametrize(
    "own", [("BOOK ONE: 1805", "CHAPTER I"), ("CHAPTER I",), ("CONTENTS", "BOOK ONE: 1805")]
)
def test_the_first_headings_behind_a_table_of_contents_are_headings(own: tuple[str, ...]) -> None:
    listed = ["CONTENTS", "BOOK ONE: 1805"] * (own[0] != "CHAPTER I")
    listed += ["CHAPTER I", "CHAPTER II", "CHAPTER III", "BOOK TWO", "CHAPTER I", "CHAPTER II", "CHAPTER III"]
    text = "\n\n".join([FIRST, *listed, *own, SECOND, FIRST])
    told = [block.text for block in plain_blocks(text) if block.kind is BlockKind.HEADING]
    assert told == [*own]


def test_two_numbered_lines_are_items_and_one_is_not() -> None:
    blocks = plain_blocks("1. The pump failed.\n2. The captain left.")
    assert [(block.kind, block.marker, block.text) for block in blocks] == [
        (BlockKind.ITEM, "1.", "The pump failed."),
        (BlockKind.ITEM, "2.", "The captain left."),
    ]
    assert (
        plain_blocks("1. The tax was cut. 2. The debt grew.")[0].text
        == "1. The tax was cut. 2. The debt grew."
    )


def test_angle_brackets_make_a_quote() -> None:
    (block,) = plain_blocks("> We were promised\n> two crossings.")
    assert block.kind is BlockKind.QUOTE
    assert block.text.split() == ["We", "were", "promised", "two", "crossings."]


def test_columns_are_kept() -> None:
    table = "year    boats    fares\n2022    1        0\n2023    1        12"
    assert plain_blocks(f"{FIRST}\n\n{table}")[1] == Block(BlockKind.CODE, table)


def test_addresses_become_links_without_their_punctuation() -> None:
    (block,) = plain_blocks("See https://gazette.example/a_(b), or http://gazette.example.")
    assert block.links == (
        Link(4, 33, "https://gazette.example/a_(b)"),
        Link(38, 60, "http://gazette.example"),
    )


def test_a_huge_paragraph_stays_one_block() -> None:
    assert len(plain_blocks("The boat came back. " * 50_000)) == 1


def test_an_empty_text_has_no_blocks() -> None:
    assert plain_blocks("") == plain_blocks(" \n \n") == []


def test_deeply_nested_quotes_are_one_quote() -> None:
    assert [block.text for block in plain_blocks(">" * 50_000 + " enough")] == ["enough"]


def test_quotation_signs_behind_a_hard_blank_are_taken_off() -> None:
    assert [block.text for block in plain_blocks("\xa0>\n\xa0> The quay.\n\xa0>")] == ["The quay."]
    assert plain_blocks("\xa0>\n\xa0>") == []
