from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from postil.anchoring.anchor import anchor
from postil.anchoring.describe import describe
from postil.core.snapshot import Snapshot, TextRange
from tests.unit.anchoring.build import FERRY, snapshot

if TYPE_CHECKING:
    from postil.core.target import Target


def marked(text: Snapshot, *words: str) -> Target:
    starts = [text.text.index(word) for word in words]
    return describe(text, [TextRange(at, at + len(word)) for at, word in zip(starts, words, strict=True)])


def test_the_same_text_gives_the_same_target() -> None:
    target = marked(FERRY, "two crossings")
    assert anchor(FERRY, target) is target


def test_words_follow_their_context_in_another_text() -> None:
    other = snapshot("A new first paragraph with two crossings of its own.", *(b.text for b in FERRY.blocks))
    found = anchor(other, marked(FERRY, "two crossings"))
    assert found is not None
    assert found.snapshot == other.digest
    assert found.selectors[0].start == other.text.index("promised two crossings") + len("promised ")


def test_twins_are_told_apart_by_their_context() -> None:
    text = snapshot(
        "First the bell rang and the dog barked loudly.", "Then the rain fell and the dog barked sadly."
    )
    at = text.text.rindex("the dog")
    target = describe(text, [TextRange(at, at + 7)])
    other = snapshot(
        "Then the rain fell and the dog barked sadly.", "First the bell rang and the dog barked loudly."
    )
    found = anchor(other, target)
    assert found is not None
    assert found.selectors[0].start == other.text.index("the dog")


def test_a_deleted_passage_is_not_attached_to_a_look_alike() -> None:
    target = marked(FERRY, "two crossings")
    assert anchor(snapshot("They counted two crossings in a year."), target) is None


def test_changed_words_are_not_guessed() -> None:
    assert (
        anchor(snapshot(FERRY.text.replace("two crossings", "ten crossings")), marked(FERRY, "two crossings"))
        is None
    )


def test_long_words_that_occur_once_need_no_context() -> None:
    words = "The dog was not among those who stepped ashore"
    assert anchor(snapshot(f"Elsewhere. {words} there."), marked(FERRY, words)) is not None


def test_every_piece_must_be_found_in_order() -> None:
    target = marked(FERRY, "The ferry", "two crossings")
    moved = snapshot("A line before the others.", *(block.text for block in FERRY.blocks))
    found = anchor(moved, target)
    assert found is not None
    assert found.exact == target.exact
    assert anchor(snapshot(FERRY.blocks[0].text), target) is None


def test_a_wrong_offset_in_the_right_text_is_put_right() -> None:
    target = marked(FERRY, "two crossings")
    selector = replace(target.selectors[0], start=0, end=3)
    assert anchor(FERRY, replace(target, selectors=(selector,))) == target
