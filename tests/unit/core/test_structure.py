from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.core.snapshot import Block, BlockKind, Link, Snapshot
from postil.core.structure import (
    heading_over,
    note_mark,
    note_of,
    note_text,
    page_at,
    references_to,
    sections,
    ways_from,
)

P, H, N = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.FOOTNOTE


def text_of(*levels: int) -> Snapshot:
    """A text of headings of these levels; a 0 is a paragraph."""
    return Snapshot(
        Block(H, f"h{at}", level) if level else Block(P, f"p{at}") for at, level in enumerate(levels)
    )


def test_sections_stand_under_each_other() -> None:
    snapshot = text_of(0, 1, 0, 2, 0, 4, 2, 1, 0)
    told = [(each.title, each.depth, snapshot.block_at(each.end)) for each in sections(snapshot)]
    assert told == [("h1", 0, 7), ("h3", 1, 6), ("h5", 2, 6), ("h6", 1, 7), ("h7", 0, 8)]
    assert [heading_over(snapshot.blocks, at) for at in range(9)] == [-1, 1, 1, 3, 3, 5, 6, 7, 7]


def test_a_heading_goes_by_the_number_of_the_paragraph_behind_it() -> None:
    snapshot = text_of(1, 0, 2, 3, 0, 0, 1)
    assert [snapshot.paragraph_from(at) for at in range(7)] == [1, 1, 2, 2, 2, 3, 3]
    assert text_of(1).paragraph_from(0) == 0


@given(st.lists(st.integers(0, 6), min_size=1, max_size=30))
def test_sections_lie_in_each_other_and_never_across(levels: list[int]) -> None:
    snapshot = text_of(*levels)
    made = sections(snapshot)
    assert [each.block for each in made] == [at for at, level in enumerate(levels) if level]
    for number, one in enumerate(made):
        assert one.start < one.end <= len(snapshot.text)
        for other in made[number + 1 :]:
            within = other.start < one.end
            assert not within or (other.end <= one.end and other.depth > one.depth)
    assert all(after.depth <= before.depth + 1 for before, after in pairwise(made))


def test_a_note_is_found_from_its_reference_and_back() -> None:
    snapshot = Snapshot(
        [
            Block(P, "Salt[1] and tar[2], again[1].", links=(
                Link(4, 7, "#n1"), Link(15, 18, "#n2"), Link(25, 28, "#n1"), Link(0, 4, "#nowhere"),
            )),
            Block(N, "From the sea.", marker="[1]", name="n1"),
            Block(N, "And\nthe pan."),
            Block(N, "From pines.", marker="[2]", name="n2"),
            Block(P, "The end."),
        ]
    )  # fmt: skip
    blocks = snapshot.blocks
    assert [(way.words, way.block) for way in ways_from(blocks, 0, 0, 29)] == [("[1]", 1), ("[2]", 3)]
    assert [way.block for way in ways_from(blocks, 0, 0, 10)] == [1]
    assert [note_of(blocks, at) for at in range(5)] == [-1, 1, 1, 3, -1]
    assert note_text(blocks, 1) == "From the sea. And the pan."
    assert list(references_to(blocks, 1)) == [4, 25]


@pytest.mark.parametrize(
    ("text", "mark", "words"),
    [
        ("[12] From the sea.", "[12]", "From the sea."),
        ("1. From the sea.", "1.", "From the sea."),
        ("¹ From the sea.", "¹", "From the sea."),
        ("† From the sea.", "†", "From the sea."),
        ("3 From the sea.", "3", "From the sea."),
        ("1912 was the year.", "", "1912 was the year."),
        ("1.5 metres.", "", "1.5 metres."),
        ("A pan.", "", "A pan."),
    ],
)
def test_a_mark_that_was_typed_is_told_apart_from_the_note_s_words(text: str, mark: str, words: str) -> None:
    blocks = Snapshot([Block(N, text, name="n")]).blocks
    assert (note_mark(blocks, 0), note_text(blocks, 0)) == (mark, words)
    counted = Snapshot([Block(N, text, marker="[7]", name="n")]).blocks
    assert (note_mark(counted, 0), note_text(counted, 0)) == ("[7]", text)


def test_a_page_goes_on_until_the_next_begins() -> None:
    snapshot = Snapshot([Block(P, "a"), Block(P, "b", page="ix"), Block(P, "c"), Block(H, "d", 1, page="10")])
    assert [page_at(snapshot.blocks, at) for at in range(4)] == ["", "ix", "ix", "10"]
