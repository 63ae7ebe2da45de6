from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from postil.anchoring.boundaries import move_end, move_start
from postil.anchoring.describe import describe
from postil.anchoring.fold import folded
from postil.anchoring.graphemes import is_boundary
from postil.anchoring.search import find
from postil.core.snapshot import Block, BlockKind, Snapshot, TextRange

TEXTS = st.lists(
    st.text(st.sampled_from("ab “”\"'’-— \n\xa0.é字\u0301\u200d👩🇺🇦"), min_size=1, max_size=200),
    min_size=1,
    max_size=4,
).map(lambda parts: Snapshot(tuple(Block(BlockKind.PARAGRAPH, part) for part in parts)))


def stretch(data: st.DataObject, snapshot: Snapshot) -> TextRange:
    start = data.draw(st.integers(0, len(snapshot.text) - 1))
    return TextRange(start, data.draw(st.integers(start + 1, len(snapshot.text))))


@given(TEXTS, st.data())
def test_a_description_tells_the_range_and_what_stands_around_it(
    snapshot: Snapshot, data: st.DataObject
) -> None:
    piece = stretch(data, snapshot)
    target = describe(snapshot, [piece])
    selector = target.selectors[0]
    assert selector.range == piece
    assert snapshot.text[: piece.start].endswith(selector.prefix)
    assert snapshot.text[piece.end :].startswith(selector.suffix)


@given(TEXTS, st.data())
def test_found_places_equal_the_words(snapshot: Snapshot, data: st.DataObject) -> None:
    piece = stretch(data, snapshot)
    words = snapshot.text[piece.start : piece.end]
    places = find(snapshot, words)
    assert bool(places) is bool(words.strip())
    for place in places:
        found = snapshot.text[place.start : place.end]
        assert folded(found.strip()).text == folded(words.strip()).text


@given(TEXTS, st.data(), st.sampled_from(["character", "word"]), st.integers(-3, 3))
def test_boundaries_stay_inside_and_cut_nothing(
    snapshot: Snapshot, data: st.DataObject, unit: str, steps: int
) -> None:
    piece, text = stretch(data, snapshot), snapshot.text
    assume(is_boundary(text, piece.start) and is_boundary(text, piece.end))
    for move in (move_start, move_end):
        moved = move(text, piece, unit, steps)  # type: ignore[arg-type]
        assert 0 <= moved.start < moved.end <= len(text)
        assert is_boundary(text, moved.start)
        assert is_boundary(text, moved.end)


@given(TEXTS, st.data())
def test_there_and_back_is_where_it_was(snapshot: Snapshot, data: st.DataObject) -> None:
    piece, text = stretch(data, snapshot), snapshot.text
    assume(is_boundary(text, piece.start) and is_boundary(text, piece.end))
    if piece.end < len(text):
        assert move_end(text, move_end(text, piece, "character", 1), "character", -1) == piece
    if piece.start:
        assert move_start(text, move_start(text, piece, "character", -1), "character", 1) == piece
    grown = move_end(text, piece, "word", 1)
    if grown != piece:
        further = move_end(text, grown, "word", 1)
        if further != grown:
            assert move_end(text, further, "word", -1) == grown
