from __future__ import annotations

from postil.core.rewriting import Rewrite, Rewritten, rewritten, same_place
from tests.fakes import snapshot_of


def compared(old: str, new: str) -> list[tuple[int, str, str]]:
    """What is not as it was, of two texts whose paragraphs are parted by bars."""
    found = rewritten(snapshot_of(*old.split("|")), snapshot_of(*new.split("|")))
    return [(one.block, one.rewrite.value, one.before) for one in found]


def test_what_is_as_it_was_is_not_told_wherever_it_stands() -> None:
    assert compared("a b|c d|e f", "a b|c d|e f") == []
    assert compared("a b|c d|e f", "e f|a b|c d") == []
    assert compared("a  b|c d", "a b|c   d") == []
    assert compared("a|a|b", "b|a|a") == []


def test_a_paragraph_is_changed_new_or_removed() -> None:
    assert compared("a|b c d|e", "a|b c x|e") == [(1, "changed", "b c d")]
    assert compared("a|e", "a|b|e") == [(1, "new", "")]
    assert compared("a|b|e", "a|e") == [(1, "removed", "b")]
    assert compared("a|b", "a") == [(0, "removed", "b")]
    assert compared("a", "x y|a") == [(0, "new", "")]
    assert compared("a|b c d|e", "a|x y z|e") == [(1, "new", ""), (1, "removed", "b c d")]


def test_a_new_paragraph_before_a_changed_one_is_not_taken_for_it() -> None:
    assert compared("a|b c d|e", "a|x y|b c z|e") == [(1, "new", ""), (2, "changed", "b c d")]
    assert compared("a|b c d|k l m|e", "a|k l n|e") == [(1, "changed", "k l m"), (1, "removed", "b c d")]


def test_a_paragraph_that_moved_and_changed_is_no_new_one() -> None:
    assert compared("a|e|b c d f|k", "a|b c d x|e|k") == [(1, "changed", "b c d f")]
    assert compared("a|e|b c d f|k", "a|b x y z|e|k") == [(1, "new", ""), (3, "removed", "b c d f")]


def test_a_reader_stays_at_the_same_words() -> None:
    old = snapshot_of("a a", "b b", "c c", "d d")
    new = snapshot_of("new", "a a", "x", "c c", "y", "c c")
    assert same_place(old, new, old.starts[2] + 2) == new.starts[3] + 2
    assert same_place(old, new, old.starts[1]) == new.starts[2]
    assert same_place(old, snapshot_of("q" * 100), len(old.text) // 2) == 50


def test_a_reader_of_a_changed_paragraph_goes_to_what_it_was_changed_into() -> None:
    old = snapshot_of("a a", "b b", "c d e", "f f")
    new = snapshot_of("a a", "c d x", "f f", "b b")
    assert same_place(old, new, old.starts[2] + 2) == new.starts[3]
    assert same_place(old, new, old.starts[2] + 2, rewritten(old, new)) == new.starts[1]


def test_nothing_is_left_of_a_text() -> None:
    assert compared("a|b", "x|y") == [
        (0, "new", ""),
        (1, "new", ""),
        (1, "removed", "a"),
        (1, "removed", "b"),
    ]


def test_a_book_is_compared_in_linear_time() -> None:
    book = snapshot_of(*(f"paragraph {number} of them" for number in range(40_000)))
    other = snapshot_of(
        *(f"{'passage' if number % 3 else 'paragraph'} {number} of them" for number in range(40_000))
    )
    found = rewritten(book, other)
    assert len(found) == sum(1 for number in range(40_000) if number % 3)
    assert {one.rewrite for one in found} == {Rewrite.CHANGED}
    assert found[0] == Rewritten(1, Rewrite.CHANGED, "paragraph 1 of them")
    assert len(rewritten(book, snapshot_of(*(f"line {number}" for number in range(40_000))))) == 40_000
