from __future__ import annotations

import pytest

from postil.core.snapshot import Block, BlockKind, Link
from postil.ingest.door import read_document
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


def found_in(text: str) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in plain_blocks(text)]


def test_verse_keeps_its_lines_and_prose_that_was_wrapped_does_not() -> None:
    verse = "The mud is deep,\nThe mud is wide,\nIt comes and goes\nWith every tide."
    assert found_in(f"{verse}\n\nNobody came.") == [("paragraph", verse), ("paragraph", "Nobody came.")]
    narrow = "It was the quay that\nnobody had seen\nbefore."
    assert found_in(f"{narrow}\n\nNobody came.")[0] == ("paragraph", narrow.replace("\n", " "))
    spoken = "Who is there?\nNobody.\nGo away."
    assert [text for _, text in found_in(f"{spoken}\n\nHe went.")] == [*spoken.split("\n"), "He went."]


def test_a_transcript_begins_a_paragraph_with_each_speaker_and_time() -> None:
    told = [
        "ADA QUILL: When I saw it first, in the spring of that year, nobody was on",
        "BO REED: It was deep even then, and it was wide, and nobody on the quay said",
        "[00:03:12] REED: I was there too, and I saw the very same mud as she did, so",
        "00:04:10 QUILL: No.",
    ]
    assert [text for _, text in found_in("\n".join(told) + "\n\nMud.")] == [*told, "Mud."]


def test_lists_lie_in_lists_and_count_by_letters() -> None:
    blocks = plain_blocks(
        "To do:\n\n- dredge\n  the mud\n  1. here\n  2. there\n- measure\n\na) one\nb) two\n\n(1) I\n(2) II"
    )
    assert [(block.level, block.marker, block.text) for block in blocks[1:]] == [
        (1, "•", "dredge the mud"),
        (2, "1.", "here"),
        (2, "2.", "there"),
        (1, "•", "measure"),
        (1, "a)", "one"),
        (1, "b)", "two"),
        (1, "(1)", "I"),
        (1, "(2)", "II"),
    ]


def test_a_line_that_is_drawn_is_no_text_and_makes_a_heading_of_the_one_above() -> None:
    text = "The quay\n========\n\nMud.\n\n----------\n\nSilt\n----\nIt lies there.\n\n* * *\n\nThe end."
    assert found_in(text) == [
        ("heading", "The quay"),
        ("paragraph", "Mud."),
        ("heading", "Silt"),
        ("paragraph", "It lies there."),
        ("paragraph", "The end."),
    ]


def test_a_chapter_is_a_heading_behind_a_table_of_contents_that_tells_more_of_it() -> None:
    text = "Tides\n\nCONTENTS\n\nCHAPTER I. Mud\n\nCHAPTER II. Silt\n\nCHAPTER I.\n\nIt was noon.\n\nCHAPTER II.\n\nIt was not."
    assert [text for kind, text in found_in(text) if kind == "heading"] == [
        "Tides",
        "CHAPTER I.",
        "CHAPTER II.",
    ]


GUTENBERG = """The Project Gutenberg eBook of The Tides of Norden

Title: The Tides of Norden,
        or, Mud

Author: Ada Quill

Author: Bo Reed

Language: English

*** START OF THE PROJECT GUTENBERG EBOOK THE TIDES
OF NORDEN ***

It was noon.

*** END OF THE PROJECT GUTENBERG EBOOK THE TIDES OF NORDEN ***

Nobody may sell it."""


def test_a_book_of_project_gutenberg_tells_what_it_is_and_begins_behind_that() -> None:
    document = read_document(GUTENBERG.encode())
    assert document.about[:2] == ("The Tides of Norden, or, Mud", ("Ada Quill", "Bo Reed"))
    assert document.snapshot.text == "It was noon."
    torn = GUTENBERG.partition("*** END")[0]
    assert "Language: English" in read_document(torn.encode()).snapshot.text


def test_a_title_between_drawn_lines_is_a_line_of_its_own() -> None:
    text = "See below.\n\n---------- Forwarded message ---------\nFrom: Bo Reed <bo@quay.example>\nDate: Tue, May 3, 2022"
    assert [block.text for block in plain_blocks(text)][1:3] == [
        "---------- Forwarded message ---------",
        "From: Bo Reed <bo@quay.example>",
    ]


def test_a_line_of_wide_blanks_is_no_heading_over_a_drawn_one() -> None:
    blocks = plain_blocks("The ferry left.\n\u3000\n=====\nIt came back.")
    assert [block.text for block in blocks] == ["The ferry left.", "It came back."]
