"""Paragraphs that two texts have in common are not read; nothing may depend on that."""

from __future__ import annotations

from itertools import pairwise
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from postil.anchoring.describe import describe
from postil.anchoring.provenance.tokens import Vocabulary
from postil.anchoring.provenance.unchanged import Unchanged
from postil.anchoring.revision import Revision
from postil.core.pausing import unasked
from postil.core.snapshot import TextRange
from tests.property.test_revision import ANY_TEXT, CHRONICLE, snapshot

NEVER = 1 << 30
BLANKS = st.sampled_from([" ", "\n", "  ", "\u00a0", " \n "])
PAGES = [f"Page {page}. {CHRONICLE[page % len(CHRONICLE)]}" for page in range(60)]
EDITS = st.lists(
    st.tuples(st.sampled_from(["word", "delete", "double", "move"]), st.integers(0, 59), st.integers(0, 59)),
    min_size=1,
    max_size=4,
)


def edited(pages: list[str], edits: list[tuple[str, int, int]]) -> list[str]:
    made = list(pages)
    for kind, at, to in edits:
        here = at % len(made)
        if kind == "word":
            made[here] = made[here].replace("the ", "that ", 1)
        elif kind == "double":
            made.insert(here, made[here])
        else:
            page = made.pop(here)
            if kind == "move":
                made.insert(to, page)
    return made


@given(EDITS, st.integers(0, 59), st.integers(1, 20), st.integers(0, 60), st.integers(1, 60))
def test_what_is_not_read_makes_no_difference(
    edits: list[tuple[str, int, int]], page: int, pages: int, skipped: int, length: int
) -> None:
    old, new = snapshot(*PAGES), snapshot(*edited(PAGES, edits))
    start = old.starts[page] + skipped
    end = old.starts[min(page + pages, 59)] + length if pages > 10 else start + length
    words = old.text[start : max(end, start + 1)].strip()
    at = old.text.index(words, start) if words else start
    mark = describe(old, [TextRange(at, at + max(len(words), 1))])
    verdict = Revision(old, new).place(mark.selectors)
    with (
        patch("postil.anchoring.provenance.unchanged.NEAR", NEVER),
        patch("postil.anchoring.provenance.unchanged.READ", NEVER),
    ):
        in_full = Revision(old, new).place(mark.selectors)
    assert (verdict.state, verdict.ranges) == (in_full.state, in_full.ranges)


@given(st.lists(ANY_TEXT, min_size=1, max_size=5), st.data())
def test_paragraphs_that_are_the_same_have_the_same_tokens(parts: list[str], data: st.DataObject) -> None:
    old = "\n\n".join(parts)
    new = "".join(data.draw(BLANKS) if sign == " " else sign for sign in old)
    vocabulary = Vocabulary()
    ours, theirs = vocabulary.tokens(old), vocabulary.tokens(new)
    for run in Unchanged(old, new, unasked).runs(ours, theirs):
        there = theirs.keys[run.new : run.new + run.length]
        assert ours.keys[run.old : run.old + run.length] == there


@given(st.lists(ANY_TEXT, min_size=1, max_size=5), st.data())
def test_a_mark_has_the_same_signs_where_its_paragraphs_went(parts: list[str], data: st.DataObject) -> None:
    old = "\n\n".join(parts)
    new = "".join(data.draw(BLANKS) if sign == " " else sign for sign in old)
    start = data.draw(st.integers(0, len(old) - 1))
    mark = TextRange(start, data.draw(st.integers(start + 1, len(old))))
    place = Unchanged(old, new, unasked).place(mark)
    if place:
        there = new[place.start : place.end]
        assert "".join(there.split()) == "".join(old[mark.start : mark.end].split())


@given(EDITS)
def test_what_is_left_out_of_both_texts_is_the_same(edits: list[tuple[str, int, int]]) -> None:
    old, new = "\n\n".join(PAGES), "\n\n".join(edited(PAGES, edits))
    same = Unchanged(old, new, unasked)
    left_out = [
        [text[one.end : other.start] for one, other in pairwise(pieces)]
        for text, pieces in ((old, same.read_of_old), (new, same.read_of_new))
    ]
    assert left_out[0] == left_out[1]
    vocabulary = Vocabulary()
    whole, read = vocabulary.tokens(old), vocabulary.tokens(old, same.read_of_old)
    pieces = [whole.within(piece) for piece in same.read_of_old]
    assert list(read.starts) == [at for piece in pieces for at in whole.starts[slice(*piece)]]
